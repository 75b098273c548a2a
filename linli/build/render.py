"""Pages to HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from linli.build.extensions import Describe, MetadataProvider, PageMetadata
from linli.build.page import Page
from linli.build.styles import COMPONENTS
from linli.build.templates import environment_of
from linli.errors import BuildError
from linli.messages import _
from linli.model import addresses
from linli.model.paper import Paper
from linli.model.picture import Picture
from linli.store.library import Library
from linli.store.records import Stored


@dataclass(frozen=True, slots=True)
class Heading:
    """What a template knows of its own page, as `page`."""

    url: str
    current: str | None  # its address, if the furniture of all pages leads there
    title: str
    description: str
    day: Any
    canonical: str
    anywhere: bool
    indexed: bool
    structured: tuple[Mapping[str, Any], ...]
    published: str
    modified: str
    picture: Picture | None
    pictured: bool


class Renderer:
    """Renders the pages of one paper with one theme."""

    def __init__(
        self,
        theme: Path,
        assets: Mapping[str, str],
        paper: Paper,
        library: Library,
        compiled: Path | None = None,
        metadata: MetadataProvider | None = None,
    ) -> None:
        """`compiled` is a folder that keeps compiled templates from build to build."""
        self.assets, self.paper, self.library = assets, paper, library
        self._describe: Describe = metadata.open(paper, assets) if metadata else lambda page, data: PageMetadata()
        names = [*[region.name for region in paper.regions], *[section.name for section in paper.sections]]
        self.environment = environment_of(theme, assets, compiled, paper.furniture, names)
        places = [*[section.url for section in paper.sections], *[region.url for region in paper.regions]]
        places += [
            addresses.FRONT,
            addresses.REGIONS,
            addresses.ARCHIVE,
            addresses.SEARCH,
            *[link.url for link in paper.pages],
        ]
        self._furniture = frozenset(places)

    def render(self, page: Page) -> bytes:
        """The HTML of a page.

        Raises:
            BuildError: the template has a fault.
        """
        root = urlsplit(self.paper.url).path + "/" if page.anywhere else page.root
        data = {name: self._fetched(value) for name, value in page.data.items()}
        try:
            template = self.environment.get_template(page.template)
            return template.render(data, paper=self.paper, page=self._heading(page, data), root=root).encode()
        except TemplateNotFound as error:
            raise BuildError(_("没有模板 {place}。请把它放回去。", place=_place(str(error.name)))) from error
        except TemplateSyntaxError as error:
            text = _(
                "{place}: 模板写错了：{reason}",
                place=f"{_place(str(error.name))}:{error.lineno}",
                reason=error.message,
            )
            raise BuildError(text) from error
        except TemplateError as error:
            text = _("{place}: 模板写错了：{reason}", place=_place(page.template), reason=error)
            raise BuildError(text) from error

    def _heading(self, page: Page, data: Mapping[str, Any]) -> Heading:
        canonical = f"{self.paper.url}/{page.url}" if self.paper.url and not page.anywhere else ""
        known = self._describe(page, data)
        return Heading(
            url=page.url,
            current=page.url if page.url in self._furniture else None,
            title=page.title,
            description=page.description,
            day=page.day,
            canonical=canonical,
            anywhere=page.anywhere,
            indexed=page.indexed and not page.anywhere,
            structured=known.structured,
            published=known.published,
            modified=known.modified,
            picture=known.picture,
            pictured=known.pictured,
        )

    def _fetched(self, value: Any) -> Any:
        if isinstance(value, Stored):
            return self.library.article(value)
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], Stored):
            return [self.library.article(stored) for stored in value]
        return value


def _place(name: str) -> str:
    """Where a template is that others know by a name."""
    return f"theme/{name}" if name.startswith(f"{COMPONENTS}/") else f"theme/templates/{name}"
