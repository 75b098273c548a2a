"""The components of the theme, each with its examples: `theme/components/NAME/examples.toml`.

An example is a call of a macro of the component: the table has the macro's name, `example` what it shows, and every
other key is a parameter in plain values, of which those are made that the macro is given on a page. What an example
leaves out of a teaser or a paper is empty. `within` is what the macro stands in (`ul.lines`), `caller` a list of calls
for a macro that has others called within it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import Environment
from jinja2.runtime import Macro
from markupsafe import Markup

from linli.build.assets import Assets
from linli.build.render import Heading
from linli.build.templates import environment_of
from linli.model.article import Article, Correction, Teaser
from linli.model.calendar import Day, Moment
from linli.model.paper import Paper
from linli.model.people import Contributor
from linli.model.picture import Picture
from plugins.bylines.contributors import Credit
from plugins.desk.related import Related
from plugins.issues.issue import Folio
from plugins.issues.month import MonthCalendar, calendar_of
from plugins.issues.sheets import Sheet
from plugins.sections.corrections import CorrectionEntry
from plugins.sections.months import ListedMonth
from tests.paper import ROOT

THEME = ROOT / "theme"
COMPONENTS = THEME / "components"
OWN = ("example", "within", "caller", "macro")  # keys that are no parameters
EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False, Day: Day(date(2024, 5, 9))}
Values = Mapping[str, Any]


def _calendar(value: Values) -> MonthCalendar:
    return calendar_of(value["month"], value["issued"])


# What a parameter is, whatever macro has it. The others are plain.
PARAMETERS: dict[str, Any] = {
    "article": Article,
    "articles": list[Article],
    "calendar": _calendar,
    "people": list[Contributor],
    "correction": CorrectionEntry,
    "corrections": list[Correction],
    "credit": Credit,
    "day": Day,
    "folios": list[Folio],
    "moment": Moment,
    "months": list[ListedMonth],
    "page": Heading,
    "paper": Paper,
    "photos": list[Teaser],
    "picture": Picture,
    "pictures": list[Picture],
    "related": list[Related],
    "sheet": Sheet,
    "slogans": list[Article],
    "teaser": Teaser,
    "today": Day,
    "values": Article,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A call of a macro, with what it is an example of."""

    component: str
    macro: str
    name: str
    values: Values


def components() -> list[str]:
    """The names of all components."""
    return sorted(folder.name for folder in COMPONENTS.iterdir() if folder.is_dir())


def examples_of(component: str) -> Iterator[Example]:
    """The examples of a component, as they stand in its file."""
    file = COMPONENTS / component / "examples.toml"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    for macro, calls in tomllib.loads(text).items():
        for values in calls:
            yield Example(component, macro, values["example"], values)


def environment() -> Environment:
    """The templates of the theme as a build has them."""
    return environment_of(THEME, Assets.load(THEME).paths())


def macros_of(component: str, templates: Environment) -> dict[str, Macro]:
    """The macros of a component that templates may call."""
    module = templates.get_template(f"components/{component}/{component}.html").module
    return {name: value for name, value in vars(module).items() if isinstance(value, Macro)}


def rendered(example: Example, templates: Environment) -> str:
    """The HTML of an example, in what it stands in."""
    html = _called(example.component, example.macro, example.values, templates)
    tag, _dot, names = example.values.get("within", "").partition(".")
    frame = '{% if tag %}<{{ tag }} class="{{ names }}">{{ html }}</{{ tag }}>{% else %}{{ html }}{% endif %}'
    return templates.from_string(frame).render(tag=tag, names=names.replace(".", " "), html=html)


def _called(component: str, name: str, values: Values, templates: Environment) -> Markup:
    macro = macros_of(component, templates)[name]
    given = {key: _parameter(key, value) for key, value in values.items() if key not in OWN}
    if "root" in macro.arguments:
        given.setdefault("root", "./")
    if "caller" in values:
        calls = [_called(component, call["macro"], call, templates) for call in values["caller"]]
        given["caller"] = lambda: Markup("\n").join(calls)
    return Markup(macro(**given))


def _parameter(name: str, value: Any) -> Any:
    kind = PARAMETERS.get(name)
    if kind is None:
        return value
    return kind(value) if kind is _calendar else made(kind, value)


def made(kind: Any, value: Any) -> Any:
    """A plain value as what its type says; fields that a table leaves out are empty.

    Raises:
        TypeError: a table has a field that the type has not.
    """
    if isinstance(kind, UnionType):
        return made(next(arm for arm in get_args(kind) if arm is not NoneType), value)
    if get_origin(kind) in (list, tuple):
        return get_origin(kind)(made(get_args(kind)[0], item) for item in value)
    if kind is Day or (kind is Any and isinstance(value, date)):
        return Day(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        blank = {field.name: _empty(hints[field.name]) for field in fields(kind) if _is_required(field)}
        return kind(**blank | {name: made(hints.get(name), item) for name, item in value.items()})
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _is_required(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _empty(kind: Any) -> Any:
    if kind is Any or isinstance(kind, UnionType):
        return None
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind in EMPTY:
        return EMPTY[kind]
    return made(kind, {}) if is_dataclass(kind) else (get_origin(kind) or kind)()
