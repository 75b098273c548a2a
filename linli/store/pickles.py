"""Values as the store keeps them: pickled, with a checksum. Of a pickle nothing is called but what makes plain values.

A pickle may name whatever there is to be called. One of ours names dataclasses, enumerations and named tuples of this
release, and days; what names anything else is not read.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from importlib import import_module
from typing import Any

from linli.errors import DamagedWorkspace
from linli.store.checks import checked, opened

OURS = ("linli.", "plugins.", "newsroom.")
DAY = ("datetime", "date")


def dumps(value: object) -> bytes:
    """A value as it is kept: numbers, texts, days, lists of them, and dataclasses, enumerations and named tuples of ours."""
    return checked(pickle.dumps(value, protocol=5))


def loads(kept: bytes | None) -> Any:
    """The value that was kept.

    Raises:
        DamagedWorkspace: it was damaged, or is no value of ours.
    """
    try:
        return _Unpickler(io.BytesIO(opened(kept))).load()
    except DamagedWorkspace:
        raise
    except Exception as error:  # a class of another release: what it says of the values can fail in any way
        raise DamagedWorkspace from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _value_class(module, name)


@lru_cache(maxsize=256)
def _value_class(module: str, name: str) -> type:
    """A class by its name.

    Raises:
        pickle.UnpicklingError: it may not be called.
    """
    if (module, name) == DAY:
        return date
    if module.startswith(OURS):
        found = getattr(import_module(module), name)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, (Enum, tuple))):
            return found
    raise pickle.UnpicklingError(f"{module}.{name} is no value")
