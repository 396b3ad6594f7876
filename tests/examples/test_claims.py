"""The example world: its generator, its form, its portal, its mail and its catalogue of phrases."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import smtplib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

pytest.importorskip("flask")
pytest.importorskip("aiosmtpd")
pytest.importorskip("reportlab")

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))

from flask.testing import FlaskClient

from claims import document, mailbox, phrases, truth
from claims.generate import case, money, private_values
from claims.portal import texts
from claims.portal.app import create_app
from claims.world import World, WorldExists, fill_database

SEEDS = range(1, 21)


class Clock:
    """A clock that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Visitor:
    """Uses the portal as a browser does, with the token of the page last seen."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.text = ""
        self.status = 0

    def get(self, path: str) -> str:
        return self._take(self.client.get(path, follow_redirects=True))

    def post(self, path: str, **fields: str) -> str:
        token = re.search(r'name="token" value="([^"]+)"', self.text)
        fields.setdefault("token", token[1] if token else "")
        return self._take(self.client.post(path, data=fields, follow_redirects=True))

    def _take(self, response: object) -> str:
        self.status = response.status_code  # type: ignore[attr-defined]
        self.text = response.get_data(as_text=True)  # type: ignore[attr-defined]
        return self.text


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "portal.db"
    fill_database(case(7), path)
    return path


@pytest.fixture
def visitor(database: Path, clock: Clock) -> Iterator[Visitor]:
    with create_app(database, session_seconds=60.0, clock=clock).test_client() as client:
        yield Visitor(client)


def sign_in(visitor: Visitor) -> None:
    story = case(7)
    visitor.get("/")
    visitor.post("/sign-in", username=story.portal_user, password=story.portal_password)


def entries(**changes: str) -> dict[str, str]:
    story = case(7)
    return {
        "claim_number": story.claim_number,
        "date_of_loss": story.date_of_loss.isoformat(),
        "cause": story.cause.value,
        "claimant": story.claimant,
        "amount": f"{story.amount:,.2f}",
        "description": "",
        "step": "review",
    } | changes


def form_path() -> str:
    return f"/policies/{case(7).policy_number}/new-claim"


def test_a_seed_gives_the_same_case() -> None:
    assert all(case(seed) == case(seed) for seed in SEEDS)
    assert len({case(seed).claim_number for seed in SEEDS}) == len(SEEDS)


def test_both_branches_are_among_the_first_seeds() -> None:
    above = [case(seed).above_deductible for seed in SEEDS]
    assert 6 <= sum(above) <= 14


@pytest.mark.parametrize("seed", [1, 3, 7])
def test_private_values_cover_what_the_mails_show(seed: int) -> None:
    story = case(seed)
    values = set(private_values(story))
    assert {
        story.claim_number,
        money(story.amount),
        story.claimant.split()[0],
        story.portal_password,
    } <= values
    assert {letter.subject for letter in story.letters} <= values
    assert not values & {*texts.CAUSES, *texts.DECISIONS, *texts.MESSAGES}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("seed", [2, 7, 12])
def test_the_form_says_what_the_case_says(seed: int, tmp_path: Path) -> None:
    story = case(seed)
    path = document.write(story, tmp_path / "form.pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Claim notification" in text
    for label, value in document.rows(story):
        assert re.search(rf"{re.escape(label)}\s+{re.escape(value)}", text)
    assert all(line in text for line in story.description_lines)
    assert money(story.deductible) not in text or story.amount == story.deductible


def test_the_inbox_holds_the_claim_with_its_form(tmp_path: Path) -> None:
    story = case(7)
    home = mailbox.write(story, tmp_path / "home", b"%PDF-1.4 form", 2525)
    inbox = truth.sent_messages(home.folder("inbox"))
    assert 7 <= len(inbox) <= 10
    (claim,) = [mail for mail in inbox if mail["Subject"] == story.subject]
    assert f"Claim number: {story.claim_number}" in truth.text_of(claim).splitlines()
    assert [part.get_filename() for part in claim.iter_attachments()] == ["claim-form.pdf"]
    assert "smtp_port=2525" in (home.settings / "accountrc").read_text()


def test_a_wrong_password_is_refused(visitor: Visitor) -> None:
    visitor.get("/")
    visitor.post("/sign-in", username=case(7).portal_user, password="wrong")
    assert visitor.status == 401
    assert texts.WRONG_SIGN_IN in visitor.text


def test_a_claim_is_filed_by_way_of_search_form_and_review(visitor: Visitor, database: Path) -> None:
    story = case(7)
    sign_in(visitor)
    assert story.policy_number in visitor.get(f"/policies?number={story.policy_number}")
    assert "No policy matches" in visitor.get("/policies?number=POL-0000")
    assert money(story.deductible) in visitor.get(f"/policies/{story.policy_number}")
    visitor.get(form_path())
    review = visitor.post(form_path(), **entries())
    assert "Review claim" in review
    assert money(story.payable) in review
    assert not truth.claim_rows(database)
    assert texts.DECISION_MISSING in visitor.post(form_path(), **entries(step="save"))
    page = visitor.post(form_path(), **entries(step="save", decision=texts.APPROVE))
    assert texts.CLAIM_SAVED in page
    (row,) = truth.claim_rows(database, story.claim_number)
    assert row["amount_cents"] == int(story.amount * 100)
    assert row["payable_cents"] == int(story.payable * 100)
    assert row["decision"] == texts.APPROVE


def test_a_claim_number_is_filed_once(visitor: Visitor, database: Path) -> None:
    sign_in(visitor)
    visitor.get(form_path())
    visitor.post(form_path(), **entries(step="save", decision=texts.BELOW))
    visitor.get(form_path())
    page = visitor.post(form_path(), **entries(step="save", decision=texts.BELOW))
    assert visitor.status == 422
    assert page.count(texts.CLAIM_NUMBER_TAKEN) == 2
    assert [row["payable_cents"] for row in truth.claim_rows(database)] == [0]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("claim_number", "", texts.CLAIM_NUMBER_MISSING),
        ("claim_number", "4711", texts.CLAIM_NUMBER_SHAPE),
        ("date_of_loss", "14.03.2026", texts.DATE_SHAPE),
        ("date_of_loss", "2026-02-30", texts.DATE_SHAPE),
        ("date_of_loss", "2999-01-01", texts.DATE_FUTURE),
        ("cause", "", texts.CAUSE_MISSING),
        ("claimant", " ", texts.CLAIMANT_MISSING),
        ("amount", "a lot", texts.AMOUNT_SHAPE),
        ("amount", "1,00", texts.AMOUNT_SHAPE),
        ("amount", "0.00", texts.AMOUNT_POSITIVE),
    ],
)
def test_what_is_wrong_is_said_above_and_beside(
    visitor: Visitor, field: str, value: str, message: str
) -> None:
    sign_in(visitor)
    visitor.get(form_path())
    page = visitor.post(form_path(), **entries(**{field: value}))
    assert visitor.status == 422
    assert page.count(message) == 2
    assert f'aria-describedby="{field}-problem"' in page


def test_a_form_without_its_token_stores_nothing(visitor: Visitor, database: Path) -> None:
    sign_in(visitor)
    visitor.post(form_path(), **entries(step="save", decision=texts.APPROVE, token="forged"))
    assert texts.FORM_EXPIRED in visitor.text
    assert not truth.claim_rows(database)


def test_an_expired_session_ends_at_the_sign_in_page(visitor: Visitor, clock: Clock) -> None:
    sign_in(visitor)
    clock.now += 59
    assert texts.SESSION_EXPIRED not in visitor.get("/policies")
    clock.now += 61
    assert texts.SESSION_EXPIRED in visitor.get("/policies")
    assert 'type="password"' in visitor.text


def every_control_has_a_label(page: str) -> bool:
    controls = re.findall(r"<(?:input|select|textarea)\b[^>]*>", page)
    shown = [control for control in controls if 'type="hidden"' not in control]
    return all(f'for="{re.search(r"id=.([^ >]+?).[ >]", control)[1]}"' in page for control in shown)  # type: ignore[index]


def test_every_control_has_a_label(visitor: Visitor) -> None:
    assert every_control_has_a_label(visitor.get("/"))
    sign_in(visitor)
    for path in ("/policies", "/claims/new", form_path()):
        assert every_control_has_a_label(visitor.get(path))
    assert every_control_has_a_label(visitor.post(form_path(), **entries()))


async def answers(page: str) -> bool:
    try:
        return await asyncio.to_thread(page_of, page) == "ok"
    except OSError:
        return False


async def test_the_portal_goes_away_and_comes_back_while_mails_are_taken(tmp_path: Path) -> None:
    async with World(7, tmp_path / "world") as world, asyncio.timeout(30):
        page = world.facts.portal_url + "health"
        away = asyncio.create_task(world.portal_away(2.0))
        while await answers(page):
            pass
        await asyncio.to_thread(send_a_mail, world.facts.smtp_port)
        assert not away.done()
        await away
        while not await answers(page):
            pass


async def test_a_world_runs_is_refused_twice_and_can_be_taken_up_again(tmp_path: Path) -> None:
    folder = tmp_path / "world"
    async with World(7, folder) as world:
        facts = world.facts
        await asyncio.to_thread(send_a_mail, facts.smtp_port)
        assert await asyncio.to_thread(page_of, facts.portal_url + "health") == "ok"
    (mail,) = truth.sent_messages(Path(facts.smtp_dir), to="somebody@example.org")
    assert truth.text_of(mail).strip() == "Zsófia says hello."
    with pytest.raises(WorldExists):
        World(7, folder).prepare()
    with pytest.raises(WorldExists):
        World(8, folder, reuse=True).prepare()
    async with World(7, folder, reuse=True) as again:
        assert again.facts == facts
        assert await asyncio.to_thread(page_of, facts.portal_url + "health") == "ok"
    assert truth.claim_rows(Path(facts.database)) == []


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    with pytest.raises(WorldExists):
        World(7, tmp_path, fresh=True).prepare()
    assert (tmp_path / "letter").read_text() == "mine"


def send_a_mail(port: int) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "me@example.org", "somebody@example.org", "Hello"
    message.set_content("Zsófia says hello.")
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
        server.send_message(message)


def page_of(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as response:
        return str(response.read().decode())


def test_the_catalogue_of_phrases_is_up_to_date() -> None:
    assert json.loads(phrases.CATALOGUE.read_text(encoding="utf-8")) == phrases.catalogue()
    assert json.loads(phrases.FOR_PIXELS.read_text(encoding="utf-8")) == phrases.catalogue(pixels=True)


def test_the_catalogue_has_what_the_demo_needs() -> None:
    found = {(phrase["text"], phrase["role"]) for phrase in phrases.catalogue()["phrases"]}
    assert {
        ("Policy number", "label"), ("Search", "button"), ("Review claim", "button"), ("Deductible", "label"),
        ("File a claim", "link"), ("Holder", "column"), ("Approve", "option"), ("Claim saved", "message"),
        ("Sign in · Claims portal", "title"), ("YYYY-MM-DD", "label"), ("Decision", "label"),
    } <= found  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_the_catalogue_has_nothing_private(seed: int) -> None:
    catalogue = "\n".join(phrase["text"] for phrase in phrases.catalogue()["phrases"])
    assert [value for value in private_values(case(seed)) if value in catalogue] == []
