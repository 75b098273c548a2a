"""Documents held against what there is: commands, settings, files and links that they name, and that do not exist.

What stands between backticks, or in a fenced block, is taken at its word. A file is in the tree, or it is made by a build of
the demo paper; an address of the site is a page or a file of that build. A name with a day or a placeholder (`ID`,
`SLUG`) means any of its kind.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from linli.settings.table import OPTIONS
from newsroom.cli import COMMANDS, cli
from tests.paper import ROOT

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```", re.S | re.M)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<(?:img|a) [^>]*?(?:src|href)=\"([^\"]+)\"")
WORDLESS = re.compile(r"!\[\]\(([^)\s]+)\)|<img (?![^>]*alt=\"[^\"]).*?src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ +(.+)$", re.M)
COMMAND = re.compile(r"\blinli ([a-z][^|\n`]*)")
OPTION = re.compile(r"--[a-z][a-z-]*")
TARGET = re.compile(r"\bmake ([a-z][a-z-]*)")
SETTING = re.compile(r"([A-Z][A-Z0-9_]+)(?: = .*)?")
ASSIGNED = re.compile(r"^([A-Z][A-Z0-9_]+) = ", re.M)
CODE_NAME = re.compile(r"((?:linli|plugins|newsroom|benchmarks|tests)(?:\.\w+)+)(?:\(.*\))?")
SUFFIXES = "py|toml|md|html|css|js|json|tsv|csv|txt|svg|png|jpg|ico|conf|yml|xml|atom|webmanifest|po|sqlite|pdf"
PART = r"[^\s`|(){}\"'=?:,/]+"
FILE = re.compile(rf"/?(?:{PART}/)*(?:{PART}/|{PART}\.(?:{SUFFIXES}))")
ADDRESS = re.compile(r"/[a-z0-9_][^\s`|(){}\"'=,]*")
NAMED = re.compile(r"`(\w+)` in `([^`]+\.(?:py|js))`")
PLACEHOLDER = re.compile(r"\d+|\b(?:ID|SLUG|HASH|NAME|YYYY|MM|NNNN|slug)\b|日期|栏目|\*")
MADE = (
    "output/",
    ".output.press/",
    ".venv/",
    "build/components/index.html",
    "build/linli.cdx.json",
)  # by a build, and by make
FOREIGN = frozenset(["INTEGER", "LANGUAGE"])  # names in capitals that are other programs' own
OWN = frozenset(["ANNALS_WEIGHT"])  # settings of the plugin in docs/plugins.md
# What stands in documents for files and addresses of other papers.
EXAMPLES = frozenset(
    [
        *("/news/12", "/news/12/", "/news/12.html", "/news/12.php", "news/12.html"),
        *(
            "photos/2024/a.jpg",
            "photos/2024/a.800w.HASH.webp",
            "a.tif.jpg",
            "photos/YYYY/MM/",
        ),
        *(".linli-deployed.json", ".linli-lock.json"),  # where a site was sent to
        *("content/photos/2024/05/", "/corrections/2024/", "使用说明.txt"),
        *("/etc/nginx/sites-available/", "/etc/caddy/Caddyfile"),  # of a server, which this machine need not have
        "/.well-known/",  # others put it beside the site
    ]
)


@dataclass(frozen=True, slots=True)
class Known:
    """All that documents can name. Paths have slashes; folders end with one."""

    tree: frozenset[str]
    site: frozenset[str]  # below `output/`
    workspace: frozenset[str]  # below `.output.press/`

    @classmethod
    def of(cls, site: Path, workspace: Path) -> Known:
        """The repository, and a built site with its workspace."""
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return cls(_with_folders(listed.stdout.split("\n")), _below(site), _below(workspace))


def faults(document: Path, text: str, known: Known) -> list[str]:
    """What a document names that is not there, each with its line."""
    found = []
    for line, code, language in pieces(text):
        found += [(line, fault) for fault in _of_code(code, language, document, known)]
    for number, line in enumerate(FENCE.sub(_blank, text).split("\n"), 1):
        found += [(number, fault) for fault in _of_row(line)]
        found += [(number, fault) for fault in (*_of_links(line, document), *_of_modules(line, document))]
    return [f"{document.name}:{line}: {fault}" for line, fault in sorted(set(found))]


def pieces(text: str) -> Iterator[tuple[int, str, str]]:
    """The code in a document: its line, itself, and its language; `span` for what stands in a line."""
    for match in FENCE.finditer(text):
        yield text.count("\n", 0, match.start()) + 2, match[3], match[2]
    for number, line in enumerate(FENCE.sub(_blank, text).split("\n"), 1):
        for match in SPAN.finditer(line):
            yield number, match[1], "span"


def _of_code(code: str, language: str, document: Path, known: Known) -> Iterator[str]:
    if language in ("span", "sh"):
        lines = [line.split(" #")[0].removeprefix("#") for line in code.split("\n")]
        yield from (fault for line in lines for fault in (*_of_commands(line), *_of_targets(line)))
    if language == "span":
        yield from _of_names(code)
        if _is_path(code) and not known_path(code, document, known):
            yield f"no file or address {code}"
    elif language == "python" and not re.search(r"^(?:import|from|def|class) ", code, re.M):
        yield from (f"no setting {name}" for name in ASSIGNED.findall(code) if name not in settings())


def _of_commands(line: str) -> Iterator[str]:
    for words in COMMAND.findall(line):
        try:
            name, *rest = shlex.split(words)
        except ValueError:
            name, *rest = words.split()
        if name not in COMMANDS:
            yield f"no command linli {name}"
        else:
            yield from (f"no option {o} of linli {name}" for o in _options(rest) if o not in options(name))


def _of_row(line: str) -> Iterator[str]:
    """A row of a table about a command names options of that command; elsewhere an option is one of some command."""
    cells = line.split("|")
    row = re.match(r" *`linli ([a-z]+)", cells[1]) if line.startswith("|") and len(cells) > 2 else None
    spans = [span for span in SPAN.findall(line) if span.startswith("--") and not span.endswith("…")]
    for option in _options(spans):
        if row and row[1] in COMMANDS:
            if option not in options(row[1]):
                yield f"no option {option} of linli {row[1]}"
        elif not any(option in options(name) for name in COMMANDS) and option not in _other_options():
            yield f"no option {option}"


def _of_targets(line: str) -> Iterator[str]:
    return (f"no target make {target}" for target in TARGET.findall(line) if target not in targets())


def _of_names(code: str) -> Iterator[str]:
    """Settings and other names in capitals; names of modules and what they have."""
    match = SETTING.fullmatch(code)
    if match and match[1] not in settings() and (match[0] != match[1] or match[1] not in _capitals()):
        yield f"no setting {match[1]}"
    match = CODE_NAME.fullmatch(code)
    if match and not _importable(match[1]) and not any(f'"{code}"' in text for text in _sources().values()):
        yield f"no {match[1]}"


def _of_modules(line: str, document: Path) -> Iterator[str]:
    """`NAME` in `FILE`: the file has the name."""
    for name, path in NAMED.findall(line):
        file = ROOT / path
        if file.is_file() and not re.search(rf"\b{name}\b", file.read_text(encoding="utf-8")):
            yield f"no {name} in {path}"


def _of_links(line: str, document: Path) -> Iterator[str]:
    for picture in WORDLESS.findall(line):
        yield f"no words for those who do not see {''.join(picture)}"
    for address in map("".join, LINK.findall(SPAN.sub("", line))):
        if re.match(r"[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = document.parent / path if path else document
        if not target.exists():
            yield f"no {path}"
        elif anchor and anchor not in anchors(target):
            yield f"no heading #{anchor} in {target.name}"


def anchors(document: Path) -> set[str]:
    """The anchors of headings, as GitHub and GitLab make them."""
    text = FENCE.sub(_blank, document.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in HEADING.findall(text)}


def _is_path(code: str) -> bool:
    if not re.search(r"[a-z\u4e00-\u9fff]", code) or re.fullmatch(r"\.\w+", code):
        return False
    return bool(FILE.fullmatch(code) or ADDRESS.fullmatch(code)) and "<" not in code and "…" not in code


def known_path(path: str, document: Path, known: Known) -> bool:
    """Whether there is such a file, folder or address: here, near the document, or in a build."""
    if path in EXAMPLES or path in MADE:
        return True
    if not path.startswith("/") and (document.parent / path).exists():
        return True
    for folder, files in (("output/", known.site), (".output.press/", known.workspace)):
        if path.startswith(folder):
            return _has(files, path.removeprefix(folder))
    if path.startswith(MADE):
        return (ROOT / path).exists()
    if path.startswith("/"):
        return _has(known.site, path[1:].split("?")[0].split("#")[0], whole=True)
    return _has(known.tree, path) or _has(known.site, path)


def _has(files: frozenset[str], path: str, *, whole: bool = False) -> bool:
    """Whether some file is this one, or ends so; a placeholder stands for anything but a slash."""
    if path in files:
        return True
    parts = re.split(f"({PLACEHOLDER.pattern})", path)
    pattern = "".join("[^/]+" if PLACEHOLDER.fullmatch(part) else re.escape(part) for part in parts)
    before = "" if whole else "(?:.*/)?"
    return any(re.fullmatch(before + pattern, file) for file in files)


@lru_cache(maxsize=1)
def targets() -> frozenset[str]:
    """The targets of the Makefile that are words."""
    return frozenset(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


@lru_cache(maxsize=16)
def options(name: str) -> frozenset[str]:
    """The options of a command."""
    command = cli.get_command(None, name)
    found = (option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts))
    return frozenset(option for option in found if option.startswith("--")) | {"--help"}


@lru_cache(maxsize=1)
def settings() -> frozenset[str]:
    """The settings of a paper, and those of Pelican's that it has."""
    pelican = ASSIGNED.findall(_sources()["plugins/desk/pelican_settings.py"])
    return frozenset(option.name for option in OPTIONS.values()) | frozenset(pelican) | OWN


