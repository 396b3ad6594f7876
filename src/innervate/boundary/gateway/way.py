"""One sending of one body to a planner over HTTP, and how that ended in a word.

Promises: whatever the planner's server does, what comes of it is a `Reply`. Refuses what the transport does.
"""

from __future__ import annotations

from typing import Protocol

import httpx

from innervate.boundary.gateway.clearance import Told
from innervate.boundary.gateway.destination import Destination
from innervate.boundary.gateway.leaves import Leaves
from innervate.boundary.gateway.style import Reply
from innervate.boundary.gateway.template import Template
from innervate.boundary.gateway.transport import (
    BadAnswer,
    CountersignedTransport,
    Countersigner,
    NotSent,
    TooSlow,
)


class Way(Protocol):
    """How a body gets to a planner."""

    def send(self, body: bytes) -> Reply:
        """
        :raises PrivacyRefused: the two keys do not agree; nothing left. :raises Lost: core is gone.
        """
        ...

    def close(self) -> None: ...


class Http:
    """To a server. key: the planner's."""

    def __init__(
        self, to: Destination, template: Template, leaves: Leaves, core: Countersigner, key: str
    ) -> None:
        self._to, self._template = to, template
        transport = CountersignedTransport(to, key, leaves, core)
        self._client = httpx.Client(transport=transport, trust_env=False, follow_redirects=False)

    def send(self, body: bytes) -> Reply:
        try:
            answer = self._client.post(self._to.url, content=body)
        except NotSent:
            return Reply(Told.NOT_SENT)
        except BadAnswer:
            return Reply(Told.UNUSABLE)
        except TooSlow:
            return Reply(Told.SLOW)
        except httpx.HTTPError:
            return Reply(Told.CUT)
        reply = self._template.reply(answer.status_code, answer.content)
        wait = answer.extensions.get("wait")
        return Reply(reply.told, reply.text, reply.taken, wait if isinstance(wait, float) else None)

    def close(self) -> None:
        self._client.close()
