"""What every MCP client is told alike: the server's instructions, its tools and its resources.

Promises: all of it is fixed by this file, the plan language's page and the desk's names; nothing depends on
a screen. It is all that a model gets to know of innervate, so each tool says what it is for, what it gives
back and what to do then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.served import MOST_PLAN
from innervate.core.application import Application

LANGUAGE = files("innervate.boundary.gateway").joinpath("language.md").read_text(encoding="utf-8")

INSTRUCTIONS = (
    "innervate drives a person's desktop that you can't see. You are its planner. `observe` gives you a "
    "view: windows, and in each its elements with role, public name and states. Private values never reach "
    "you: they stand in the view as handles such as \u27e6DATE_7\u27e7, which you may use wherever a value "
    "is wanted. Never guess what a handle stands for; `ask` answers yes or no about it. A table or list "
    "says how many rows it has (of few: 2 to 5, some: 6 to 30, many) and the types of its columns. What "
    "has no public name is only counted (others). A view `since` another tells what changed: - gone, + "
    "new, ~ the one of this role and name is so now.\n"
    "\n"
    "Work like this: `observe` once, then `act` with as many steps as you are sure of; its answer tells "
    "how each step ended and what changed, so no `observe` is needed in between. A step that failed with "
    "nothing done can be planned around. If an answer says `parked` or `over_budget`, do what it says and "
    "tell your user: only a person at that machine can go on. Steps that can't be undone ask that person "
    "by themselves. When all is done, end the run with the step `end: done`.\n"
    "\n"
) + LANGUAGE

_STEPS = (
    "A step is one of\n"
    "- act: press | open | select | hover | type | key | scroll | close | switch, with on: LOCATOR\n"
    "- act: launch | switch | close | type | key | wait, with in: APP\n"
    "  key wants with: {keys: Control+s}, type with: {text: VALUE}, scroll with: {notches: 3}, wait an "
    "expect\n"
    "- act: NAME, in: APP, with: {...}, where the view's `can` lists NAME\n"
    "- set: LOCATOR, to: VALUE (types, chooses or ticks); or set: LOCATOR of a form, fields: {LABEL: "
    "VALUE}\n"
    "- get: LOCATOR, as: $name (reads a value, which stays on that machine; use it as $name later)\n"
    "- if: CONDITION, then: [...], else: [...]; each: LOCATOR, as: $row, at_most: 20, steps: [...]\n"
    "- ask: A question to the person there, as: $answer\n"
    "- end: done, when the job is finished\n"
    "Any step may have expect: CONDITION (something new after it), need: CONDITION (before it), within: "
    "SECONDS.\n"
    "LOCATOR: {in: APP, role: ROLE, label: NAME}, with roles and names as in the view; also where: "
    "{COLUMN: {eq: VALUE}}, inside: LOCATOR, near: LOCATOR, pick: one | first | all.\n"
    "VALUE: a constant, $name, or a handle of the view.\n"
    "CONDITION: {exists: LOCATOR} | {is: VALUE or LOCATOR, TEST: VALUE} | {all: [..]} | {any: [..]} | "
    "{not: ..}; TEST: eq lt gt le ge in contains like about same_as type empty.\n"
)

_TEXT_OR = "As YAML or JSON text, or as JSON."


def _any(said: str, kind: str) -> dict[str, Json]:
    of: dict[str, Json] = {"type": kind}
    if kind == "array":
        of["items"] = {"type": "object"}
    return {
        "description": f"{said} {_TEXT_OR}",
        "anyOf": [{"type": "string", "maxLength": MOST_PLAN}, of],
    }


def _tool(
    name: str,
    title: str,
    said: str,
    takes: dict[str, Json],
    required: list[Json] | None = None,
    *,
    reads: bool = False,
) -> dict[str, Json]:
    schema: dict[str, Json] = {"type": "object", "properties": takes, "additionalProperties": False}
    if required:
        schema["required"] = required
    return {
        "name": name,
        "title": title,
        "description": said,
        "inputSchema": schema,
        "annotations": {
            "title": title,
            "readOnlyHint": reads,
            "destructiveHint": not reads,
            "idempotentHint": reads,
            "openWorldHint": not reads,
        },
    }


_TOOLS: tuple[dict[str, Json], ...] = (
    _tool(
        "observe",
        "See the desktop",
        "See the desktop as a view: windows and their elements by role, public name and state; private "
        "values are handles such as \u27e6DATE_7\u27e7. Call it once at the beginning, and when you have "
        "lost track; `act` tells what changed by itself. With `since`: the number of the last view that "
        "you were told; then only what changed since is told. Touches nothing.",
        {
            "since": {
                "type": "integer",
                "description": "The number after `view` in the last view you got.",
            }
        },
        reads=True,
    ),
    _tool(
        "act",
        "Do steps on the desktop",
        "Do steps on the desktop, in order, each verified. Gives back a code for each step (ok.done, "
        "ok.skipped, or why it failed; the steps after one that failed are not done) and what changed on "
        "the screen. Nothing is done if the steps can't be read: then the lines that are wrong are named. "
        "Example:\n"
        "- set: {in: portal, role: entry, label: Amount}\n"
        "  to: \u27e6AMOUNT_12\u27e7\n"
        "- act: press\n"
        "  on: {in: portal, role: button, label: Save}\n"
        "  expect: {exists: {in: portal, role: label, label: Saved}}\n\n" + _STEPS,
        {"steps": _any("The steps: a list.", "array")},
        ["steps"],
    ),
    _tool(
        "run",
        "Run a whole plan or playbook",
        "Run a whole plan, with branches and loops that are taken on that machine, or a playbook that its "
        "person offers (listed among the resources as innervate://playbooks/NAME). Give `plan`, or "
        "`playbook` and `with`. Gives back codes and what changed, as `act` does. A plan: {plan: title, "
        "from: [APPS that it drives], let: {$name: VALUE}, steps: [...], finally: [...]}, with the steps "
        "of `act`; the whole language is the resource innervate://plan-language.",
        {
            "plan": _any("The plan.", "object"),
            "playbook": {"type": "string", "description": "The name of a playbook, instead of a plan."},
            "with": {
                "type": "object",
                "description": "What the playbook takes (v1, v2, ... as its resource says): handles "
                "or constants.",
            },
        },
    ),
    _tool(
        "ask",
        "Ask about what you can't see",
        "Ask whether something holds on the desktop now; the answer is yes, no or unknown. For what a "
        "handle hides ({is: \u27e6AMOUNT_12\u27e7, gt: {money: 500, currency: EUR}}), what a text is about "
        "({exists: {in: mail, role: row, where: {Subject: {about: burst pipe}}}}), or which handles are "
        "the same ({is: \u27e6PERSON_3\u27e7, same_as: \u27e6PERSON_9\u27e7}). Each answer about a private "
        "value is paid for from a small budget that only a person renews, so ask what you need to decide, "
        "and prefer `if` in your steps, which is decided there and costs less. Of some values (card "
        "numbers, health, secrets) nothing may be asked.",
        {"condition": _any("A CONDITION as in the steps of `act`.", "object")},
        ["condition"],
        reads=True,
    ),
    _tool(
        "status",
        "Where the session is",
        "Where this session is: no run, waiting for your call, or parked until a person looks; and which "
        "budgets for questions about private values are partly or wholly spent. Touches nothing.",
        {},
        reads=True,
    ),
    _tool(
        "runs",
        "Runs so far",
        "The last runs that MCP clients planned here: id, and whether it goes on. Touches nothing.",
        {},
        reads=True,
    ),
)


def tools() -> list[dict[str, Json]]:
    """The tools, as the protocol lists them."""
    return [*_TOOLS]


PLAN_LANGUAGE = "innervate://plan-language"
DESK = "innervate://desk"
PLAYBOOKS = "innervate://playbooks/"
_KINDS = {PLAN_LANGUAGE: "text/markdown", DESK: "text/plain"}


def resources(playbooks: Iterable[str]) -> list[dict[str, Json]]:
    """The resources, as the protocol lists them."""
    found: list[dict[str, Json]] = [
        {
            "uri": PLAN_LANGUAGE,
            "name": "plan-language",
            "title": "The plan language",
            "description": "What steps, plans and conditions look like: all of it, with an example.",
            "mimeType": "text/markdown",
        },
        {
            "uri": DESK,
            "name": "desk",
            "title": "Applications and what they can do",
            "description": "The applications and places that plans may name, and what each can do.",
            "mimeType": "text/plain",
        },
    ]
    return found + [
        {
            "uri": f"{PLAYBOOKS}{name}",
            "name": name,
            "description": "A playbook: give its name to the tool `run`, and what it takes.",
            "mimeType": "application/yaml",
        }
        for name in playbooks
    ]


def desk_page(applications: Mapping[str, Application], places: Iterable[str]) -> str:
    """The desk's names: what a View's `can` lists, with what each takes."""
    lines = ["applications:"]
    for name, application in applications.items():
        lines.append(f"  {name}{' (web)' if application.origin else ''}")
        for verb, capability in application.capabilities.items():
            takes = f" takes {', '.join(capability.takes)}" if capability.takes else ""
            lines.append(f"    can {verb}{takes}")
    lines += ["places outside the screen, to be read:", *(f"  {name}" for name in places)]
    return "\n".join(lines) + "\n"


def page(uri: str, applications: Mapping[str, Application], places: Iterable[str]) -> tuple[str, str] | None:
    """Text and kind of a resource that is fixed; None for any other."""
    match uri:
        case _ if uri == PLAN_LANGUAGE:
            return LANGUAGE, _KINDS[uri]
        case _ if uri == DESK:
            return desk_page(applications, places), _KINDS[uri]
    return None
