"""Little builders of HTML that carry the truth in attributes (read by collect.js)."""

from html import escape
from itertools import count


class Markup:
    """Builds tags; numbers ids within one screen."""

    def __init__(self) -> None:
        self._ids = count(1)

    def id(self) -> str:
        """A fresh id."""
        return f"e{next(self._ids)}"


def tag(kind: str, content: str = "", cls: str = "", style: str = "", **attributes: str | None) -> str:
    """A tag; attributes with value None are left out, underscores become hyphens (`r` role, `s` states, `n`
    name)."""
    parts = [kind]
    if cls:
        parts.append(f'class="{cls}"')
    if style:
        parts.append(f'style="{style}"')
    parts += [
        f'{key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    ]
    return f"<{' '.join(parts)}>{content}</{kind}>"


def div(content: str = "", cls: str = "", style: str = "", **attributes: str | None) -> str:
    """A block."""
    return tag("div", content, cls, style, **attributes)


def span(content: str = "", cls: str = "", style: str = "", **attributes: str | None) -> str:
    """An inline piece."""
    return tag("span", content, cls, style, **attributes)


def text(content: str) -> str:
    """Escaped text."""
    return escape(content, quote=False)
