"""The four styles, held against the libraries of others.

What these would send with the same content means the same, what they read of our servers' answers is what we
read, and our constrained bodies are of their types.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innervate.bench.boundary_recorder import PLAN, Recorder, reply
from innervate.bench.wire_shapes import CACHED, MADE, READ, SHAPES, body
from innervate.boundary.canonical import canonical
from innervate.boundary.gateway.clearance import TODO, Told, told_by
from innervate.boundary.gateway.destination import Destination, Program, Style, Target
from innervate.boundary.gateway.style import MOST_COUNT, as_text
from innervate.boundary.gateway.template import MOST_PLAN, Template
from innervate.core.application import Application
from innervate.core.errors import BadInput
from innervate.core.outcome import Code
from innervate.core.planner import Ended, Question
from innervate.launch.gateway import template_of
from innervate.planners.answers import plan_from
from innervate.planners.constraint import constraint
from innervate.planners.source import Source
from innervate.report.ledger_entries import said

STYLES = list(Style)


def destination(style: Style, **more: Any) -> Destination:
    path = "/v1beta/models/planner-one:generateContent" if style is Style.GEMINI else "/v1/plan"
    return Destination(f"http://127.0.0.1:9{path}", style, "planner-one", **more)


def meaning(style: Style, said: dict[str, Any]) -> dict[str, object]:
    """What a body asks for, whatever its form."""
    match style:
        case Style.CHAT:
            system, user = said["messages"]
            most = said.get("max_tokens") or said["max_completion_tokens"]
            texts = (system["content"], user["content"])
        case Style.MESSAGES:
            (system,), (user,) = said["system"], said["messages"]
            content = user["content"]
            texts = (system["text"], content if isinstance(content, str) else content[0]["text"])
            assert system["cache_control"]["type"] == "ephemeral"
            most = said["max_tokens"]
        case Style.RESPONSES:
            texts, most = (said["instructions"], said["input"][0]["content"]), said["max_output_tokens"]
        case Style.GEMINI:
            system, (user,) = said["systemInstruction"]["parts"][0], said["contents"]
            texts, most = (
                (system["text"], user["parts"][0]["text"]),
                said["generationConfig"]["maxOutputTokens"],
            )
    return {"texts": texts, "most": most, "model": said.get("model"), "stream": bool(said.get("stream"))}


@pytest.mark.skipif(find_spec("pydantic_ai") is None, reason="pydantic-ai-slim is not installed")
def test_another_library_sends_the_same_and_reads_the_same() -> None:
    shapes = [(style, shape) for style in STYLES for shape in (SHAPES[style].success, SHAPES[style].thought)]
    with ExitStack() as stack:
        recorders = [
            stack.enter_context(Recorder(lambda asked, shape=shape: reply(body(shape(PLAN)))))  # type: ignore[misc]
            for _, shape in shapes
        ]
        words = [f"{s}=http://127.0.0.1:{r.port}" for (s, _), r in zip(shapes, recorders, strict=True)]
        command = [sys.executable, str(Path(__file__).with_name("other_library.py")), *words]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        sent = [recorder.requests[0][1] for recorder in recorders]
    for (style, shape), asked, theirs in zip(shapes, sent, json.loads(ran.stdout), strict=True):
        template = Template(destination(style), "The instructions.")
        ours = template.reply(200, body(shape(PLAN)))
        assert ours.taken is not None
        assert ours.told is Told.ANSWERED
        read = [ours.text, ours.taken.input, ours.taken.cached, ours.taken.output]
        assert theirs == read == [PLAN, READ, CACHED, MADE]
        made = json.loads(canonical(template.around('{"view":"view 1\\n"}')))
        assert meaning(style, made) == meaning(style, json.loads(asked))


@pytest.mark.parametrize("style", STYLES)
def test_what_stays_the_same_comes_first_as_the_server_reads_it(style: Style) -> None:
    template = Template(destination(style))
    one, other = template.around("{}"), template.around('{"view":1}')
    differing = [name for name in one if one[name] != other[name]]
    assert len(differing) == 1
    assert differing[0] in ("messages", "input", "contents")


def types_of(style: Style) -> Callable[[dict[str, Any]], object]:
    """What says whether a body is of the types of the API's own SDK."""
    from pydantic import TypeAdapter

    match style:
        case Style.CHAT:
            params = pytest.importorskip("openai.types.chat.completion_create_params")
            return TypeAdapter(params.CompletionCreateParamsNonStreaming).validate_python
        case Style.RESPONSES:
            params = pytest.importorskip("openai.types.responses.response_create_params")
            return TypeAdapter(params.ResponseCreateParamsNonStreaming).validate_python
        case Style.MESSAGES:
            params = pytest.importorskip("anthropic.types.message_create_params")
            return TypeAdapter(params.MessageCreateParamsNonStreaming).validate_python
        case Style.GEMINI:
            types = pytest.importorskip("google.genai.types")
            content, config = types.Content.model_validate, types.GenerateContentConfig.model_validate
            return lambda said: (
                [content(one) for one in [*said["contents"], said["systemInstruction"]]],
                config(said["generationConfig"]),
            )


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("style", STYLES)
def test_a_constrained_body_is_of_the_types_of_the_apis_own_library(style: Style) -> None:
    template = template_of(destination(style, constrain=True))
    types_of(style)(json.loads(canonical(template.around("{}"))))
    made, schema = template.around("{}"), json.dumps(constraint(), sort_keys=True)
    assert (schema in json.dumps(made, sort_keys=True)) is (style is not Style.GEMINI)
    assert ('"pattern"' in json.dumps(made)) is (style is not Style.GEMINI), "its API does not know them"


