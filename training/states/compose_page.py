"""Pages of web applications, composed."""

from __future__ import annotations

from training.states.composer import Composer
from training.states.screen import KINDS, Block, Screen


class Page(Composer):
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
