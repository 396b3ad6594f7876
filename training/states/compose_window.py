"""Windows of toolkits, composed."""

from __future__ import annotations

from training.states.composer import Composer
from training.states.screen import KINDS, Block, Screen


class Window(Composer):
    """A window of a toolkit."""

    def made(self) -> Screen:
        s, chance = self.screen, self.chance
        kinds = ("ask", "unlock", "copying", "main", "near", "hollow", "bar", "waiting")
        kind = chance.choices(kinds, (14, 7, 3, 8, 5, 4, 5, 1))[0]
        s.title = self.w.draw(chance.choice(("app", "file", "head")))
        match kind:
            case "ask":
                s.window, s.blocks = True, self.ask()
                kind_said = "Error" if "error" in s.truth else "Question"
                s.title = chance.choice((s.title, self.w.draw("app"), kind_said, ""))
            case "unlock":
                self._unlock()
            case "copying":
                s.window, s.truth = True, " busy ?dialog"
                bar = ("progress", chance.choice((3, 20, 55, 90)))
                s.blocks = [("p", self.w.say("busy.title")), bar, ("p", self.w.say("busy.text"))]
                s.blocks.append(("button", self.w.say("button.cancel")))
            case _:
                self._main(kind)
        s.said = self.w.said
        return s

    def _unlock(self) -> None:
        s, w = self.screen, self.w
        s.window = self.often(0.5)
        s.blocks = self.sign_in(unlock=self.often(0.7))
        if self.often(0.3):
            s.truth += " error:validation"
            entry = "error.validation.text" if self.often(0.5) else "error.validation.title"
            s.blocks.insert(self.chance.randint(0, 1), ("p", w.say(entry)))
        if s.window:
            s.truth += " dialog"
            name = w.say("button.cancel")
            s.harmless = {name: True, s.blocks[-1][1]: False}
            s.blocks.append(("button", name))
        elif self.often(0.6):
            s.navigation = [w.say("menu") for _ in range(self.chance.randint(3, 7))]
            s.blocks = [("tool", w.say("tool")) for _ in range(self.chance.randint(0, 6))] + s.blocks

    def _main(self, kind: str) -> None:
        """What stands below a menu."""
        s, w, chance = self.screen, self.w, self.chance
        s.navigation = [w.say("menu") for _ in range(chance.randint(3, 7))] if self.often(0.8) else []
        tools: list[Block] = [("tool", w.say("tool")) for _ in range(chance.randint(0, 6))]
        s.footer = w.say("footer") if self.often(0.6) else ""
        if kind != "bar" and self.often(0.2):
            tools.append(("bar", w.say("note.bar"), ""))
        match kind:
            case "main":
                s.blocks = tools + self._body()
            case "near":
                s.hard, s.blocks = True, tools + self.near()
            case "hollow":
                told = self.often(0.6)
                s.truth = " empty"
                s.blocks = [*tools, ("p", w.say("empty.title")) if told else ("table", [w.say("field")], [])]
                if not told or self.often(0.6):
                    s.footer = w.say("empty.count" if self.often(0.6) else "empty.title")
            case "waiting":
                s.truth = " busy"
                s.blocks = [*tools, ("p", w.say("busy.title")), ("progress", chance.choice((0, 30, 70)))]
            case _:
                self._bar(tools)

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