@pytest.mark.parametrize("to", [*map(destination, STYLES), Program(("x",), Path())], ids=lambda to: to.sink)
def test_an_auditor_sees_what_was_asked_in_every_style(to: Target) -> None:
    question = Question(b"view 1\nwindow mail ready active\n", "A goal", codes=[Ended(4, Code.OK_DONE)])
    told = said(Template(to).body(question))
    assert told is not None
    assert (told.view.encode(), told.goal, told.codes) == (question.view, "A goal", ("ok.done",))
    for wrong in (b"", b"[]", b"{}", b'{"view":7}', b'{"messages":[{"content":"["}]}', b"[" * 5000):
        assert said(wrong) is None


@pytest.mark.parametrize("style", STYLES)
def test_a_body_of_another_form_is_not_taken_apart(style: Style) -> None:
    template = Template(destination(style))
    made: dict[str, Any] = json.loads(canonical(template.around('{"a":1}')))
    assert template.content_of(made) == '{"a":1}'
    for name in made:
        other = {key: value for key, value in made.items() if key != name}
        assert template.content_of(other) is None
        assert template.content_of({**made, name: "other"}) is None
    assert template.content_of({**made, "user": "someone"}) is None
    for other in (None, 7, [], "", {"messages": [7]}, {"input": {}}, {"contents": [{"parts": []}]}):
        assert template.content_of(other) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES)
def test_the_words_for_refusals_ends_by_length_and_nonsense(style: Style) -> None:
    template, shapes = Template(destination(style)), SHAPES[style]
    assert template.reply(200, body(shapes.refused)).told is Told.DECLINED
    assert template.reply(200, body(shapes.filtered)).told is Told.DECLINED
    cut = template.reply(200, body(shapes.cut))
    assert cut.told is Told.TOO_LONG
    assert cut.taken is not None, "it is paid for"
    assert cut.taken.output == MADE
    for nonsense in (None, 7, [], {}, "x", {"choices": 7, "content": {}, "output": 1, "candidates": [[]]}):
        assert template.reply(200, body(nonsense)).told is Told.UNUSABLE


@pytest.mark.parametrize(
    ("style", "status", "said", "word"),
    [
        (Style.CHAT, 429, {"error": {"code": "insufficient_quota"}}, Told.UNPAID),
        (Style.RESPONSES, 429, {"error": {"code": "insufficient_quota"}}, Told.UNPAID),
        (Style.CHAT, 429, {"error": {"code": "rate_limit_exceeded"}}, Told.LIMITED),
        (Style.MESSAGES, 500, {"error": {"type": "overloaded_error"}}, Told.OVERLOADED),
        (Style.MESSAGES, 400, {"error": {"type": "billing_error"}}, Told.UNPAID),
        (Style.GEMINI, 400, {"error": {"details": [{"reason": "API_KEY_INVALID"}]}}, Told.KEY),
        (Style.GEMINI, 400, {"error": {"details": "no list"}}, Told.BAD_REQUEST),
        (Style.CHAT, 418, {}, Told.BAD_REQUEST),
        (Style.CHAT, 599, [], Told.FAULT),
    ],
)
def test_what_an_error_says_beside_its_status(style: Style, status: int, said: object, word: Told) -> None:
    assert Template(destination(style)).reply(status, body(said)).told is word


def test_every_word_for_a_failure_says_what_to_do() -> None:
    assert set(TODO) == set(Told) - {Told.ANSWERED, Told.REFUSED}
    assert {told_by(status) for status in range(300, 600)} <= set(TODO)


