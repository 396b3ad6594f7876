"""An application's profile: what a person approved of it, as a file to read, to compare and to pass on.

One phrase on each line, sorted, so that two versions show their difference. A profile that comes from
elsewhere counts as nothing until the person at this machine signs it here: a signature binds its bytes to
this machine's key and this application.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey, approved_bytes, sign
from innervate.boundary.phrases import Phrases, read_phrases
from innervate.boundary.private_file import write_private
from innervate.boundary.where import Grant
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.vocabulary import Role

Entry = tuple[str, str, str]
"""place, role, phrase: in the order in which they are sorted."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is approved of one application. sink: its program or web origin."""

    application: str
    sink: str
    entries: frozenset[Entry] = frozenset()

    def to_bytes(self) -> bytes:
        lines = [
            json.dumps({"place": place, "element": role, "text": text}, ensure_ascii=False)
            for place, role, text in sorted(self.entries)
        ]
        head = f'"profile": 1,\n"application": {json.dumps(self.application)},\n'
        head += f'"sink": {json.dumps(self.sink)},\n'
        return ("{\n" + head + '"phrases": [\n' + ",\n".join(lines) + "\n]}\n").encode()

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
        body = json.loads(data)
        if body["profile"] != 1:
            raise ValueError(f"of format {body['profile']!r}")
        application, sink = str(body["application"]), str(body["sink"])
        entries = frozenset(
            (grant.place, grant.role.value, text)
            for text, grants in read_phrases(data, source).items()
            for grant in grants
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"an application's profile in {source}",
            f"{type(error).__name__}: {error}",
            "write one with `innervate profile export APP`",
        ) from error
    return Profile(application, sink, entries)


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


def proposal(application: str, sink: str, entries: Iterable[Entry]) -> bytes:
    """A list to choose in, of what somebody else approved: nothing is ticked, and nobody has read it."""
    body = {
        "profile": 1,
        "application": application,
        "sink": sink,
        "i_read_every_line": False,
        "phrases": [
            {"approve": False, "place": place, "element": role, "text": text}
            for place, role, text in sorted(entries)
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()
