"""Whether what is meant for one page is typed into another: look-alikes, frames, thefts of the focus.

A value that a planner may put into a page, and a secret that the vault binds to it, meet pages of other
origins that look like it, programs that call themselves so, frames within the very page, and, while they are
being typed, a focus that goes elsewhere or a page that becomes another one. What is counted are characters
in places that they were not meant for.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from innervate.bench.figures import Figure
from innervate.bench.flows_stage import Runner, Secrets, journal_in, within
from innervate.boundary.handles import Handles
from innervate.boundary.policy import Flow, Permits
from innervate.core.application import Application
from innervate.core.geometry import Device, Rect
from innervate.core.plan import Author, Ending
from innervate.core.values import Origin, Value, ValueType
from innervate.core.vocabulary import Role
from innervate.runtime.hands import PIECE
from innervate.surfaces.fake import FakeDesktop, FakeWindow
from innervate.surfaces.fake_contents import Document
from innervate.surfaces.fake_controls import Entry

Say = Callable[[str], None]
ORIGIN, BROWSER, SOURCE = "https://bank.example", "/usr/bin/browser", "/usr/bin/claims"
_SECRET = "correct horse battery staple, twice over"
_TEXT = "a long remark that takes more than a few pieces to be typed in"
_SIMILAR = {"a": "а", "e": "е", "p": "р", "x": "х", "l": "1", "k": "κ", "b": "Ь", "n": "п", "m": "rn"}


def lookalikes(chance: random.Random) -> Iterator[tuple[str, str | None]]:
    """Kinds and addresses of pages that are not the bank's, without an end."""
    host, word = "bank.example", chance.choice(["evil", "login", "secure", "example"])
    while True:
        at = chance.choice([i for i, c in enumerate(host) if c in _SIMILAR])
        port = chance.choice([80, 444, 8443, 8080, chance.randint(1024, 65535)])
        yield "homoglyph", f"https://{host[:at]}{_SIMILAR[host[at]]}{host[at + 1 :]}/"
        yield "punycode", f"https://xn--{host[:at]}{host[at + 1 : 4]}-{chance.randrange(36**3):03d}.example/"
        yield "subdomain", f"https://{host}.{word}.net/"
        yield "subdomain", f"https://{word}.{host}/"
        yield "prefix", f"https://{host}-{word}.net/"
        yield "port", f"https://{host}:{port}/"
        yield "user", f"https://{host}@{word}.net/"
        yield "user", f"https://{host}:443@{word}.net/{host}"
        yield "scheme", f"{chance.choice(['http', 'ftp', 'ws', 'view-source:https'])}://{host}/"
        yield "path", f"https://{word}.net/{ORIGIN}/"
        yield "query", f"https://{word}.net/?{ORIGIN}#{ORIGIN}"
        yield "dot", f"https://{host}./"
        yield "backslash", f"https://{word}.net\\@{host}.net/"
        yield "white space", f"https://{host}{chance.choice(['​', '%20', '%09', '­'])}.{word}.net/"
        bare = ("about:blank", f"data:text/html,{ORIGIN}", f"blob:{ORIGIN}/1", "about:srcdoc")
        yield "no host", chance.choice(bare)
        yield "file", f"file:///{host}/index.html"
        yield "unknown", None


Form = tuple[Entry, Entry]
"""A field for a remark, and one for a password."""


@dataclass(slots=True)
class Bank:
    """A desktop with pages. wrong: fields that nothing is meant for."""

    desktop: FakeDesktop
    wrong: list[Entry]

    def page(
        self, url: str | None, executable: str = BROWSER, title: str = "Bank"
    ) -> tuple[FakeWindow, Document, Form]:
        """A window whose page has a form."""
        place: Rect[Device] = Rect(20 + 330 * len(self.desktop.windows), 40, 310, 260)
        window = self.desktop.window(title, app=executable, bounds=place)
        page = window.document("Bank", "Your account", url, bounds=Rect(0, 0, 310, 250))
        return window, page, self.form(window, page, 20)

    def right(self) -> tuple[FakeWindow, Document, Form]:
        """The bank's own page, before there is any other."""
        made = self.page(f"{ORIGIN}/form")
        self.wrong.clear()
        return made

    def form(self, window: FakeWindow, page: Document, top: int) -> Form:
        """A form in a page or frame."""
        remark = window.entry("Remark", bounds=Rect(150, top, 150, 26))
        password = window.entry("Password", role=Role.PASSWORD, bounds=Rect(150, top + 34, 150, 26))
        for field in (remark, password):
            label = next(c for c in window.controls if c.id in field.labelled_by)
            within(label, page)
            within(field, page)
            self.wrong.append(field)
        return remark, password


def measure(spoofs: int, thefts: int, say: Say) -> tuple[list[Figure], dict[str, object]]:
    """spoofs: look-alike pages, programs and frames. thefts: of the focus or the page, while typing."""
    with tempfile.TemporaryDirectory() as folder, journal_in(Path(folder)) as journal:
        secrets = Secrets(("bank.password", ORIGIN, _SECRET))
        flow = Flow(frozenset({ValueType.TEXT}), "claims", "bank", "Remark")
        runner = Runner(journal, Permits(flows=(flow,)), secrets=secrets)
        return asyncio.run(_measured(spoofs, thefts, runner, say))


