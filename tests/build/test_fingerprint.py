from importlib.metadata import version

from linli.build.fingerprint import LIBRARIES, _releases


def test_every_library_that_pages_depend_on_has_its_release_noted():
    noted = {release.rpartition("-")[0]: release for release in _releases()}
    missing = LIBRARIES - noted.keys()
    assert {name: f"{name}-{version(name)}" for name in noted} == noted
    assert len(missing) == 1  # one of the two packages that convert Chinese
    assert missing < {"opencc", "opencc_python_reimplemented"}
