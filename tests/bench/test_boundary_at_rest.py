"""The bench of what is at rest: a world of it in small, and that its controls find what its guards keep."""

from __future__ import annotations

from innervate.bench import boundary_at_rest
from innervate.bench.boundary_stage import stage


def test_nothing_stays_behind_and_the_controls_find_what_would() -> None:
    figures, samples = boundary_at_rest.measure(stage(), 50, 3, lambda said: None)
    by_name = {figure.name: figure.value for figure in figures}
    assert all(figure.holds is not False for figure in figures), samples
    controls = {name: value for name, value in by_name.items() if name.startswith("… control")}
    assert controls["… control: in default reports, with --private"]
    assert controls["… control: in default playbooks, with --private"]
    assert controls["… control: in the journal, had nothing encrypted it"]
    assert controls["… control: with --private, and unencrypted"]
