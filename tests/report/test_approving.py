"""The page of approvals: everything that would open is on it, and nothing runs or loads."""

from __future__ import annotations

import re

from innervate.boundary.candidates import candidates, groups, opened
from innervate.boundary.handles import Handles
from innervate.boundary.phrases import Catalogue
from innervate.boundary.view import Sanitiser
from innervate.core.vocabulary import Role
from innervate.report.approving import render_approval
from tests.boundary.scenes import APPLICATIONS, PORTAL, SCREEN, page, portal_scene


def test_every_phrase_that_would_open_is_shown_escaped_and_ticked_only_if_likely() -> None:
    made = portal_scene(
        page("b", Role.BUTTON, "Review <b> claim"),
        page("k", Role.LINK, "Rosa Winter"),
        page("b2", Role.BUTTON, "OK"),
    )
    catalogue = Catalogue(PORTAL.sink)
    found = candidates(made, APPLICATIONS, {PORTAL.sink: catalogue}, PORTAL.sink)
    parts = groups(found)
    with_all = {PORTAL.sink: opened(catalogue, [c for c in found if c.likely])}
    view = Sanitiser(APPLICATIONS, with_all, Handles()).view(made)
    html = render_approval("portal", PORTAL.sink, parts, [view], SCREEN, ["+ one   button", "- two   link"])
    assert html.count('class="tickbox"') == len(found)
    assert html.count('class="ticked"') == sum(c.likely for c in found) == 1
    assert "Review &lt;b&gt; claim" in html
    assert "looks like a person" in html
    assert 'class="gone">- two' in html
    assert not re.search(r"<script|<b> claim|(?:src|href)=\"(?!#)|url\(", html)
    assert "default-src &#x27;none&#x27;" in html
