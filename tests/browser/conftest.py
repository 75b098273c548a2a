import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.demo import demo
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work

# The shell is the same engine without the windows of a desktop, which take half of the time of a short test.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
WITH_PAGEFIND = 'SEARCH_ENGINE = "pagefind"\nPAGEFIND_UI = True\n'
LOADING = 120_000  # milliseconds
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {".atom": "application/xml"}

    def log_message(self, format, *args):
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder below a path of a host on this machine; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{folder.name}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demo paper below a path of a host on this machine; gives its address."""
    with served(demo(tmp_path_factory)) as address:
        yield address


@pytest.fixture(scope="session")
def pagefind_site(tmp_path_factory):
    """The same with Pagefind as its engine, and Pagefind's own interface."""
    with served(demo(tmp_path_factory, "pagefind", WITH_PAGEFIND)) as address:
        yield address


@contextmanager
def watched(context, is_fault=lambda message: False):
    """A page in a context, which is closed in the end. None of its scripts has failed then, and its console has said no fault."""
    page = context.new_page()
    page.set_default_timeout(40_000)
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
    # Playwright does not wait until a page knows that somebody listens: one that is told just before a key is pressed
    # may take the key first, and then nobody hears it ask for a file. So each is told from its first moment.
    page.on("filechooser", lambda chooser: None)
    yield page
    context.close()
    assert faults == []


def until(page, condition: Callable[[], bool]) -> None:
    """Waits until something has happened outside the page."""
    for _ in range(400):
        if condition():
            return
        page.wait_for_timeout(100)
    pytest.fail("it has not happened")


def patient(new):
    """Makes contexts or pages whose pages may take long to load, as on a busy machine: that says nothing of a page."""

    def made(**options):
        one = new(**options)
        one.set_default_navigation_timeout(LOADING)
        if hasattr(one, "new_page"):
            one.on("page", lambda page: page.set_default_navigation_timeout(LOADING))
        return one

    return made


@pytest.fixture(scope="session")
def browser():
    """A real Chromium, from Debian's packages."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on a CI machine: scripts/install-browser installs it")
        pytest.skip("no Chromium: sudo apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        # Playwright waits for a function by evaluating its text, which the policy of the pages refuses. So tests look at
        # pages without it, but for those in test_policy.py, which say bypass_csp=False.
        chromium.new_context = patient(functools.partial(chromium.new_context, bypass_csp=True))
        chromium.new_page = patient(functools.partial(chromium.new_page, bypass_csp=True))
        yield chromium
        chromium.close()


@pytest.fixture
def screens(tmp_path):
    """The desk of a paper that has nothing yet, at work."""
    with at_work(Paper.make(tmp_path, SETTINGS)) as found:
        yield found
