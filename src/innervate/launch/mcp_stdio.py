"""Standard input and output as streams of the protocol's messages.

Promises: what comes in is bounded a line; nothing is written but what the guard let pass, one message a line;
whatever else prints in this process goes to standard error.
"""

from __future__ import annotations

import asyncio
import json
import os
import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import mcp_types as types
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from innervate.boundary.gateway.served_guard import Guard

_CHUNK = 1 << 16
Streams = tuple[MemoryObjectReceiveStream[SessionMessage | Exception], MemoryObjectSendStream[SessionMessage]]


@asynccontextmanager
async def streams(guard: Guard, most_line: int) -> AsyncIterator[Streams]:
    """What comes in and what goes out, for the SDK's server. A line longer than `most_line` is no message."""
    came, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    write, goes = anyio.create_memory_object_stream[SessionMessage](0)
    input_, output = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)

    async def hear() -> None:
        async with came:
            async for line in _lines(input_, most_line):
                await came.send(_message(line))

    async def say() -> None:
        async with goes:
            async for one in goes:
                made = one.message.model_dump(mode="json", by_alias=True, exclude_unset=True)
                passed = guard.passed(made)
                if passed is not None:
                    await _written(output, json.dumps(passed, ensure_ascii=False).encode() + b"\n")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hear)
        tasks.start_soon(say)
        yield read, write
        tasks.cancel_scope.cancel()


def _message(line: bytes | None) -> SessionMessage | Exception:
    """A message, or the error that is told of a line that is none."""
    if line is None:
        return ValueError("a line that is too long")
    try:
        found: Any = types.jsonrpc_message_adapter.validate_json(line, by_name=False)
    except ValidationError as error:
        return error
    return SessionMessage(found)


async def _lines(descriptor: int, most: int) -> AsyncIterator[bytes | None]:
    """Whole lines; None for one that is too long, of which nothing is kept."""
    kept, dropping = bytearray(), False
    while True:
        await _readable(descriptor)
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            line = bytes(kept + part)
            kept.clear()
            yield None if dropping or len(line) > most else line
            dropping = False
        kept += rest
        if len(kept) > most:
            kept.clear()
            dropping = True


async def _readable(descriptor: int) -> None:
    """Files are always; a pipe or terminal when something is in it."""
    try:
        await anyio.wait_readable(descriptor)
    except PermissionError:  # a plain file can't be waited for
        return


async def _written(descriptor: int, data: bytes) -> None:
    """A pipe that can take a little takes as much as PIPE_BUF at once; whatever may have to wait, does in a
    thread."""
    if len(data) <= select.PIPE_BUF and select.select([], [descriptor], [], 0)[1]:
        _write(descriptor, data)
    else:
        await asyncio.to_thread(_write, descriptor, data)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
