"""The same way out for SDKs that are built on httpx2, httpx's successor.

Promises: nothing of its own: each request is handed to a `CountersignedTransport`, with its bytes alone.
Needs httpx2, which such an SDK brings.
"""

from __future__ import annotations

import httpx
import httpx2

from innervate.boundary.gateway.transport import CountersignedTransport


class CountersignedTransport2(httpx2.BaseTransport):
    """Give it to `httpx2.Client(transport=…)`, and that to an SDK as its http_client."""

    def __init__(self, transport: CountersignedTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """
        :raises PrivacyRefused, NotSent, BadAnswer: as `CountersignedTransport`.
        """
        asked = httpx.Request(request.method, str(request.url), content=request.read())
        told = self._transport.handle_request(asked)
        return httpx2.Response(
            told.status_code, headers={"Content-Type": "application/json"}, content=told.content
        )

    def close(self) -> None:
        self._transport.close()
