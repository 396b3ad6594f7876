"""Messages of a mail folder on this machine, each read once as long as its file stays the same.

Promises: what was added, changed or removed since the last time is told; a folder of many thousand messages
costs little more than its listing. A folder that can't be read now is unknown, never empty.
"""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

_Seen = tuple[int, int, int]
"""By what a file is known as the same: its inode, size, and time of its last change in nanoseconds."""


class Messages:
    """What was read of mail folders."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[str, tuple[_Seen, dict[str, str]]]] = {}

    def rows(self, folder: Path, most: int) -> list[dict[str, str]] | None:
        """Messages of an MH folder (files named by number) or a Maildir (cur and new), oldest first.

        None where it can't be read now, or there are more than `most`.
        """
        try:
            files = list(_files(folder))
        except OSError:
            return None
        if len(files) > most:
            return None
        known, now = self._read.get(folder, {}), {}
        for file in sorted(files, key=lambda one: (len(one.name), one.name)):
            try:
                seen = _seen(file.stat())
                before = known.get(file.path)
                row = before[1] if before is not None and before[0] == seen else _message(Path(file.path))
            except OSError:
                return None
            now[file.path] = seen, row
        self._read[folder] = now
        return [row for _, row in now.values()]


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    inner = [one for one in (folder / "cur", folder / "new") if one.is_dir()]
    for where in inner or [folder]:
        with os.scandir(where) as entries:
            yield from (e for e in entries if e.is_file() and (inner or e.name.isdigit()))


def _seen(status: os.stat_result) -> _Seen:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _message(file: Path) -> dict[str, str]:
    """
    :raises OSError: it can't be read.
    """
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    try:
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError):  # an unknown character set, or none that fits
        text = ""
    return {
        "id": str(message["Message-ID"] or file.name),
        "from": str(message["From"] or ""),
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or ""),
        "text": text,
    }
