"""An application's profile: what a person approved of it and what is known of its screens, as a file to read,
to compare and to pass on.

One phrase, element or way on each line, so that two versions show their difference. A profile that comes
from elsewhere counts as nothing until the person at this machine signs it here: a signature binds its bytes
to this machine's key and this application.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey, approved_bytes, sign
from innervate.boundary.canonical import Json
from innervate.boundary.phrases import Phrases, read_phrases
from innervate.boundary.private_file import write_private
from innervate.boundary.screen_file import read_screens, written
from innervate.boundary.where import Grant
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.profile import Screen
from innervate.core.vocabulary import Role

_MOST_BYTES = 8 << 20
_DAY = re.compile(r"|\d{4}-\d{2}-\d{2}", re.ASCII)
Can = tuple[tuple[str, tuple[str, ...]], ...]
Entry = tuple[str, str, str]
"""place, role, phrase: in the order in which they are sorted."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is approved and known of one application. sink: its program or web origin.

    version: how often what is known of its screens was signed; on: on which day last (year-month-day). can:
    what the desk said that it can do, for people to read.
    """

    application: str
    sink: str
    entries: frozenset[Entry] = frozenset()
    screens: tuple[Screen, ...] = ()
    version: int = 0
    can: Can = ()
    on: str = ""

    def to_bytes(self) -> bytes:
        lines = [
            json.dumps({"place": place, "element": role, "text": text}, ensure_ascii=False)
            for place, role, text in sorted(self.entries)
        ]
        head = f'"profile": {2 if self.version else 1},\n"application": {json.dumps(self.application)},\n'
        head += f'"sink": {json.dumps(self.sink)},\n'
        known = ""
        if self.version:
            head += f'"version": {self.version},\n"on": {json.dumps(self.on)},\n'
            can = [json.dumps({"capability": name, "takes": takes}) for name, takes in self.can]
            known = ',\n"can": [\n' + ",\n".join(can) + '\n],\n"screens": ' + written(self.screens)
        return ("{\n" + head + '"phrases": [\n' + ",\n".join(lines) + f"\n]{known}}}\n").encode()

    def phrases(self) -> Phrases:
        found: dict[str, frozenset[Grant | Role]] = {}
        for place, role, text in self.entries:
            found[text] = found.get(text, frozenset()) | {Grant(Role(role), place)}
        return found


def read_profile(data: bytes, source: str) -> Profile:
    """
    :raises BadInput: it is no profile, or has a phrase, role or place that none has.
    """
    try:
        if len(data) > _MOST_BYTES:
            raise ValueError("larger than a profile can be")
        body = json.loads(data)
        if body["profile"] not in (1, 2):
            raise ValueError("of a format that is not known here")
        application, sink = str(body["application"]), str(body["sink"])
        entries = frozenset(
            (grant.place, grant.role.value, text)
            for text, grants in read_phrases(data, source).items()
            for grant in grants
        )
        known = _known(body) if body["profile"] == 2 else ((), 0, (), "")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(
            f"an application's profile in {source}",
            f"{type(error).__name__}: {error}",
            "write one with `innervate profile export APP`",
        ) from error
    return Profile(application, sink, entries, *known)


def _known(body: dict[str, Json]) -> tuple[tuple[Screen, ...], int, Can, str]:
    """
    :raises ValueError, KeyError, TypeError: it is of another form.
    """
    match body:
        case {"version": int(version), "can": [*can], "screens": screens, "on": str(on)} if (
            version > 0 and _DAY.fullmatch(on)
        ):
            said: list[tuple[str, tuple[str, ...]]] = []
            for one in can:
                match one:
                    case {"capability": str(name), "takes": [*takes], **rest} if not rest:
                        said.append((name, tuple(map(str, takes))))
                    case _:
                        raise ValueError("a capability of another form")
            return read_screens(screens), version, tuple(said), on
    raise ValueError("screens of another form")


def profile_path(state: Path, application: str) -> Path:
    """Where the profile of an application is kept: what was approved of it here."""
    return state / "profiles" / f"{application}.json"


def kept_profile(state: Path, application: Application) -> Profile:
    """What was approved of an application on this machine; an empty profile if nothing was.

    :raises PrivacyRefused: it was changed after it was signed, or is of another sink.
    :raises Denied: its approval is gone.
    """
    path = profile_path(state, application.name)
    if not path.exists():
        return Profile(application.name, application.sink)
    return read_profile(approved_bytes(path, application.sink, ApprovalKey.load_or_create(state)), str(path))


def keep_profile(state: Path, profile: Profile) -> Path:
    """Sign a profile with this machine's key. Only after its person saw all that it opens."""
    path = profile_path(state, profile.application)
    write_private(path, profile.to_bytes())
    sign(path, profile.sink, ApprovalKey.load_or_create(state))
    return path


def difference(before: Iterable[Entry], after: Iterable[Entry]) -> list[str]:
    """One line for each phrase that would come (+) or go (-)."""
    old, new = frozenset(before), frozenset(after)
    return [
        f"{'+' if entry in new else '-'} {entry[2]}   {entry[1]} · {entry[0]}" for entry in sorted(old ^ new)
    ]


def proposal(given: Profile) -> bytes:
    """A list to choose in, of what somebody else approved: nothing is ticked, and nobody has read it."""
    version = max(given.version, 1)
    known = {"version": version, "on": given.on, "can": [], "screens": json.loads(written(given.screens))}
    body = {
        "profile": 2 if given.screens else 1,
        "application": given.application,
        "sink": given.sink,
        "i_read_every_line": False,
        **(known if given.screens else {}),
        "phrases": [
            {"approve": False, "place": place, "element": role, "text": text}
            for place, role, text in sorted(given.entries)
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()
