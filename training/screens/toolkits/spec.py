"""A random interface as plain data, which every toolkit builds in its own way.

A node is a dict with `kind` and what that kind needs; texts are final. Kinds: box (dir, children), frame
(title, child), tabs (names, chosen, child), form (rows of [label, node]), label, heading, button, toggle,
switch, icon, entry, password, multi, check, radios, combo, spin, slider, progress, link, list, tree, table,
separator.
"""

from random import Random

from training.screens.words import Words

Node = dict[str, object]


class Interfaces:
    """Makes windows for one screen."""

    def __init__(self, rng: Random, words: Words, icons: int) -> None:
        self.rng, self.words, self._icons = rng, words, icons

    def chance(self, share: float) -> bool:
        """True with the given probability."""
        return self.rng.random() < share

    def window(self, room: float) -> Node:
        """A main window for an area in square em: menus, tool bar, panes, status line."""
        side = self._collection() if self.chance(0.5) else None
        count = max(1, min(10, round(room * self.rng.uniform(0.6, 1.6) / 800)))
        main = self._collection(large=True) if self.chance(0.3) else self.stack(count)
        if self.chance(0.3):
            names = [self.words.section() for _ in range(self.rng.randint(2, 6))]
            main = {
                "kind": "tabs",
                "names": names,
                "chosen": self.rng.randrange(len(names)),
                "child": main,
                "at": self.rng.choice(("top", "top", "top", "left", "bottom")),
            }
        menus = (
            list(dict.fromkeys(self.words.menu() for _ in range(self.rng.randint(3, 8))))
            if self.chance(0.7)
            else []
        )
        return {
            "title": self.words.title(),
            "menus": menus,
            "open": self.rng.randrange(len(menus)) if menus and self.chance(0.3) else -1,
            "items": [self.item() for _ in range(self.rng.randint(3, 14))],
            "tools": [self.tool() for _ in range(self.rng.randint(3, 16))] if self.chance(0.65) else [],
            "side": side,
            "main": main,
            "status": self.words.sentence()[:50] if self.chance(0.6) else "",
        }

    def dialog(self) -> Node:
        """A dialog: some pieces and a row of buttons."""
        buttons = [self._named("button") for _ in range(self.rng.randint(1, 4))]
        return {"title": self.words.title(), "menus": [], "open": -1, "items": [], "tools": [], "side": None, "status": "",
                "main": {"kind": "box", "dir": "v", "children": [self.piece(), {"kind": "box", "dir": "h", "end": True, "children": buttons}]}}  # fmt: skip

    def item(self) -> Node:
        """A menu item."""
        roll = self.rng.random()
        kind = "separator" if roll < 0.1 else "check" if roll < 0.25 else "radio" if roll < 0.3 else "item"
        return {"kind": kind, "text": self.words.command(), "checked": self.chance(0.5), "disabled": self.chance(0.1),
                "key": self.rng.choice(("", "", "Ctrl+S", "F5", "Ctrl+Shift+N", "Alt+F4")), "icon": self._icon() if self.chance(0.2) else -1}  # fmt: skip

    def tool(self) -> Node:
        """Something in a tool bar."""
        roll = self.rng.random()
        if roll < 0.12:
            return {"kind": "separator"}
        if roll < 0.2:
            return {"kind": "combo", "value": self.words.section(), "items": [], "disabled": False}
        if roll < 0.26:
            return {"kind": "entry", "value": self.words.value()[:12], "hint": "", "disabled": False}
        return {"kind": "icon", "icon": self._icon(), "text": self.words.button() if self.chance(0.15) else "", "tip": self.words.command(),
                "disabled": self.chance(0.1), "checked": self.chance(0.08)}  # fmt: skip

    def stack(self, count: int) -> Node:
        """Pieces in a column, or two columns."""
        pieces = [self.piece() for _ in range(count)]
        if count > 3 and self.chance(0.6):
            half = count // 2
            return {
                "kind": "box",
                "dir": "h",
                "children": [
                    {"kind": "box", "dir": "v", "children": part} for part in (pieces[:half], pieces[half:])
                ],
            }
        return {"kind": "box", "dir": "v", "children": pieces}

    def piece(self) -> Node:
        """One piece, sometimes in a titled frame."""
        makers = (
            self._form,
            self._form,
            self._form,
            self._checks,
            self._radios,
            self._buttons,
            self._mixed,
            self._collection,
            self._texts,
            self._settings,
            self._pad,
        )
        node = self.rng.choice(makers)()
        return {"kind": "frame", "title": self.words.title(), "child": node} if self.chance(0.35) else node

    def _form(self) -> Node:
        colon = ":" if self.chance(0.5) else ""
        fields = ("entry", "entry", "entry", "combo", "spin", "password", "slider", "multi", "check", "value")
        rows = [
            [self.words.label() + colon, self.field(self.rng.choice(fields))]
            for _ in range(self.rng.randint(2, 7))
        ]
        return {"kind": "form", "rows": rows, "above": self.chance(0.2)}

    def field(self, kind: str) -> Node:
        """A field of a kind, with a random value and state."""
        rng, words = self.rng, self.words
        node: Node = {"kind": kind, "disabled": self.chance(0.1), "focused": self.chance(0.05)}
        match kind:
            case "entry":
                filled = self.chance(0.65)
                node |= {
                    "value": words.value() if filled else "",
                    "hint": words.label() if not filled and self.chance(0.5) else "",
                }
            case "password":
                node |= {"value": "x" * rng.randint(4, 12) if self.chance(0.7) else "", "hint": ""}
            case "combo":
                node |= {"value": words.option(), "items": [words.section() for _ in range(4)]}
            case "spin" | "slider" | "progress":
                node |= {"value": rng.randint(0, 100)}
            case "multi":
                node |= {"lines": [words.sentence()[:40] for _ in range(rng.randint(0, 4))]}
            case "check":
                node |= {"text": words.option(), "checked": self.chance(0.5)}
            case _:
                node = {"kind": "label", "text": words.value()}
        return node

    def _named(self, kind: str) -> Node:
        return {"kind": kind, "text": self.words.button(), "disabled": self.chance(0.1), "focused": self.chance(0.06), "checked": self.chance(0.4),
                "icon": self._icon() if self.chance(0.2) else -1}  # fmt: skip

    def _icon(self) -> int:
        return self.rng.randrange(self._icons)

    def _buttons(self) -> Node:
        kinds = ("button", "button", "button", "toggle", "icon", "link")
        children = [self._named(self.rng.choice(kinds)) for _ in range(self.rng.randint(1, 5))]
        for child in children:
            if child["kind"] == "icon":
                child |= {"icon": self._icon(), "text": "", "tip": self.words.command()}
        return {"kind": "box", "dir": "h", "children": children}

    def _pad(self) -> Node:
        """Rows of buttons that say a character or two, as calculators and character maps have."""
        columns = self.rng.randint(3, 8)
        named = self.rng.random()
        rows = [
            [self._named("button") | {"text": self._key(named), "icon": -1} for _ in range(columns)]
            for _ in range(self.rng.randint(2, 6))
        ]
        return {
            "kind": "box",
            "dir": "v",
            "children": [{"kind": "box", "dir": "h", "children": row} for row in rows],
        }

    def _key(self, named: float) -> str:
        digits, signs = "0123456789", "+-−×÷*/=.,%√()<>^!±#?:;~&π°"
        names = "sin cos tan log ln exp CE C AC MC MR M+ x² xʸ 1/x DEL OK Hex Mod abs 00 Tab ←".split()
        roll = self.rng.random()
        if roll < 0.45:
            return self.rng.choice(digits)
        if roll < 0.75:
            return self.rng.choice(signs)
        return self.rng.choice(names) if named < 0.7 else self.rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefé")

    def _checks(self) -> Node:
        children = [self.field("check") for _ in range(self.rng.randint(2, 6))]
        return {
            "kind": "box",
            "dir": "h" if self.chance(0.2) and len(children) < 4 else "v",
            "children": children,
        }

    def _radios(self) -> Node:
        names = [self.words.option() for _ in range(self.rng.randint(2, 5))]
        return {
            "kind": "radios",
            "names": names,
            "chosen": self.rng.randrange(len(names)),
            "dir": "h" if len(names) < 4 and self.chance(0.3) else "v",
        }

    def _mixed(self) -> Node:
        children = [
            self.field(self.rng.choice(("slider", "progress", "spin", "combo", "entry")))
            for _ in range(self.rng.randint(1, 4))
        ]
        return {"kind": "box", "dir": "v", "children": children}

    def _settings(self) -> Node:
        rows = [
            [
                self.words.option(),
                {"kind": "switch", "checked": self.chance(0.5), "disabled": self.chance(0.08)},
            ]
            for _ in range(self.rng.randint(2, 6))
        ]
        return {"kind": "form", "rows": rows, "above": False}

    def _texts(self) -> Node:
        lines: list[Node] = [{"kind": "heading", "text": self.words.title()}]
        lines += [
            {"kind": "label", "text": self.words.sentence()[:70]} for _ in range(self.rng.randint(1, 4))
        ]
        return {"kind": "box", "dir": "v", "children": lines}

    def _collection(self, large: bool = False) -> Node:
        rng, words = self.rng, self.words
        count = rng.randint(18, 45) if large else rng.randint(4, 14)
        kind = rng.choice(
            ("list", "tree", "table", "table") if not large else ("table", "table", "tree", "list")
        )
        if kind == "list":
            maker = rng.choice((words.section, words.filename, words.person, words.option))
            return {
                "kind": "list",
                "items": [maker() for _ in range(count)],
                "chosen": rng.randrange(count),
                "icons": self.chance(0.4),
            }
        if kind == "tree":
            return {
                "kind": "tree",
                "roots": [self._branch(0) for _ in range(max(2, count // 3))],
                "icons": self.chance(0.5),
                "chosen": rng.randint(0, 3),
            }
        makers = [words.maker() for _ in range(rng.randint(2, 7 if large else 4))]
        rows = [[maker() for maker in makers] for _ in range(count)]
        return {
            "kind": "table",
            "columns": [words.label() for _ in makers],
            "rows": rows,
            "chosen": rng.randrange(-1, min(10, count)),
            "lines": self.chance(0.5),
        }

    def _branch(self, level: int) -> Node:
        below = (
            [self._branch(level + 1) for _ in range(self.rng.randint(1, 4))]
            if level < 3 and self.chance(0.45)
            else []
        )
        return {
            "text": self.words.section() if self.chance(0.5) else self.words.filename(),
            "children": below,
            "expanded": self.chance(0.6),
        }
