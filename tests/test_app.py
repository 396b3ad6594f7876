"""The composition root: settings, plug-ins, and one run at a time on a desktop."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from innervate.app import App, Settings, _plugin
from innervate.core.application import VisionServer
from innervate.core.errors import Denied, Unavailable
from innervate.perception.advised import Advised
from innervate.planners.desk import Desk
from innervate.runtime.desktop_lock import only_run_on


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


async def test_a_view_of_the_desktop_in_memory(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {})
    view, wire = await app.view()
    assert view.windows == ()
    assert b'"windows":[]' in wire.replace(b" ", b"")


def test_a_local_model_is_loaded_only_where_the_desk_names_one() -> None:
    code = (
        "import sys; from pathlib import Path; from innervate.app import App, Settings\n"
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
