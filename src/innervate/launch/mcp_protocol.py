"""The protocol's side of `innervate mcp`: what the SDK's server answers, out of fixed texts and cleared ones.

Promises: no handler makes a text of its own; each answer about the desktop is one that core and this process
agreed on. What the SDK writes is looked at once more by the guard (`boundary/gateway/served_guard`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types.version import KNOWN_PROTOCOL_VERSIONS

from innervate import __version__
from innervate.boundary.canonical import Json
from innervate.boundary.gateway.served import MOST_PLAN
from innervate.boundary.gateway.served_guard import Guard, strings_in
from innervate.boundary.gateway.served_link import Clear, Link
from innervate.core.application import Application
from innervate.core.errors import Lost, PrivacyRefused
from innervate.launch import mcp_words as words

ENDED = "innervate has ended at that machine: start the server again. Nothing was done."
WITHHELD = "withheld: nothing may be told of this. Tell your user; the person at that machine sees why."
NO_TOOL = "there is no such tool"
TOO_LONG = (
    f"complaints\nline 1: too_long\nNothing was run. Send less: a plan has at most {MOST_PLAN} characters.\n"
)
MOST_ARGUMENTS = 4 * MOST_PLAN
_NOT_FOUND = -32002
_Context = ServerRequestContext[Any, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the gateway's process knows of the desk by itself. playbooks: names of those that are offered."""

    applications: Mapping[str, Application]
    places: Sequence[str]
    playbooks: Sequence[str]

    def page(self, uri: str) -> tuple[str, str] | None:
        return words.page(uri, self.applications, self.places)


def guard_of(desk: Desk, link: Link) -> Guard:
    """What of all messages is fixed."""
    pages = [page[0] for uri in (words.PLAN_LANGUAGE, words.DESK) if (page := desk.page(uri))]
    said: list[Json] = [
        words.INSTRUCTIONS,
        [*words.tools()],
        [*words.resources(desk.playbooks)],
        [*pages],
        [ENDED, WITHHELD, NO_TOOL, TOO_LONG, __version__],
    ]
    return Guard(
        strings_in(said),
        frozenset(KNOWN_PROTOCOL_VERSIONS),
        lambda number: link.became(number, sent=True),
    )


def server_of(desk: Desk, link: Link, guard: Guard) -> Server[Any]:
    """The SDK's server; a session is a connection over stdio, and over HTTP what its session id says."""
    answers = _Answers(desk, link, guard)
    server: Server[Any] = Server(
        "innervate",
        version=__version__,
        title="innervate",
        instructions=words.INSTRUCTIONS,
        on_list_tools=answers.list_tools,
        on_call_tool=answers.call_tool,
        on_list_resources=answers.list_resources,
        on_list_resource_templates=answers.list_templates,
        on_read_resource=answers.read_resource,
    )
    server.middleware.clear()  # its tracing would put what is called where a collector listens
    return server


@dataclass(frozen=True, slots=True)
class _Answers:
    desk: Desk
    link: Link
    guard: Guard

    async def list_tools(self, _: _Context, __: object) -> types.ListToolsResult:
        return types.ListToolsResult.model_validate({"tools": words.tools()})

    async def list_resources(self, _: _Context, __: object) -> types.ListResourcesResult:
        return types.ListResourcesResult.model_validate({"resources": words.resources(self.desk.playbooks)})

    async def list_templates(self, _: _Context, __: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[])

    async def call_tool(self, context: _Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in {str(tool["name"]) for tool in words.tools()}:
            return _result(NO_TOOL, failed=True)
        arguments = json.dumps(params.arguments or {})
        if len(arguments) > MOST_ARGUMENTS:
            return _result(TOO_LONG, failed=True)
        try:
            found = await self.link.call(_session(context), params.name, arguments)
        except Lost:
            return _result(ENDED, failed=True)
        except PrivacyRefused:
            return _result(WITHHELD, failed=True)
        self.guard.clear(found.text, found.number)
        return _result(found.text, failed=found.failed)

    async def read_resource(
        self, context: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        fixed = self.desk.page(uri)
        if fixed is not None:
            return _contents(uri, *fixed)
        name = uri.removeprefix(words.PLAYBOOKS)
        if not uri.startswith(words.PLAYBOOKS) or name not in self.desk.playbooks:
            raise MCPError(code=_NOT_FOUND, message="no such resource")
        try:
            found: Clear = await self.link.call(_session(context), "playbook", json.dumps({"playbook": name}))
        except (Lost, PrivacyRefused):
            raise MCPError(code=types.INTERNAL_ERROR, message="withheld") from None
        self.guard.clear(found.text, found.number)
        return _contents(uri, found.text, "application/yaml")


def _result(text: str, *, failed: bool) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=failed)


def _contents(uri: str, text: str, kind: str) -> types.ReadResourceResult:
    return types.ReadResourceResult(contents=[types.TextResourceContents(uri=uri, text=text, mime_type=kind)])


def _session(context: _Context) -> str:
    """Over stdio there is one."""
    headers = getattr(context.request, "headers", None)
    return str(headers.get("mcp-session-id") or "none") if headers is not None else "stdio"
