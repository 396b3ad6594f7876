"""YAML with places: reads a text into plain data and says line and column of each part of it.

Errors are `Faulty`: they show the line, a caret under the place, and what was expected there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from innervate.core.errors import BadInput
from innervate.core.planner import Complaint, Fault

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60
_TODO = "correct the file; `innervate schema plan` (or `desk`) prints what may stand where"

M = TypeVar("M", bound=BaseModel)


class Faulty(BadInput):
    """A text that is not what it should be. complaints: what is wrong with it, in words that may be told."""

    def __init__(self, wanted: str, seen: str, todo: str, complaints: Sequence[Complaint]) -> None:
        super().__init__(wanted, seen, todo)
        self.complaints = tuple(complaints)


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses aliases (they can explode) and tags (a type is said by how a value looks)."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                problem="aliases are not part of the language", problem_mark=event.start_mark
            )
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(
                problem="tags are not part of the language", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(node.value))


def _day(loader: _Loader, node: yaml.ScalarNode) -> date | str:
    text = str(node.value)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


# Words such as `on` and `no` stay words, decimals stay exact and a date is a day without a time.
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", "tf"),
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("tag:yaml.org,2002:float", r"^-?[0-9]+\.[0-9]+$", "-0123456789"),
    ("tag:yaml.org,2002:timestamp", r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "0123456789"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
RESOLVERS = _Loader.yaml_implicit_resolvers
"""By which a scalar without quotation marks is no text."""
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _day)


@dataclass(frozen=True, slots=True)
class Source:
    """A text, where it came from, and its tree of YAML nodes."""

    name: str
    text: str
    root: yaml.Node

    @staticmethod
    def parse(text: str, name: str) -> Source:
        """
        :raises Faulty: this is not one YAML document within the bounds.
        """
        if len(text) > MAX_CHARACTERS:
            raise Faulty(
                f"{name}: a text of at most {MAX_CHARACTERS:,} characters",
                f"{len(text):,} characters",
                "make several files of it",
                [Complaint(1, Fault.TOO_LONG)],
            )
        try:
            root = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise _bad(name, text, mark, error.problem or "no YAML", Fault.NO_YAML) from None
        except (yaml.YAMLError, RecursionError) as error:
            raise _no_yaml(name, str(error).splitlines()[0]) from None
        if root is None:
            raise _no_yaml(name, "an empty file")
        _check(root, name, text)
        return Source(name, text, root)

    def data(self) -> object:
        """Plain lists, dicts and scalars."""
        loader = _Loader(self.text)
        try:
            return loader.get_single_data()
        except (yaml.YAMLError, ValueError) as error:
            raise _no_yaml(self.name, str(error).splitlines()[0]) from None
        finally:
            loader.dispose()

    def read(self, shape: type[M]) -> M:
        """
        :raises Faulty: the text does not have this shape; all complaints, each with its place.
        """
        try:
            return shape.model_validate(self.data())
        except ValidationError as error:
            raise self._complain(error) from None

    def line(self, path: Sequence[str | int]) -> int:
        """The line, from 1, on which the part at `path` stands."""
        return self._find(path).start_mark.line + 1

    def bad(self, path: Sequence[str | int], problem: str) -> Faulty:
        """An error that points at the part at `path`."""
        return _bad(self.name, self.text, self._find(path).start_mark, problem)

    def _find(self, path: Sequence[str | int]) -> yaml.Node:
        return _deepest(self.root, tuple(path))

    def _complain(self, error: ValidationError) -> Faulty:
        complaints = []
        for detail in error.errors()[:5]:
            path = detail["loc"]
            if detail["type"] == "extra_forbidden":
                complaints.append(self._extra(path))
            elif detail["type"] == "missing":
                complaints.append(self.bad(path[:-1], f"`{path[-1]}` is missing here"))
            else:
                complaints.append(self.bad(path, _expected(detail["msg"])))
        more = error.error_count() - len(complaints)
        seen = "\n".join(c.seen for c in complaints) + (f"\n… and {more} more" if more > 0 else "")
        told = sorted({one for complaint in complaints for one in complaint.complaints})
        return Faulty(complaints[0].wanted, seen, complaints[0].todo, told)

    def _extra(self, path: Sequence[str | int]) -> Faulty:
        key = str(path[-1])
        value = self._find(path)
        waiting, mark = [self.root], value.start_mark
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                mark = next((k.start_mark for k, v in node.value if v is value), mark)
                waiting.extend(v for _, v in node.value)
            elif isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)
        return _bad(self.name, self.text, mark, f"unexpected `{key}`")


def _deepest(root: yaml.Node, path: tuple[str | int, ...]) -> yaml.Node:
    """The node that the most parts of `path` lead to; the parts that name no node are tags of unions.

    A part may be either where a tag is called like a key, so all ways are followed, and the one wins that
    goes on longest. How many parts led to a node, and which was the last:
    """
    reached = {id(root): (0, 0, root)}
    for number, part in enumerate(path, start=1):
        for count, _, node in list(reached.values()):
            inner = _part(node, part)
            if inner is not None and reached.get(id(inner), (0, 0, inner))[0] <= count:
                reached[id(inner)] = (count + 1, number, inner)
    return max(reached.values(), key=lambda one: one[:2])[2]


def _part(node: yaml.Node, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((v for k, v in node.value if k.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None


def _expected(message: str) -> str:
    return message[0].lower() + message[1:]


def _no_yaml(name: str, seen: str) -> Faulty:
    return Faulty(f"{name}: a YAML document", seen, _TODO, [Complaint(1, Fault.NO_YAML)])


def _bad(name: str, text: str, mark: yaml.Mark | None, problem: str, fault: Fault = Fault.SHAPE) -> Faulty:
    if mark is None:
        return Faulty(f"{name}: a plan in the plan language", problem, _TODO, [Complaint(1, fault)])
    lines = text.splitlines()
    shown = lines[mark.line] if mark.line < len(lines) else ""
    place = f"{name}:{mark.line + 1}:{mark.column + 1}"
    seen = f"{place}: {problem}\n    {shown}\n    {' ' * mark.column}^"
    told = [Complaint(mark.line + 1, fault)]
    return Faulty(f"{name}: a file in the plan language", seen, _TODO, told)


def _check(root: yaml.Node, name: str, text: str) -> None:
    """Bounded depth, and no key twice in a mapping."""
    waiting = [(root, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _bad(name, text, node.start_mark, f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    raise _bad(name, text, key.start_mark, "expected a plain key")
                if key.value in keys:
                    raise _bad(name, text, key.start_mark, f"`{key.value}` is given twice")
                keys.add(key.value)
                waiting.append((value, depth + 1))
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend((item, depth + 1) for item in node.value)
