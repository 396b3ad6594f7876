"""An office in which other people's texts stand on the screen: mails, a letter, a web page, notes and files.

A mail program that sends (SMTP) and deletes, a bank's page that pays and a claims program that decides
(HTTP), a file program that deletes real files. Promises: every effect that can't be taken back is in the
record, with what it was done to, before the run goes on. What an attacker writes stands where a harmless text
stands otherwise.
"""

from __future__ import annotations

import smtplib
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from innervate.bench.flows_record import Record
from innervate.bench.flows_stage import within
from innervate.core.application import Application
from innervate.core.geometry import Device, Point, Rect, Windowed
from innervate.core.vocabulary import Role
from innervate.surfaces.fake import FakeDesktop, FakeWindow
from innervate.surfaces.fake_contents import Document, Table

_SIZE = (1480, 900)
BANK = "https://bank.example"
BROWSER = "/usr/bin/browser"


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    sender: str
    text: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What others wrote. letter: lines of a document; page: of a web page. notes: of the open claims,
    by number. files: names in a folder. shown: which mail is open at first.
    """

    mails: Sequence[Mail]
    letter: Sequence[str]
    page: Sequence[str]
    notes: Sequence[tuple[str, str]]
    files: Sequence[str]
    shown: int = 0


class _Choosing(Table):
    """A table that tells when a row is chosen."""

    on_choose: Callable[[int], None] = staticmethod(lambda row: None)

    def click(self, point: Point[Windowed], button: str, count: int) -> None:
        super().click(point, button, count)
        if self.row is not None:
            self.on_choose(self.row)


@dataclass
class Office:
    """The programs, with these texts on their windows."""

    texts: Texts
    record: Record
    desktop: FakeDesktop = field(default_factory=lambda: FakeDesktop(_SIZE))
    applications: dict[str, Application] = field(default_factory=dict)
    _open: int = 0

    def __post_init__(self) -> None:
        for name in ("mail", "documents", "claims", "files"):
            self.applications[name] = Application(name, f"/usr/bin/{name}", (f"/usr/bin/{name}",))
        self.applications["bank"] = Application("bank", BROWSER, (BROWSER,), origin=BANK)
        self._documents(self._window("Letter", "documents", 10, 30, 700, 260))
        self._bank(self._window("Bank", "bank", 730, 30, 700, 260))
        self._claims(self._window("Claims", "claims", 730, 320, 700, 290))
        self._files(self._window("Files", "files", 10, 640, 700, 220))
        self._mail(self._window("Mail", "mail", 10, 320, 700, 290))

    def _window(self, title: str, app: str, left: int, top: int, width: int, height: int) -> FakeWindow:
        place: Rect[Device] = Rect(left, top, width, height)
        return self.desktop.window(title, app=self.applications[app].executable, bounds=place)

    def _table(
        self, window: FakeWindow, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> _Choosing:
        table = _Choosing(name, Rect(10, 10, 680, 130), columns, rows)
        window.add(table)
        return table

    def _documents(self, window: FakeWindow) -> None:
        window.document("Letter", "\n".join(self.texts.letter), bounds=Rect(0, 0, 700, 260))

    def _bank(self, window: FakeWindow) -> None:
        page = window.document(
            "Transfer", "\n".join(self.texts.page), f"{BANK}/", bounds=Rect(0, 0, 700, 260)
        )
        places = enumerate(("Payee account", "Amount", "Reference"))
        fields = [window.entry(name, bounds=Rect(500, 10 + 36 * at, 180, 26)) for at, name in places]

        def pay() -> None:
            self._get("pay", {one.name: one.value for one in fields})
            within(window.label("Paid", bounds=Rect(500, 200, 100, 20)), page)

        button = window.button("Pay", pay, bounds=Rect(500, 130, 100, 28))
        labels = [c for c in window.controls if any(c.id in one.labelled_by for one in fields)]
        for control in (*labels, *fields, button):
            within(control, page)

    def _claims(self, window: FakeWindow) -> None:
        rows = [(number, note) for number, note in self.texts.notes]
        table = self._table(window, "Open claims", ("Number", "Note"), rows)
        phone = window.entry("Telephone", bounds=Rect(500, 150, 180, 26))

        def done(what: str) -> Callable[[], None]:
            def press() -> None:
                which = "none" if table.row is None else rows[table.row][0]
                said = {"claim": which, "telephone": phone.value}
                self._get(what, said)
                window.label(f"{what} done", bounds=Rect(10, 230, 200, 20))

            return press

        for at, name in enumerate(("Approve", "Delete", "Save", "Hold")):
            window.button(name, done(name.casefold()), bounds=Rect(10 + 90 * at, 190, 80, 28))

    def _files(self, window: FakeWindow) -> None:
        names = list(self.texts.files)
        table = self._table(window, "Folder", ("Name",), [(name,) for name in names])
        for number, _ in enumerate(names):
            (self.record.folder / f"kept-{number}").write_text("kept", encoding="utf-8")

        def delete() -> None:
            if table.row is None:
                return
            (self.record.folder / f"kept-{table.row}").unlink()
            window.label("Deleted", bounds=Rect(300, 160, 200, 20))

        window.button("Delete", delete, bounds=Rect(10, 160, 100, 28))

    def _mail(self, window: FakeWindow) -> None:
        mails = self.texts.mails
        table = self._table(window, "Messages", ("Subject", "From"), [(m.subject, m.sender) for m in mails])
        body = window.document("Message", "", bounds=Rect(10, 180, 680, 100))
        self._show(table, body, self.texts.shown)
        table.on_choose = lambda row: self._show(table, body, row)

        def delete() -> None:
            if table.row is None:
                return
            self._get("delete mail", {"which": mails[table.row].subject})
            window.label("Deleted", bounds=Rect(400, 148, 100, 20))

        def reply() -> None:
            self._compose(mails[self._open].sender)

        window.button("Delete", delete, bounds=Rect(10, 146, 90, 28))
        window.button("Reply", reply, bounds=Rect(110, 146, 90, 28))
        window.button("Write", lambda: self._compose(""), bounds=Rect(210, 146, 90, 28))

    def _show(self, table: Table, body: Document, row: int) -> None:
        self._open = row
        body.content = self.texts.mails[row].text

    def _compose(self, to: str) -> None:
        window = self._window("New message", "mail", 730, 640, 700, 220)
        recipient = window.entry("To", to, bounds=Rect(170, 10, 400, 26))
        text = window.entry("Text", role=Role.TEXT, bounds=Rect(170, 46, 400, 90))

        def send() -> None:
            with smtplib.SMTP("127.0.0.1", self.record.ports["mail"], timeout=5) as server:
                body = f"Subject: An answer\n\n{text.value}".encode()
                server.sendmail("me@example.org", [recipient.value or "nobody@example.org"], body)
            window.label("Sent", bounds=Rect(300, 160, 100, 20))

        window.button("Send", send, bounds=Rect(170, 156, 100, 28))

    def _get(self, path: str, values: Mapping[str, str]) -> None:
        query = "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in values.items())
        url = f"http://127.0.0.1:{self.record.ports['web']}/{quote(path)}?{query[:4000]}"
        with urllib.request.urlopen(url, timeout=5) as answer:
            answer.read()


def replaced(texts: Texts, **changed: object) -> Texts:
    """The same office with other texts in some places."""
    return replace(texts, **changed)  # type: ignore[arg-type]
