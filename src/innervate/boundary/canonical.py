"""JSON in its one form: sorted keys, no spaces, UTF-8; equal values are equal bytes."""

from __future__ import annotations

import json

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def canonical(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
