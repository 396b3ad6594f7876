"""The policy file: exact lines in its errors, rules that mean nothing, its JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from innervate.boundary.addresses import below, prefix_of
from innervate.boundary.policy import DEFAULT
from innervate.boundary.policy_file import PolicyShape, read_policy, schema
from innervate.core.errors import BadInput
from innervate.planners.source import Source
from tests.boundary.policies import FULL, written


def test_an_empty_policy_is_the_default() -> None:
    assert written("policy: 1\n") == DEFAULT


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        (2, "level: lax", "should be 'strict', 'labels' or 'open'"),
        (2, "levels: open", "unexpected `levels`"),
        (2, "flows: [{type: amount, from: mail, to: portal}]", "`field` is missing"),
        (3, "flows:\n  - {type: amount, from: any, to: portal, field: A}", "no `any`"),
        (3, "flows:\n  - {type: secret, from: mail, to: portal, field: A}", "the vault binds it"),
        (3, "flows:\n  - {type: [], from: mail, to: portal, field: A}", "at least 1 item"),
        (3, "literals:\n  - {to: mail, field: To}", "expected `exact` or `prefix`"),
        (4, "literals:\n  - to: mail\n    prefix: [example.org]\n    field: To", "expected scheme://host/"),
        (4, "apps:\n  mail:\n    windows: [{level: open}]", "a `title`, a `role`"),
        (2, "apps: {any: {level: open}}", "`any` is for `deny`"),
        (2, "budget: {lineage: -1}", "greater than or equal to 0"),
        (2, "acts: [{in: Portal, label: Save}]", "match pattern"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: int, wrong: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        written(f"policy: 1\n{wrong}\n")
    assert f"policy.yaml:{line}:" in error.value.seen
    assert said in error.value.seen


def test_a_file_that_is_not_there_and_names_that_the_desk_lacks(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    with pytest.raises(BadInput, match="INNERVATE_POLICY"):
        read_policy(path, Source.parse, {})
    path.write_text("policy: 1\nacts: [{in: mial, label: Send}]\n")
    with pytest.raises(BadInput, match="the desk has no mial; it has mail"):
        read_policy(path, Source.parse, {"mail"})
    assert read_policy(path, Source.parse, {})[1] == path.read_bytes()


def test_wrong_files_say_where_the_schema_is(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("policy: 2\n")
    with pytest.raises(BadInput, match="innervate policy schema"):
        read_policy(path, Source.parse, {})


def test_the_schema_is_closed_and_says_all_that_may_be_written() -> None:
    told = schema()
    assert json.loads(json.dumps(told)) == told
    assert str(told["$schema"]).startswith("https://json-schema.org/draft/2020-12")
    definitions = told["$defs"]
    assert isinstance(definitions, dict)
    shapes = [told, *(d for d in definitions.values() if d["type"] == "object")]
    assert all(shape["additionalProperties"] is False for shape in shapes)
    properties = told["properties"]
    assert isinstance(properties, dict)
    assert set(Source.parse(FULL, "x").data()) == set(properties)  # type: ignore[call-overload]
    assert told["required"] == ["policy"]
    assert PolicyShape.model_fields["policy"].is_required()


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/claims/1",
        "https://example.org/claims/?q=a&b",
        "https://example.org/claims/",
    ],
)
def test_what_lies_below_a_prefix(text: str) -> None:
    assert below(text, "https://example.org/claims/")


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/claimsx/1",
        "https://example.org/claims/../pay",
        "https://example.org/claims/%2e%2e/pay",
        "https://example.org/claims/./pay",
        "https://example.org.evil.net/claims/",
        "https://example.org@evil.net/claims/",
        "https://example.org:8443/claims/",
        "http://example.org/claims/",
        "https://example.org\\@evil.net/claims/",
        "https://exаmple.org/claims/",
        "https://xn--exmple-4nf.org/claims/",
        "//example.org/claims/",
        "https://example.org/claims/\n",
        " https://example.org/claims/1",
        "https://example.org./claims/1",
        "HTTPS://example.org/claims/1",
        "",
    ],
)
def test_what_only_looks_as_if_it_lay_below_a_prefix(text: str) -> None:
    assert not below(text, "https://example.org/claims/")


def test_paths_and_prefixes_that_are_none() -> None:
    assert below("/srv/claims/a.pdf", "/srv/claims/")
    for text in ("/srv/claims/../x", "/srv/claimsx", "srv/claims/a", "~/claims/a", "/srv//../claims/"):
        assert not below(text, "/srv/claims/")
    for prefix in (
        "https://example.org",
        "https://example.org/a",
        "/srv",
        "example.org/",
        "https:///",
        "/a/?b/",
    ):
        assert prefix_of(prefix) is None or prefix_of(prefix).folder == "/"  # type: ignore[union-attr]
    assert prefix_of("/srv") is None
    assert prefix_of("https://example.org/a") is None


def test_the_policy_in_the_documentation_is_one() -> None:
    page = Path(__file__).parents[2] / "docs" / "boundary.md"
    text = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    policy = written(text)
    assert policy.permits.flows
    assert policy.undriven == {"terminal"}
    assert policy.asked == {"portal"}
