"""The settings file: a Python file of the editor's own, which is run once."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tokenize import detect_encoding
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from linli.errors import SettingsError
from linli.findings import Finding
from linli.messages import _
from linli.settings.option import Place, shown
from linli.settings.places import Outline, is_setting


class SettingsFile(NamedTuple):
    """What a settings file says, and where."""

    path: Path  # as the editor knows it
    values: Mapping[str, Any]  # of the names in capitals
    names: frozenset[str]  # all names that it has
    places: Mapping[str, Place] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()  # what Python takes without a word: doubles, slips of the keyboard
    slips: frozenset[str] = frozenset()  # names that are not set for such a slip
    files: tuple[Path, ...] = ()  # it, and those beside it that it takes settings from

    @property
    def folder(self) -> Path:
        """The paper's folder: paths in the file are relative to it."""
        return self.path.absolute().parent

    def place_of(self, name: str) -> Place:
        """Where an option is written; the first line of the file when it is not."""
        return self.places.get(name, Place(str(self.path)))

    @classmethod
    def read(cls, path: Path) -> SettingsFile:
        """Runs a settings file.

        Raises:
            SettingsError: it is not there, Python cannot read it, or it fails when it is run.
        """
        if path.is_dir():
            raise SettingsError(
                [_("{config} 是文件夹。请写上设置文件的名字，例如 {config}/pelicanconf.py。", config=path)]
            )
        if not path.exists():
            raise SettingsError(
                [_("找不到设置文件 {config}。请在报纸的文件夹里运行，或用 --config 指出它。", config=path)]
            )
        outlines = _outlines(path)
        return cls.of(path, _run(path, outlines), outlines)

    @classmethod
    def running(cls, values: Mapping[str, Any]) -> SettingsFile:
        """The settings file that somebody else has run in this process: the first module that has plugins.

        `values` are what it says, for when there is none.
        """
        module = next((module for module in list(sys.modules.values()) if _is_settings(module)), None)
        if module is None:
            return cls(Path("pelicanconf.py"), values, frozenset(values))
        path = Path(str(module.__file__))
        return cls.of(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path, vars(module))

    @classmethod
    def of(cls, path: Path, values: Mapping[str, Any], outlines: Mapping[Path, Outline] | None = None) -> SettingsFile:
        """A settings file that was run, by whomever: its values, and where they are written."""
        outlines = _outlines(path) if outlines is None else outlines
        places = _merged(path, outlines)
        findings = [finding for outline in outlines.values() for finding in outline.findings]
        settings = {name: value for name, value in values.items() if is_setting(name)}
        slips = frozenset(name for outline in outlines.values() for name in outline.slips)
        return cls(path, settings, frozenset(values), places, tuple(findings), slips, tuple(outlines))


def _outlines(path: Path) -> dict[Path, Outline]:
    """The outline of a file, and of all beside it that it takes everything from.

    Raises:
        SettingsError: some of them cannot be read by Python.
    """
    found: dict[Path, Outline] = {}
    faults: list[Finding] = []
    waiting = [path]
    while waiting:
        file = waiting.pop(0)
        outline = _outline(file)
        if isinstance(outline, Outline):
            found[file] = outline
            beside = [file.with_name(f"{module}.py") for module in outline.imports]
            waiting += [one for one in beside if one not in found and one.is_file()]
        else:
            faults += outline
    if faults:
        raise SettingsError(faults)
    return found


