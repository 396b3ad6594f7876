"""Desk files as they are written: applications with what they can do, places, local models.

These models only say what may be written, as `wire` does for plans; `desk` makes of them what is used.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from innervate.planners.wire import ConditionShape, Name, Shape, StepShape, key_of


class CapabilityShape(Shape):
    """Something an application can do, as steps with parameters."""

    takes: list[Name] = []
    done: ConditionShape | None = None
    steps: Annotated[list[StepShape], Field(min_length=1)]


class ApplicationShape(Shape):
    """One application of a desk."""

    executable: Annotated[str, Field(description="real path of its program")]
    launch: Annotated[list[str], Field(description="command line that starts it")] = []
    origin: Annotated[str | None, Field(pattern=r"^(https?://[^/]+|\$\{\w+\})$")] = None
    catalogues: Annotated[list[str], Field(description="gettext domains whose phrases are public")] = []
    phrases: Annotated[str | None, Field(description="file of approved phrases, beside the desk file")] = None
    can: dict[Name, CapabilityShape] = {}


class TablePlace(Shape):
    """A table of an SQLite database, read out of band."""

    sqlite: str
    table: Name


class MailPlace(Shape):
    """A folder of messages (MH or Maildir), read out of band."""

    mail_folder: str


PlaceShape = Annotated[
    Annotated[TablePlace, Tag("sqlite")] | Annotated[MailPlace, Tag("mail_folder")],
    Discriminator(
        lambda raw: key_of(raw, ("sqlite", "mail_folder")),
        custom_error_type="place",
        custom_error_message="expected a place: one of {sqlite, mail_folder}",
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


class DeskShape(Shape):
    """The applications and places that plans may name; written by the person, never by a planner."""

    desk: Literal[1]
    apps: dict[Name, ApplicationShape]
    places: dict[Name, PlaceShape] = {}
    vision: VisionShape | None = None
    questions: Literal["embedded", "semantic"] = "embedded"
    reader: Annotated[VisionShape | None, Field(description="a model, asked about texts at last")] = None
    policy: Annotated[str | None, Field(description="the policy file, beside the desk file")] = None
