"""All interface texts of an installed program: from its own packages' files, and those that the desk names.

Promises: a file counts only if it comes from the source of the program's own package, or if the desk names it
(a gettext or Qt domain, or a path). Damaged files have no phrases. What was read is kept in files that only
their owner may read, bound to every file that it was read from: who can write there can write approvals too,
so that opens nothing more.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from innervate.boundary import interface_files
from innervate.boundary.debian_files import files_beside, stamp
from innervate.boundary.gettext_catalogue import LOCALES, languages, phrases_of
from innervate.boundary.gresource import bundles_of_elf, files_of_bundle
from innervate.boundary.private_file import read_private, write_private
from innervate.boundary.public_form import public_form
from innervate.core.errors import Denied

QT_TRANSLATIONS = (Path("/usr/share/qt5/translations"), Path("/usr/share/qt6/translations"))
_LARGEST = 96 << 20
_MOST_COMPLETE = 4
_FORMAT = 1

_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".ui": interface_files.gtk_builder,
    ".glade": interface_files.gtk_builder,
    ".xcd": interface_files.libreoffice,
    ".desktop": interface_files.desktop_entry,
}
_OF_LANGUAGE = frozenset({".qm", ".pak"})


def phrases_of_program(
    executable: str,
    named: Sequence[str],
    environ: Mapping[str, str],
    locales: Path = LOCALES,
    *,
    cache: Path | None = None,
) -> frozenset[str]:
    """The public forms of all interface texts of a program.

    named: domains and absolute paths of the desk. environ: tells the language.
    """
    wanted = tuple(languages(environ))
    key = (executable, tuple(named), wanted, str(locales), stamp(), _changed(executable))
    return _phrases(key, dict(environ), cache)


_Key = tuple[str, tuple[str, ...], tuple[str, ...], str, str, str]
_READ: dict[_Key, frozenset[str]] = {}


def _phrases(key: _Key, environ: Mapping[str, str], cache: Path | None) -> frozenset[str]:
    if key not in _READ:
        executable, named, wanted, locales, *_ = key
        kept = cache / f"{hashlib.sha256(repr(key).encode()).hexdigest()[:32]}.json" if cache else None
        found = _from(kept) if kept else None
        if found is None:
            files = sorted(_files(executable, named, wanted, Path(locales)))
            texts = set(_texts(files, wanted)) | _gettext(files, named, environ, Path(locales))
            found = frozenset(form for form in map(public_form, texts) if form is not None)
            if kept:
                _keep(kept, files, found)
        _READ[key] = found
    return _READ[key]


def _files(executable: str, named: Sequence[str], wanted: Sequence[str], locales: Path) -> set[str]:
    """The files that texts are read from, without those that have none for this language."""
    own = {path for path in files_beside(executable) if _kind(path) is not None}
    own |= {path for path in named if os.path.isabs(path)}
    for domain in named:
        if not os.path.isabs(domain):
            own |= {str(p) for folder in QT_TRANSLATIONS for p in folder.glob(f"{domain}_*.qm")}
    return _of_languages(own, wanted)


def _kind(path: str) -> str | None:
    """How a file is read: by the ending of its name; None for one that holds no interface."""
    name = os.path.basename(path)
    suffix = os.path.splitext(name)[1]
    if suffix in _READERS or suffix in (".mo", ".qm", ".gresource"):
        return suffix
    if suffix == ".pak" and "/locales/" in path:
        return suffix
    if name == "omni.ja":
        return ".ja"
    if path.startswith(("/usr/bin/", "/usr/sbin/", "/usr/lib/", "/usr/libexec/", "/usr/games/", "/bin/")):
        return ".elf" if not suffix or suffix == ".so" or ".so." in name else None
    return None


def _of_languages(paths: Iterable[str], wanted: Sequence[str]) -> set[str]:
    """Of translations the wanted language's, and of .qm the largest, as all hold the source texts."""
    found: set[str] = set()
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        kind = _kind(path)
        if kind == ".qm":
            by_folder.setdefault(os.path.dirname(path), []).append(path)
        elif kind != ".pak" or _language(path) in {"en_US", *wanted}:
            found.add(path)
    for group in by_folder.values():
        found.update(sorted(group, key=_size, reverse=True)[:_MOST_COMPLETE])
        found.update(path for path in group if _language(path) in wanted)
    return found


def _language(path: str) -> str:
    """en_US of locales/en-US.pak, de of application_de.qm."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return stem.replace("-", "_") if path.endswith(".pak") else stem.partition("_")[2]


def _texts(files: Sequence[str], wanted: Sequence[str]) -> Iterator[str]:
    for path in files:
        kind = _kind(path) or os.path.splitext(path)[1]
        if kind == ".mo" or _size(path) > _LARGEST:
            continue
        try:
            yield from list(_texts_of(path, kind, wanted))
        except (OSError, ValueError):
            continue


def _texts_of(path: str, kind: str, wanted: Sequence[str]) -> Iterator[str]:
    """
    :raises ValueError: it is damaged. :raises OSError: it can't be read.
    """
    if kind == ".elf" and not _is_elf(path):
        return
    data = Path(path).read_bytes()
    match kind:
        case ".qm":
            yield from interface_files.qt(data, translations=False)
            if _language(path) in wanted:
                yield from interface_files.qt(data, translations=True)
        case ".pak":
            yield from interface_files.chromium(data)
        case ".ja":
            yield from interface_files.firefox(data)
        case ".gresource" | ".elf":
            for bundle in bundles_of_elf(data) if kind == ".elf" else [data]:
                for name, contents in files_of_bundle(bundle):
                    if name.endswith((".ui", ".glade")):
                        yield from interface_files.gtk_builder(contents)
        case _ if kind in _READERS:
            yield from _READERS[kind](data)


def _is_elf(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) == b"\x7fELF"


def _gettext(
    files: Sequence[str], named: Sequence[str], environ: Mapping[str, str], locales: Path
) -> set[str]:
    """The phrases of the named domains, and of the package's own catalogues wherever they lie."""
    found = set(phrases_of([name for name in named if not os.path.isabs(name)], environ, locales))
    for root, domain in sorted({_catalogue_of(path) for path in files if path.endswith(".mo")}):
        found |= phrases_of([domain], environ, Path(root))
    return found


def _catalogue_of(path: str) -> tuple[str, str]:
    """ROOT and DOMAIN of ROOT/LANGUAGE/LC_MESSAGES/DOMAIN.mo."""
    file = Path(path)
    return str(file.parent.parent.parent), file.stem


# What was read, kept


def _keep(path: Path, files: Sequence[str], found: frozenset[str]) -> None:
    stamps = [[file, _changed(file)] for file in files]
    body = {"format": _FORMAT, "files": stamps, "phrases": sorted(found)}
    write_private(path, json.dumps(body, ensure_ascii=False).encode())


def _from(path: Path) -> frozenset[str] | None:
    """What was kept; None if there is nothing, others may read it, or one of its files changed."""
    try:
        body = json.loads(read_private(path))
        fresh = body["format"] == _FORMAT and all(_changed(file) == then for file, then in body["files"])
        return frozenset(map(str, body["phrases"])) if fresh else None
    except (OSError, Denied, ValueError, KeyError, TypeError):
        return None


def _changed(path: str) -> str:
    """Changes whenever the file does."""
    try:
        found = os.stat(path)
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size}"


@lru_cache(maxsize=4096)
def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
