"""What an MCP client would be told, taken apart to its leaves on the gateway's side.

Promises: as `leaves` does for planners: Views go by catalogues and a policy which this process loaded itself,
handles by those that were issued, names by the desk; a playbook is let through only if making its public form
once more changes nothing but numbers. Refuses everything else as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NoReturn

from innervate.boundary.canonical import Json
from innervate.boundary.gate import Gate
from innervate.boundary.gateway.leaves import Issued
from innervate.boundary.gateway.served import MOST_RUNS, RUN, Reply, read_reply, text_of
from innervate.boundary.phrases import Catalogue
from innervate.boundary.policy import DEFAULT, Policy
from innervate.core.application import Application
from innervate.core.errors import BadInput, PrivacyRefused
from innervate.core.view import Guide
from innervate.core.vocabulary import Role

_MOST_LINES = 1_000_000
_COMMENTS = re.compile(
    r"# What was written in this plan is not in it\. To run it, give under `let` each of"
    r"|#   \$p\d+: (?:amount|date|text|number|true or false)"
    r"|# and fill in fill_\d+(?:, fill_\d+)*"
)
_PARAMETER = re.compile(r"(?<![A-Za-z0-9_])[pv]\d+(?![A-Za-z0-9_])")
Parametrised = Callable[[str, str, Callable[[str, Role, str], bool]], str]


class ServedLeaves:
    """Checks replies for one desk. parametrised: makes a plan's public form."""

    def __init__(
        self,
        applications: Sequence[Application],
        places: Iterable[str],
        catalogues: Mapping[str, Catalogue],
        parametrised: Parametrised,
        policy: Policy = DEFAULT,
        guides: Mapping[str, Guide] | None = None,
    ) -> None:
        self.issued = Issued()
        self._gate = Gate(applications, catalogues, self.issued, policy, guides)
        self._names = frozenset([*(a.name for a in applications), *places])
        self._parametrised = parametrised

    def check(self, said: Json) -> str:
        """The text of a reply of which every leaf is known.

        :raises PrivacyRefused: a leaf is of no kind that may leave.
        """
        try:
            reply = read_reply(said)
        except BadInput:
            _refuse("a reply in another form")
        if reply.view:
            self._gate.check(reply.view.encode())
        if any(not 0 < one.line <= _MOST_LINES for one in reply.complaints):
            _refuse("a line that is none")
        if any(one.place not in self._names for one in reply.left):
            _refuse("a name that the desk does not have")
        runs = [one.run for one in reply.runs] + ([reply.run] if reply.run is not None else [])
        if len(runs) > MOST_RUNS + 1 or not all(map(RUN.fullmatch, runs)):
            _refuse("a run that is none")
        if reply.playbook:
            self._playbook(reply)
        return text_of(reply)

    def _playbook(self, reply: Reply) -> None:
        comments, plan = _parted(reply.playbook)
        if not all(map(_COMMENTS.fullmatch, comments)):
            _refuse("a comment of a playbook")
        try:
            again = self._parametrised(plan, "a playbook", self._public)
        except BadInput:
            _refuse("a playbook that is no plan")
        if _unnumbered(_parted(again)[1]) != _unnumbered(plan):
            _refuse("a playbook that is not in its public form")

    def _public(self, application: str, role: Role, text: str) -> bool:
        return self._gate.is_public(application, text, role)


def _parted(playbook: str) -> tuple[list[str], str]:
    """The comments at its head, and the plan."""
    lines = playbook.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end], "\n".join(lines[end:])


def _unnumbered(plan: str) -> str:
    """Its parameters and variables numbered in the order in which they stand: they are called by number
    alone.
    """
    names: dict[str, str] = {}
    return _PARAMETER.sub(lambda found: names.setdefault(found[0], f"v{len(names) + 1}"), plan)


def _refuse(seen: str) -> NoReturn:
    raise PrivacyRefused("a reply of which every leaf is known", seen, "nothing was sent")
