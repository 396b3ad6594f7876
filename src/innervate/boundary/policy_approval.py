"""A person's approval of a policy: a signature over its exact bytes and whom its names stand for.

Promises: a policy opens nothing unless these very bytes were approved at this machine, for the very
executables and web origins that the desk gives its names now. Without an approval it can only close.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.policy import DEFAULT, Policy
from innervate.boundary.policy_words import opens
from innervate.boundary.private_file import read_private, write_private
from innervate.core.application import Application, Place
from innervate.core.errors import InnervateError

_DOMAIN = b"innervate policy 1"


@dataclass(frozen=True, slots=True)
class Standing:
    """A policy as it counts here and now.

    path: its file; None: there is none, and the default counts. approved: it counts as written. withheld:
    what it would open, and does not, in words. why: why it does not.
    """

    policy: Policy = DEFAULT
    path: Path | None = None
    approved: bool = False
    withheld: tuple[str, ...] = ()
    why: str = ""


def identities(
    policy: Policy, applications: Mapping[str, Application], places: Mapping[str, Place]
) -> dict[str, str]:
    """Whom the names in a policy stand for: executables, web origins and who shows them, places outside."""
    told = {}
    for name in sorted(policy.applications()):
        application, place = applications.get(name), places.get(name)
        if application is not None:
            told[name] = f"{application.origin or ''} {application.executable}".strip()
        else:
            told[name] = str(place) if place is not None else "nothing"
    return told


def approve(data: bytes, names: Mapping[str, str], key: ApprovalKey, approval: Path) -> None:
    """Approve a policy's bytes. names: whom each name in it stands for: an executable, an origin, a place."""
    signed = key.sign(_message(data, names))
    wire = {"names": dict(sorted(names.items())), "signature": signed.hex()}
    write_private(approval, json.dumps(wire, indent=1).encode())


def standing(
    policy: Policy, data: bytes, names: Mapping[str, str], key: ApprovalKey | None, approval: Path, path: Path
) -> Standing:
    """How a policy, read from these bytes, counts. key: None where nothing was ever approved here."""
    opened = opens(policy)
    if not opened:
        return Standing(policy, path, approved=True)
    why = _objection(data, names, key, approval)
    if why is None:
        return Standing(policy, path, approved=True)
    return Standing(policy.restricted(), path, approved=False, withheld=opened, why=why)


def _objection(data: bytes, names: Mapping[str, str], key: ApprovalKey | None, approval: Path) -> str | None:
    """Why the approval does not hold for these bytes; None if it does."""
    if key is None:
        return "nobody approved it"
    try:
        parts = json.loads(read_private(approval))
        approved, signature = dict(parts["names"]), bytes.fromhex(parts["signature"])
    except FileNotFoundError:
        return "nobody approved it"
    except (ValueError, KeyError, TypeError):
        return f"{approval} is no approval"
    except InnervateError as error:
        return error.seen
    changed = sorted(name for name in names if approved.get(name) != names[name])
    if changed:
        told = ", ".join(f"{name} is {names[name]}" for name in changed)
        return f"it was approved when the desk gave its names to others: now {told}"
    if not key.verifies(signature, _message(data, names)):
        return "it was changed after it was approved, or with another key"
    return None


def _message(data: bytes, names: Mapping[str, str]) -> bytes:
    told = json.dumps(sorted(names.items()), separators=(",", ":")).encode()
    return b"\0".join((_DOMAIN, sha256(told).digest(), sha256(data).digest()))
