"""Drawings that run scripts or ask other hosts for something, in every way that is known; made of ways and addresses."""

from __future__ import annotations

from base64 import b64encode
from itertools import product

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" width="60" height="40">'
DRAWN = '<rect id="drawn" width="60" height="40" fill="green"/>'
RUN = "document.documentElement.setAttribute('data-ran','1')"
# How an address is written in styles: in every way that a tokenizer of CSS reads as one.
URLS = [
    "url({0})", 'url("{0}")', "url( '{0}' )", "URL({0})", r"\75rl({0})", r"u\72l({0})", r"\000075 rl('{0}')", "url(\t'{0}'\n)",
    'image-set("{0}" 1x)', "image-set(url({0}) 1x)", '-webkit-image-set(url("{0}") 1x)', 'image("{0}")', 'src("{0}")',
    "cross-fade(url({0}), url({0}))", "/**/url(/**/{0})", "url({0}", 'url("{0}', "var(--a, url({0}))", "url(//{1})", r"url(h\74tp://{1})",
]  # fmt: skip
STYLED = ["fill", "stroke", "filter", "clip-path", "mask", "marker-end", "cursor", "background", "background-image", "list-style", "content",
          "border-image", "mask-image", "shape-outside", "--a", "src", "offset-path", "-webkit-mask-image"]  # fmt: skip
