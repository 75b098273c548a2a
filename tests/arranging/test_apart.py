"""Work in a process of its own: what it gives, and that the desk goes on whatever becomes of it."""

import os
import time

import pytest

from newsroom.screens.apart import Failed, apart


def crash() -> None:
    os._exit(11)


def fail() -> None:
    raise RuntimeError


def sleep() -> None:
    time.sleep(60)


def test_it_gives_what_comes_of_the_work():
    assert apart(divmod, 7, 3) == (2, 1)
    assert apart(os.getpid) != os.getpid()
    assert apart(len, ()) == 0


@pytest.mark.parametrize("work", [crash, fail])
def test_a_crash_is_told(work):
    with pytest.raises(Failed):
        apart(work)


def test_what_takes_for_ever_is_ended():
    begun = time.monotonic()
    with pytest.raises(Failed):
        apart(sleep, patience=0.5)
    assert time.monotonic() - begun < 20
