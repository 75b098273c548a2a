"""Compiles the catalogues of texts when the package is built or installed. All else is in `pyproject.toml`."""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCatalogues(build_py):
    """Writes an `.mo` beside every `.po`, also for `pip install --editable`, and then takes all files as usual."""

    def run(self) -> None:
        for source in sorted(Path("linli/locale").rglob("*.po")):
            compile_catalogue(source, source.with_suffix(".mo"))
        super().run()


def compile_catalogue(source: Path, target: Path) -> None:
    """Compiles one catalogue. The same texts give the same bytes: its dates are none."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parents[1].name, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = datetime.fromtimestamp(0, UTC)
    with target.open("wb") as file:
        write_mo(file, catalogue)


setup(cmdclass={"build_py": BuildWithCatalogues})
