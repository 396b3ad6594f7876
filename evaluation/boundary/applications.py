# ruff: noqa: E501 - data reads better unbroken
"""The applications that figure 12 is measured on, each with the screens at which it is looked.

`development` ones were looked at while the boundary was built; the others are only reported. Nobody chooses
anything by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an application is, as the bar counts it."""

    DESKTOP = "desktop"
    BUSINESS = "line of business"
    WEB = "web"


Step = tuple[str, ...]
"""xdotool's arguments; ("go", PATH) to a page; ("sleep", SECONDS); ("close", TITLE), ("front", TITLE) of a window."""

_ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")


def _menus(opening: str) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Each menu of a menu bar, unfolded by keys alone."""
    away = (("key", "Escape"), ("key", "Escape"), ("key", opening))
    return tuple(
        (f"{name} menu", (*away, *((("key", "Right"),) * number))) for number, name in enumerate(_ORDER)
    )


_UNFOLD, _ALT_F = _menus("F10"), _menus("alt+f")


@dataclass(frozen=True, slots=True)
class Subject:
    """One application. command: as the desk would start it; {home} and {file} are filled in.

    catalogues: what the desk file names beside the program's own packages: its toolkit's. screens: name and the
    steps that lead there from the screen before; the first look is at the program as it comes up.
    """

    name: str
    kind: Kind
    executable: str
    command: tuple[str, ...] = ()
    catalogues: tuple[str, ...] = ()
    screens: tuple[tuple[str, tuple[Step, ...]], ...] = ()
    server: str = ""
    development: bool = False
    ready: float = 4.0
    before: tuple[Step, ...] = ()


def _native(name: str, kind: Kind, executable: str, command: str, catalogues: str, **more: object) -> Subject:
    return Subject(name, kind, executable, tuple(command.split()), tuple(catalogues.split()), **more)  # type: ignore[arg-type]


CHROMIUM = "/usr/lib/chromium/chromium"


def _web(name: str, server: str, *paths: str, **more: object) -> Subject:
    screens = tuple((path, (("go", path),)) for path in paths[1:])
    return Subject(name, Kind.WEB, CHROMIUM, (paths[0],), (), screens, server, **more)  # type: ignore[arg-type]


_TYPED = (("type", "{user}"), ("key", "Tab"), ("type", "{password}"), ("key", "Return"), ("sleep", "3"))
_GTK, _KDE = "gtk30", "kxmlgui5 kconfigwidgets5 kwidgetsaddons5 kdelibs4support qtbase"


def subjects() -> list[Subject]:
    """All of them, in the order in which they are reported."""
    desktop, business = Kind.DESKTOP, Kind.BUSINESS
    return [
        _native("claws-mail", desktop, "/usr/bin/claws-mail", "claws-mail", _GTK, screens=_UNFOLD, development=True, ready=8),
        _native("evince", desktop, "/usr/bin/evince", "evince {home}/paper.pdf", f"{_GTK} gtk30-properties", screens=(("menu", (("key", "F10"),)), ("side", (("key", "Escape"), ("key", "F9"))), ("find", (("key", "ctrl+f"),))), development=True),
        _native("mousepad", desktop, "/usr/bin/mousepad", "mousepad {file}", _GTK, screens=(*_UNFOLD, ("find", (("key", "Escape"), ("key", "Escape"), ("key", "ctrl+f"))), ("replace", (("key", "ctrl+h"),))), development=True),
        Subject("claims portal", Kind.WEB, CHROMIUM, ("/",), (), (("signed in", _TYPED), ("policies", (("go", "/policies"),)), ("claims", (("go", "/claims"),)), ("policy", (("policy",),)), ("new claim", (("new claim",),))), "claims", True),
        _native("thunar", desktop, "/usr/bin/thunar", "thunar {home}", f"{_GTK} libxfce4ui", screens=_UNFOLD),
        _native("gedit", desktop, "/usr/bin/gedit", "gedit {file}", f"{_GTK} gtksourceview-4 tepl-6", screens=(("menu", (("key", "F10"),)), ("replace", (("key", "Escape"), ("key", "ctrl+h"))), ("preferences", (("key", "Escape"), ("key", "ctrl+g"))))),
        _native("gnumeric", desktop, "/usr/bin/gnumeric", "gnumeric {home}/orders.csv", f"{_GTK} goffice-0.10.55", screens=_UNFOLD),
        _native("calc", desktop, "/usr/lib/libreoffice/program/soffice.bin", "soffice --norestore --nologo --calc {home}/orders.ods", _GTK, screens=(*_ALT_F, ("format", (("key", "Escape"), ("key", "Escape"), ("key", "ctrl+1"), ("sleep", "3")))), ready=12),
        _native("keepassxc", desktop, "/usr/bin/keepassxc", "keepassxc", "qtbase qt", screens=(*_menus("alt+d"), ("settings", (("key", "Escape"), ("key", "Escape"), ("key", "ctrl+comma"), ("sleep", "2"))))),
        _native("kcalc", desktop, "/usr/bin/kcalc", "kcalc", _KDE, screens=_ALT_F),
        _native("file-roller", desktop, "/usr/bin/file-roller", "file-roller {home}/archive.zip", _GTK, screens=(("menu", (("key", "F10"),)), ("find", (("key", "Escape"), ("key", "ctrl+f"))))),
        _native("gnucash", business, "/usr/bin/gnucash", "gnucash --nofile", _GTK, screens=_UNFOLD, ready=10, before=(("close", "Tip Of The Day"), ("close", "GnuCash"), ("key", "Escape"), ("front", "Unsaved Book"))),
        _native("homebank", business, "/usr/bin/homebank", "homebank", _GTK, screens=_UNFOLD, ready=6, before=(("close", "Welcome"), ("key", "Escape"))),
        _native("grisbi", business, "/usr/bin/grisbi", "grisbi", _GTK, screens=_UNFOLD, ready=6, before=(("key", "Escape"),)),
        _native("planner", business, "/usr/bin/planner", "planner", _GTK, screens=_UNFOLD, ready=5),
        Subject("django admin", Kind.WEB, CHROMIUM, ("/admin/",), (), (("signed in", _TYPED), ("users", (("go", "/admin/auth/user/"),)), ("add user", (("go", "/admin/auth/user/add/"),)), ("change user", (("go", "/admin/auth/user/2/change/"),)), ("groups", (("go", "/admin/auth/group/"),))), "django"),
        _web("flask-admin", "flask-admin", "/admin/", "/admin/customer/", "/admin/customer/new/", "/admin/invoice/", "/admin/invoice/edit/?id=1"),
        Subject("radicale", Kind.WEB, CHROMIUM, ("/.web/",), (), (("signed in", _TYPED),), "radicale"),
        _web("datasette", "datasette", "/", "/firm", "/firm/customer", "/firm/invoice/1"),
        _web("trac", "trac", "/", "/newticket", "/query", "/roadmap", "/admin", "/search"),
        Subject("wagtail", Kind.WEB, CHROMIUM, ("/admin/",), (), (("signed in", (("sleep", "3"), *_TYPED)), ("pages", (("go", "/admin/pages/3/"),)), ("edit", (("go", "/admin/pages/3/edit/"),)), ("users", (("go", "/admin/users/"),)), ("images", (("go", "/admin/images/"),))), "wagtail"),
        _web("dokuwiki", "dokuwiki", "/doku.php", "/doku.php?id=start&do=edit", "/doku.php?do=recent", "/doku.php?do=index"),
        Subject("adminer", Kind.WEB, CHROMIUM, ("/?sqlite=&username={user}&db={folder}/firm.db",), (), (("signed in", (("key", "Return"), ("sleep", "2"))), ("table", (("go", "/?sqlite=&username={user}&db={folder}/firm.db&select=customer"),)), ("structure", (("go", "/?sqlite=&username={user}&db={folder}/firm.db&table=invoice"),)), ("new", (("go", "/?sqlite=&username={user}&db={folder}/firm.db&edit=customer"),))), "adminer"),
    ]  # fmt: skip
