"""The playbooks of this machine: those that a person approved, and candidates that nobody has read yet.

Promises: what is not approved is never run from here; one that was changed after it was approved counts as
nobody's. Names are made from titles, and never lead out of the folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from innervate.core.errors import BadInput, Refused
from innervate.core.plan import Author, Plan
from innervate.planners.compiler import plan_of
from innervate.planners.playbooks import Playbook
from innervate.planners.source import Source

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Kept:
    """One playbook of the shelf. data: of its file, read once. plan: None where that is none any more."""

    name: str
    path: Path
    approved: bool
    data: bytes
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """folder: where they lie. write: a file that only its person may read. signed: its bytes, if a person
    approved them (else it raises `Refused`). sign: a person approves.
    """

    folder: Path
    write: Callable[[Path, bytes], None]
    signed: Callable[[Path], bytes]
    sign: Callable[[Path], object]

    def all(self) -> list[Kept]:
        return [self._kept(path) for path in sorted(self.folder.glob("*.yaml"))]

    def approved(self) -> list[Playbook]:
        """Those that goals may be matched with."""
        return [Playbook(one.name, one.plan) for one in self.all() if one.approved and one.plan is not None]

    def get(self, name: str) -> Kept:
        """
        :raises BadInput: there is none of this name.
        """
        path = self.folder / f"{name}.yaml"
        if _NAME.fullmatch(name) is None or not path.exists():
            known = ", ".join(one.name for one in self.all()) or "none"
            raise BadInput(
                f"a playbook called {name!r}", f"there are: {known}", "see `innervate playbooks list`"
            )
        return self._kept(path)

    def keep(self, title: str, text: str) -> Kept:
        """A playbook that nobody has read yet; the one that is there already, if it says the same."""
        plan_of(Source.parse(text, title), Author.PLANNER)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        same = next((one for one in self.all() if one.data == text.encode()), None)
        if same is not None:
            return same
        base = _slug(title)
        names = (base if n == 1 else f"{base}-{n}" for n in range(1, 1000))
        path = next(p for name in names if not (p := self.folder / f"{name}.yaml").exists())
        self.write(path, text.encode())
        return self._kept(path)

    def approve(self, name: str, data: bytes) -> None:
        """A person read these very bytes, and they count as theirs from now on.

        :raises BadInput: there is none of this name, it says something else by now, or is no playbook.
        """
        kept = self.get(name)
        if kept.data != data:
            raise BadInput(
                f"the playbook {name} as it was shown", "it was changed meanwhile", "read it again"
            )
        plan_of(Source.parse(data.decode("utf-8", "replace"), name), Author.PERSON)
        self.sign(kept.path)

    def forget(self, name: str) -> None:
        """
        :raises BadInput: there is none of this name.
        """
        path = self.get(name).path
        path.unlink()
        path.with_name(path.name + ".approval").unlink(missing_ok=True)

    def _kept(self, path: Path) -> Kept:
        try:
            data, approved = self.signed(path), True
        except Refused:
            data, approved = _read(path), False
        try:
            author = Author.PERSON if approved else Author.PLANNER
            plan = plan_of(Source.parse(data.decode("utf-8", "replace"), path.stem), author)
        except BadInput:
            plan = None
        return Kept(path.stem, path, approved, data, plan)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "playbook"
