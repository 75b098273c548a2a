"""What HTML says of its elements and attributes, by their names.

Source: the HTML standard (https://html.spec.whatwg.org/): chapters 4 (content models), 13.1.2.4 (optional tags),
13.2.5 (raw text) and 3.2.6.3 (`translate`); WAI-ARIA 1.3 for what is heard.
"""

from __future__ import annotations

import re


def names(text: str) -> frozenset[str]:
    """Names that are written with spaces between."""
    return frozenset(text.split())


# A phrase goes on across their tags. Elements of one's own (x-name) are like them.
INLINE = names(
    "a abbr acronym b bdi bdo big blink br cite data del dfn em font i img ins label map mark nobr output picture q s"
    " slot small source span strike strong sub sup textpath time tspan tt u var wbr"
)
UNSEEN = frozenset(["link", "meta", "script", "style"])  # a phrase goes on across the whole of them
RUBY = frozenset(["ruby", "rb"])
ASIDE = frozenset(["rt", "rp", "rtc"])  # beside a line, which goes on after them
CODE = frozenset(["code", "kbd", "samp"])  # not to be translated, if they do not say otherwise
VOID = names("area base br col embed hr img input link meta param source track wbr")
RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes")  # what is in them is no markup, and not read
TEXT = ("title", "textarea")  # what is in them is text alone

BLOCKS = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul"
)
STRUCTURE = names(
    "area audio base body button canvas caption col colgroup datalist dd dt embed head html iframe input legend li"
    " meter noscript object optgroup option param progress select tbody td template tfoot th thead track tr video"
)
HTML = INLINE | UNSEEN | RUBY | ASIDE | CODE | VOID | BLOCKS | STRUCTURE | {*RAW, *TEXT}

# Start tags that end an element whose end tag was left out: which they end, and what they do not look beyond.
ROWS = frozenset(["tr", "td", "th"])
CELLS = frozenset(["td", "th"])
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li", "p"]), frozenset(["ul", "ol", "menu", "dir"])),
    "dt": (frozenset(["dt", "dd", "p"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd", "p"]), frozenset(["dl"])),
    "option": (frozenset(["option"]), frozenset(["select", "datalist", "optgroup"])),
    "optgroup": (frozenset(["option", "optgroup"]), frozenset(["select"])),
    "rt": (frozenset(["rt", "rp", "rb"]), frozenset(["ruby", "rtc"])),
    "rp": (frozenset(["rt", "rp", "rb"]), frozenset(["ruby", "rtc"])),
    "rb": (frozenset(["rt", "rp", "rb", "rtc"]), frozenset(["ruby"])),
    "td": (CELLS, frozenset(["tr", "table"])),
    "th": (CELLS, frozenset(["tr", "table"])),
    "tr": (ROWS, frozenset(["table", "tbody", "thead", "tfoot"])),
    "tbody": (ROWS | {"thead", "tbody", "tfoot"}, frozenset(["table"])),
    "tfoot": (ROWS | {"thead", "tbody", "tfoot"}, frozenset(["table"])),
    "body": (frozenset(["head"]), frozenset(["html"])),
} | dict.fromkeys(BLOCKS, (frozenset(["p"]), frozenset(["button", "table", "td", "th", "caption", "object"])))

SPOKEN = names(
    "abbr alt aria-braillelabel aria-brailleroledescription aria-description aria-label aria-placeholder"
    " aria-roledescription aria-valuetext label placeholder summary title"
)
BUTTONS = frozenset(["button", "reset", "submit"])
# Of `meta` and of microdata: what describes a page in words.
DESCRIPTIVE = re.compile(
    r"(?:og|twitter|weibo|article|book|video|music|profile|dc|dcterms)[:.].*?"
    r"(?:title|description|site_name|section|tag|subject|author|creator|publisher|name|alt|label\d|data\d)"
    r"|(?:news_)?keywords|description|author|subject|abstract|copyright|publisher|creator|application-name"
    r"|apple-mobile-web-app-title|citation_\w+|name|headline|alternative(?:Headline|Name)|about|caption"
    r"|articleSection|articleBody|text|genre",
    re.I,
)