def _outline(path: Path) -> Outline | list[Finding]:
    """The outline of a file, or why Python cannot read it."""
    name = str(path)
    try:
        source = _text(path.read_bytes())
    except OSError:
        return [Finding(name, 1, "E001", _("系统不让读这个文件。请检查它的权限。"))]
    except _Unreadable as fault:
        return [Finding(name, fault.line, "E001", str(fault))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Outline(path, source)
    except SyntaxError as error:
        from linli.settings.syntax import faults  # for mistakes alone

        return faults(name, source, error)
    except (ValueError, RecursionError, MemoryError):
        return [Finding(name, 1, "E002", _("这个文件不像设置文件，读不懂。请检查是不是选错了文件。"))]


class _Unreadable(Exception):
    """A file that is no text that Python takes; the text says what to do."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def _text(data: bytes) -> str:
    """The text of a Python file, with line ends of one kind. It is UTF-8 unless its first lines say otherwise (PEP 263)."""
    save = _("请在编辑器里另存为 UTF-8 编码。")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise _Unreadable(1, _("编码不是 UTF-8（像是 UTF-16），Python 读不了。") + save)
    try:
        encoding, _lines = detect_encoding(BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError):
        first = next(n for n, line in enumerate(data.split(b"\n"), 1) if not _is_utf8(line))
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            raise _Unreadable(first, _("这一行有读不出的字，编码不是 UTF-8。") + save) from None
        raise _Unreadable(first, _("编码不是 UTF-8（像是 GB18030），Python 读不了。") + save) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _merged(path: Path, outlines: Mapping[Path, Outline]) -> dict[str, Place]:
    """Where every option of a file is written that counts: those of files that it takes in stand under its own."""
    outline = outlines[path]
    places: dict[str, Place] = {}
    for module, line in outline.imports.items():
        beside = path.with_name(f"{module}.py")
        taken = _merged(beside, outlines) if beside in outlines else {}
        names = taken.keys() or vars(sys.modules.get(module, ModuleType(module))).keys()
        for name in sorted(outline.places.keys() & names):
            if is_setting(name) and outline.places[name].line < line:
                outline.tell_lost(name, module)
        places |= taken
    return places | outline.places


def _run(path: Path, outlines: Mapping[Path, Outline]) -> dict[str, Any]:
    """Runs a file; gives all its names."""
    module = ModuleType(path.stem)
    module.__file__ = str(path.absolute())
    try:
        with _alone(module, outlines), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(outlines[path].code, vars(module))
    except (Exception, SystemExit) as error:
        faults = [finding for outline in outlines.values() for finding in outline.findings if finding.is_error]
        raise SettingsError([*faults, _failed(path, outlines, error)]) from error
    return vars(module)


@contextmanager
def _alone(module: ModuleType, files: Iterable[Path]) -> Iterator[None]:
    """Has files of settings run anew each time, and stay no modules of the process: other papers have files of the same names."""
    stems = {file.stem for file in files}
    before = {name: sys.modules.pop(name) for name in stems if name in sys.modules}
    sys.modules[module.__name__] = module
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        for name in stems:
            sys.modules.pop(name, None)
        sys.modules |= before
        sys.path[:] = dict.fromkeys(sys.path)  # such files put their folder there, again and again


def _failed(path: Path, files: Iterable[Path], error: BaseException) -> Finding:
    """What went wrong when a file was run, at the innermost line of the editor's own files."""
    from traceback import extract_tb  # for mistakes alone

    shown_as = {file.absolute(): file for file in files}
    place, line = path, 1
    for frame in extract_tb(error.__traceback__):
        if (file := Path(frame.filename).absolute()) in shown_as:
            place, line = shown_as[file], frame.lineno or 1
    return Finding(str(place), line, "E003", _told(error, path))


def _told(error: BaseException, path: Path) -> str:
    match error:
        case NameError(name=str(name)) if name:
            return _("没有 {name} 这个名字。是文字，就写在英文的直引号里：{quoted}。", name=name, quoted=f'"{name}"')
        case ModuleNotFoundError(name=str(name)) if name:
            return _("没有 {name} 这个模块。请检查名字，或重新安装。", name=name)
        case ImportError(name=str(name)) if name:
            return _("从 {name} 里取不到要的东西。请检查这一行。", name=name)
        case KeyError():
            return _("没有 {key} 这一项。请检查这一行。", key=shown(error.args[0] if error.args else ""))
        case FileNotFoundError():
            return _("找不到文件 {file}。请检查这一行。", file=error.filename)
        case SystemExit():
            return _("设置文件自己结束了程序（exit）。请删去这一行。")
    kind = type(error).__name__
    return _("运行到这一行出了错（{kind}）。请改正；想看详情，运行 python {file}。", kind=kind, file=path.name)


def _is_settings(module: ModuleType) -> bool:
    names = vars(module)
    return isinstance(names.get("PLUGINS"), (list, tuple)) and Path(names.get("__file__") or "").is_file()
