from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.core.event import Claim, Claimed, Event, Looked, Parked, RunStarted, Stamped, StepStarted
from innervate.core.outcome import Code
from innervate.journal.store import ChainCheck, Journal
from innervate.report.page import render
from tests.journal.events import events
from tests.report import sample, screens

VOID = {"meta", "br", "hr", "img"}
RUNS = {
    "whole": sample.whole_run(),
    "parked": sample.parked_run(),
    "running": sample.running_run(),
    "empty": [],
}


class Balanced(HTMLParser):
    """Fails on a tag that is not closed in order, and gathers ids, references and names of tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.references += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> Balanced:
    parser = Balanced()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


@pytest.mark.parametrize("claims", [[], *([claim] for claim in Claim), [Claim.VOID, Claim.STRICT]])
def test_a_run_without_the_whole_claim_says_so_above_everything(claims: list[Claim]) -> None:
    first, *rest = sample.whole_run()
    told = [first, *(Stamped(first.run, 2, first.at, Claimed(claim)) for claim in claims), *rest]
    above = render(told, private=False).partition("Steps confirmed")[0]
    assert ("Claim void." in above) is (Claim.VOID in claims)
    assert ("Claim unavailable." in above) is (Claim.UNAVAILABLE in claims)
    assert ("The policy opens more." in above) is (Claim.OPENED in claims)
    assert parsed(render(told, private=True)).tags


@pytest.mark.parametrize("private", [False, True], ids=["shareable", "private"])
@pytest.mark.parametrize("name", RUNS)
def test_it_is_balanced_and_every_reference_leads_somewhere_in_it(name: str, private: bool) -> None:
    page = parsed(render(RUNS[name], private=private))
    assert len(page.ids) == len(set(page.ids))
    inner = {reference[1:] for reference in page.references if reference.startswith("#")}
    assert inner <= set(page.ids)


@pytest.mark.parametrize("private", [False, True], ids=["shareable", "private"])
def test_it_loads_nothing_and_runs_nothing(private: bool) -> None:
    source = render(RUNS["whole"], private=private)
    page = parsed(source)
    assert "script" not in page.tags
    assert not page.tags & {"link", "iframe", "object", "embed", "form", "base"}
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    outer = [reference for reference in page.references if not reference.startswith("#")]
    assert all(private and reference.startswith("data:image/jpeg;base64,") for reference in outer)
    assert not re.search(r"https?:|url\(|@import|//[a-z]", re.sub(r"(?:base64,|sha256-)[^\"&]*", "", source))
    assert "default-src 'none'" in source.replace("&#x27;", "'")


def _private_texts(stamped: list[Stamped]) -> Iterator[str]:
    for event in (s.event for s in stamped):
        for field in dataclasses.fields(event):
            if field.metadata.get("private"):
                yield from _texts(getattr(event, field.name))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list():
            for item in value:
                yield from _texts(item)
        case _ if dataclasses.is_dataclass(value):
            yield getattr(value, "text", "")


@pytest.mark.parametrize("name", RUNS)
def test_nothing_private_is_in_the_shareable_report(name: str) -> None:
    page = render(RUNS[name], private=False)
    assert "Canary" not in page
    assert sample.CLAIMANT not in page
    assert "data:image" not in page
    for told in _private_texts(RUNS[name]):
        assert told not in page


def test_the_private_report_has_it_all() -> None:
    page = render(RUNS["whole"], private=True)
    for told in ("Register the Canary claims", "Canary input", "Canary evidence", "EUR 4,310.75 Canary"):
        assert told in page
    for told in ("Canary popup", "Canary wanted", "Canary seen", "Canary to do", "stage: Read the claim"):
        assert told in page
    looks = [s.event for s in RUNS["whole"] if isinstance(s.event, Looked)]
    assert page.count("data:image/jpeg") == len({look.picture for look in looks})


def test_a_text_never_becomes_a_tag() -> None:
    evil = "</title><script>alert(1)</script><img src=x onerror=y>\u202egnp.exe\ud800\x00"
    told: list[Event] = [
        RunStarted(evil, 1, evil, evil, {evil: evil}),
        StepStarted(evil, evil, evil, 1, False, evil),
        Looked(evil, "before", evil, b"\xff\xd8\xff"),
        Parked(evil, Code.LOCATE_ABSENT, evil, evil, evil),
    ]
    page = render([Stamped("r", n, float(n), e) for n, e in enumerate(told, 1)], private=True)
    assert "script" not in parsed(page).tags
    assert "\u202e" not in page
    page.encode()


def _scrubbed(stamped: Stamped) -> Stamped:
    """The same event with all that is private emptied."""
    private = [f for f in dataclasses.fields(stamped.event) if f.metadata.get("private")]
    emptied = {f.name: type(getattr(stamped.event, f.name))() for f in private if f.name != "value"}
    if any(f.name == "value" for f in private):
        emptied["value"] = []
    return dataclasses.replace(stamped, event=dataclasses.replace(stamped.event, **emptied))


happenings = st.lists(events, max_size=12)


@settings(deadline=None, max_examples=60)
@given(happenings, st.booleans())
def test_any_events_make_a_page(happened: list[Event], private: bool) -> None:
    page = render([Stamped("r", n, float(n), e) for n, e in enumerate(happened, 1)], private=private)
    parsed(page)
    page.encode()


@settings(deadline=None, max_examples=60)
@given(happenings)
def test_the_shareable_report_does_not_depend_on_anything_private(happened: list[Event]) -> None:
    stamped = [Stamped("r", n, float(n), e) for n, e in enumerate(happened, 1)]
    assert render(stamped, private=False) == render(map(_scrubbed, stamped), private=False)


def test_nor_does_that_of_a_realistic_run() -> None:
    run = RUNS["whole"]
    assert render(run, private=False) == render(map(_scrubbed, run), private=False)


def test_what_it_says_of_a_whole_run() -> None:
    page = render(RUNS["whole"], private=False, chain=ChainCheck(sample.RUN, 123, "ab" * 32, None))
    assert "22 of 24" in page
    assert f"Run {sample.RUN}" in page
    assert "Nothing was sent." in page
    assert "Whole." in page
    assert "ab" * 32 in page
    for badge in ("confirmed", "skipped", "refuted", "indeterminate"):
        assert f'class="badge {badge}"' in page
    assert "no receipt: unknown whether it was delivered" in page
    assert "withheld before delivery" in page
    assert "6 min 52 s interrupted" in page
    assert "⟦PERSON_1⟧" in page


def test_stages_are_numbered_and_named_only_in_private() -> None:
    shareable, private = render(RUNS["whole"], private=False), render(RUNS["whole"], private=True)
    for page in (shareable, private):
        assert "Stage 1 of 2" in page
        assert "Stage 2 of 2" in page
        assert ">Loop<" in page
        assert "The condition held." in page
    assert "Canary stage: read the claim" in private
    assert "its rows are fixed" in shareable
    assert "over 2 rows" in private


def test_each_step_stands_in_its_stage() -> None:
    page = render(RUNS["whole"], private=False)
    first = page[page.index('class="group stage') : page.index("Stage 2 of 2")]
    assert [path in first for path in (">0.0<", ">0.1<", ">0.2<", ">1.0<")] == [True, True, True, False]


def test_the_index_leads_to_every_step_in_order() -> None:
    page = render(RUNS["whole"], private=False)
    index = page[page.index("<nav") : page.index("</nav>")]
    marks = re.findall(r'class="mark [a-z]+" href="#step-(\d+)"', index)
    assert marks == sorted(marks, key=int)
    assert len(marks) == page.count('<article class="step')


def test_what_changed_is_marked_though_only_the_screen_after_was_kept() -> None:
    """A step that begins with the screen that the last one left keeps only how it leaves it."""
    kept = [s for s in RUNS["whole"] if not isinstance(s.event, Looked) or s.event.moment == "after"]
    assert render(kept, private=False).count('class="key"') >= len(screens.FILLED)


def test_what_it_says_of_runs_that_have_not_ended() -> None:
    assert "Parked here" in render(RUNS["parked"], private=False)
    assert 'class="badge running"' in render(RUNS["running"], private=False)
    empty = render(RUNS["empty"], private=False)
    assert "No step has begun." in empty
    assert "Not checked" in empty


def test_a_broken_journal_is_said_so_and_proves_nothing() -> None:
    page = render(RUNS["whole"], private=False, chain=ChainCheck(sample.RUN, 6, "ab" * 32, 7))
    assert "Broken at event 7." in page
    assert "Nothing was sent." not in page


def test_thirty_steps_are_small_and_each_screen_is_drawn_once() -> None:
    page = render(RUNS["whole"], private=False)
    assert len(page.encode()) < 1_000_000
    symbols = re.findall(r"<symbol id=\"v\d+\"[^>]*>(.*?)</symbol>", page, re.DOTALL)
    assert len(symbols) == len(set(symbols)) == 17


def test_from_the_journal_to_the_page(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "j.db", bytes(32)) as journal:
        run = journal.new_run()
        for stamped in RUNS["whole"]:
            journal.append(run, stamped.event)
        check = journal.verify(run)
        page = render(journal.read(run), private=False, chain=check)
    assert check.head in page
    assert run in page