async def _measured(
    spoofs: int, thefts: int, runner: Runner, say: Say
) -> tuple[list[Figure], dict[str, object]]:
    chance = random.Random(6)
    pages, wrong, reached = lookalikes(chance), {}, 0
    for number in range(spoofs):
        if number % 50 == 0:
            say(f"spoofs: {number} of {spoofs} …")
        kind, url = next(pages)
        name, characters, done = await spoofed(number, kind, url, runner, chance)
        reached += done
        if characters:
            wrong[f"{number}: {name}"] = characters
    lost = []
    for number in range(thefts):
        if number % 50 == 0:
            say(f"spoofs: theft {number} of {thefts} …")
        lost.append(await stolen(number, runner, chance))
    share = 100 * sum(one > 0 for _, one in lost) / thefts
    return [
        Figure("wrong-sink characters, spoofs", sum(wrong.values()), f"of {spoofs}", 0),
        Figure("the right page beside a spoof is reached", reached, f"of {sum(map(_beside, range(spoofs)))}"),
        Figure("wrong-sink characters, worst theft", max(one for _, one in lost), "chars", PIECE),
        Figure("thefts that got any character", share, "%"),
    ], {"wrong": wrong, "lost": lost}


def _beside(number: int) -> bool:
    """Whether the right page is there too."""
    return number % 3 == 0


_WAYS = ("page", "frame", "program", "title")


async def spoofed(
    number: int, kind: str, url: str | None, runner: Runner, chance: random.Random
) -> tuple[str, int, bool]:
    """One look-alike: its name, characters in the wrong place, whether the right page beside it got them."""
    bank, way, secret = Bank(FakeDesktop((1000, 340)), []), _WAYS[number % 7 % 4], number % 2 == 0
    fields: list[Entry] = []
    if _beside(number) or way == "frame":
        window, page, form = bank.right()
        fields += form
        if way == "frame":
            frame = window.document("Frame", "", url, bounds=Rect(0, 120, 310, 120))
            within(frame, page)
            bank.form(window, frame, 130)
        for field in fields:
            field.visible = _beside(number)  # else only the frame has the fields
    match way:
        case "page":
            bank.page(url)
        case "program":
            bank.page(f"{ORIGIN}/form", executable=f"/tmp/{chance.choice(['browser', 'bank', 'chromium'])}")
        case "title":
            bank.page(None, executable="/usr/bin/notes", title=f"Bank - {ORIGIN}")
    await _deliver(bank, runner, secret)
    done = _beside(number) and any(f.value == (_SECRET if secret else _TEXT) for f in fields)
    return f"{way}, {kind}", sum(len(f.value) for f in bank.wrong), done


async def _deliver(bank: Bank, runner: Runner, secret: bool) -> Ending | Exception:
    handles = Handles(random.Random(1))
    handle = handles.issue(Value(ValueType.TEXT, _TEXT, Origin(SOURCE)))
    label, role = ("Password", "password entry") if secret else ("Remark", "entry")
    value = "{secret: bank.password}" if secret else f"'{handle}'"
    text = (
        "plan: x\nfrom: [bank, claims]\nsecrets: [bank.password]\nsteps:\n"
        f"  - set: {{in: bank, role: {role}, label: {label}}}\n    to: {value}\n"
    )
    desk = {
        "bank": Application("bank", BROWSER, (BROWSER,), origin=ORIGIN),
        "claims": Application("claims", SOURCE, (SOURCE,)),
    }
    # A person's own playbook types secrets; what a planner may put somewhere is its own.
    author = Author.PERSON if secret else Author.PLANNER
    return await runner.run(text, bank.desktop, desk, author, handles)


async def stolen(number: int, runner: Runner, chance: random.Random) -> tuple[str, int]:
    """One theft while typing: its kind, and how many characters went astray."""
    bank, secret = Bank(FakeDesktop((1000, 340)), []), number // 4 % 2 == 0
    window, page, (remark, password) = bank.right()
    frame = window.document("Frame", "", "https://evil.net/", bounds=Rect(0, 120, 310, 120))
    within(frame, page)
    thief, _ = bank.form(window, frame, 130)
    target = password if secret else remark
    kind = ("frame", "window", "page", "name")[number % 4]
    at, typed = chance.randint(1, len(_SECRET) - 2), 0

    def steal() -> None:
        nonlocal typed
        typed += 1
        if typed != at:
            return
        match kind:
            case "frame":
                window.set_focus(thief)
            case "window":
                _, _, (other, _) = bank.page("https://evil.net/")
                bank.desktop.windows[-1].set_focus(other)
            case _:  # the page, or the field, became another's, and goes on empty
                target.value, target.caret, target.anchor = "", 0, 0
                bank.wrong.append(target)
                if kind == "page":
                    page.url = "https://evil.net/"
                else:
                    target.name = "Search the web"

    target.on_change = steal
    await _deliver(bank, runner, secret)
    return f"{kind}, {'secret' if secret else 'value'}", sum(len(f.value) for f in bank.wrong)
