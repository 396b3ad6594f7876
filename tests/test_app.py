"""The composition root: settings, plug-ins, and one run at a time on a desktop."""

from __future__ import annotations

from pathlib import Path

import pytest

from innervate.app import App, Settings, _only_run_on, _plugin
from innervate.core.errors import Denied, Unavailable


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
    with _only_run_on(":1/abc", environment):
        with pytest.raises(Denied, match="another run"), _only_run_on(":1/abc", environment):
            pass
        with _only_run_on(":2/def", environment):
            pass
    with _only_run_on(":1/abc", environment):
        pass


async def test_a_view_of_the_desktop_in_memory(tmp_path: Path) -> None:
    app = App(Settings(tmp_path, surface="fake", use_keyring=False), {})
    view, wire = await app.view()
    assert view.windows == ()
    assert b'"windows":[]' in wire.replace(b" ", b"")
