"""The gateway's half of what is told to MCP clients: a call goes to core, and a text comes back that may
leave.

Promises: a text is given out only if this process made it itself from the reply's fields, knows every leaf
of it, and core signed exactly these bytes, once; core is told what became of each. What can't be trusted is
withheld.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.channel import Channel
from innervate.boundary.gateway.clearance import Cleared
from innervate.boundary.gateway.served import FAILED
from innervate.boundary.gateway.served_leaves import ServedLeaves
from innervate.core.errors import Lost, PrivacyRefused

_WHOLE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Clear:
    """A text that both keys agree on. number: of this sending. failed: the call did not do what was asked."""

    number: int
    text: str
    failed: bool


@dataclass(slots=True)
class Link:
    """To one core. calls: to it. replies: from it. sink: by which transport clients are reached."""

    calls: Channel
    replies: Channel
    leaves: ServedLeaves
    sink: str
    _number: int = 0
    _last: int = 0
    _waiting: dict[int, tuple[str, asyncio.Future[Clear]]] = field(default_factory=dict)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    def listen(self) -> None:
        """Hear core from now on; in the running loop."""
        asyncio.get_running_loop().add_reader(self.replies.fileno(), self._readable)

    def _readable(self) -> None:
        """A message is sent at once: who sends half of one is not waited for."""
        try:
            self._heard(self.replies.receive(_WHOLE_SECONDS))
        except Lost:
            asyncio.get_running_loop().remove_reader(self.replies.fileno())
            self.replies.close()
            self._heard(None)

    async def call(self, session: str, tool: str, arguments: str) -> Clear:
        """arguments: as JSON.


        :raises PrivacyRefused: the reply may not leave. :raises Lost: core is gone.
        """
        if self.gone.is_set():
            raise Lost("innervate's core", "it has ended", "start the server again")
        self._number += 1
        number = self._number
        future: asyncio.Future[Clear] = asyncio.get_running_loop().create_future()
        self._waiting[number] = f"tools/call {tool}", future
        self.calls.send({"call": number, "session": session, "tool": tool, "arguments": arguments})
        try:
            return await future
        except asyncio.CancelledError:
            self._tell({"cancel": number})
            raise
        finally:
            self._waiting.pop(number, None)

    def became(self, number: int, *, sent: bool) -> None:
        """What became of a text."""
        self._tell({"number": number, "sent": sent})

    def close(self, session: str) -> None:
        """A client is gone."""
        self._tell({"close": session})

    def _tell(self, said: dict[str, Json]) -> None:
        try:
            self.calls.send(said)
        except Lost:
            self.gone.set()

    def _heard(self, said: Mapping[str, Json] | None) -> None:
        if said is None:
            self.gone.set()
            for _, future in self._waiting.values():
                if not future.done():
                    future.set_exception(Lost("innervate's core", "it has ended", "start the server again"))
            return
        match said:
            case {"reply": int(call), "number": int(number)}:
                head, future = self._waiting.get(call, ("", _nobody()))
                try:
                    clear = self._cleared(said, number, head)
                except PrivacyRefused as refused:
                    self.became(number, sent=False)
                    if not future.done():
                        future.set_exception(refused)
                    return
                if future.done():
                    self.became(number, sent=False)
                else:
                    future.set_result(clear)

    def _cleared(self, said: Mapping[str, Json], number: int, head: str) -> Clear:
        match said:
            case {"fields": fields, "issued": [*issued], "signature": str(signature)} if number > self._last:
                self._last = number
                self.leaves.issued.add(issued)
                text = self.leaves.check(fields)
                if not self.replies.verifies(
                    signature, Cleared(number, self.sink, head, text.encode()).message()
                ):
                    raise PrivacyRefused("core's signature", "another one", "nothing was sent")
                failed = isinstance(fields, dict) and fields["said"] in {one.value for one in FAILED}
                return Clear(number, text, failed)
        raise PrivacyRefused("a reply", "another message", "nothing was sent")


def _nobody() -> asyncio.Future[Clear]:
    """Who waits for the answer to a call that was given up."""
    found: asyncio.Future[Clear] = asyncio.get_running_loop().create_future()
    found.cancel()
    return found
