"""The parts that training screens are composed of: what is plain, what is near a state, what asks, what went wrong."""

from __future__ import annotations

from random import Random

from training.states.dialogs import DIALOGS
from training.states.grammar import Writer
from training.states.screen import KINDS, Block, Screen


class Composer:
    """What pages and windows have in common."""

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
        found: list[Block] = [("h1", self.w.say("near.head" if self.often(0.75) else "head"))]
        kinds = ("help", "log", "table", "password", "settings", "register", "mail", "row", "code")
        made: list[Block] = getattr(self, f"_near_{self.chance.choice(kinds)}")()
        return found + made

    def _of(self, *entries: str) -> str:
        return self.w.say(self.chance.choice(entries))

    def _told(self, least: int, most: int) -> str:
        return " ".join(
            self._of("near.sentence", "sentence") for _ in range(self.chance.randint(least, most))
        )

    def _near_help(self) -> list[Block]:
        found: list[Block] = []
        for _ in range(self.chance.randint(1, 4)):
            found += [("h2", self.w.say("near.head"))] if self.often(0.5) else []
            found.append(("p", self._told(1, 4)))
        return found

    def _near_log(self) -> list[Block]:
        return [("pre", "\n".join(self.w.say("near.row") for _ in range(self.chance.randint(4, 18))))]

    def _near_table(self) -> list[Block]:
        return [self.table(self.chance.choice((1, 3, 6, 10)), near=True)]

    def _near_password(self) -> list[Block]:
        found: list[Block] = [("p", self.w.say("near.sentence"))] if self.often(0.4) else []
        found += [
            ("field", self.w.say("near.field"), "password", "", "") for _ in range(self.chance.randint(2, 3))
        ]
        return [*found, ("button", self.w.say("near.button"))]

    def _near_register(self) -> list[Block]:
        names, words = self.chance.randint(2, 4), self.chance.randint(1, 2)
        found: list[Block] = [
            ("field", self._of("login.name", "field"), "text", "", "") for _ in range(names)
        ]
        found += [
            ("field", self._of("login.password", "near.field"), "password", "", "") for _ in range(words)
        ]
        return [*found, ("button", self.w.say("near.button"))]

    def _near_settings(self) -> list[Block]:
        found: list[Block] = []
        for _ in range(self.chance.randint(2, 8)):
            if self.often(0.5):
                found.append(("check", self._of("near.field", "near.head", "field")))
            else:
                found.append(("field", self._of("near.field", "field"), "text", "", self.w.draw("value")))
        found.append(("button", self.w.say("near.button")))
        return found + [("button", self.w.say("button.cancel"))] * self.often(0.4)

    def _near_mail(self) -> list[Block]:
        rows = [self._of("near.row", "sentence") for _ in range(self.chance.randint(2, 8))]
        return [("list", rows), ("p", self._told(2, 5))]

    def _near_row(self) -> list[Block]:
        return [("p", self.w.say("footer")), self.table(1, near=self.often(0.5))]

    def _near_code(self) -> list[Block]:
        field = ("field", self.w.say("near.field"), "text", "", self.w.draw("value"))
        return [field, ("button", self.w.say("button.tool"))]

    def ask(self) -> list[Block]:
        """A dialog that asks or tells something, with buttons."""
        kind = self.chance.choices([*DIALOGS], [d.often for d in DIALOGS.values()])[0]
        dialog, found = DIALOGS[kind], list[Block]()
        if kind == "error":
            found += self.error_texts(self.chance.choice(KINDS))
        found += [(block, self.w.say(entry)) for block, entry, share in dialog.told if self.often(share)]
        if kind == "form":
            found += self._entered()
        buttons = [(self.chance.choice(b.entries), b.harmless) for b in dialog.buttons if self.often(b.share)]
        if self.often(0.5):
            self.chance.shuffle(buttons)
        for entry, harmless in buttons:
            name = self.w.say(entry)
            if name not in self.screen.harmless:
                self.screen.harmless[name] = harmless
                found.append(("button", name))
        self.screen.truth += " dialog done" if kind == "done" else " dialog"
        return found

    def _entered(self) -> list[Block]:
        """The fields of a dialog."""
        found: list[Block] = []
        if self.often(0.12):
            found.append(("pre", "\n".join(self.w.say("value") for _ in range(6))))
        for _ in range(self.chance.randint(1, 6)):
            if self.often(0.3):
                found.append(("check", self.w.say("field")))
            else:
                kind = self.chance.choice(("text", "text", "select"))
                found.append(("field", self.w.say("field"), kind, "", self.w.draw("value")))
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
