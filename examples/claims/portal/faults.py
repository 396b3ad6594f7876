"""What can go wrong in the portal, switched on from outside: a file that is read at each request.

The file is JSON: a list of switches, each `{"fault": …, "at": …, "seconds": …, "times": …}`. `at` is a moment
of filing a claim: policies, policy, form, review, save or claim. A switch that has happened as often as it
says (once, if it doesn't) is over until the file changes. Without a file nothing goes wrong. Each time that a
claim is sent to be saved is noted in `saves.log` beside it.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as BaseResponse

from claims.portal import texts

_ENDPOINTS = {
    "pages.policy_list": "policies",
    "pages.policy_page": "policy",
    "pages.new_claim": "form",
    "pages.claim_page": "claim",
}
_BOX = (
    "position:fixed;left:50%;top:30%;transform:translateX(-50%);background:#fff;color:#1c2733;"
    "padding:20px 30px;"
    "border:1px solid #5b6b7a;border-radius:8px;box-shadow:0 8px 40px #0008;z-index:9;max-width:460px"
)


def _dialog(name: str, title: str, text: str, button: str) -> str:
    """A modal dialog of the page, over whatever it shows."""
    return (
        f'<div id="{name}-shade" style="position:fixed;inset:0;background:#0006;z-index:8"></div>'
        f'<div id="{name}" role="dialog" aria-modal="true" aria-label="{title}" style="{_BOX}">'
        f"<h2>{title}</h2><p>{text}</p>"
        f'<button type="button" onclick="document.getElementById(\'{name}\').remove();'
        f"document.getElementById('{name}-shade').remove()\">{button}</button></div>"
    )


_NEWS = _dialog("news", "New in this version", "Lists can be sorted by a click on a column.", "Close")
_SNIPPETS = {
    "dialog": _NEWS,
    "dialogs": _dialog("rate", "Do you like the portal?", "Tell us what you think of it.", "Not now") + _NEWS,
    "tip": _dialog("tip", "Tip of the day", "Claims can be found by their number.", "OK"),
    "cookies": (
        '<div id="cookies" role="dialog" aria-label="Cookies" style="position:fixed;left:0;right:0;bottom:0;'
        'height:72%;background:#1c2733;color:#fff;padding:20px 40px;z-index:9"><h2>Cookies</h2>'
        "<p>This portal would like to count how it is used.</p>"
        '<button class="main" type="button" onclick="this.parentElement.remove()">Accept all</button> '
        '<button class="second" type="button" onclick="this.parentElement.remove()">Not now</button></div>'
    ),
    "spinner": (
        '<div id="busy" role="progressbar" aria-label="Loading" style="position:fixed;inset:0;'
        'background:#eef2f5;z-index:9;display:grid;place-items:center">Loading…</div>'
        "<script>document.querySelector('main').setAttribute('aria-busy','true');setTimeout(function(){"
        "document.getElementById('busy').remove();document.querySelector('main').removeAttribute('aria-busy')"
        "},SECONDS*1000)</script>"
    ),
    "renamed": (
        "<script>document.querySelectorAll('button').forEach(function(b){"
        "if(b.textContent==='Save claim')b.textContent='Store claim';"
        "if(b.textContent==='Review claim')b.textContent='Check claim'})</script>"
    ),
    "moved": "<style>form.entry{display:flex;flex-direction:column-reverse;align-items:flex-start}</style>",
    "dark": (
        "<style>:root{--ink:#e6edf3;--soft:#9fb0c0;--line:#33414e;--main:#7db8e0;--paper:#141c24;--ground:#0b1117}"
        "input:not([type=radio]),select,textarea{background:#0b1117!important}"
        ".main,.button{color:#0b1117!important}thead th{background:#1c2733!important}</style>"
    ),
    "large": "<style>body{font-size:24px}.field{grid-template-columns:290px 460px}</style>",
}


@dataclass(frozen=True)
class Switch:
    """One thing that goes wrong. seconds: how long, where it lasts. times: how often; 0 is always."""

    fault: str
    at: str
    seconds: float = 3.0
    times: int = 1


class Faults:
    """The switches of a portal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._read = ""
        self._switches: list[Switch] = []
        self._left: dict[int, int] = {}

    def install(self, app: Flask) -> None:
        """Before and after each page."""
        app.before_request(self._before)
        app.after_request(self._after)
        app.config["FAULTS"] = self

    def happens(self, fault: str) -> Switch | None:
        """The switch of this fault that is on at this moment, which counts as once."""
        at = _moment()
        with self._turn:
            self._refresh()
            for number, switch in enumerate(self._switches):
                if switch.fault == fault and switch.at == at and self._left[number] != 0:
                    self._left[number] -= 1
                    return switch
        return None

    def _refresh(self) -> None:
        text = self._path.read_text(encoding="utf-8") if self._path.exists() else "[]"
        if text != self._read:
            self._read = text
            self._switches = [Switch(**one) for one in json.loads(text)]
            self._left = {n: one.times or -1 for n, one in enumerate(self._switches)}

    def _before(self) -> BaseResponse | None:
        if request.endpoint not in _ENDPOINTS:
            return None
        if _moment() == "save":
            with self._turn, self._path.with_name("saves.log").open("a", encoding="utf-8") as log:
                log.write(f"{request.form.get('claim_number', '')}\n")
        if slow := self.happens("slow"):
            time.sleep(slow.seconds)
        if self.happens("expired"):
            session.clear()
        if self.happens("error"):
            abort(500)
        if self.happens("lie"):
            flash(texts.CLAIM_SAVED, "note")
            return redirect(url_for("pages.home"))
        return None

    def _after(self, response: Response) -> Response:
        if request.endpoint not in _ENDPOINTS:
            return response
        if self.happens("silent"):
            return Response(status=204)  # the browser stays where it is
        if self.happens("mute"):
            return Response("<h1>Internal Server Error</h1>", status=500)
        if response.mimetype == "text/html" and response.status_code < 400:
            for name, snippet in _SNIPPETS.items():
                if switch := self.happens(name):
                    added = snippet.replace("SECONDS", str(switch.seconds))
                    page = response.get_data(as_text=True).replace("</body>", f"{added}</body>")
                    response.set_data(page)
        return response

    def errors(self) -> dict[str, str]:
        """What the portal refuses though nothing is wrong with it."""
        return {"date_of_loss": texts.DATE_SHAPE} if self.happens("invalid") else {}

    def doubled(self) -> bool:
        """Whether the browser sends this form twice."""
        return self.happens("doubled") is not None


def _moment() -> str:
    at = _ENDPOINTS.get(request.endpoint or "", "")
    if at == "form" and request.method == "POST":
        return "save" if request.form.get("step") == "save" else "review"
    return at


def faults_of(app: Any) -> Faults | None:
    """Those of an application, if it has any."""
    found = app.config.get("FAULTS")
    return found if isinstance(found, Faults) else None
