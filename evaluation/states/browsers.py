"""The browsers' own pages: what they say where a server, a name, a certificate or a page is not as it should be."""

from __future__ import annotations

from evaluation.states.subjects import Session, Shown, Subject, page, shown

_OWN_DIALOGS = (
    shown("alert", "go /alert ; sleep 1", "dialog dismiss=OK"),
    shown("confirm", "key Return ; sleep 1 ; go /confirm ; sleep 1", "dialog dismiss=Cancel"),
    shown("prompt", "key Escape ; sleep 1 ; go /prompt ; sleep 1", "dialog dismiss=Cancel"),
    shown("who are you?", "key Escape ; sleep 1 ; go /auth ; sleep 2", "login dialog dismiss=Cancel"),
)


def _broken(*more: Shown) -> tuple[Shown, ...]:
    return (
        page("ready", "/plain"),
        page("port not allowed", "http://127.0.0.1:9/", "error ?kind"),
        page("no such name", "http://nothing.invalid/", "error:network"),
        page("nothing said", "/silent", "?kind error:network"),
        page("cut off", "/reset", "error ?kind"),
        page("round in circles", "/circle", "error:network ?kind"),
        page("no certificate", "https://127.0.0.1:{secure}/", "?error ?dialog"),
        page("no such file", "file:///nowhere/at/all", "error:not_found"),
        page("bare 500", "/500", "error:other"),
        page("bare 404", "/404", "error:not_found ?kind"),
        *more,
    )


CHROMIUM = Subject(
    "chromium",
    (
        Session(
            "/plain",
            _broken(
                shown("history is empty", "go chrome://downloads/ ; sleep 1", "empty"),
                shown("settings", "go chrome://settings/passwords ; sleep 2", hard=True),
                shown("settings of privacy", "go chrome://settings/privacy ; sleep 2", hard=True),
                shown("version", "go chrome://version/ ; sleep 1"),
                shown("nothing found in settings", "go chrome://settings/?search=zzzzz ; sleep 2", "empty"),
                shown("crashed", "go /plain ; go chrome://crash/ ; sleep 2", "error:crash"),
            ),
        ),
        Session("/plain", _OWN_DIALOGS),
    ),
    server="odd",
)
FIREFOX = Subject(
    "firefox",
    (
        Session(
            "firefox",
            _broken(
                shown("config warning", "go about:config ; sleep 2", "?dialog ?error", hard=True),
                shown("sign ins", "go about:logins ; sleep 3", "?empty ?login", hard=True),
                shown("downloads", "go about:downloads ; sleep 2", "empty"),
                shown("certificates", "go about:support ; sleep 2", hard=True),
                shown(
                    "nothing found in settings",
                    "go about:preferences ; sleep 3 ; type zzzzz ; sleep 2",
                    "empty",
                ),
                shown("settings", "go about:preferences#privacy ; sleep 3", hard=True),
                shown("crashed", "go /plain ; go about:crashcontent ; sleep 3", "error:crash"),
            ),
            ready=8,
        ),
        Session("firefox", (shown("ready again", "go /plain ; sleep 1"), *_OWN_DIALOGS), ready=8),
    ),
    development=True,
    server="odd",
)
SUBJECTS = (CHROMIUM, FIREFOX)
