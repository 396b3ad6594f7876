"""Which installed files belong to a program: those of all Debian packages of its source.

A program's pictures, texts and translations often come in packages of their own (evince-common,
claws-mail-i18n); what they share is the source package, whose maintainers vouch for all of them alike.
On a system without dpkg nothing belongs to a program but what the desk names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ADMIN = Path("/var/lib/dpkg")
# On a merged system these are one folder, and a package may list either name.
_MERGED = ("/bin/", "/sbin/", "/lib/", "/lib64/")


def files_beside(executable: str, admin: Path = ADMIN) -> tuple[str, ...]:
    """All files of the packages of the source that a program comes from; () if no package owns it."""
    owner = _owner(executable, admin)
    if owner is None:
        return ()
    sources = dict(_sources(admin))
    source = sources.get(owner, owner)
    found: list[str] = []
    for package, its_source in sources.items():
        if its_source == source:
            found += _listed(package, admin)
    return tuple(dict.fromkeys(found))


def stamp(admin: Path = ADMIN) -> str:
    """Changes whenever a package is installed, removed or upgraded."""
    try:
        status = (admin / "status").stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size}"


def _owner(executable: str, admin: Path) -> str | None:
    names = {executable}
    for folder in _MERGED:
        if executable.startswith("/usr" + folder):
            names.add(executable.removeprefix("/usr"))
    wanted = [f"\n{name}\n".encode() for name in names]
    for path in sorted((admin / "info").glob("*.list")):
        try:
            data = b"\n" + path.read_bytes()
        except OSError:
            continue
        if any(name in data for name in wanted):
            return path.name.removesuffix(".list").partition(":")[0]
    return None


def _sources(admin: Path) -> Iterator[tuple[str, str]]:
    """Pairs of package and source package, of all that is installed."""
    try:
        status = (admin / "status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for paragraph in status.split("\n\n"):
        package = source = ""
        for line in paragraph.split("\n"):
            if line.startswith("Package: "):
                package = line[9:].strip()
            elif line.startswith("Source: "):
                source = line[8:].partition("(")[0].strip()
        if package:
            yield package, source or package


def _listed(package: str, admin: Path) -> list[str]:
    info = admin / "info"
    for path in (info / f"{package}.list", *sorted(info.glob(f"{package}:*.list"))):
        try:
            return path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
    return []
