"""The last look at each message of the protocol before it is written, whatever SDK made it.

Promises: of a message to a client every leaf is a fixed text of this server or of the protocol, or a text
that both keys agreed on, which passes once; an error has a fixed text by its number. An answer with
anything else in it is replaced by an error; what is no answer (a notification, a request to the client) is
dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from innervate.boundary.canonical import Json

ERRORS = {
    -32700: "what was sent is no JSON",
    -32600: "what was sent is no request of the protocol",
    -32601: "there is no such method",
    -32602: "the parameters are wrong",
    -32603: "innervate could not answer",
    -32002: "there is no such resource",
    -32020: "headers and request do not agree",
    -32022: "this protocol version is not served",
}
_OTHER = -32603
_PROTOCOL = frozenset(
    "jsonrpc id result error code message data supported requested content type text isError resultType "
    "complete"
    " tools resources contents uri mimeType protocolVersion capabilities serverInfo instructions listChanged"
    " subscribe name version title description inputSchema annotations supportedVersions ttlMs "
    "cacheScope public"
    " private _meta io.modelcontextprotocol/serverInfo resourceTemplates innervate".split()
) | {"2.0", ""}


@dataclass(slots=True)
class Guard:
    """fixed: what this server tells everybody: any of its keys and texts may stand anywhere. versions: of the
    protocol. sent: is told the number of each text that passed."""

    fixed: frozenset[str]
    versions: frozenset[str]
    sent: Callable[[int], None]
    _cleared: dict[str, list[int]] = field(default_factory=dict)

    def clear(self, text: str, number: int) -> None:
        """Both keys agreed on this text; it may pass once."""
        self._cleared.setdefault(text, []).append(number)

    def passed(self, message: Json) -> dict[str, Json] | None:
        """The message as it may be written; None for one that is dropped."""
        match message:
            case {"id": str() | int() | None as number, "error": dict(error)}:
                return _error(number, error.get("code"), self._data(error.get("data")))
            case {"jsonrpc": "2.0", "id": str() | int() as number, "result": dict(result), **rest} if (
                not rest
            ):
                used: list[str] = []
                if all(self._known(leaf, used) for leaf in _leaves(result)) and self._spend(used):
                    return {"jsonrpc": "2.0", "id": number, "result": result}
                return _error(number, _OTHER, None)
        return None

    def _known(self, leaf: Json, used: list[str]) -> bool:
        match leaf:
            case bool() | None:
                return True
            case int():
                return leaf in (0, 1) or str(leaf) in self.fixed
            case str() if leaf in _PROTOCOL or leaf in self.fixed or leaf in self.versions:
                return True
            case str() if leaf in self._cleared:
                used.append(leaf)
                return True
        return False

    def _spend(self, used: list[str]) -> bool:
        """Of cleared texts there is one in a message at most."""
        if len(used) > 1:
            return False
        for text in used:
            numbers = self._cleared[text]
            self.sent(numbers.pop(0))
            if not numbers:
                del self._cleared[text]
        return True

    def _data(self, data: Json) -> Json:
        """Of what comes with an error nothing but which versions are served."""
        match data:
            case {"supported": [*versions], **rest} if self.versions.issuperset(map(str, versions)):
                asked = rest.get("requested")
                return {"supported": versions, "requested": asked if asked in self.versions else ""}
        return None


def strings_in(said: Json) -> frozenset[str]:
    """All keys and texts, and numbers as texts."""
    return frozenset(str(leaf) for leaf in _leaves(said) if isinstance(leaf, str | int))


def _error(number: Json, code: Json, data: Json) -> dict[str, Json]:
    known = code if isinstance(code, int) and code in ERRORS else _OTHER
    error: dict[str, Json] = {"code": known, "message": ERRORS[known]}
    if data is not None:
        error["data"] = data
    return {"jsonrpc": "2.0", "id": number, "error": error}


def _leaves(said: Json) -> Iterable[Json]:
    match said:
        case dict():
            for key, value in said.items():
                yield key
                yield from _leaves(value)
        case list():
            for value in said:
                yield from _leaves(value)
        case _:
            yield said
