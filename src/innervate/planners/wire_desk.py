"""Desk files as they are written: applications with what they can do, places, local models.

These models only say what may be written, as `wire` does for plans; `desk` makes of them what is used.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from innervate.planners.wire import StepShape
from innervate.planners.wire_asking import ConditionShape, ExprShape, Name, Shape, key_of


class CapabilityShape(Shape):
    """Something an application can do, as steps with parameters."""

    takes: list[Name] = []
    done: ConditionShape | None = None
    steps: Annotated[list[StepShape], Field(min_length=1)]


class SessionShape(Shape):
    """How a person who was signed out in the middle of a run is signed in again."""

    lost: Annotated[ConditionShape, Field(description="what the application shows then")]
    by: Annotated[Name, Field(description="its capability that signs in")]
    with_: Annotated[dict[Name, ExprShape], Field(alias="with")] = {}


class ApplicationShape(Shape):
    """One application of a desk."""

    executable: Annotated[str, Field(description="real path of its program")]
    launch: Annotated[list[str], Field(description="command line that starts it")] = []
    origin: Annotated[str | None, Field(pattern=r"^(https?://[^/]+|\$\{\w+\})$")] = None
    catalogues: Annotated[list[str], Field(description="gettext domains whose phrases are public")] = []
    phrases: Annotated[str | None, Field(description="file of approved phrases, beside the desk file")] = None
    can: dict[Name, CapabilityShape] = {}
    session: SessionShape | None = None


class TablePlace(Shape):
    """A table of an SQLite database, read out of band."""

    sqlite: str
    table: Name


class MailPlace(Shape):
    """A folder of messages (MH or Maildir), read out of band."""

    mail_folder: str


class SqlPlace(Shape):
    """A table of a database that SQLAlchemy reaches, read out of band."""

    sql: Annotated[str, Field(description="as postgresql+pg8000://USER:PASSWORD@HOST/DATABASE")]
    table: Name


class FolderPlace(Shape):
    """The files of a folder: name, size, modified, text."""

    folder: str


class HttpPlace(Shape):
    """What a web service answers to GET, in JSON."""

    http: Annotated[str, Field(description="its address")]
    rows: Annotated[list[str], Field(description="keys that lead to the list in it")] = []


class ProcessPlace(Shape):
    """The running processes of one program: id, started."""

    process: Annotated[str, Field(description="real path of the program")]


_PLACES = ("sqlite", "sql", "mail_folder", "folder", "http", "process")
PlaceShape = Annotated[
    Annotated[TablePlace, Tag("sqlite")]
    | Annotated[SqlPlace, Tag("sql")]
    | Annotated[MailPlace, Tag("mail_folder")]
    | Annotated[FolderPlace, Tag("folder")]
    | Annotated[HttpPlace, Tag("http")]
    | Annotated[ProcessPlace, Tag("process")],
    Discriminator(
        lambda raw: key_of(raw, _PLACES),
        custom_error_type="place",
        custom_error_message=f"expected a place: one of {{{', '.join(_PLACES)}}}",
    ),
]


class VisionShape(Shape):
    """A vision-language model behind an OpenAI-compatible server, for what perception can't name."""

    url: Annotated[str, Field(description="base address on this machine, as http://127.0.0.1:8080/v1")]
    model: Annotated[str, Field(min_length=1, max_length=200, description="its name on that server")]
    allow: Annotated[
        list[Annotated[str, Field(pattern=r"^[^\s/@*?]+$")]],
        Field(description="hosts off this machine that pictures of the screen may go to"),
    ] = []
    seconds: Annotated[float, Field(gt=0, le=300, description="how long one answer may take")] = 15.0


Decides = Literal["person", "rule", "model", "language model"]
Asked = Literal[
    "login",
    "error",
    "busy",
    "dialog",
    "challenge",
    "done",
    "logged out",
    "empty",
    "error kind",
    "way out",
]


class StatesShape(Shape):
    """Who decides what a window shows, in order, and from which confidence on a model's answer counts."""

    order: Annotated[list[Decides], Field(min_length=1, max_length=4)] = [
        "person",
        "rule",
        "model",
        "language model",
    ]
    sure: dict[Asked, Annotated[float, Field(ge=0.5, le=1)]] = {}


class DeskShape(Shape):
    """The applications and places that plans may name; written by the person, never by a planner."""

    desk: Literal[1]
    apps: dict[Name, ApplicationShape]
    places: dict[Name, PlaceShape] = {}
    vision: VisionShape | None = None
    questions: Literal["embedded", "semantic"] = "embedded"
    reader: Annotated[VisionShape | None, Field(description="a model, asked about texts at last")] = None
    policy: Annotated[str | None, Field(description="the policy file, beside the desk file")] = None
    states: StatesShape = StatesShape()
