"""What an MCP client writes, made into the text of a plan: steps, a whole plan, a playbook by name, a
question.

Promises: YAML and JSON are taken alike, also one step alone; complaints are told by the client's own lines,
or by the numbers of its steps where it sent a list in JSON; `end: look` stands at the end where no end
does, so that a client is told how it went and the run goes on. Whether it is a plan that fits is not looked
at here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from innervate.boundary.canonical import Json
from innervate.boundary.gateway.served import MOST_PLAN
from innervate.core.errors import BadInput
from innervate.core.planner import Complaint, Fault
from innervate.planners.source import Faulty, Source

LOOK = "plan: Look\nfrom: []\nsteps:\n- end: look\n"
_END: Json = {"end": "look"}
_STR, _MAP = "tag:yaml.org,2002:str", "tag:yaml.org,2002:map"
_TODO = "see docs/mcp.md"


@dataclass(frozen=True, slots=True)
class Written:
    """A plan's text. before: how many lines of it the client did not write."""

    text: str
    before: int = 0

    def told(self, complaints: Sequence[Complaint]) -> tuple[Complaint, ...]:
        """The complaints by the client's own lines."""
        return tuple(sorted({Complaint(max(1, one.line - self.before), one.fault) for one in complaints}))


def steps_of(said: Json, applications: Sequence[str]) -> Written:
    """Steps, as a YAML or JSON text or as a JSON value; a whole plan is taken, too.

    :raises Faulty: it is no YAML. :raises BadInput: it is neither text, list nor object.
    """
    match said:
        case str():
            return _steps_in(_parsed(said), applications)
        case [*steps]:
            lines = [f"- {_json(one)}" for one in (steps if _ends(steps) else [*steps, _END])]
            head = [*_head(("plan", "Steps"), ("from", _named(steps, applications))), "steps:"]
            return Written("\n".join([*head, *lines]) + "\n", len(head))
        case dict():
            return plan_of(said, applications) if "steps" in said else steps_of([said], applications)
    raise BadInput("steps as text or list", "something else", _TODO)


def plan_of(said: Json, applications: Sequence[str]) -> Written:
    """A whole plan, as text or as a JSON object; what it leaves out of its head is put there.

    :raises Faulty: it is no YAML. :raises BadInput: it is neither text nor object.
    """
    match said:
        case str():
            return _plan_in(_parsed(said), applications)
        case dict():
            plan: dict[str, Json] = {"plan": "A plan", "from": _named(said, applications), **said}
            steps = plan.get("steps")
            if isinstance(steps, list) and not _ends(steps):
                plan["steps"] = [*steps, _END]
            return Written("\n".join(_head(*plan.items())) + "\n")
        case list():
            return steps_of(said, applications)
    raise BadInput("a plan as text or object", "something else", _TODO)


def question_of(said: Json, applications: Sequence[str]) -> Written:
    """A plan that branches on a condition and looks.

    :raises Faulty: it is no YAML. :raises BadInput: it is neither text nor object.
    """
    match said:
        case str():
            source = _parsed(said)
            lines, named = source.text.splitlines(), _named(_plain(source.root), applications)
        case dict():
            lines, named = [_json(said)], _named(said, applications)
        case _:
            raise BadInput("a condition as text or object", "something else", _TODO)
    head = [*_head(("plan", "A question"), ("from", named)), "steps:", "- if:"]
    body = [*head, *(f"    {line}" for line in lines), "  then: []", "- end: look"]
    return Written("\n".join(body) + "\n", len(head))


def playbook_of(text: str, given: Mapping[str, Json]) -> Written:
    """A playbook with values for what it takes, by their public names: `v1` for the first, and so on.

    :raises Faulty: it is no plan. :raises BadInput: other values are given than it takes.
    """
    root = _parsed(text).root
    if not isinstance(root, yaml.MappingNode):
        raise Faulty("a playbook", "something else", _TODO, [Complaint(1, Fault.SHAPE)])
    takes, let, steps = _key(root, "takes"), _key(root, "let"), _key(root, "steps")
    names = [one.value for one in takes.value] if isinstance(takes, yaml.SequenceNode) else []
    if given.keys() != {f"v{number}" for number, _ in enumerate(names, 1)}:
        raise BadInput("a value for each that the playbook takes", "others", _TODO)
    bound = [(_word(f"${name}"), yaml.compose(_json(given[f"v{n}"]))) for n, name in enumerate(names, 1)]
    bound += let.value if isinstance(let, yaml.MappingNode) else []
    root.value = [(key, value) for key, value in root.value if key.value not in ("takes", "let")]
    if bound:
        root.value.append((_word("let"), yaml.MappingNode(_MAP, bound)))
    if isinstance(steps, yaml.SequenceNode) and not _ends(_plain(steps)):
        steps.value.append(yaml.compose(_json(_END)))
    return Written(yaml.serialize(root, allow_unicode=True))


