"""Core's half of what is told to MCP clients: written down, signed, and then handed to the gateway.

Promises: a reply is in the ledger, byte by byte, before it is signed, with what came of it after; its View
passed the gate of this process, too; handles in it were issued in the run that it is of. Refuses, with
nothing sent, where one of these does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Cleared
from innervate.boundary.gateway.served import Reply, fields_of, text_of
from innervate.boundary.gateway.way_out import Known
from innervate.boundary.ledger import Ledger
from innervate.boundary.ledger_records import Face, Kind
from innervate.core.errors import PrivacyRefused
from innervate.core.view import HANDLE, read_handle

NO_RUN = "-"
"""What the ledger calls the run of a reply that is of none."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A reply, and the handles in it. run: whose it is."""

    reply: Reply
    handles: tuple[str, ...] = ()
    run: str = NO_RUN


def of_run(reply: Reply, handles: Known, run: str) -> Checked:
    """A reply with a View that passed the gate of its run.

    :raises PrivacyRefused: it names a handle that was never issued.
    """
    names = {found[0] for found in HANDLE.finditer(reply.view)}
    for name in names:
        handle = read_handle(name)
        if handle is None or not handles.issued(handle):
            raise PrivacyRefused("handles of this run", "one that was never issued", "nothing was sent")
    return Checked(reply, tuple(sorted(names)), run)


@dataclass(slots=True)
class WayBack:
    """From core to all clients of one server. sink: by which transport they are reached, as `mcp:stdio`."""

    channel: Channel
    ledger: Ledger
    sink: str
    _number: int = field(default=0, init=False)
    _open: dict[int, tuple[int, str]] = field(default_factory=dict, init=False)

    def send(self, call: int, head: str, checked: Checked) -> int:
        """The answer to a call, and its number. head: what was called.

        :raises Lost: ledger or gateway are gone. :raises PrivacyRefused: it is longer than may leave.
        """
        body = text_of(checked.reply).encode()
        self._number += 1
        cleared = Cleared(self._number, self.sink, head, body)
        record = self.ledger.leaving(checked.run, Face.MCP, self.sink, body, head)
        self._open[cleared.number] = record, checked.run
        self.channel.send(
            {
                "reply": call,
                "number": cleared.number,
                "head": head,
                "fields": fields_of(checked.reply),
                "issued": [*checked.handles],
                "signature": self.channel.sign(cleared.message()),
            }
        )
        return cleared.number

    def ended(self, said: Mapping[str, Json]) -> None:
        """What the gateway says became of a reply.

        :raises Lost: the ledger is.
        """
        match said:
            case {"number": int(number), "sent": bool(sent)} if number in self._open:
                record, run = self._open.pop(number)
                self.ledger.ended(record, Kind.SENT if sent else Kind.WITHHELD, run, Face.MCP, self.sink)

    def close(self) -> None:
        """What became of the last replies is not known."""
        for record, run in self._open.values():
            self.ledger.ended(record, Kind.FAILED, run, Face.MCP, self.sink)
        self._open.clear()
        self.channel.close()
