"""The press's place in Pelican: its writer, to which generators submit jobs."""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.writers import Writer

from linli.build.build import Build
from linli.build.job import Job
from linli.build.press import Press
from linli.build.request import request_of


class PressWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Takes jobs from the generators, and prints when the last of them is done.

    Pelican holds the one writer of a run, and signals hold handlers weakly: the method below is
    connected for as long as the run lasts.
    """

    press: Press

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self.request = request_of(settings)
        signals.finalized.connect(self.print)

    def open(self, build: Build) -> None:
        """Makes ready to print a build."""
        self.press = Press(build, self.request.settings.theme, self.request.hurried, self.request.verify)

    def submit(self, job: Job) -> None:
        """Has the pages of a job printed in this build."""
        self.press.submit(job)

    def print(self, pelican: Any) -> None:
        """Prints all that was submitted.

        Raises:
            BuildError: the site could not be made; the old one stays.
        """
        build = self.press.build
        try:
            self.request.listener.printed(build, self.press.run())
        finally:
            build.close()
