"""The casebook: every finding with an example, run. `make findings` writes `docs/findings.md` of it.

An example is a small paper. `bad` and `good` are the text of one article, or a table: `text`, `file` a whole file as it is, `hex` its
bytes, `settings` further lines of the settings file, `encoding` how the text of `good` is stored, `repeat` a text so many times, `size` bytes, `named` another path, `folder`,
`link` or `loop` something that is no file; `path`, `also` and `pictures` replace those of the example.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linli.errors import SettingsError
from linli.findings import Finding, casebook

THEME = Path(__file__).parents[1] / "theme"
ARTICLE = "articles/2024/03/11/lao-jing.md"
FIELDS = "---\n标题: 一口老井\n栏目: 要闻\n---\n\n"
CONFIG = """
from plugins.desk.pelican_settings import *

SITENAME = "青禾报"
SITEURL = "https://paper.example"
SECTIONS = {"news": "要闻", "opinion": "言论"}
REGIONS = {"liuxi": "柳溪镇", "shiqiao": "石桥镇"}
PLUGINS = [
    "plugins.desk", "plugins.bylines", "plugins.sections", "plugins.issues", "plugins.hanzi", "plugins.syndication",
    "plugins.press",
]
TODAY = "2024-06-30"
"""
GROUPS = {
    "0": "设置",
    "1": "文件和字段区",
    "2": "字段和文字",
    "3": "图片和链接",
    "4": "网址",
    "5": "去掉的和漏掉的",
    "6": "繁体和简体",
    "7": "版面图",
    "8": "新建和导入",
    "9": "私人信息（linli check --private）",
}
PRIVATE = "W9"  # what `linli check --private` finds, and no other
HEAD = """# 检查出来的问题

<!-- 由 make findings 生成；要改，请改 linli/findings.toml -->

`linli check` 把内容里的问题一条一条列出来：文件、行号、编号、哪里不对、怎么改。E 开头的是错误，有一处就不出报，原来的网站不动（草稿里的不算）；急着出报，用 `linli build --without-faulty`，有错误的先不发布。W 开头的是提醒，不妨碍出报。
出报时也会列出错误和少数提醒，其余的提醒只在 `linli check` 时列出。标着“可以自动改”的，`linli check --fix` 能改好，改了什么会一行一行列出来；加上 `--dry-run` 只看不改。
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A finding of the casebook."""

    code: str
    title: str
    about: str
    example: Mapping[str, Any]

    @property
    def fixable(self) -> bool:
        return bool(self.example.get("fix"))


def cases() -> list[Case]:
    """All findings, group by group; of each the errors first."""
    found = [Case(code, entry["title"], entry["about"], entry) for code, entry in casebook().items()]
    return sorted(found, key=lambda case: (case.code[1], case.code))


def run(case: Case, side: str) -> list[Finding]:
    """The findings of a case's `bad` or `good` paper."""
    from newsroom import settings as paper_settings
    from newsroom.checking import check

    given = case.example[side]
    lines = given["settings"] if isinstance(given, dict) and "settings" in given else ""
    with tempfile.TemporaryDirectory(prefix="linli-") as name:
        root = Path(name)
        config = root / "pelicanconf.py"
        config.write_text(CONFIG + case.example.get("settings", "") + lines, encoding="utf-8")
        (root / "theme").symlink_to(THEME)
        write(case, side, root / "content")
        try:
            found = check(paper_settings.read(config), private=case.code.startswith(PRIVATE)).findings
        except SettingsError as error:
            found = error.findings
        return [replace(finding, path=finding.path.removeprefix(f"{root}/")) for finding in found]


def write(case: Case, side: str, content: Path) -> None:
    """Writes the content of a case's paper."""
    given = case.example[side]
    own = given if isinstance(given, dict) else {}
    example = {**case.example, **own}
    path = content / example.get("path", ARTICLE)
    for folder in ("articles", "photos"):
        (content / folder).mkdir(parents=True)
    for other, text in example.get("also", {}).items():
        _put(content / other, _whole(text) if other.endswith(".md") else text)
    for picture, (width, height) in example.get("pictures", {}).items():
        _draw(content / picture, width, height)
    if "folder" in own:
        (content / own["folder"]).mkdir(parents=True)
    elif "loop" in own:
        (content / own["loop"]).parent.mkdir(parents=True)
        (content / own["loop"]).symlink_to(content / "articles")
    elif "link" in own:
        path.parent.mkdir(parents=True)
        path.symlink_to(own["link"])
    else:
        _put(content / own.get("named", path), _data(case, side, own))


