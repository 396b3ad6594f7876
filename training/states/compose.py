"""What training screens show, before anything is drawn: blocks of texts, and what is so of the screen.

Promises: the same seed composes the same screen. The truth is by how a screen was made: which entries its
texts are from and which parts it has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from training.states.grammar import Said, Writer

KINDS = ("not_found", "permission", "network", "crash", "validation", "other")
Block = tuple[Any, ...]


@dataclass(slots=True)
class Screen:
    """One screen. truth: words as `innervate.bench.states_truth` reads them. harmless: of a dialog's buttons.

    over: blocks of a dialog that lies over the rest. window: it is a dialog's window of its own.
    """

    title: str
    truth: str = ""
    hard: bool = False
    blocks: list[Block] = field(default_factory=list)
    over: list[Block] = field(default_factory=list)
    harmless: dict[str, bool] = field(default_factory=dict)
    navigation: list[str] = field(default_factory=list)
    footer: str = ""
    window: bool = False
    said: list[Said] = field(default_factory=list)
    language: str = "en"


def composed(seed: str, native: bool) -> Screen:
    """native: of a toolkit, not of a page."""
    chance = Random(seed)
    writer = Writer(chance)
    return (_Native if native else _Page)(chance, writer).made()


class _Composer:
    def __init__(self, chance: Random, writer: Writer) -> None:
        self.chance, self.w = chance, writer
        self.screen = Screen("", language=writer.language)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    # parts

    def plain(self, most: int = 3) -> list[Block]:
        """What an application shows when nothing is the matter."""
        w, found = self.w, []
        for _ in range(self.chance.randint(1, most)):
            match self.chance.choice(("table", "table", "form", "text", "list", "cards", "buttons")):
                case "table":
                    found.append(self.table(self.chance.choice((1, 2, 4, 7, 12))))
                case "form":
                    found += [("field", w.say("field"), self.chance.choice(("text", "text", "select", "area")), "", w.draw("value"))
                              for _ in range(self.chance.randint(1, 5))]  # fmt: skip
                    found.append(("button", w.say("button.tool")))
                    found += [
                        (
                            "button",
                            w.say(self.chance.choice(("button.cancel", "button.close", "button.delete"))),
                        )
                    ] * self.often(0.4)
                case "text":
                    found += [("p", " ".join(w.say("sentence") for _ in range(self.chance.randint(1, 4))))
                              for _ in range(self.chance.randint(1, 3))]  # fmt: skip
                case "list":
                    found.append(
                        (
                            "list",
                            [
                                w.say("sentence" if self.often(0.4) else "value")
                                for _ in range(self.chance.randint(1, 8))
                            ],
                        )
                    )
                case "cards":
                    for _ in range(self.chance.randint(1, 4)):
                        found += [("h2", w.say("head")), ("p", w.say("sentence"))]
                case _:
                    found += [("button", w.say("tool")) for _ in range(self.chance.randint(1, 4))]
        return found

    def table(self, rows: int, near: bool = False) -> Block:
        w, width = self.w, self.chance.randint(2, 5)
        cell = lambda: w.say("near.row" if near and self.often(0.4) else "value")  # noqa: E731
        return (
            "table",
            [w.say("field") for _ in range(width)],
            [[cell() for _ in range(width)] for _ in range(rows)],
        )

    def aside(self) -> list[Block]:
        """What stands beside the rest: filters, links, small tables."""
        w, chance = self.w, self.chance
        match chance.choice(("filters", "links", "form", "table")):
            case "filters":
                return [
                    ("h2", w.say("field")),
                    ("list", [w.say("value") for _ in range(chance.randint(2, 6))]),
                ]
            case "links":
                return [("link", w.say("nav")) for _ in range(chance.randint(2, 6))]
            case "form":
                found: list[Block] = [("check", w.say("field")) for _ in range(chance.randint(0, 4))]
                found += [
                    ("field", w.say("field"), "select", "", w.draw("value"))
                    for _ in range(chance.randint(1, 3))
                ]
                return [*found, ("button", w.say("button.tool"))]
        return [self.table(chance.choice((1, 3, 6)))]

    def near(self) -> list[Block]:
        """What speaks of states without being in one."""
        w, chance = self.w, self.chance
        found: list[Block] = [("h1", w.say("near.head" if self.often(0.75) else "head"))]
        match chance.choice(
            ("help", "log", "table", "password", "settings", "register", "mail", "one row", "code")
        ):
            case "help":
                for _ in range(chance.randint(1, 4)):
                    found += [("h2", w.say("near.head"))] if self.often(0.5) else []
                    found.append(
                        (
                            "p",
                            " ".join(
                                w.say(chance.choice(("near.sentence", "sentence")))
                                for _ in range(chance.randint(1, 4))
                            ),
                        )
                    )
            case "log":
                found.append(("pre", "\n".join(w.say("near.row") for _ in range(chance.randint(4, 18)))))
            case "table":
                found.append(self.table(chance.choice((1, 3, 6, 10)), near=True))
            case "password":
                found += [("p", w.say("near.sentence"))] if self.often(0.4) else []
                found += [
                    ("field", w.say("near.field"), "password", "", "") for _ in range(chance.randint(2, 3))
                ]
                found.append(("button", w.say("near.button")))
            case "register":
                found += [
                    ("field", w.say(chance.choice(("login.name", "field"))), "text", "", "")
                    for _ in range(chance.randint(2, 4))
                ]
                found += [
                    ("field", w.say(chance.choice(("login.password", "near.field"))), "password", "", "")
                    for _ in range(chance.randint(1, 2))
                ]
                found.append(("button", w.say("near.button")))
            case "settings":
                for _ in range(chance.randint(2, 8)):
                    found.append(("check", w.say(chance.choice(("near.field", "near.head", "field")))) if self.often(0.5)
                                 else ("field", w.say(chance.choice(("near.field", "field"))), "text", "", w.draw("value")))  # fmt: skip
                found.append(("button", w.say("near.button")))
                found += [("button", w.say("button.cancel"))] * self.often(0.4)
            case "mail":
                found += [("list", [w.say(chance.choice(("near.row", "sentence"))) for _ in range(chance.randint(2, 8))]),
                          ("p", " ".join(w.say(chance.choice(("near.sentence", "sentence"))) for _ in range(chance.randint(2, 5))))]  # fmt: skip
            case "one row":
                found += [("p", w.say("footer")), self.table(1, near=self.often(0.5))]
            case _:
                found += [
                    ("field", w.say("near.field"), "text", "", w.draw("value")),
                    ("button", w.say("button.tool")),
                ]
        return found

    def ask(self) -> list[Block]:
        """A dialog that asks or tells something, with buttons."""
        kind = self.chance.choices(("unsaved", "delete", "replace", "other", "offer", "cookies", "tell", "form", "error", "reload", "done"),
                                   (4, 4, 2, 3, 2, 1, 3, 5, 5, 1, 1))[0]  # fmt: skip
        w, found = self.w, list[Block]()
        buttons: list[tuple[str, bool]] = []
        again = self.chance.choice
        match kind:
            case "unsaved":
                found += [("h2", w.say("ask.unsaved"))] + (
                    [("p", w.say("ask.unsaved.text"))] if self.often(0.7) else []
                )
                buttons = [("button.cancel", True)] * self.often(0.9) + [
                    ("button.discard", False),
                    ("button.save", False),
                ][: 1 + self.often(0.85)]
            case "delete":
                found += [("h2", w.say("ask.delete"))] + (
                    [("p", w.say("ask.delete.text"))] if self.often(0.6) else []
                )
                buttons = [
                    (again(("button.cancel", "button.cancel", "button.no")), True),
                    (again(("button.delete", "button.delete", "button.yes", "button.ok")), False),
                ]
            case "replace":
                found += [("h2", w.say("ask.replace"))]
                buttons = [(again(("button.cancel", "button.no")), True), ("button.replace", False)] + [
                    ("button.yes", False)
                ] * self.often(0.2)
            case "reload":
                found += [("h2", w.say("ask.reload"))]
                buttons = [
                    (again(("button.cancel", "button.no", "button.close")), True),
                    ("button.replace", False),
                ]
            case "other":
                found += [("h2", w.say("ask.other"))] + (
                    [("p", w.say("sentence"))] if self.often(0.5) else []
                )
                buttons = [
                    (again(("button.cancel", "button.no")), True),
                    (again(("button.yes", "button.yes", "button.ok")), False),
                ]
            case "offer":
                found += [("h2", w.say("ask.offer"))] + (
                    [("field", w.say("login.name"), "text", "", "")] if self.often(0.3) else []
                )
                buttons = [(again(("button.no", "button.no", "button.close")), True), ("button.yes", False)]
            case "cookies":
                found += [("h2", w.say("ask.cookies")), ("p", w.say("ask.cookies.text"))]
                buttons = [("button.reject", True)] * self.often(0.85) + [
                    ("button.accept", False),
                    ("button.more", False),
                ][: 1 + self.often(0.6)]
            case "tell":
                found += [("h2", w.say("tell.notice"))] + (
                    [("p", w.say("tell.text"))] if self.often(0.6) else []
                )
                found += [("check", w.say("tell.text"))] if self.often(0.2) else []
                buttons = [(again(("button.ok", "button.close")), True)] + [
                    ("button.more", False)
                ] * self.often(0.3)
            case "done":
                found += [("h2", w.say("done.title"))] + (
                    [("p", w.say("done.text"))] if self.often(0.5) else []
                )
                buttons = [(again(("button.ok", "button.close")), True)]
                self.screen.truth += " done"
            case "form":
                found += [("h2", w.say("form.title"))] if self.often(0.8) else []
                found += [("p", w.say("form.text")) for _ in range(self.chance.choice((0, 1, 1, 2)))]
                found += [("pre", "\n".join(w.say("value") for _ in range(6)))] if self.often(0.12) else []
                for _ in range(self.chance.randint(1, 6)):
                    found.append(
                        ("check", w.say("field"))
                        if self.often(0.3)
                        else ("field", w.say("field"), again(("text", "text", "select")), "", w.draw("value"))
                    )
                buttons = [
                    (again(("button.cancel", "button.cancel", "button.close")), True),
                    (again(("button.yes", "button.ok", "button.save")), False),
                ] + [("button.more", False)] * self.often(0.3)
            case _:
                sort = self.chance.choice(KINDS)
                found += self.error_texts(sort)
                buttons = [(again(("button.ok", "button.ok", "button.close")), True)] + [
                    ("button.more", False)
                ] * self.often(0.25)
                if self.often(0.15):
                    buttons = [("button.cancel", True), ("button.yes", False)]
                elif self.often(0.06):
                    buttons = []
        self.chance.shuffle(buttons) if self.often(0.5) else None
        for entry, harmless in buttons:
            name = w.say(entry)
            if name not in self.screen.harmless:
                self.screen.harmless[name] = harmless
                found.append(("button", name))
        self.screen.truth += " dialog"
        return found

    def error_texts(self, sort: str) -> list[Block]:
        w = self.w
        self.screen.truth += f" error:{sort}"
        told = [("h2", w.say(f"error.{sort}.title"))] if self.often(0.85) else []
        if not told or self.often(0.7):
            told += [("p", w.say(f"error.{sort}.text")) for _ in range(self.chance.choice((1, 1, 2)))]
        return told

    def sign_in(self, unlock: bool = False) -> list[Block]:
        w = self.w
        told: list[Block] = (
            [("h1", w.say("unlock.title" if unlock else "login.title"))] if self.often(0.85) else []
        )
        if not unlock or self.often(0.2):
            told.append(("field", w.say("login.name"), "text", "", ""))
        told = [("p", w.say("sentence")), *told] if self.often(0.15) else told
        told.append(("field", w.say("login.password"), "password", "", ""))
        told += [
            ("check" if self.often(0.4) else "link", w.say("login.aside"))
            for _ in range(self.chance.choice((0, 1, 1, 2)))
        ]
        told.append(("button", w.say("unlock.button" if unlock else "login.button")))
        self.screen.truth += " login"
        return told


class _Page(_Composer):
    """A page of a web application."""

    def made(self) -> Screen:
        chance, s, w = self.chance, self.screen, self.w
        kind = chance.choices(
            (
                "ready",
                "near",
                "error",
                "login",
                "form",
                "busy",
                "challenge",
                "done",
                "out",
                "empty",
                "dialog",
            ),
            (16, 16, 18, 9, 7, 9, 9, 10, 8, 11, 12),
        )[0]
        s.title = w.say("head" if self.often(0.6) else "site")
        if self.often(0.8 if kind in ("ready", "near", "dialog", "done", "empty", "form") else 0.45):
            s.navigation = [w.say("nav") for _ in range(chance.randint(2, 14))]
        s.footer = w.say("footer") if self.often(0.5) else ""
        getattr(self, f"_{kind}")()
        if self.often(0.4 if s.navigation else 0.1):
            s.blocks.insert(0, ("search", w.draw("button.tool")))
        if kind in ("ready", "near", "empty", "done", "dialog") and self.often(0.2):
            s.blocks.insert(0, ("alert", w.say("note.bar"), self.often(0.4), "note"))
        if kind in ("empty", "done", "error", "busy", "form", "near") and self.often(0.35):
            s.blocks += self.aside()
        if self.often(0.5):
            s.title = f"{s.title} | {w.draw('site')}" if self.often(0.5) else f"{s.title} - {w.draw('site')}"
        s.said = w.said
        return s

    def _ready(self) -> None:
        self.screen.blocks = [("h1", self.w.say("head")), *self.plain()]

    def _near(self) -> None:
        self.screen.hard = True
        self.screen.blocks = self.near() + (self.plain(1) if self.often(0.3) else [])
        if self.often(0.3):
            self.screen.title = self.w.say("near.head")

    def _error(self) -> None:
        s, w = self.screen, self.w
        sort = self.chance.choices(KINDS, (5, 4, 3, 1, 2, 4))[0]
        shape = self.chance.choice(("page", "page", "page", "bare", "alert", "alert", "toast"))
        if shape in ("page", "bare"):
            told = self.error_texts(sort)
            s.blocks = [("h1", told[0][1]), *told[1:]]
            s.navigation = [] if shape == "bare" else s.navigation
            if self.often(0.5):
                s.title = told[0][1]
            if shape == "page" and self.often(0.5):
                s.blocks.append(
                    (
                        "link" if self.often(0.6) else "button",
                        w.draw("nav") if self.often(0.5) else w.say("button.yes"),
                    )
                )
            if shape == "page" and self.often(0.2):
                s.blocks.append(("pre", "\n".join(w.draw("path") for _ in range(self.chance.randint(2, 9)))))
        elif shape == "alert":
            told = self.error_texts(sort)
            at = ("alert", " ".join(t[1] for t in told), self.often(0.45), "bad")
            s.blocks = (
                [("h1", w.say("head")), at, *self.plain()]
                if self.often(0.7)
                else [at, ("h1", w.say("head")), *self.plain()]
            )
        else:
            s.truth += " error"
            s.blocks = [
                ("h1", w.say("head")),
                *self.plain(),
                ("toast", w.say("error.toast"), self.often(0.5), "bad"),
            ]

    def _login(self) -> None:
        s, w = self.screen, self.w
        s.blocks = [("h2", w.say("site"))] if self.often(0.3) else []
        s.blocks += self.sign_in(unlock=self.often(0.12))
        if self.often(0.4):
            entry = f"error.validation.{'title' if self.often(0.6) else 'text'}"
            s.truth += " error:validation"
            s.blocks.insert(self.chance.randint(0, 1), ("alert", w.say(entry), self.often(0.4), "bad"))
        elif self.often(0.12):
            s.truth += " error:network"
            s.blocks.insert(0, ("alert", w.say("error.network.text"), self.often(0.4), "bad"))

    def _form(self) -> None:
        """A form of which something was not accepted."""
        s, w = self.screen, self.w
        s.truth += " error:validation"
        fields: list[Block] = []
        wrong = self.chance.randint(0, 2)
        for number in range(self.chance.randint(2, 6)):
            error = w.say("error.validation.text") if number == wrong else ""
            fields.append(
                ("field", w.say("field"), self.chance.choice(("text", "text", "select", "area")), error, "")
            )
        told: list[Block] = (
            [("alert", w.say("error.validation.title"), self.often(0.4), "bad")] if self.often(0.75) else []
        )
        s.blocks = [("h1", w.say("head")), *told, *fields, ("button", w.say("near.button"))]
        s.blocks += [("button", w.say("button.cancel"))] * self.often(0.3)
        if not told and not any(f[3] for f in fields):
            s.blocks.insert(1, ("alert", w.say("error.validation.text"), True, "bad"))

    def _busy(self) -> None:
        s, w = self.screen, self.w
        s.truth += " busy"
        told: list[Block] = [("h1" if self.often(0.4) else "p", w.say("busy.title"))]
        told += (
            [("progress", self.chance.choice((0, 7, 31, 64, 92)))]
            if self.often(0.5)
            else [("spinner", self.often(0.5))]
        )
        told += [("p", w.say("busy.text"))] if self.often(0.5) else []
        s.blocks = (
            told
            if self.often(0.55)
            else [("h1", w.say("head")), *told, *(self.plain(1) if self.often(0.5) else [])]
        )

    def _challenge(self) -> None:
        s, w = self.screen, self.w
        s.truth += " challenge"
        sort = self.chance.choice(("captcha", "factor"))
        s.blocks = [("h1", w.say(f"challenge.{sort}.title"))] if self.often(0.85) else []
        s.blocks += [("p", w.say(f"challenge.{sort}.text")) for _ in range(self.chance.choice((1, 1, 2)))]
        if sort == "captcha":
            s.blocks += [("picture", self.chance.choice((1, 1, 9)))] if self.often(0.7) else []
            s.blocks += [("check", w.say("challenge.captcha.text"))] if self.often(0.35) else []
            s.blocks += [("field", w.say("challenge.field"), "text", "", "")] if self.often(0.5) else []
        elif self.often(0.8):
            s.blocks += (
                [("digits", 6)] if self.often(0.3) else [("field", w.say("challenge.field"), "text", "", "")]
            )
        s.blocks += [("button", w.say("challenge.button"))] if self.often(0.85) else []
        if self.often(0.12):
            s.truth += " error:validation"
            s.blocks.insert(1, ("alert", w.say("error.validation.title"), self.often(0.4), "bad"))
        s.navigation = s.navigation if self.often(0.2) else []

    def _done(self) -> None:
        s, w = self.screen, self.w
        s.truth += " done"
        if self.often(0.35):
            s.blocks = [
                ("h1", w.say("done.title")),
                *([("p", w.say("done.text"))] if self.often(0.8) else []),
                ("link", w.say("nav")),
            ]
        else:
            told = ("alert" if self.often(0.75) else "toast", w.say("done.title"), self.often(0.4), "good")
            s.blocks = [("h1", w.say("head")), *self.plain()]
            s.blocks.insert(self.chance.randint(0, 1), told)

    def _out(self) -> None:
        s, w = self.screen, self.w
        s.truth += " logged_out ?done"
        if self.often(0.5):
            s.blocks = [
                ("h1", w.say("out.title")),
                *([("p", w.say("out.text"))] if self.often(0.8) else []),
                ("link" if self.often(0.5) else "button", w.say("login.button")),
            ]
        else:
            s.blocks = self.sign_in()
            s.blocks.insert(
                self.chance.randint(0, 1),
                ("alert", w.say("out.title"), self.often(0.4), self.chance.choice(("good", "bad", "note"))),
            )
        s.navigation = s.navigation if self.often(0.3) else []

    def _empty(self) -> None:
        s, w = self.screen, self.w
        s.truth += " empty"
        told: list[Block] = [
            (
                self.chance.choice(("p", "p", "h2")),
                w.say("empty.count" if self.often(0.25) else "empty.title"),
            )
        ]
        told += [("p", w.say("empty.text"))] if self.often(0.4) else []
        table: list[Block] = (
            [("table", [w.say("field") for _ in range(self.chance.randint(2, 5))], [])]
            if self.often(0.35)
            else []
        )
        s.blocks = [
            ("h1", w.say("head")),
            *([("button", w.say("tool"))] if self.often(0.4) else []),
            *table,
            *told,
        ]
        if self.often(0.3):
            s.blocks.insert(1, ("field", w.say("field"), "text", "", w.draw("word")))

    def _dialog(self) -> None:
        s = self.screen
        s.blocks = [("h1", self.w.say("head")), *self.plain(2)]
        if self.often(0.12):
            s.over = self.sign_in()
            s.truth += " dialog"
            name = self.w.say("button.cancel")
            s.harmless = {name: True}
            s.over.append(("button", name))
        elif self.often(0.08):
            s.truth += " dialog busy"
            s.over = [("h2", self.w.say("busy.title")), ("progress", 40), ("p", self.w.say("busy.text"))]
        else:
            s.over = self.ask()


class _Native(_Composer):
    """A window of a toolkit."""

    def made(self) -> Screen:
        s, w, chance = self.screen, self.w, self.chance
        kind = chance.choices(
            ("ask", "unlock", "copying", "main", "near", "hollow", "bar", "waiting"),
            (14, 7, 3, 8, 5, 4, 5, 1),
        )[0]
        s.title = w.draw(chance.choice(("app", "file", "head")))
        if kind == "ask":
            s.window = True
            s.blocks = self.ask()
            s.title = chance.choice(
                (s.title, w.draw("app"), {True: "Error", False: "Question"}["error" in s.truth], "")
            )
        elif kind == "unlock":
            s.window = self.often(0.5)
            s.blocks = self.sign_in(unlock=self.often(0.7))
            if self.often(0.3):
                s.truth += " error:validation"
                s.blocks.insert(
                    self.chance.randint(0, 1),
                    ("p", w.say("error.validation.text" if self.often(0.5) else "error.validation.title")),
                )
            if s.window:
                s.truth += " dialog"
                name = w.say("button.cancel")
                s.harmless = {name: True, s.blocks[-1][1]: False}
                s.blocks.append(("button", name))
            elif self.often(0.6):
                s.navigation = [w.say("menu") for _ in range(chance.randint(3, 7))]
                s.blocks = [("tool", w.say("tool")) for _ in range(chance.randint(0, 6))] + s.blocks
        elif kind == "copying":
            s.window, s.truth = True, " busy ?dialog"
            s.blocks = [
                ("p", w.say("busy.title")),
                ("progress", chance.choice((3, 20, 55, 90))),
                ("p", w.say("busy.text")),
            ]
            name = w.say("button.cancel")
            s.blocks.append(("button", name))
        else:
            s.navigation = [w.say("menu") for _ in range(chance.randint(3, 7))] if self.often(0.8) else []
            tools: list[Block] = [("tool", w.say("tool")) for _ in range(chance.randint(0, 6))]
            s.footer = w.say("footer") if self.often(0.6) else ""
            tools += [("bar", w.say("note.bar"), "")] if kind != "bar" and self.often(0.2) else []
            if kind == "main":
                s.blocks = tools + self._body()
            elif kind == "near":
                s.hard, s.blocks = True, tools + self.near()
            elif kind == "hollow":
                s.truth = " empty"
                s.blocks = (
                    [*tools, ("p", w.say("empty.title"))]
                    if self.often(0.6)
                    else [*tools, ("table", [w.say("field")], [])]
                )
                s.footer = (
                    w.say("empty.count" if self.often(0.6) else "empty.title")
                    if self.often(0.6) or s.blocks[-1][0] == "table"
                    else s.footer
                )
            elif kind == "waiting":
                s.truth = " busy"
                s.blocks = [*tools, ("p", w.say("busy.title")), ("progress", chance.choice((0, 30, 70)))]
            else:
                self._bar(tools)
        s.said = w.said
        return s

    def _bar(self, tools: list[Block]) -> None:
        """A bar above the content that tells an error or a success."""
        s, w = self.screen, self.w
        if self.often(0.7):
            told = self.error_texts(self.chance.choice(KINDS))
        else:
            s.truth += " done"
            told = [("p", w.say("done.title"))]
        bar: list[Block] = [
            ("bar", " ".join(t[1] for t in told), w.draw("button.close") if self.often(0.5) else "")
        ]
        s.blocks = tools + bar + (self._body() if self.often(0.7) else [])

    def _body(self) -> list[Block]:
        if self.often(0.35):
            return [("pre", "\n".join(self.w.say("sentence") for _ in range(self.chance.randint(2, 14))))]
        if self.often(0.5):
            return [self.table(self.chance.choice((1, 4, 9, 14)))]
        return self.plain(2)
