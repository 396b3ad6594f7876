"""The optional parts that reading pixels needs, imported at first use.

Promises: importing perception never imports them. Refuses with `Unavailable`, which names the extra
`innervate[ocr]`, where one is not installed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from innervate.core.errors import Unavailable


@cache
def optional(name: str) -> ModuleType:
    """The module of that name.

    :raises Unavailable: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        seen = f"the Python module {name!r} can't be imported ({error})"
        raise Unavailable("to read text from pixels", seen, "pip install 'innervate[ocr]'") from error


def cv() -> ModuleType:
    """OpenCV.

    :raises Unavailable: it is not installed.
    """
    return optional("cv2")
