"""Desktop applications: what they say of files that are missing, damaged, locked or not saved, and when ready."""

from __future__ import annotations

from evaluation.states.subjects import Session, Shown, Subject, shown

_COPIED = (
    "key ctrl+a ; key ctrl+c ; key ctrl+l ; type {home}/hollow ; key Return ; sleep 1 ; key ctrl+v ; sleep 2"
)
_EDITED = "type changed ; sleep 0.5"


def _app(name: str, *sessions: Session, development: bool = False, **environment: str) -> Subject:
    return Subject(name, sessions, development, "", environment)


def _session(command: str, *screens: Shown, ready: float = 3.0) -> Session:
    return Session(command, screens, ready)


SUBJECTS = (
    _app(
        "mousepad",
        _session("mousepad {home}/letter.txt", shown("ready"), shown("find", "key ctrl+f"), shown("nothing found", "type zzzz ; key Return", "?empty ?error"),
                 shown("unsaved", f"key Escape ; {_EDITED} ; key ctrl+w ; sleep 1", "dialog dismiss=Cancel")),
        _session("mousepad {home}/errors.txt", shown("a log", "", hard=True)),
        _session("mousepad {home}/binary.txt", shown("wrong encoding", "", "dialog ?error dismiss=Cancel")),
        _session("mousepad /proc/version", shown("can't be saved", f"{_EDITED} ; key ctrl+s ; sleep 1.5", "dialog error:permission ?kind dismiss=OK|Cancel|Close")),
        development=True,
    ),
    _app(
        "evince",
        _session("evince {home}/paper.pdf", shown("ready"), shown("find", "key ctrl+f"), shown("nothing found", "type zzzz ; sleep 1.5", "?empty ?error")),
        _session("evince {home}/locked.pdf", shown("locked", "", "login dialog ?error dismiss=Cancel")),
        _session("evince {home}/broken.pdf", shown("damaged", "", "error:other")),
        _session("evince {home}/missing.pdf", shown("missing", "", "error:not_found")),
        development=True,
    ),
    _app(
        "keepassxc",
        _session("keepassxc {home}/safe.kdbx", shown("locked", "", "login"), shown("wrong key", "type not-this-one ; key Return ; sleep 3", "login error:validation"),
                 shown("open", "key ctrl+a ; type {password} ; key Return ; sleep 3", "?empty"), shown("nothing found", "key ctrl+f ; type zzzz ; sleep 1.5", "empty"),
                 shown("settings", "key Escape ; key ctrl+comma ; sleep 1.5", hard=True)),
        _session("keepassxc {home}/broken.kdbx", shown("damaged", "type {password} ; key Return ; sleep 3", "login error:other ?kind")),
        _session("keepassxc", shown("welcome", "", "login"), shown("new database", "key ctrl+shift+n ; sleep 1.5", "dialog dismiss=Cancel")),
        development=True,
    ),
    _app(
        "thunar",
        _session("thunar {home}", shown("ready")),
        _session("thunar {home}/hollow", shown("empty folder", "", "empty")),
        _session("thunar {home}/nowhere", shown("missing", "", "dialog error:not_found dismiss=OK|Close")),
        _session("thunar {home}/docs", shown("rename", "key ctrl+a ; sleep 0.3 ; key F2 ; sleep 1.5", "dialog dismiss=Cancel|Close"),
                 shown("sure to delete?", "key Escape ; sleep 0.5 ; key ctrl+a ; key shift+Delete ; sleep 1.5", "dialog dismiss=Cancel")),
        _session("thunar {home}/heavy", shown("copying", _COPIED, "busy ?dialog")),
        development=True,
    ),
    _app(
        "gedit",
        _session("gedit {home}/letter.txt", shown("ready"), shown("find", "key ctrl+f"), shown("unsaved", f"key Escape ; {_EDITED} ; key ctrl+w ; sleep 1.5", "dialog dismiss=Cancel"),
                 shown("changed on disk", "key Escape ; sh echo more >> {home}/letter.txt ; sleep 1 ; key alt+Tab ; key Escape ; sleep 1.5", "?dialog ?error")),
        _session("gedit {home}/errors.txt", shown("a log", "", hard=True)),
        _session("gedit {home}/nowhere/missing.txt", shown("missing folder", "key End ; type x ; key ctrl+s ; sleep 1.5", "?dialog error:not_found ?kind")),
        _session("gedit {home}/binary.txt", shown("wrong encoding", "", "?error ?dialog ?kind")),
    ),
    _app(
        "gnumeric",
        _session("gnumeric {home}/orders.csv", shown("ready"), shown("unsaved", f"{_EDITED} ; key Return ; key ctrl+w ; sleep 2", "dialog dismiss=Cancel|Don't_Quit|Don't_close")),
        _session("gnumeric {home}/broken.ods", shown("damaged", "", "dialog error:other ?kind dismiss=OK|Close"), ready=4),
        _session("gnumeric {home}/missing.ods", shown("missing", "", "dialog error:not_found dismiss=OK|Close"), ready=4),
    ),
    _app(
        "libreoffice-calc",
        _session("soffice --norestore --nologo --calc {home}/orders.csv", shown("import?", "", "dialog dismiss=Cancel"), ready=14),
        _session("soffice --norestore --nologo --calc {home}/missing.ods", shown("missing", "", "dialog error:not_found dismiss=OK"), ready=9),
        _session("soffice --norestore --nologo --calc", shown("ready"), shown("unsaved", f"{_EDITED} ; key Return ; key ctrl+w ; sleep 2", "dialog dismiss=Cancel"),
                 shown("find", "key Escape ; sleep 0.5 ; key ctrl+h ; sleep 2", "?dialog"), ready=9),
        SAL_USE_VCLPLUGIN="gtk3",
    ),
    _app(
        "libreoffice-writer",
        _session("soffice --norestore --nologo --writer", shown("ready"), shown("unsaved", f"{_EDITED} ; key ctrl+w ; sleep 2", "dialog dismiss=Cancel"), ready=9),
        _session("soffice --norestore --nologo --writer {home}/broken.odt", shown("damaged", "", "dialog ?error dismiss=No|Cancel|OK"), ready=9),
        _session("soffice --norestore --nologo --writer {home}/locked.odt", shown("locked", "", "login dialog dismiss=Cancel"), ready=9),
        SAL_USE_VCLPLUGIN="gtk3",
    ),
    _app(
        "file-roller",
        _session("file-roller {home}/archive.zip", shown("ready")),
        _session("file-roller {home}/broken.zip", shown("damaged", "", "dialog error:other ?kind dismiss=Close|OK")),
        _session("file-roller {home}/missing.zip", shown("missing", "", "dialog error:not_found ?kind dismiss=Close|OK")),
        _session("file-roller -h {home}/locked.zip", shown("locked", "sleep 1", "login dialog dismiss=Cancel")),
        _session("file-roller", shown("nothing open", "", "?empty")),
        _session("file-roller --add-to={home}/new.zip {home}/heavy/big.bin", shown("compressing", "", "busy ?dialog")),
    ),
    _app(
        "xarchiver",
        _session("xarchiver {home}/archive.zip", shown("ready")),
        _session("xarchiver {home}/broken.zip", shown("damaged", "", "dialog error:other ?kind dismiss=Close|OK")),
        _session("xarchiver {home}/missing.zip", shown("missing", "", "dialog error:not_found dismiss=Close|OK")),
        _session("xarchiver", shown("nothing open", "", "?empty")),
    ),
    _app(
        "pcmanfm",
        _session("pcmanfm {home}", shown("ready")),
        _session("pcmanfm {home}/hollow", shown("empty folder", "", "empty")),
        _session("pcmanfm {home}/nowhere", shown("missing", "", "dialog error:not_found dismiss=OK|Close")),
        _session("pcmanfm {home}/docs", shown("sure to delete?", "key ctrl+a ; key shift+Delete ; sleep 1.5", "dialog dismiss=No|Cancel"),
                 shown("properties", "key Escape ; sleep 0.5 ; key ctrl+a ; key alt+Return ; sleep 1.5", "dialog dismiss=Cancel|Close")),
        _session("pcmanfm {home}/heavy", shown("copying", _COPIED, "busy ?dialog")),
    ),
    _app("kcalc", _session("kcalc", shown("ready"), shown("divided by zero", "type 1/0 ; key Return", "?error"))),
    _app("galculator", _session("galculator", shown("ready"))),
    _app(
        "gnucash",
        _session("gnucash --nofile", shown("tip", "", "dialog dismiss=Close"), shown("behind the tip", "key Escape ; sleep 1.5", "?dialog"), ready=10),
        _session("gnucash {home}/missing.gnucash", shown("missing", "sleep 1", "dialog error:not_found dismiss=OK|Close"), ready=9),
    ),
    _app(
        "homebank",
        _session("homebank", shown("welcome", "", "dialog dismiss=Close"), ready=4),
        _session("homebank {home}/missing.xhb", shown("missing", "", "dialog error:not_found ?kind dismiss=OK"), ready=4),
    ),
    _app("grisbi", _session("grisbi", shown("first", "", "?dialog dismiss=Cancel"), ready=5), _session("grisbi {home}/broken.gsb", shown("damaged", "", "?error ?dialog"), ready=5)),
    _app("planner", _session("planner", shown("ready"), shown("unsaved", "key ctrl+i ; type Dig ; key Return ; key ctrl+w ; sleep 1.5", "dialog dismiss=Close")),
         _session("planner {home}/broken.planner", shown("damaged", "", "dialog error:other ?kind dismiss=OK|Close"))),
    _app(
        "geany",
        _session("geany -i {home}/letter.txt", shown("ready"), shown("unsaved", f"{_EDITED} ; key ctrl+w ; sleep 1.5", "dialog dismiss=Cancel"),
                 shown("find", "key Escape ; sleep 0.5 ; key ctrl+f ; sleep 1", "dialog dismiss=Close")),
        _session("geany -i {home}/changing.txt", shown("changed on disk", "sh echo more >> {home}/changing.txt ; sleep 4 ; key Right ; sleep 2", "?dialog ?error")),
    ),
    _app(
        "kwrite",
        _session("kwrite {home}/letter.txt", shown("ready"), shown("unsaved", f"{_EDITED} ; key alt+F4 ; sleep 1.5", "dialog dismiss=Cancel")),
        _session("kwrite {home}/errors.txt", shown("a log", "", hard=True)),
        _session("kwrite {home}/binary.txt", shown("wrong encoding", "", "?error")),
        ),
    _app(
        "abiword",
        _session("abiword {home}/letter.txt", shown("ready"), shown("unsaved", f"{_EDITED} ; key ctrl+w ; sleep 1.5", "dialog dismiss=Cancel")),
        _session("abiword {home}/missing.abw", shown("missing", "", "dialog error:not_found dismiss=OK|Close")),
        _session("abiword {home}/broken.odt", shown("damaged", "", "dialog error:other ?kind dismiss=OK|Close")),
    ),
    _app(
        "qpdfview",
        _session("qpdfview {home}/paper.pdf", shown("ready")),
        _session("qpdfview {home}/broken.pdf", shown("damaged", "", "dialog error:other ?kind dismiss=OK")),
        _session("qpdfview {home}/missing.pdf", shown("missing", "", "dialog error:not_found ?kind dismiss=OK")),
        _session("qpdfview {home}/locked.pdf", shown("locked", "", "login dialog dismiss=Cancel")),
    ),
    _app(
        "okular",
        _session("okular {home}/paper.pdf", shown("ready"), ready=5),
        _session("okular {home}/missing.pdf", shown("missing", "", "dialog error:not_found ?kind dismiss=OK"), ready=5),
        _session("okular {home}/broken.pdf", shown("damaged", "", "dialog error:other ?kind dismiss=OK"), ready=5),
        _session("okular {home}/locked.pdf", shown("locked", "", "dialog ?login dismiss=Cancel"), ready=5),
    ),
    _app(
        "sqlitebrowser",
        _session("sqlitebrowser {home}/firm.db", shown("ready"), ready=4),
        _session("sqlitebrowser {home}/broken.db", shown("not a database", "sleep 1", "dialog error:other ?kind dismiss=OK"), ready=4),
        _session("sqlitebrowser", shown("nothing open", "", "?empty"), ready=4),
    ),
    _app(
        "ristretto",
        _session("ristretto {home}/picture.png", shown("no thumbnails", "", "dialog error:other ?kind dismiss=OK")),
        _session("ristretto {home}/broken.png", shown("damaged", "", "dialog error:other ?kind dismiss=OK")),
    ),
    _app(
        "filezilla",
        _session("filezilla", shown("welcome", "", "dialog dismiss=OK|Close"), shown("ready", "key Escape ; sleep 1"), ready=5),
        _session("filezilla ftp://nobody@127.0.0.1:9", shown("no server", "sleep 3 ; key Escape ; sleep 1", "?error ?dialog"), ready=5),
    ),
    _app("transmission", _session("transmission-gtk", shown("terms", "sleep 1", "dialog"), ready=4),
         _session("transmission-gtk {home}/broken.torrent", shown("damaged", "sleep 1", "?dialog error:other ?kind"), ready=4)),
    _app("zim", _session("zim", shown("first", "sleep 1", "dialog dismiss=Cancel"), ready=5)),
    _app("hexchat", _session("hexchat", shown("root", "", "dialog ?error dismiss=OK"), ready=4)),
    _app("sylpheed", _session("sylpheed", shown("first", "sleep 1", "dialog dismiss=Cancel"), ready=4)),
    _app("l3afpad", _session("l3afpad {home}/letter.txt", shown("ready"), shown("unsaved", f"{_EDITED} ; key alt+F4 ; sleep 1.5", "dialog dismiss=Cancel")),
         _session("l3afpad {home}/nowhere/missing.txt", shown("save as", f"{_EDITED} ; key ctrl+s ; sleep 1.5", "dialog dismiss=Cancel"))),
)  # fmt: skip
