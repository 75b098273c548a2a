"""Documents made of what hurts: pieces of Markdown and HTML, addresses that run, bytes in the wrong place, all in any order."""

from __future__ import annotations

import random
import re

import lxml.html

RUN = "parent.ran=window.ran=1"
PIECES = [
    "井", "井水清了。", "\n", "\n\n", " ", "    ", "\t", "\u3000\u3000", "  \n", "\\", "\\\n", "*", "**", "***", "_", "__", "`", "``", "```", "~~~", "```html\n", "\n```\n", "#", "## ", "> ", ">",
    "- ", "+ ", "1. ", "1) ", "---", "===", "\n---\n", "|", "|-|-|\n", "| a | b |\n", "[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[a]: ", ": ", "!", "<", ">", "&", "&#", ";", "&lt;",
    "&#60;script&#62;", "&colon;", "&#0;", "&#x110000;", "\x00", "\x02", "\x03", "\x02wzxhzdk:0\x03", "\x02amp\x03", "\x0260\x03", "\ufeff", "\u202e", "\u2028", "\ud7ff", "😀", "\U000e0001", "<!--", "-->", "--!>",
    "<![CDATA[", "]]>", "<?php ?>", "<!DOCTYPE html>", f"<script>{RUN}</script>", f"<SCRIPT SRC='data:,{RUN}'>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>", f"<svg><script>{RUN}</script></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>", f"<a href=javascript:{RUN}>井</a>", f"[井](javascript:{RUN})", f"[井](JaVa\tScRiPt:{RUN})", f"[井](data:text/html,<script>{RUN}</script>)",
    f"![井](javascript:{RUN})", f"<javascript:{RUN}>", f"[a]: javascript:{RUN}\n", f"[a]: <javascript:{RUN}> 'x'\n", f"<iframe srcdoc='<script>{RUN}</script>'></iframe>", "<iframe src=//leak.example>",
    "<img src=//leak.example/a.png>", "![井](http://leak.example/a.png)", "<link rel=stylesheet href=//leak.example>", "<meta http-equiv=refresh content='0;url=//leak.example'>", "<base href=//leak.example>", "<form action=//leak.example><button>",
    "<style>@import '//leak.example';</style>", "<p style='background:url(//leak.example)'>", "<video src=//leak.example/a.mp4 autoplay>", "<audio src='//leak.example/a.mp3'>", "<object data=//leak.example>", "<embed src=//leak.example>",
    "<input autofocus onfocus=" + RUN + ">", "<details open ontoggle=" + RUN + ">", "<b", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</table>", "<li>", "<noscript>", "<template>", "<plaintext>", "<textarea>", "<title>", "</title>", "</script>",
    "<a title='", "<img alt=\"", "'", '"', "=", f'" onmouseover="{RUN}', f"' autofocus onfocus='{RUN}", "<span class=dateline>", "<img data-n=0 src=x>", "<a id=fn:1 href='#x'>", "<q cite=//leak.example>", "<ruby>井<rt>jǐng", "（记者 张三）", "（张三 摄）",
    "本报讯（记者 李四）", "〔在这里写正文，写好后删掉这一行〕", "13800138000", "![井](photos/a.svg \"井\")", "![井](files/a.mp4)", "[井](files/a.pdf)", "[井](/2024/)", "[井](//leak.example)", "photos/%2e%2e/%2e%2e/etc/passwd", "{{ 1 }}", "{% raw %}", "${7*7}", "%s%n",
]  # fmt: skip
HANDLER = re.compile("^on", re.I)
RUNS = re.compile(r"^[\x00-\x20]*(?:javascript|data|vbscript):", re.I)


def document(chance: random.Random) -> str:
    """A body of up to forty pieces; some are repeated."""
    return "".join(
        chance.choice(PIECES) * chance.choice((1, 1, 1, 1, 1, 2, 5, 60)) for _ in range(chance.randint(1, 40))
    )


def harm(html: str) -> list[str]:
    """What in the HTML of a body would run, or ask another host for something by itself."""
    found = []
    for element in lxml.html.fromstring(f"<div>{html}</div>").iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
            continue
        if element.tag in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "link",
            "meta",
            "base",
            "form",
            "input",
            "svg",
            "math",
        ):
            found.append(element.tag)
        for name, value in element.attrib.items():
            if HANDLER.match(name) or name in ("style", "srcdoc", "background", "autofocus", "action", "formaction"):
                found.append(f"{element.tag} {name}")
            elif (name in ("href", "src", "cite") and RUNS.match(value)) or (
                name in ("src", "srcset", "poster") and "leak.example" in value
            ):
                found.append(f"{element.tag} {name}={value}")
    return found
