"""The desk file: the applications and places that plans may name.

A person writes it. It holds what a planner must never decide: programs, command lines, web origins,
paths, the server of a local model. `${NAME}` in a text stands for a variable of the environment that
starts innervate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from innervate.core.application import (
    Application,
    FolderAt,
    HttpAt,
    MailAt,
    Place,
    ProcessAt,
    Session,
    SqlAt,
    TableAt,
    VisionServer,
)
from innervate.core.decision import By, Chain, Question
from innervate.core.errors import BadInput
from innervate.planners import wire_desk
from innervate.planners.compiler import capability_of, condition, expression
from innervate.planners.source import Source

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ORIGIN = re.compile(r"https?://[^/\s]+")
_DATABASE = re.compile(r"(?!sqlite\b)[a-z][a-z0-9_]*(\+[a-z0-9_]+)?://")
_SERVICE = re.compile(r"https?://[^\s/@?#\\]+([/?][^\s#\\]*)?")
_SERVER = re.compile(r"https?://[^/\s@?#\\]+(/[^\s@?#\\]*)?")


@dataclass(frozen=True, slots=True)
class Desk:
    """applications and places by name. phrases: approved phrase lists by application's name.

    vision: the local model that may be asked what perception can't name; None: none is. meaning: whether
    questions about texts are answered by the extra `semantic`, too. reader: the local model that is asked
    where that abstains. policy: the file that the desk names for it. states: who decides what windows
    show, and how sure they must be.
    """

    applications: Mapping[str, Application]
    places: Mapping[str, Place]
    phrases: Mapping[str, Path]
    vision: VisionServer | None = None
    meaning: bool = False
    reader: VisionServer | None = None
    policy: Path | None = None
    states: Chain = field(default_factory=Chain)


def read_desk(path: Path, environment: Mapping[str, str]) -> Desk:
    """
    :raises BadInput: no such file, or not a desk file; with line, column and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"a desk file at {path}", str(error), "name it with --desk FILE") from None
    source = Source.parse(text, str(path))
    shape = source.read(wire_desk.DeskShape)
    fill = _Filler(environment, path)
    applications = {name: _application(name, app, source, fill) for name, app in shape.apps.items()}
    places = {name: _place(name, place, source, fill) for name, place in shape.places.items()}
    phrases = {
        name: path.parent / fill(app.phrases) for name, app in shape.apps.items() if app.phrases is not None
    }
    clash = set(applications) & set(places)
    if clash:
        raise source.bad(("places", min(clash)), "an application has this name already")
    return Desk(
        applications,
        places,
        phrases,
        _vision(shape.vision, source, fill),
        shape.questions == "semantic",
        _vision(shape.reader, source, fill, "reader"),
        path.parent / fill(shape.policy) if shape.policy is not None else None,
        _states(shape.states, source),
    )


@dataclass(frozen=True, slots=True)
class _Filler:
    environment: Mapping[str, str]
    path: Path

    def __call__(self, text: str) -> str:
        return _VARIABLE.sub(self._value, text)

    def _value(self, match: re.Match[str]) -> str:
        name = match[1]
        if name not in self.environment:
            raise BadInput(
                f"{self.path}: the environment variable {name}",
                "it is not set",
                f"set {name}, or edit the desk file",
            )
        return self.environment[name]


def _application(name: str, shape: wire_desk.ApplicationShape, source: Source, fill: _Filler) -> Application:
    capabilities = {
        verb: capability_of(verb, can, source, ("apps", name, "can", verb)) for verb, can in shape.can.items()
    }
    origin = shape.origin and fill(shape.origin)
    if origin and not _ORIGIN.fullmatch(origin):
        raise source.bad(("apps", name, "origin"), f"expected http(s)://host[:port], and it is {origin!r}")
    return Application(
        name=name,
        executable=fill(shape.executable),
        launch=tuple(fill(word) for word in shape.launch),
        origin=origin,
        catalogues=tuple(shape.catalogues),
        capabilities=capabilities,
        session=_session(name, shape, source),
    )


def _session(name: str, shape: wire_desk.ApplicationShape, source: Source) -> Session | None:
    given = shape.session
    if given is None:
        return None
    capability = shape.can.get(given.by)
    if capability is None:
        raise source.bad(("apps", name, "session", "by"), f"{name} can't {given.by!r}; see its `can`")
    if set(capability.takes) != set(given.with_):
        problem = f"{given.by} takes {', '.join(capability.takes) or 'nothing'}"
        raise source.bad(("apps", name, "session"), f"{problem}, and `with` gives something else")
    arguments = tuple((one, expression(value)) for one, value in given.with_.items())
    return Session(condition(given.lost), given.by, arguments)


def _states(shape: wire_desk.StatesShape, source: Source) -> Chain:
    try:
        return Chain(
            tuple(map(By, shape.order)), {Question(name): least for name, least in shape.sure.items()}
        )
    except ValueError as error:
        raise source.bad(("states",), str(error)) from None


def _vision(
    shape: wire_desk.VisionShape | None, source: Source, fill: _Filler, key: str = "vision"
) -> VisionServer | None:
    if shape is None:
        return None
    url = fill(shape.url)
    if not _SERVER.fullmatch(url):
        problem = f"expected http(s)://host[:port][/path] without a user's name or a query, and it is {url!r}"
        raise source.bad((key, "url"), problem)
    return VisionServer(url, fill(shape.model), frozenset(shape.allow), shape.seconds)


def _place(name: str, shape: wire_desk.PlaceShape, source: Source, fill: _Filler) -> Place:
    match shape:
        case wire_desk.TablePlace(sqlite=database, table=table):
            return TableAt(Path(fill(database)), table)
        case wire_desk.SqlPlace(sql=url, table=table):
            filled = fill(url)
            if not _DATABASE.match(filled):
                problem = (
                    "expected DIALECT://… or DIALECT+DRIVER://…, as SQLAlchemy writes it; for a file `sqlite`"
                )
                raise source.bad(("places", name, "sql"), problem)
            return SqlAt(filled, table)
        case wire_desk.MailPlace(mail_folder=folder):
            return MailAt(Path(fill(folder)))
        case wire_desk.FolderPlace(folder=folder):
            return FolderAt(Path(fill(folder)))
        case wire_desk.HttpPlace(http=url, rows=rows):
            filled = fill(url)
            if not _SERVICE.fullmatch(filled):
                raise source.bad(("places", name, "http"), "expected http(s)://host[:port][/path][?query]")
            return HttpAt(filled, tuple(rows))
        case wire_desk.ProcessPlace(process=executable):
            return ProcessAt(fill(executable))
