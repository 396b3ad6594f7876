"""Goals that a person confirmed, word by word: the only free text that may leave.

Promises: a goal counts as confirmed if this person's approval key signed exactly these words; the gateway
finds that out by itself. What is kept of a goal is its hash and the signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from innervate.boundary.approvals import ApprovalKey
from innervate.boundary.private_file import read_private, write_private
from innervate.core.errors import BadInput

_DOMAIN = b"innervate goal 1\0"
MOST = 4000


@dataclass(frozen=True, slots=True)
class Goals:
    """The confirmed goals of one state folder."""

    folder: Path
    key: ApprovalKey

    def confirm(self, goal: str) -> None:
        """A person saw these very words as they would leave, and agreed.

        :raises BadInput: it is empty, too long, or not all of it can be seen.
        """
        if not goal.strip() or len(goal) > MOST or not goal.isprintable():
            raise BadInput("a goal in words that can be seen", f"{len(goal)} characters")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._file(goal), self.key.sign(_message(goal)).hex().encode())

    def confirmed(self, goal: str) -> bool:
        """Whether a person did.

        :raises Denied: others may write what is kept.
        """
        try:
            signature = bytes.fromhex(read_private(self._file(goal)).decode("ascii", "replace"))
        except (FileNotFoundError, ValueError):
            return False
        return self.key.verifies(signature, _message(goal))

    def _file(self, goal: str) -> Path:
        return self.folder / sha256(goal.encode()).hexdigest()


def _message(goal: str) -> bytes:
    return _DOMAIN + goal.encode()
