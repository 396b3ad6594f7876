"""Style sheets of packages, made to stand inside one page: nothing is left to load."""

import base64
import re
from functools import lru_cache
from pathlib import Path

_IMPORT = re.compile(r"""@import\s+(?:url\()?\s*["']?([^"')\s;]+)["']?\s*\)?[^;]*;""")
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".gif": "image/gif", ".jpg": "image/jpeg"}
_LARGEST = 60_000  # Bytes of a picture that is taken in.


@lru_cache(maxsize=12)
def inlined(files: tuple[Path, ...], dark: bool = False) -> str:
    """The CSS of some files with imports and pictures taken in, web fonts and what is remote left out.

    `dark` makes what is meant for people who prefer dark pages hold. Raises `OSError` if a file is missing.
    """
    css = "\n".join(_read(file) for file in files).replace("</style", "")
    if dark:
        css = re.sub(r"prefers-color-scheme:\s*light", "max-width:1px", css)
        css = re.sub(r"prefers-color-scheme:\s*dark", "min-width:1px", css)
    return css


def _read(file: Path) -> str:
    css = file.read_text(encoding="utf-8", errors="replace").lstrip("\ufeff").replace('@charset "UTF-8";', "")
    css = _FONT_FACE.sub("", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    css = _IMPORT.sub(lambda found: _imported(file, found[1]), css)
    return _URL.sub(lambda found: _picture(file, found[2]), css)


def _imported(file: Path, address: str) -> str:
    other = file.parent / address
    return _read(other) if "//" not in address and other.is_file() else ""


def _picture(file: Path, address: str) -> str:
    if address.startswith(("data:", "#")):
        return f'url("{address}")' if '"' not in address else f"url('{address}')"
    picture = file.parent / address.split("?")[0].split("#")[0]
    kind = _KINDS.get(picture.suffix.lower())
    if "//" in address or not kind or not picture.is_file() or picture.stat().st_size > _LARGEST:
        return "none"
    return f"url(data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode()})"
