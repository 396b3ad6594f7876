"""Screens that are not what they were to be: the steps did not lead there, or to the same as another's.

By application, session and name; with the world between, where it is only one of the two.
"""

LEFT_OUT = frozenset(
    {
        "wagtail/0-redirect added",
        "datasette/0-forbidden",
        "keepassxc/1-damaged",
        "keepassxc/0-settings",
        "keepassxc/1/0-wrong key",
        "fava/0-no such ledger",
        "jupyter/0-no such page, signed in",
        "radicale/0-not allowed",
        "roundcube/0-no mail server",
        "roundcube/0-session over",
        "adminer/0-no such table",
        "abiword/1-missing",
        "abiword/2-damaged",
        "kwrite/0-unsaved",
        "gnucash/0-behind the tip",
        "grisbi/1-damaged",
        "filezilla/1-no server",
        "transmission/1-damaged",
        "l3afpad/0-unsaved",
    }
)