@lru_cache(maxsize=1)
def _capitals() -> frozenset[str]:
    """Constants of the code, and variables of the environment that it reads."""
    constant = re.compile(r"^(?:export )?(?:const )?([A-Z][A-Z0-9_]+)(?:, [A-Z_]+)*(?:: [^=\n]+)? = ", re.M)
    variable = re.compile(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"")
    found = (name for text in _sources().values() for part in (constant, variable) for name in part.findall(text))
    return frozenset(found) | FOREIGN


@lru_cache(maxsize=1)
def _other_options() -> frozenset[str]:
    """The options of benchmarks, and the tokens of style sheets, which look alike."""
    added = re.compile(r"(?:add_argument\(\"|^\s*)(--[a-z-]+)[\":]", re.M)
    return frozenset(name for text in _sources().values() for name in added.findall(text))


@lru_cache(maxsize=1)
def _sources() -> Mapping[str, str]:
    folders = ("linli", "plugins", "newsroom", "benchmarks", "theme/static", "tests/theme")
    files = [
        file for folder in folders for suffix in ("py", "js", "css") for file in (ROOT / folder).rglob(f"*.{suffix}")
    ]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _importable(name: str) -> bool:
    """Whether there is a module of this name, or such a name in a module."""
    module, *rest = name.split(".")
    found: object = import_module(module)
    for part in rest:
        module += f".{part}"
        try:
            found = import_module(module)  # not by the package: it may have been loaded anew since
        except ImportError:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
    return True


def _options(words: Iterable[str]) -> list[str]:
    return [match[0] for word in words if (match := OPTION.match(word))]


def _blank(match: re.Match[str]) -> str:
    """A fenced block as so many empty lines."""
    return "\n" * match[0].count("\n")


def _with_folders(files: Iterable[str]) -> frozenset[str]:
    paths = [Path(file) for file in files if file]
    folders = {f"{folder.as_posix()}/" for path in paths for folder in path.parents if folder != Path()}
    return frozenset({path.as_posix() for path in paths} | folders)


def _below(folder: Path) -> frozenset[str]:
    return _with_folders(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
