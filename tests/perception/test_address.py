"""Where a local model may be asked; nothing is sent, and no name looked up, to find that out."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from innervate.core.application import VisionServer
from innervate.core.errors import BadInput, Denied
from innervate.perception.address import Address, address_of
from innervate.perception.vision import LocalModel

_watching = False
_touched: list[str] = []


def _watch(event: str, _: object) -> None:
    if _watching and event.startswith("socket."):
        _touched.append(event)


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def touched() -> Iterator[list[str]]:
    """Every touch of the network in this module; there must be none."""
    global _watching
    _touched.clear()
    _watching = True
    yield _touched
    _watching = False
    assert not _touched


def judged(url: str, *allow: str) -> Address:
    return address_of(VisionServer(url, "eyes", frozenset(allow)))


@pytest.mark.parametrize(
    ("url", "numbers", "port", "path"),
    [
        ("http://127.0.0.1:8080/v1", ("127.0.0.1",), 8080, "/v1"),
        ("http://127.0.0.1:8080", ("127.0.0.1",), 8080, "/v1"),
        ("http://127.9.9.9/", ("127.9.9.9",), 80, "/v1"),
        ("http://[::1]:11434/v1/", ("::1",), 11434, "/v1"),
        ("http://[::ffff:127.0.0.1]:80/a/b", ("127.0.0.1",), 80, "/a/b"),
        ("http://localhost:1234/v1", ("127.0.0.1", "::1"), 1234, "/v1"),
        ("http://LOCALHOST.:1234/v1", ("127.0.0.1", "::1"), 1234, "/v1"),
        ("https://eyes.localhost/v1", ("127.0.0.1", "::1"), 443, "/v1"),
    ],
)
def test_this_machine(url: str, numbers: tuple[str, ...], port: int, path: str) -> None:
    address = judged(url)
    assert (address.numbers, address.port, address.path) == (numbers, port, path)
    assert address.here
    assert address.resolved() == numbers


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/v1",
        "http://192.168.1.5:8080/v1",
        "http://10.0.0.1:8080/v1",
        "http://169.254.169.254/latest",
        "http://0.0.0.0:8080/v1",
        "http://0:8080/v1",
        "http://[::]:8080/v1",
        "http://[::ffff:8.8.8.8]:8080/v1",
        "http://[::ffff:0.0.0.0]:8080/v1",
        "http://[::ffff:7f00:1:1]:8080/v1",
        "http://[64:ff9b::7f00:1]:8080/v1",
        "http://[fe80::1]:8080/v1",
        "http://[2001:db8::1]:8080/v1",
        # Numbers that some resolvers read as this machine's and others as another's.
        "http://127.1:8080/v1",
        "http://2130706433:8080/v1",
        "http://0x7f000001:8080/v1",
        "http://0177.0.0.1:8080/v1",
        "http://127.0.0.01:8080/v1",
        # Names: whoever answers for them may say 127.0.0.1 now and something else later.
        "http://localhost.evil.example:8080/v1",
        "http://127.0.0.1.nip.io:8080/v1",
        "http://localtest.me:8080/v1",
        "http://evil.example/127.0.0.1",
        "http://notlocalhost/v1",
    ],
)
def test_elsewhere_is_denied_and_can_be_allowed_by_name_alone(url: str) -> None:
    with pytest.raises(Denied) as error:
        judged(url)
    assert "allow" in error.value.todo
    with pytest.raises(Denied):
        judged(url, "evil", "example", "8.8", "127.0.0.1", "localhost", "")
    with pytest.raises(Denied):
        LocalModel(VisionServer(url, "eyes"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1@evil.example/v1",
        "http://127.0.0.1:8080@evil.example/v1",
        "http://user:secret@127.0.0.1/v1",
        "http://127.0.0.1\\@evil.example/v1",
        "http://evil.example#@127.0.0.1/",
        "http://evil.example?@127.0.0.1/",
        "http://127.0.0.1/v1?key=a",
        "http://127.0.0.1%2eevil.example/v1",
        "http://[::1%25eth0]:80/v1",
        "http://127.0.0.1 .evil.example/",
        "http://127.0.0.1\n.evil.example/",
        "http://127.0.0.1\t/v1",
        "http://１２７.0.0.1/v1",
        "http://127。0。0。1/v1",
        "http://ⓛocalhost/v1",
        "http://[::1/v1",
        "http://[127.0.0.1]/v1",
        "http://127.0.0.1:99999/v1",
        "http://127.0.0.1:-1/v1",
        "http://127.0.0.1:0/v1",
        "http:///v1",
        "http://./v1",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "unix:/run/model.sock",
        "127.0.0.1:8080",
        "",
    ],
)
def test_what_no_plain_address_needs_is_refused_even_if_all_is_allowed(url: str) -> None:
    with pytest.raises(BadInput):
        judged(url, "evil.example", "127.0.0.1")


def test_a_host_that_policy_names_is_looked_up_only_when_it_is_asked() -> None:
    address = judged("https://GPU-box.lan:8443/v1", "gpu-box.lan")
    assert (address.host, address.port, address.secure, address.here) == ("gpu-box.lan", 8443, True, False)
    assert not judged("http://[2001:db8::1]:80/v1", "[2001:DB8::1]").here


def test_a_model_that_a_local_server_runs_elsewhere_is_denied() -> None:
    for name in ("qwen3-vl:235b-cloud", "glm-4.6:cloud"):
        with pytest.raises(Denied, match="makers"):
            LocalModel(VisionServer("http://127.0.0.1:11434/v1", name))
        LocalModel(VisionServer("http://127.0.0.1:11434/v1", name, frozenset({"ollama.com"})))
    LocalModel(VisionServer("http://127.0.0.1:11434/v1", "cloudy-vision"))
