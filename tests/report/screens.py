"""Views as the claims demo has them: a mail program, a document viewer and the portal in a browser."""

from __future__ import annotations

from collections.abc import Sequence

from innervate.core.geometry import Rect, Viewed
from innervate.core.values import ValueType
from innervate.core.view import Bucket, Column, Handle, Others, Phrase, View, ViewElement, ViewWindow
from innervate.core.vocabulary import Role, Situation, State

ON = (State.ENABLED,)
FILLED: dict[str, Handle] = {
    "Claim number": Handle(ValueType.REFERENCE, 4),
    "Date of loss": Handle(ValueType.DATE, 2),
    "Cause": Handle(ValueType.CHOICE, 3),
    "Claimant": Handle(ValueType.PERSON, 1),
    "Amount (EUR)": Handle(ValueType.AMOUNT, 6),
    "Description (optional)": Handle(ValueType.TEXT, 9),
}


def rect(x: int, y: int, width: int = 1, height: int = 1) -> Rect[Viewed]:
    return Rect(x, y, width, height)


def said(label: str | None) -> Phrase | None:
    return None if label is None else Phrase(label)


class Parts:
    """Elements of one window, in order."""

    def __init__(self) -> None:
        self.elements: list[ViewElement] = []
        self.others: list[Others] = []

    def add(
        self,
        role: Role,
        label: str | None,
        place: Rect[Viewed],
        value: Handle | None = None,
        choice: Handle | None = None,
        states: tuple[State, ...] = ON,
        holds: Bucket | None = None,
        count: Bucket = Bucket.ONE,
    ) -> None:
        if label is not None and place.width == place.height == 1:  # as wide as its words are there
            place = rect(place.x, place.y, max(1, min(len(label) * 9 // 20, 64 - place.x)))
        self.elements.append(ViewElement(role, said(label), value, choice, states, (), holds, count, place))

    def table(
        self, columns: Sequence[tuple[str | None, ValueType]], rows: Bucket, place: Rect[Viewed]
    ) -> None:
        typed = tuple(Column(said(label), kind) for label, kind in columns)
        self.elements.append(ViewElement(Role.TABLE, columns=typed, holds=rows, place=place))

    def besides(self, role: Role, count: Bucket, *types: ValueType) -> None:
        self.others.append(Others(role, count, types))

    def window(
        self,
        application: str | None,
        title: str | None,
        place: Rect[Viewed],
        active: bool = True,
        situation: Situation = Situation.READY,
        program: str | None = None,
    ) -> ViewWindow:
        elements, others = tuple(self.elements), tuple(self.others)
        return ViewWindow(application, said(title), situation, active, elements, place, program, others)


def mail(active: bool = True, opened: bool = False) -> ViewWindow:
    place, all_ = rect(0, 0, 40, 36), Parts()
    for n, name in enumerate(("File", "Edit", "View", "Message", "Tools", "Help")):
        all_.add(Role.MENU, name, rect(1 + 5 * n, 1))
    for n, name in enumerate(("Get Mail", "Compose", "Reply", "Forward", "Delete")):
        all_.add(Role.BUTTON, name, rect(1 + 6 * n, 3))
    all_.add(Role.ENTRY, "Search", rect(32, 3, 7, 1))
    all_.add(Role.TREE, "Folders", rect(1, 5, 9, 30), holds=Bucket.FEW)
    columns = [("From", ValueType.PERSON), ("Subject", ValueType.TEXT), ("Date", ValueType.DATE)]
    all_.table([*columns, ("Size", ValueType.NUMBER)], Bucket.SOME, rect(11, 5, 28, 12))
    if opened:
        all_.add(Role.LABEL, "From", rect(11, 18))
        all_.add(Role.LABEL, "Subject", rect(11, 20))
        all_.add(Role.TEXT, None, rect(11, 22, 28, 11), value=Handle(ValueType.TEXT, 8))
        all_.add(Role.BUTTON, "Save", rect(33, 34))
        all_.besides(Role.LABEL, Bucket.FEW, ValueType.PERSON, ValueType.EMAIL)
        all_.besides(Role.LINK, Bucket.ONE)
    return all_.window("mail", None, place, active)


def document(active: bool = True) -> ViewWindow:
    place, all_ = rect(12, 3, 34, 31), Parts()
    all_.add(Role.BUTTON, "Previous", rect(13, 5))
    all_.add(Role.BUTTON, "Next", rect(18, 5))
    all_.add(Role.SPIN, "Page", rect(24, 5, 5, 1), value=Handle(ValueType.NUMBER, 1))
    all_.add(Role.COMBO, "Zoom", rect(38, 5, 7, 1), choice=Handle(ValueType.CHOICE, 1))
    all_.add(Role.TEXT, None, rect(13, 7, 32, 26), value=Handle(ValueType.TEXT, 7))
    types = (ValueType.PERSON, ValueType.DATE, ValueType.AMOUNT, ValueType.IBAN, ValueType.REFERENCE)
    all_.besides(Role.LABEL, Bucket.SOME, *types)
    all_.besides(Role.HEADING, Bucket.ONE)
    return all_.window("viewer", None, place, active)


def _browser(title: str, active: bool, body: Parts, situation: Situation = Situation.READY) -> ViewWindow:
    return body.window("portal", title, rect(18, 1, 46, 35), active, situation, program="chromium")


def _frame() -> Parts:
    all_ = Parts()
    for n, name in enumerate(("Back", "Forward", "Reload")):
        all_.add(Role.BUTTON, name, rect(19 + 5 * n, 3))
    all_.add(Role.ENTRY, "Address and search bar", rect(35, 3, 27, 1), value=Handle(ValueType.URL, 1))
    for n, name in enumerate(("Home", "Policies", "Claims")):
        all_.add(Role.LINK, name, rect(20 + 6 * n, 6))
    all_.add(Role.BUTTON, "Sign out", rect(56, 6))
    return all_


def sign_in(filled: bool = False) -> ViewWindow:
    all_ = Parts()
    all_.add(Role.HEADING, "Sign in", rect(32, 11))
    all_.add(Role.LABEL, "User name", rect(32, 14))
    user = Handle(ValueType.SECRET, 1) if filled else None
    all_.add(Role.ENTRY, "User name", rect(32, 15, 18, 2), value=user, states=(*ON, State.REQUIRED))
    all_.add(Role.LABEL, "Password", rect(32, 18))
    word = Handle(ValueType.SECRET, 2) if filled else None
    all_.add(Role.PASSWORD, "Password", rect(32, 19, 18, 2), value=word, states=(*ON, State.REQUIRED))
    all_.add(Role.CHECK_BOX, "Remember me", rect(32, 22), choice=Handle(ValueType.CHOICE, 2))
    all_.add(Role.BUTTON, "Sign in", rect(32, 24))
    return _browser("Sign in", True, all_, Situation.LOGIN)


def policies(found: bool = False) -> ViewWindow:
    all_ = _frame()
    all_.add(Role.HEADING, "Policies", rect(20, 9))
    searched = Handle(ValueType.REFERENCE, 3) if found else None
    all_.add(Role.ENTRY, "Policy number", rect(20, 11, 20, 2), value=searched)
    all_.add(Role.BUTTON, "Search", rect(42, 11))
    columns = [("Number", ValueType.REFERENCE), ("Policyholder", ValueType.PERSON), ("From", ValueType.DATE)]
    rows = Bucket.ONE if found else Bucket.MANY
    all_.table([*columns, ("Premium", ValueType.AMOUNT)], rows, rect(20, 15, 42, 19))
    return _browser("Policies", True, all_)


def claim_form(filled: int, invalid: str = "", busy: bool = False) -> ViewWindow:
    all_ = _frame()
    all_.add(Role.HEADING, "New claim", rect(20, 8))
    all_.add(Role.FORM, None, rect(20, 10, 42, 25))
    for n, (name, handle) in enumerate(FILLED.items()):
        y, shown = 11 + 3 * n, handle if n < filled else None
        states = (*ON, State.INVALID) if name == invalid else ON
        all_.add(Role.LABEL, name, rect(21, y))
        if name == "Cause":
            all_.add(Role.COMBO, name, rect(34, y, 26, 2), choice=shown, states=states)
        else:
            all_.add(Role.ENTRY, name, rect(34, y, 26, 4 if n == 5 else 2), value=shown, states=states)
    all_.add(Role.BUTTON, "Review claim", rect(21, 32), states=ON if filled >= 5 else (State.FOCUSABLE,))
    return _browser("New claim", True, all_, Situation.BUSY if busy else Situation.READY)


def saved() -> ViewWindow:
    all_ = _frame()
    all_.add(Role.HEADING, "Claim saved", rect(20, 9))
    all_.add(Role.LABEL, "Claim number", rect(20, 12))
    all_.besides(Role.LABEL, Bucket.ONE, ValueType.REFERENCE)
    columns = [("Item", ValueType.TEXT), ("Amount", ValueType.AMOUNT), ("Approved", ValueType.CHOICE)]
    all_.table(columns, Bucket.FEW, rect(20, 15, 42, 7))
    all_.add(Role.RADIO, "Approve", rect(20, 25), choice=Handle(ValueType.CHOICE, 7))
    all_.add(Role.RADIO, "Reject", rect(28, 25), choice=Handle(ValueType.CHOICE, 8))
    all_.add(Role.BUTTON, "Approve claim", rect(20, 28))
    all_.add(Role.PROGRESS, None, rect(20, 32, 42, 1))
    return _browser("Claim", True, all_)


def dialog() -> ViewWindow:
    all_ = Parts()
    all_.besides(Role.LABEL, Bucket.ONE)
    all_.add(Role.BUTTON, "Cancel", rect(31, 18))
    all_.add(Role.BUTTON, "OK", rect(37, 18))
    return all_.window(None, None, rect(22, 12, 20, 8), True, Situation.DIALOG)


def view(epoch: int, *windows: ViewWindow) -> View:
    can = (
        ("sign_in", ("user", "password")),
        ("search", ("policy",)),
        ("register", ("claim",)),
        ("approve", ()),
    )
    return View(epoch, windows, (("portal", can),))
