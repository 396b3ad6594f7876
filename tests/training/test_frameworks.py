"""Training pages in frameworks: none that evaluation shows; our classes stay apart; truth is kept."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("cv2")

from training.kept_apart import JUDGED_FRAMEWORKS
from training.screens.html.framework_widgets import FrameworkWidgets, with_prefix
from training.screens.html.frameworks import FORBIDDEN, FRAMEWORKS, judged, looks, trained
from training.screens.html.pages import body_of
from training.screens.html.sheets import inlined
from training.screens.html.theme import random_theme
from training.screens.words import Words


def test_no_framework_of_the_evaluation_is_trained_on():
    for _, look in looks():
        for name in (look.name, *look.files):
            assert not any(part in name for part in FORBIDDEN), name


def test_some_are_kept_to_judge_by():
    assert len(judged()) == len(JUDGED_FRAMEWORKS)
    assert len(trained()) + len(judged()) == len(FRAMEWORKS)


def test_there_are_many_different_looks():
    names = [look.name for _, look in looks()]
    assert len(names) == len(set(names)) >= 100
    assert len(FRAMEWORKS) >= 18


def test_our_classes_never_meet_those_of_a_framework():
    css = with_prefix(".row>.btn.on{margin:.5em} td,.x-y{top:0}")
    assert css == ".o-row>.o-btn.o-on{margin:.5em} td,.o-x-y{top:0}"
    framework = replace(FRAMEWORKS[0], button=("row",), also={"item.on": "active"})
    rng = Random(1)
    w = FrameworkWidgets(framework, random_theme(rng, 1), Words(rng), rng, 4000)
    assert w.dressed('<div class="row item on">a</div>') == '<div class="o-row o-item o-on active">a</div>'
    assert 'class="row"' in w.dressed(w.key("Save", "btn"))


@pytest.mark.parametrize("index", range(len(FRAMEWORKS)))
def test_pages_of_every_framework_are_made_of_its_templates(index: int):
    rng = Random(index)
    w = FrameworkWidgets(FRAMEWORKS[index], random_theme(rng, 1), Words(rng), rng, 4000)
    for _ in range(3):
        html = w.dressed(body_of(w)[0])
        assert "$root" not in html
        assert "~" not in "".join(html.split('class="')[1:2]).split('"')[0]
    widgets = {
        "button": w.button(),
        "entry": w.entry(),
        "combo box": w.combo(),
        "check box": w.check(),
        "radio button": w.check(radio=True),
        "toggle": w.switch(),
        "slider": w.slider(),
        "spin button": w.spin(),
    }
    for role, made in widgets.items():
        assert made.count(f'r="{role}"') == 1


def test_style_sheets_hold_all_they_need(tmp_path: Path):
    (tmp_path / "a.css").write_text(
        '@import "b.css"; @import url(https://example.org/x.css); @font-face{font-family:X;src:url(x.woff)} '
        "i{background:url(p.png)}"
        "@media (prefers-color-scheme: dark){p{color:red}}",
        encoding="utf-8",
    )
    (tmp_path / "b.css").write_text("b{color:blue;background:url(http://x.org/p.png)}", encoding="utf-8")
    (tmp_path / "p.png").write_bytes(b"picture")
    css = inlined((tmp_path / "a.css",), dark=True)
    assert "b{color:blue;background:none}" in css
    assert "data:image/png;base64,cGljdHVyZQ==" in css
    assert "http" not in css
    assert "font-face" not in css
    assert "min-width:1px" in css