ANY_TEXT = st.text(st.characters(), max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def broken(draw: st.DrawFn, style: Style) -> object:
    """An answer in the style's shape of which any part is anything else."""
    shapes = SHAPES[style]
    whole = draw(st.sampled_from([shapes.success(PLAN), shapes.thought(PLAN), shapes.refused, shapes.cut]))
    said: Any = json.loads(body(whole))
    part: Any = said
    while True:
        key = draw(st.sampled_from(list(part) if isinstance(part, dict) else range(len(part))))
        inner = part[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
            part[key] = draw(JSON)
            return said
        part = inner


@given(st.data(), st.sampled_from(STYLES))
def test_whatever_is_answered_is_a_word_a_bounded_text_and_bounded_numbers(
    data: st.DataObject, style: Style
) -> None:
    template = Template(destination(style))
    said = data.draw(broken(style) | JSON)
    status = data.draw(st.sampled_from([200, 400, 401, 429, 500]))
    found = template.reply(status, json.dumps(said).encode())
    canonical(found.text)
    assert len(found.text) <= MOST_PLAN
    assert (found.told is Told.ANSWERED) <= (status == 200)
    if found.taken is not None:
        numbers = (found.taken.input, found.taken.cached, found.taken.output)
        assert all(type(n) is int and 0 <= n <= 3 * MOST_COUNT for n in numbers)


@pytest.mark.parametrize("style", STYLES)
def test_numbers_of_tokens_are_bounded_whatever_is_said(style: Style) -> None:
    template = Template(destination(style))
    text = body(SHAPES[style].success(PLAN)).decode()
    for wrong in ("-5", "1e9", "1.5", '"7"', "null", "[]", "9" * 40):
        taken = template.reply(200, text.replace(str(READ), wrong).encode()).taken
        assert taken is not None
        assert all(type(n) is int and 0 <= n <= 3 * 10**9 for n in (taken.input, taken.cached, taken.output))


@pytest.mark.parametrize(
    "content",
    [
        f"<think>\nplan: not this\n</think>\n\n{PLAN}",
        [{"type": "thinking", "thinking": [{"type": "text", "text": "no"}]}, {"type": "text", "text": PLAN}],
    ],
)
def test_thoughts_that_servers_leave_in_an_answer_are_left_out(content: object) -> None:
    said = json.loads(body(SHAPES[Style.CHAT].success(PLAN)))
    said["choices"][0]["message"]["content"] = content
    found = Template(destination(Style.CHAT)).reply(200, body(said))
    assert (found.told, found.text) == (Told.ANSWERED, PLAN)


def test_a_constrained_messages_answer_is_the_input_of_its_tool() -> None:
    plan = {"plan": "x", "from": [], "steps": [{"end": "done"}]}
    said = json.loads(body(SHAPES[Style.MESSAGES].success(PLAN)))
    said["content"] = [{"type": "tool_use", "id": "t", "name": "plan", "input": plan}]
    found = Template(destination(Style.MESSAGES)).reply(200, body({**said, "stop_reason": "tool_use"}))
    assert plan_from(found.text, {}, (), lambda handle: False).title == "x"


def test_a_plan_as_json_is_read_as_one_as_yaml() -> None:
    text = as_text(
        {
            "plan": "Straße 😀 / \\ \u27e6",
            "from": ["portal"],
            "let": {"$limit": {"money": 500.25, "currency": "EUR"}},
            "steps": [
                {"act": "press", "on": {"in": "portal", "role": "button", "label": "Save"}},
                {"end": "done"},
            ],
        }
    )
    plan = plan_from(text, {"portal": Application("portal", "/usr/bin/portal")}, (), lambda handle: False)
    assert (plan.title, len(plan.steps)) == ("Straße 😀 / \\ \u27e6", 2)


def test_gemini_names_its_model_in_the_address() -> None:
    with pytest.raises(BadInput, match="generateContent"):
        Destination("http://127.0.0.1:9/v1/other:generateContent", Style.GEMINI, "planner-one")


def test_the_schema_has_only_what_constrained_decoding_knows() -> None:
    known = {"type", "required", "enum", "const", "minItems", "pattern", "anyOf", "properties", "items"}
    known |= {"additionalProperties", "$ref", "$defs"}
    document = constraint()
    found: set[str] = set()

    def walk(part: Any, schema: bool) -> None:
        if isinstance(part, dict):
            found.update(part if schema else ())
            for name, one in part.items():
                walk(one, not (schema and name in ("properties", "$defs")))
        elif isinstance(part, list):
            for one in part:
                walk(one, True)

    walk(document, True)
    assert found <= known
    named = json.dumps(document)
    refs = {name.split('"')[0] for name in named.split('"#/$defs/')[1:]}
    assert refs <= set(document["$defs"])  # type: ignore[arg-type]
    assert len(named) < 16_000


def test_our_playbooks_keep_to_the_schema() -> None:
    """Examples of plans that people wrote: the schema may be looser than the language, and not narrower."""
    validators = pytest.importorskip("jsonschema")
    check = validators.Draft202012Validator(constraint())
    plans = [path for path in Path("examples").rglob("*.yaml") if "\nsteps:" in path.read_text()]
    assert plans
    for path in plans:
        written = json.loads(json.dumps(Source.parse(path.read_text(), path.name).data(), default=str))
        assert not list(check.iter_errors(written)), path