def _data(case: Case, side: str, own: Mapping[str, Any]) -> str | bytes:
    if "file" in own:
        return own["file"].removeprefix("\n")
    if "hex" in own:
        return bytes.fromhex(own["hex"])
    if "repeat" in own:
        return FIELDS + own["repeat"][0] * own["repeat"][1]
    if "size" in own:
        return FIELDS.encode() + b"\n" * own["size"]
    if "settings" in own:
        return _whole("井水清了。")
    if "encoding" in own:
        return _whole(case.example["good"]).encode(own["encoding"])
    texts = (own.get("text"), case.example[side], case.example["good"], case.example["bad"])
    return _whole(next(text for text in texts if isinstance(text, str)))


def _whole(text: str) -> str:
    """A text with fields; one in its own has none added, but a body if it has none."""
    text = text.removeprefix("\n")
    if text.startswith("---"):
        return f"{text}\n井水清了。\n" if text.endswith("\n---\n") else text
    head = (
        FIELDS
        if text != "井水浑了。" and not text.startswith("井水浑了。\n")
        else FIELDS.replace("一口老井", "从前的一口老井")
    )
    return f"{head}{text}\n"


def _put(file: Path, data: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data if isinstance(data, bytes) else data.encode())


def _draw(file: Path, width: int, height: int) -> None:
    from PIL import Image

    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("1", (width, height), 1).save(file)


def document(found: Mapping[str, Finding], known: Iterable[Case]) -> str:
    """The text of `docs/findings.md`: `found` has the finding of each example."""
    parts = [HEAD]
    group = ""
    for case in known:
        if case.code[1] != group:
            group = case.code[1]
            parts.append(f"## {GROUPS[group]}\n")
        parts.append(f"### {case.code} {case.title}\n")
        parts.append(case.about + ("（可以自动改）" if case.fixable else "") + "\n")
        said = str(found[case.code]) if case.code in found else case.example["message"]
        parts += [*_before(case), f"`{said}`\n", *_after(case)]
    return "\n".join(parts)


def _before(case: Case) -> list[str]:
    """What of an example shows the fault: its text, and the file that it is held against."""
    text = _shown(case.example.get("bad"))
    also = case.example.get("also", {})
    if not text or not _shown(case.example.get("good")):
        return [f"`content/{path}`\n" for path in also] if "also" in case.example.get("good", {}) else [*_blocks(text)]
    return [*_blocks(text), *(line for path, other in also.items() for line in _named(path, _whole(other)))]


def _after(case: Case) -> list[str]:
    good = case.example.get("good")
    tables = good.get("also", {}) if isinstance(good, dict) else {}
    text = _shown(good) if _shown(case.example.get("bad")) else ""
    blocks = [*_blocks(text), *(line for path, other in tables.items() for line in _named(path, other))]
    return ["改好以后：\n", *blocks] if blocks else []


def _named(path: str, text: str) -> list[str]:
    return [f"`content/{path}`：\n", *_blocks(text.strip("\n"))]


def _blocks(text: str) -> list[str]:
    return [f"```\n{text}\n```\n"] if text else []


def _shown(given: object) -> str:
    """An example's text as a reader sees it; nothing where it is not the text that matters."""
    own = given if isinstance(given, dict) else {"text": str(given or "")}
    text = own.get("text") or own.get("file") or own.get("settings") or ""
    text = text.strip("\n")
    return text if len(text) < 1000 else ""


def main() -> None:
    """Prints the document."""
    known = cases()
    found = {}
    for case in known:
        if "message" not in case.example:
            found[case.code] = next(finding for finding in run(case, "bad") if finding.code == case.code)
    print(document(found, known), end="")


if __name__ == "__main__":
    main()
