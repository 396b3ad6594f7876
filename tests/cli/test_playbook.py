from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner

from innervate.app import App
from innervate.cli.main import cli
from innervate.core.plan import Author
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.settings import Settings

PLAN = "plan: Rosa's claim\nfrom: []\nsteps:\n  - ask: Is it Rosa Winter?\n    as: $rosa\n"


async def _person(question: str, choices: tuple[str, ...]) -> str | None:
    return "yes"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = Settings(tmp_path / "state", surface="fake", use_keyring=False)
    app = App(settings, {"XDG_RUNTIME_DIR": str(tmp_path)})
    asyncio.run(app.run(plan_of(Source.parse(PLAN, "plan"), Author.PERSON), ask=_person))
    monkeypatch.setenv("INNERVATE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("INNERVATE_KEYRING", "no")
    monkeypatch.delenv("INNERVATE_DESK", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_playbook_is_written_to_be_given_away(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["playbook", "-o", "given.yaml"], catch_exceptions=False)
    assert done.exit_code == 0
    given = (folder / "given.yaml").read_text()
    assert "osa" not in given
    assert "fill_1" in given


def test_and_as_it_was_for_its_person_alone(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["playbook", "--private", "-o", "mine.yaml"], catch_exceptions=False)
    assert done.exit_code == 0
    assert (folder / "mine.yaml").read_text() == PLAN
    assert (folder / "mine.yaml").stat().st_mode & 0o777 == 0o600