def _steps_in(source: Source, applications: Sequence[str]) -> Written:
    root = source.root
    if isinstance(root, yaml.MappingNode) and _key(root, "steps") is not None:
        return _plan_in(source, applications)
    if not isinstance(root, yaml.MappingNode | yaml.SequenceNode):
        raise Faulty("steps", "something else", _TODO, [Complaint(1, Fault.SHAPE)])
    if root.flow_style:
        return steps_of(_plain(root), applications)
    head = [*_head(("plan", "Steps"), ("from", _named(_plain(root), applications))), "steps:"]
    lines = source.text.splitlines()
    if isinstance(root, yaml.MappingNode):
        head.append("-")
        lines = [f"  {line}" for line in lines]
        end = [] if _ends([_plain(root)]) else ["- end: look"]
    else:
        end = [] if _ends(_plain(root)) else [f"{' ' * root.start_mark.column}- end: look"]
    return Written("\n".join([*head, *lines, *end]) + "\n", len(head))


def _plan_in(source: Source, applications: Sequence[str]) -> Written:
    root = source.root
    if not isinstance(root, yaml.MappingNode):
        return _steps_in(source, applications)
    steps = _key(root, "steps")
    if root.flow_style or (isinstance(steps, yaml.SequenceNode) and steps.flow_style):
        return plan_of(_plain(root), applications)
    wanted: dict[str, Json] = {"plan": "A plan", "from": _named(_plain(root), applications)}
    head = _head(*((key, value) for key, value in wanted.items() if _key(root, key) is None))
    lines = source.text.splitlines()
    if isinstance(steps, yaml.SequenceNode) and not _ends(_plain(steps)):
        lines.insert(steps.end_mark.line, f"{' ' * steps.start_mark.column}- end: look")
    return Written("\n".join([*head, *lines]) + "\n", len(head))


def _named(said: Json, applications: Sequence[str]) -> list[Json]:
    """The applications that steps or conditions name, in the order of the desk."""
    found, waiting = set[str](), [said]
    while waiting:
        match waiting.pop():
            case dict() as one:
                found |= {one["in"]} if isinstance(one.get("in"), str) else set()
                waiting += one.values()
            case list() as many:
                waiting += many
    return [name for name in applications if name in found]


def _head(*given: tuple[str, Json]) -> list[str]:
    return [f"{key}: {_json(value)}" for key, value in given]


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _parsed(text: str) -> Source:
    """The text ends with a line's end, so that what comes after its last line has one of its own.

    :raises Faulty: it is no YAML, or too long.
    """
    if len(text) > MOST_PLAN:
        raise Faulty("a plan that can be sent", "a longer one", _TODO, [Complaint(1, Fault.TOO_LONG)])
    return Source.parse(text.rstrip() + "\n", "what the client sent")


def _key(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    found: yaml.Node | None = next((value for name, value in node.value if name.value == key), None)
    return found


def _word(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_STR, text)


def _ends(steps: Json) -> bool:
    """Whether the last step is an end."""
    last = steps[-1] if isinstance(steps, list) and steps else None
    return isinstance(last, dict) and "end" in last


def _plain(node: yaml.Node) -> Json:
    """As JSON: numbers, truths and nothing stay what they are, all else is text."""
    match node:
        case yaml.MappingNode():
            return {str(key.value): _plain(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_plain(one) for one in node.value]
    kind, text = node.tag.rpartition(":")[2], str(node.value)
    if kind in ("int", "float", "bool") or (kind == "null" and text == "null"):
        try:
            found: Json = json.loads(text)
        except ValueError:
            return text
        return found
    return None if kind == "null" else text