PLACES = [
    '<rect width="60" height="40" {name}="{value}"/>',
    '<rect width="60" height="40" style="{name}:{value}"/>',
    "<style>rect,svg,svg::before{{{name}:{value}}}</style>" + DRAWN,
    "<style>@media all{{svg{{{name}:{value}}}}}</style>" + DRAWN,
    "<style>@keyframes k{{from{{{name}:{value}}}to{{{name}:{value}}}}}svg{{animation:k 9s}}</style>" + DRAWN,
    '<rect width="60" height="40"><set attributeName="{name}" to="{value}"/></rect>',
    '<rect width="60" height="40"><animate attributeName="{name}" values="{value};{value}" dur="1s"/></rect>',
]
SHEETS = [
    '@import "{0}";', "@import url({0});", r'@im\port "{0}";', r'@\69mport "{0}";', '/**/@import/**/"{0}";', '@charset "a";@import "{0}";',
    '@IMPORT "{0}" screen;', '<!--@import "{0}";-->', '@import url({0}) layer(a);', '@namespace "{0}"; @import "{0}";',
    "@font-face{{font-family:a;src:url({0})}}text{{font-family:a}}", r"@font-face{{font-family:a;src:u\72l('{0}')}}text{{font-family:a}}",
    "@layer a{{svg{{background:url({0})}}}}", "@supports (color:red){{svg{{background:url({0})}}}}", "svg{{&{{background:url({0})}}}}",
    "@container (width>0){{svg{{background:url({0})}}}}", "@scope{{svg{{background:url({0})}}}}", "@page{{background:url({0})}}",
    "@property --b{{syntax:'<url>';inherits:true;initial-value:url({0})}}svg{{background:var(--b)}}", "svg{{background:red}} }} @import '{0}';",
    "@starting-style{{svg{{background:url({0})}}}}", "svg[width]{{background:url({0})}}", "@document url({0}){{svg{{fill:red}}}}",
]  # fmt: skip
ELEMENTS = [
    '<image href="{0}" width="9" height="9"/>', '<image xlink:href="{0}" width="9" height="9"/>', '<use href="{0}#a"/>', '<use xlink:href="{0}#a"/>',
    '<feImage href="{0}"/>', '<filter id="f"><feImage xlink:href="{0}"/></filter><rect filter="url(#f)" width="9" height="9"/>',
    '<script href="{0}"/>', '<script xlink:href="{0}"/>', f"<script>{RUN}</script>", f"<script><![CDATA[{RUN}]]></script>",
    f'<h:script>{RUN}</h:script>', '<h:img src="{0}"/>', '<h:link rel="stylesheet" href="{0}"/>', '<h:iframe src="{0}"/>',
    f'<h:iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"/>', '<h:video src="{0}"/>', '<h:object data="{0}"/>', '<h:base href="{0}"/>',
    '<h:meta http-equiv="refresh" content="0;url={0}"/>', f'<foreignObject><h:script>{RUN}</h:script></foreignObject>',
    '<foreignObject width="9" height="9"><h:img src="{0}" onerror="' + RUN + '"/></foreignObject>',
    '<foreignObject><h:style>@import "{0}";</h:style></foreignObject>', f'<rect onload="{RUN}"/>', f'<g onload="{RUN}"/>',
    f'<image href="data:image/png;base64,AAAA" onerror="{RUN}"/>', f'<set attributeName="x" onbegin="{RUN}"/>',
    f'<animate attributeName="x" values="0;1" dur="1s" onbegin="{RUN}"/>', f'<rect id="r"/><set href="#r" attributeName="onclick" to="{RUN}"/>',
    '<image id="i" width="9" height="9"/><set href="#i" attributeName="href" to="{0}"/>',
    '<image width="9" height="9"><set attributeName="xlink:href" to="{0}"/></image>', '<image width="9" height="9"><animate attributeName="href" values="{0}"/></image>',
    '<a href="javascript:' + RUN + '"><rect width="60" height="40"/></a>', '<tref xlink:href="{0}"/>', '<linearGradient href="{0}#a"/>',
    '<pattern href="{0}#a"/>', '<textPath href="{0}#a">井</textPath>', '<mpath href="{0}#a"/>', '<audio href="{0}"/>', '<video href="{0}"/>',
    '<iframe href="{0}" src="{0}"/>', '<handler type="application/ecmascript" ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events">' + RUN + "</handler>",
    '<font-face><font-face-src><font-face-uri xlink:href="{0}"/></font-face-src></font-face>', '<cursor xlink:href="{0}"/>', '<color-profile xlink:href="{0}"/>',
    '<discard href="{0}"/>', '<style>{1}</style><style href="{0}"/>', '<image href="{0}" xml:base="{0}"/>', '<g xml:base="{0}"><use href="#a"/></g>',
    '<h:form action="{0}"><h:input onfocus="' + RUN + '" autofocus=""/></h:form>', '<h:svg onload="' + RUN + '"/>', '<h:details open="" ontoggle="' + RUN + '"/>',
]  # fmt: skip
ROOTS = [
    '<?xml-stylesheet href="{0}" type="text/css"?>{head}{drawn}</svg>', '<?xml-stylesheet href="{0}" type="text/xsl"?>{head}{drawn}</svg>',
    '<!DOCTYPE svg [<!ENTITY x "&lt;script&gt;{run}&lt;/script&gt;">]>{head}&x;{drawn}</svg>',
    "<!DOCTYPE svg [<!ENTITY x '<script xmlns=\"http://www.w3.org/2000/svg\">{run}</script>'>]>{head}&x;{drawn}</svg>",
    "<!DOCTYPE svg [<!ENTITY u 'url({0})'>]>{head}<rect style='fill:&u;;background:&u;'/>{drawn}</svg>",
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="{run}">{drawn}</svg>',
    '<x:svg xmlns:x="http://www.w3.org/2000/svg" width="9" height="9"><x:script>{run}</x:script></x:svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style xmlns="http://www.w3.org/1999/xhtml">@import "{0}";</style></svg>',
]  # fmt: skip


def drawings(address: str) -> list[str]:
    """All of them, for an address of the form `http://host/path`."""
    plain = address.removeprefix("http://")
    inner = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUN}\"><image href='{address}'/></svg>"
    data = f"data:image/svg+xml;base64,{b64encode(inner.encode()).decode()}"
    made = []
    for number, (name, url) in enumerate(product(STYLED, URLS)):
        place = PLACES[number % len(PLACES)]
        value = url.format(address, plain)
        if '="{value}' in place or (":{value}" in place and "style=" in place) or "values" in place:
            value = value.replace('"', "&quot;")
        made.append(HEAD + place.format(name=name, value=value) + "</svg>")
    made += [f"{HEAD}<style>{sheet.format(address)}</style>{DRAWN}<text>井</text></svg>" for sheet in SHEETS]
    for one in ELEMENTS:
        made.append(HEAD + one.replace("{0}", address).replace("{1}", plain) + DRAWN + "</svg>")
        if "{0}" in one:
            made.append(HEAD + one.replace("{0}", data).replace("{1}", plain) + DRAWN + "</svg>")
    made += [
        root.replace("{0}", address).replace("{run}", RUN).replace("{head}", HEAD).replace("{drawn}", DRAWN)
        for root in ROOTS
    ]
    return made
