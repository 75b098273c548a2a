from importlib.metadata import version

from plugins.desk.code import LIBRARIES, _releases


def test_every_library_that_pages_depend_on_has_its_release_noted():
    assert _releases() == sorted(f"{name}-{version(name)}" for name in LIBRARIES)
