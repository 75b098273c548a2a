"""Where options are written in a settings file, and what Python would take without a word: the second of two."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from linli.findings import Finding
from linli.messages import _
from linli.settings.option import Place, shown

Assignment = tuple[str, ast.expr]


class Outline:
    """A settings file, looked at without being run."""

    def __init__(self, path: Path, source: str) -> None:
        """Looks at the text of a file; `path` is as the editor knows it.

        Raises:
            SyntaxError, ValueError: Python cannot read it.
        """
        self.path = str(path)
        self.places: dict[str, Place] = {}
        self.imports: dict[str, int] = {}  # modules, with the line of `from … import *`, else 0
        self.findings: list[Finding] = []
        self.slips: set[str] = set()  # names that were written and, by a slip of the keyboard, not set
        tree = ast.parse(source, self.path)
        self.code = compile(tree, str(path.absolute()), "exec")  # to run it
        self._look_at(tree)

    def _look_at(self, tree: ast.Module) -> None:
        first: dict[str, int] = {}  # plain assignments that are made in any case
        for statement in _statements(tree.body):
            self.imports |= _imports(statement)
            self._look_for_slips(statement)
            for name, value in _assignments(statement):
                if not name[0].isupper():
                    continue
                self.places[name] = Place(self.path, statement.lineno, _lines(value))
                self._find_doubles(name, value)
                if statement in tree.body and not isinstance(statement, ast.AugAssign):
                    if name in first and not _uses(value, name):
                        self._tell_twice(name, first[name], statement.lineno)
                    first[name] = statement.lineno

    def _look_for_slips(self, statement: ast.stmt) -> None:
        """A colon or two equals signs in place of one: Python takes both, and the option is not set."""
        name, sign = "", ""
        if isinstance(statement, ast.AnnAssign) and statement.value is None and isinstance(statement.target, ast.Name):
            name, sign = statement.target.id, ":"
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Compare):
            compared = statement.value
            if isinstance(compared.left, ast.Name) and isinstance(compared.ops[0], ast.Eq):
                name, sign = compared.left.id, "=="
        if is_setting(name):
            message = _("{name} 后面要写一个等号 =，现在是 {sign}。请改正。", name=name, sign=sign)
            self.findings.append(Finding(self.path, statement.lineno, "E002", message))
            self.slips.add(name)

    def _find_doubles(self, name: str, value: ast.expr) -> None:
        """Keys that a table has twice: Python keeps the last."""
        for table in ast.walk(value):
            if not isinstance(table, ast.Dict):
                continue
            lines: dict[object, int] = {}
            for key in table.keys:
                if not isinstance(key, ast.Constant):
                    continue
                if key.value in lines:
                    words = {"name": name, "key": shown(key.value), "line": lines[key.value]}
                    if lines[key.value] == key.lineno:
                        message = _("{name} 里 {key} 写了两次，只有后一处算数。请改成不同的，或删去一处。", **words)
                    else:
                        message = _(
                            "{name} 里 {key} 写了两次（另一处在第 {line} 行），只有后一处算数。请改成不同的，或删去一处。",
                            **words,
                        )
                    self.findings.append(Finding(self.path, key.lineno, "E006", message))
                lines[key.value] = key.lineno

    def _tell_twice(self, name: str, first: int, second: int) -> None:
        message = _("{name} 写了两次（另一处在第 {line} 行），只有后一处算数。请删去一处。", name=name, line=first)
        self.findings.append(Finding(self.path, second, "E006", message))

    def tell_lost(self, name: str, module: str) -> None:
        """An option stands before the import of a module that has it too, and so is lost."""
        message = _(
            "{name} 写在 from {module} import * 前面，会被它盖掉，不起作用。请移到那一行后面。",
            name=name,
            module=module,
        )
        self.findings.append(Finding(self.path, self.places[name].line, "E006", message))


def is_setting(name: str) -> bool:
    """Whether a name is one of a setting, and not an editor's own."""
    return name.isupper() and not name.startswith("_")


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements in the order in which they are written, those within `if` and the like too."""
    for statement in body:
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for part in ("body", "handlers", "orelse", "finalbody"):
            for inner in getattr(statement, part, []):
                yield from _statements(inner.body) if isinstance(inner, ast.ExceptHandler) else _statements([inner])


def _imports(statement: ast.stmt) -> dict[str, int]:
    if isinstance(statement, ast.Import):
        return {alias.name: 0 for alias in statement.names}
    if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
        return {statement.module: statement.lineno if statement.names[0].name == "*" else 0}
    return {}


def _assignments(statement: ast.stmt) -> Iterator[Assignment]:
    """Names that a statement gives a value, with the value."""
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            yield from _pairs(target, statement.value)
    elif isinstance(statement, (ast.AnnAssign, ast.AugAssign)) and statement.value is not None:
        yield from _pairs(statement.target, statement.value)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[Assignment]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)):
        values = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
        for number, part in enumerate(target.elts):
            yield from _pairs(part, values[number] if number < len(values) else value)


def _lines(value: ast.expr) -> dict[object, int]:
    """The line of every key and value that is written out: the last one of two."""
    constants = [node for node in ast.walk(value) if isinstance(node, ast.Constant)]
    return {node.value: node.lineno for node in sorted(constants, key=lambda node: node.lineno)}


def _uses(value: ast.expr, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
