"""A realistic run of the claims demo as events: every private field holds a canary of its own."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from itertools import count

from PIL import Image, ImageDraw

from innervate.boundary.render import view_text
from innervate.core.event import (
    Branched,
    Delivered,
    Event,
    Intended,
    Looked,
    LoopBound,
    Parked,
    Recovered,
    Resumed,
    RunEnded,
    RunStarted,
    Stamped,
    StepEnded,
    StepStarted,
    VariableBound,
    Withheld,
)
from innervate.core.outcome import Applied, Code, Effect, Means, Verdict
from innervate.core.values import Origin, Value, ValueType
from innervate.core.view import ViewWindow
from tests.report import screens

RUN = "20261122-174501-x7q2"
BEGAN = 1_795_369_501.0
CLAIMANT = "Amélie Zürcher-Canary"
SCREENS = 3

PLAN = """title: Register the Canary claims of this morning
steps:
  - stage: Read the claim
    steps: ...
"""


def picture(seed: int) -> bytes:
    """A JPEG that is different for each seed, as the real screens are."""
    image = Image.new("RGB", (640, 360), (235 - seed % 40, 238, 244))
    draw = ImageDraw.Draw(image)
    for n in range(24):
        x, y = (n * 97 + seed * 31) % 600, (n * 53 + seed * 17) % 330
        draw.rectangle((x, y, x + 120, y + 22), fill=(250, 251, 253), outline=(150, 160, 175))
        draw.text((x + 6, y + 5), f"Canary picture {seed}", fill=(40, 50, 70))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


@dataclass(slots=True)
class Teller:
    """Events with times, steps with looks around them."""

    stamped: list[Stamped] = field(default_factory=list)
    at: float = BEGAN
    _epochs: count[int] = field(default_factory=lambda: count(11))
    _screen: tuple[ViewWindow, ...] = ()

    def tell(self, event: Event, seconds: float = 0.02) -> None:
        self.at += seconds
        self.stamped.append(Stamped(RUN, len(self.stamped) + 1, self.at, event))

    def look(self, path: str, moment: str) -> None:
        epoch = next(self._epochs)
        source = view_text(screens.view(epoch, *self._screen), places=True)
        self.tell(Looked(path, moment, source, picture(epoch)))

    def begin(
        self, path: str, verb: str, application: str, line: int, title: str, whole: bool = False
    ) -> None:
        self.tell(StepStarted(path, verb, application, line, whole, f"{title} · Canary"))

    def end(
        self,
        path: str,
        own: float = 60,
        theirs: float = 0,
        verdict: Verdict = Verdict.CONFIRMED,
        code: Code = Code.OK_DONE,
        applied: Applied = Applied.APPLIED,
        evidence: str = "",
    ) -> None:
        self.at += (own + theirs) / 1000
        told = evidence or f"Canary evidence: the field shows “{CLAIMANT}”"
        self.tell(StepEnded(path, verdict, code, applied, own, theirs, told))

    def act(self, path: str, action: str, effect: Effect, means: Means | None) -> None:
        self.tell(Intended(path, action, effect, f"{action} Canary description <b>&amp;</b> “{CLAIMANT}”"))
        if means is not None:
            self.tell(Delivered(path, means))

    def step(
        self,
        path: str,
        verb: str,
        application: str,
        line: int,
        title: str,
        *after: ViewWindow,
        action: str = "",
        effect: Effect = Effect.REVERSIBLE,
        means: Means = Means.POINTER,
        own: float = 60,
        theirs: float = 120,
    ) -> None:
        """A step that goes well. after: the windows that it leaves, if others than before."""
        self.begin(path, verb, application, line, title)
        self.look(path, "before")
        if action:
            self.act(path, action, effect, means)
        self._screen = after or self._screen
        self.look(path, "after")
        self.end(path, own, theirs)

    def show(self, *windows: ViewWindow) -> None:
        self._screen = windows


def value(kind: ValueType, text: str) -> Value:
    return Value(kind, text, Origin("/usr/bin/viewer"))


def whole_run() -> list[Stamped]:
    """About thirty steps: read a mail and its form, register the claim in the portal, resumed once."""
    t = Teller()
    inputs = {"policy": "Canary input"}
    t.tell(
        RunStarted("xvfb :99, 1920 × 1080", 24, "Register the Canary claims of this morning", PLAN, inputs)
    )
    _reading(t)
    _signing_in(t)
    _registering(t)
    _approving(t)
    t.tell(RunEnded("done", 22, 24))
    return t.stamped


def _reading(t: Teller) -> None:
    t.show(screens.mail())
    t.begin("0", "stage", "", 3, "Canary stage: read the claim", whole=True)
    t.step(
        "0.0",
        "open",
        "mail",
        5,
        "Open the mail about the burst pipe",
        screens.mail(opened=True),
        action="click",
        effect=Effect.READS,
        own=84,
        theirs=210,
    )
    t.step(
        "0.1",
        "open",
        "mail",
        7,
        "Open the form attached",
        screens.document(),
        screens.mail(False, True),
        action="click",
        effect=Effect.READS,
        own=71,
        theirs=1480,
    )
    t.begin("0.2", "get", "viewer", 9, "Read the claim's fields")
    t.look("0.2", "before")
    record = {
        "holder": value(ValueType.PERSON, CLAIMANT),
        "amount": value(ValueType.AMOUNT, "EUR 4,310.75 Canary"),
    }
    t.tell(VariableBound("0.2", "canary_claim", record))
    t.look("0.2", "after")
    t.end("0.2", 320)
    t.end("0")


def _signing_in(t: Teller) -> None:
    back = screens.mail(False, True)
    t.begin("1", "stage", "portal", 16, "Canary stage: sign in", whole=True)
    t.step(
        "1.0",
        "launch",
        "portal",
        17,
        "Open the portal",
        screens.sign_in(),
        back,
        action="launch",
        means=Means.PROCESS,
        own=40,
        theirs=2300,
    )
    t.step(
        "1.1",
        "set",
        "portal",
        18,
        "Fill name and password",
        screens.sign_in(True),
        back,
        action="type",
        means=Means.KEYBOARD,
        own=130,
        theirs=90,
    )
    t.begin("1.2", "press", "portal", 20, "Press “Sign in”")
    t.look("1.2", "before")
    t.tell(Intended("1.2", "click", Effect.REVERSIBLE, "Canary click on “Sign in”"))
    t.tell(Withheld("1.2", Code.LOCATE_OBSCURED))
    t.tell(Recovered("1.2", "dismiss", Code.ACT_DIALOG, "Canary popup “Save password?” dismissed"))
    t.act("1.2", "click", Effect.REVERSIBLE, Means.TREE)
    t.show(screens.policies(), back)
    t.look("1.2", "after")
    t.end("1.2", 410, 640)
    t.begin("1.3", "press", "portal", 22, "Accept the notice")
    t.end("1.3", 12, code=Code.OK_SKIPPED, applied=Applied.NONE, evidence="Canary: the notice is not shown")
    t.end("1")


def _registering(t: Teller) -> None:
    back = screens.mail(False, True)
    t.begin("2", "each", "portal", 26, "Canary loop: for each open claim", whole=True)
    t.tell(LoopBound("2", [{"claim": value(ValueType.REFERENCE, "Canary-1")}] * 2))
    t.step(
        "2#0.0",
        "set",
        "portal",
        28,
        "Search the policy",
        screens.policies(True),
        back,
        action="type",
        means=Means.KEYBOARD,
        own=95,
        theirs=310,
    )
    t.begin("2#0.1", "if", "portal", 30, "Canary: if the policy is in force", whole=True)
    t.tell(Branched("2#0.1", True))
    t.step(
        "2#0.1.0",
        "press",
        "portal",
        31,
        "New claim",
        screens.claim_form(0),
        back,
        action="click",
        own=66,
        theirs=420,
    )
    t.end("2#0.1")
    for n, name in enumerate(screens.FILLED, 1):
        means = Means.TREE if n % 2 else Means.KEYBOARD
        t.step(
            f"2#0.{n + 1}",
            "set",
            "portal",
            32 + n,
            f"Fill {name} with {CLAIMANT}",
            screens.claim_form(n),
            back,
            action="set value" if n % 2 else "type",
            means=means,
            own=48 + 9 * n,
            theirs=22 * n,
        )
    t.begin("2#0.8", "press", "portal", 41, "Review the claim")
    t.look("2#0.8", "before")
    t.act("2#0.8", "click", Effect.REVERSIBLE, Means.POINTER)
    t.show(screens.claim_form(6, invalid="Date of loss"), back)
    t.look("2#0.8", "after")
    t.end(
        "2#0.8",
        240,
        380,
        Verdict.REFUTED,
        Code.VERIFY_FALSE,
        Applied.NONE,
        "Canary: “Please correct the following”",
    )
    t.end("2", 10)
    t.tell(Parked("2#0.8", Code.VERIFY_FALSE, "Canary wanted", "Canary seen", "Canary to do"))
    t.tell(Resumed("xvfb :99, 1920 × 1080", True), 412)


def _approving(t: Teller) -> None:
    back = screens.mail(False, True)
    t.step(
        "2#0.8",
        "press",
        "portal",
        41,
        "Review the claim",
        screens.saved(),
        back,
        action="click",
        own=90,
        theirs=510,
    )
    t.begin("3", "press", "portal", 44, "Approve the claim")
    t.look("3", "before")
    t.act("3", "click", Effect.IRREVERSIBLE, None)
    t.show(screens.dialog(), screens.saved(), back)
    t.look("3", "after")
    t.end(
        "3",
        1900,
        2400,
        Verdict.INDETERMINATE,
        Code.VERIFY_TIMEOUT,
        Applied.UNKNOWN,
        "Canary: nothing said so",
    )
    t.step("4", "get", "portal", 47, "Check the database", own=35, theirs=0)


def parked_run() -> list[Stamped]:
    """Cut off where it parks for the first time."""
    events = whole_run()
    end = next(n for n, s in enumerate(events) if isinstance(s.event, Parked))
    return events[: end + 1]


def running_run() -> list[Stamped]:
    """Cut off in the middle of a step."""
    events = whole_run()
    end = next(n for n, s in enumerate(events) if isinstance(s.event, Intended) and s.event.path == "1.1")
    return events[: end + 1]
