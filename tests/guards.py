"""Takes the boundary's guards away, one at a time, and says which tests notice: `make guards`.

Each guard is a piece of code and what would stand there without it. Works on a copy of the source.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "innervate"
VIEWS = "tests/boundary/test_view.py tests/boundary/test_counts.py"
GATE = "tests/boundary/test_gate.py tests/boundary/test_render.py"
GATEWAY = "tests/boundary/test_gateway.py tests/boundary/test_gateway_tries.py"
EXEC = "tests/boundary/test_gateway_exec.py"
CRASHES = "tests/boundary/test_crashes.py"
LEDGER = "tests/boundary/test_ledger.py"
LEAKAGE = "tests/boundary/test_leakage.py"
TALLY = "tests/runtime/test_tally.py"
SWAYED = "tests/runtime/test_swayed.py"
GUIDES = "tests/boundary/test_guides.py"
WALKS = "tests/runtime/test_walking.py"
LEARNED = "tests/boundary/test_learning.py"
PLANS = "tests/boundary/test_sinks.py tests/runtime/test_planners_plans.py"


@dataclass(frozen=True, slots=True)
class Guard:
    """file: below the package. without: what stands there when it is gone. tests: that should notice."""

    name: str
    file: str
    code: str
    without: str
    tests: str


GUARDS = (
    # profiles
    Guard(
        "a profile that is not the one signed",
        "boundary/gate.py",
        "if application is None or self.guides.get(guide.application) != guide:",
        "if application is None:",
        GUIDES,
    ),
    Guard(
        "a phrase of a profile that is public no more",
        "boundary/gate.py",
        "for role, phrase in spoken(guide):",
        "for role, phrase in ():",
        GUIDES,
    ),
    Guard(
        "a profile that is quoted twice",
        "boundary/gate.py",
        "if len({guide.application for guide in guides}) != len(guides):",
        "if False:",
        GUIDES,
    ),
    Guard(
        "what is not public in a profile",
        "boundary/guides.py",
        "return catalogue.is_public(press.label.text, press.role, origin=catalogue.sink)",
        "return True",
        GUIDES,
    ),
    Guard(
        "types that are not kept",
        "boundary/learning.py",
        "return ValueType.TEXT if kind in ZERO_BUDGET else kind",
        "return kind",
        LEARNED,
    ),
    Guard(
        "a press without a public name",
        "boundary/learning_runs.py",
        "if press.label is not None and shows(before, step.application, press):",
        "if press.label is not None:",
        LEARNED,
    ),
    Guard(
        "a walk's press without a public name",
        "boundary/learning_walks.py",
        "if press is None or not shows(looks[move.source], application, press):",
        "if press is None:",
        LEARNED,
    ),
    Guard(
        "a step that was not confirmed",
        "boundary/learning_runs.py",
        "if step.confirmed and step.before is not None",
        "if step.before is not None",
        LEARNED,
    ),
    Guard(
        "names with a consequence",
        "runtime/harmless.py",
        "if said not in VIEWS and said not in MENUS and has_consequence(element):",
        "if False:",
        WALKS,
    ),
    Guard(
        "buttons on no list",
        "runtime/harmless.py",
        "return Harmless.OPENER if opens_a_view(element.name) and element.role is Role.BUTTON else None",
        "return Harmless.OPENER",
        WALKS,
    ),
    Guard(
        "links that nobody agreed to",
        "runtime/harmless.py",
        "told = element.origin is not None and element.name in agreed",
        "told = element.origin is not None",
        WALKS,
    ),
    Guard(
        "people's own things on a walk",
        "runtime/harmless.py",
        "if not plain(element.name) or positions.of(element) is not Position.INTERFACE:",
        "if not plain(element.name):",
        WALKS,
    ),
    Guard(
        "innervate's own windows on a walk",
        "runtime/walking.py",
        "if why is not None or is_terminal(window, scene):",
        "if False:",
        WALKS,
    ),
    Guard(
        "a walk that cannot come back",
        "runtime/walking_back.py",
        "if not await self.sight.eyes.until(there, BACK_SECONDS, calm=CALM_SECONDS):",
        "if False:",
        WALKS,
    ),
    # what crosses
    Guard(
        "a name in people's own place",
        "boundary/phrases.py",
        "if position is Position.CONTENT or inside in PEOPLES_MENUS:",
        "if inside in PEOPLES_MENUS:",
        VIEWS,
    ),
    Guard(
        "menus of what people made",
        "boundary/phrases.py",
        "if position is Position.CONTENT or inside in PEOPLES_MENUS:",
        "if position is Position.CONTENT:",
        "tests/boundary/test_phrases.py tests/boundary/test_where.py",
    ),
    Guard(
        "a phrase of another origin",
        "boundary/phrases.py",
        "return origin == self.sink and role in GETTEXT_ROLES and form in self.constants",
        "return role in GETTEXT_ROLES and form in self.constants",
        "tests/boundary/test_phrases.py",
    ),
    Guard(
        "an approval of another origin",
        "boundary/phrases.py",
        "if origin == self.sink and self._approved(",
        "if self._approved(",
        "tests/boundary/test_phrases.py",
    ),
    Guard(
        "roles that show constants",
        "boundary/phrases.py",
        "role in GETTEXT_ROLES and form in self.constants",
        "form in self.constants",
        VIEWS,
    ),
    Guard(
        "generic words in interactive roles",
        "boundary/phrases.py",
        "if form in GENERIC_WORDS and role in GENERIC_ROLES:",
        "if form in GENERIC_WORDS:",
        VIEWS,
    ),
    Guard(
        "an approval's place",
        "boundary/phrases.py",
        "return Grant(role, place) in grants",
        "return any(g.role is role for g in grants if isinstance(g, Grant))",
        "tests/boundary/test_phrases.py tests/boundary/test_view.py tests/boundary/test_where.py",
    ),
    Guard(
        "digits",
        "boundary/public_form.py",
        "or any(map(str.isdigit, text))",
        "",
        "tests/boundary/test_phrases.py tests/boundary/test_view.py",
    ),
    Guard(
        "an element of another origin in the page",
        "boundary/view.py",
        "return self.application is not None and self.application.sink == self._shows(of)",
        "return self.application is not None",
        VIEWS,
    ),
    Guard(
        "labels named by content",
        "boundary/position.py",
        "if element.named_by_content or not is_told(element):",
        "if not is_told(element):",
        VIEWS,
    ),
    Guard(
        "names read off the screen",
        "boundary/position.py",
        "if element.named_by_content or not is_told(element):",
        "if element.named_by_content:",
        VIEWS,
    ),
    Guard(
        "what stands in something unseen",
        "boundary/position.py",
        "found = _LOST if parent else _OUTSIDE",
        "found = _OUTSIDE",
        VIEWS,
    ),
    Guard(
        "a circle of parents",
        "boundary/position.py",
        "self._below[parent] = _LOST",
        "self._below[parent] = _OUTSIDE",
        VIEWS,
    ),
    Guard(
        "a label that says something else",
        "boundary/position.py",
        "return same and seen and not",
        "return seen and not",
        VIEWS,
    ),
    Guard(
        "a label of any role",
        "boundary/position.py",
        "seen = is_told(label) and label.role is Role.LABEL and not label.named_by_content",
        "seen = True",
        VIEWS,
    ),
    Guard(
        "named by something unseen",
        "boundary/position.py",
        "told = False  # named by something that nobody saw",
        "told = True",
        VIEWS,
    ),
    Guard(
        "fields named after what they hold",
        "boundary/position.py",
        "told = element.role not in _NAMED_AFTER_VALUE",
        "told = True",
        VIEWS,
    ),
    Guard(
        "columns that a header says",
        "boundary/view.py",
        "where = position if name in self._headers else Position.CONTENT",
        "where = position",
        VIEWS,
    ),
    # what is counted
    Guard(
        "counts of what is called alike",
        "boundary/view.py",
        "if count is Bucket.ONE or role in _ONE_BY_ONE:",
        "if True:",
        VIEWS,
    ),
    Guard(
        "fields by their bucket's least",
        "boundary/view.py",
        "in alike[: count.least])",
        "in alike)",
        VIEWS,
    ),
    Guard(
        "counts in buckets",
        "core/view.py",
        "Bucket.FEW: (2, 5),",
        "Bucket.FEW: (2, 3),",
        VIEWS,
    ),
    Guard(
        "what is in a box is the box's",
        "boundary/view.py",
        "return None  # it is the box's",
        "pass",
        VIEWS,
    ),
    Guard(
        "the focus among what is chosen",
        "boundary/view.py",
        "element.states - {State.FOCUSED} if role in _CHOSEN_AMONG else element.states",
        "element.states",
        VIEWS,
    ),
    Guard(
        "states that are choices",
        "boundary/view.py",
        "_UNTOLD = CHOICE_STATES | {State.FOCUSABLE, State.ACTIVE}",
        "_UNTOLD = {State.FOCUSABLE, State.ACTIVE}",
        VIEWS,
    ),
    Guard(
        "of a password that it is filled",
        "boundary/view.py",
        'return self._handle(element, Part.VALUE, "filled", ValueType.SECRET)',
        "pass",
        VIEWS,
    ),
    Guard(
        "what nobody sees",
        "boundary/view.py",
        "if element.visible and element.bounds is not None:",
        "if True:",
        VIEWS,
    ),
    Guard(
        "items that do not show",
        "boundary/tables.py",
        "shows = element.visible and element.bounds is not None",
        "shows = True",
        VIEWS,
    ),
    Guard(
        "places",
        "boundary/render.py",
        'return " ".join([*words, *_place(element.place if places else None)])',
        'return " ".join([*words, *_place(element.place)])',
        VIEWS,
    ),
    # handles
    Guard(
        "a text that comes back",
        "boundary/handles.py",
        "self._shown[place, element, part] = (text, handle)",
        "self._shown.setdefault((place, element, part), (text, handle))",
        "tests/boundary/test_handles.py tests/boundary/test_view.py",
    ),
    Guard(
        "a handle for each place",
        "boundary/handles.py",
        "known = self._shown.get((place, element, part))",
        "known = next((k for k in self._shown.values() if k[0] == text), None)",
        "tests/boundary/test_handles.py tests/boundary/test_view.py",
    ),
    Guard(
        "random numbers",
        "boundary/handles.py",
        "number = 1 + self._randomness.randrange(stop)\n        while",
        "number = 1 + len(self._numbers)\n        while",
        "tests/boundary/test_handles.py",
    ),
    Guard(
        "handles of this run",
        "boundary/handles.py",
        "return handle in self._values",
        "return True",
        GATE,
    ),
    # the gate
    Guard(
        "phrases at the gate",
        "boundary/gate.py",
        "if not public or public_form(text) != text or any(map(str.isdigit, text)):",
        "if False:",
        GATE,
    ),
    Guard("handles at the gate", "boundary/gate.py", "self._handle(element.value)\n", "pass\n", GATE),
    Guard(
        "choices at the gate",
        "boundary/gate.py",
        "if not CHOICE_STATES.isdisjoint(element.states):",
        "if False:",
        GATE,
    ),
    Guard(
        "the program at the gate",
        "boundary/gate.py",
        "if program != (PurePath(application.executable).name if application.origin else None):",
        "if False:",
        GATE,
    ),
    Guard(
        "capabilities at the gate",
        "boundary/gate.py",
        "if application is None or not set(capabilities) <= set(application.can):",
        "if False:",
        GATE,
    ),
    Guard(
        "passwords at the gate",
        "boundary/gate.py",
        "if element.role is Role.PASSWORD and element.value and element.value.type is not ValueType.SECRET:",
        "if False:",
        GATE,
    ),
    Guard(
        "other words for the same",
        "boundary/reading.py",
        "if view_text(view, places=True) != text:",
        "if False:",
        GATE,
    ),
    Guard(
        "other words for the same changes",
        "boundary/changes.py",
        "if changes_text(found) != text:",
        "if False:",
        GATE,
    ),
    # two keys
    Guard(
        "leaves of the final body",
        "boundary/gateway/transport.py",
        "self._leaves.check(body)",
        "pass",
        GATEWAY,
    ),
    Guard(
        "core's signature",
        "boundary/gateway/transport.py",
        "if not self._core.holds(cleared):",
        "if False:",
        GATEWAY,
    ),
    Guard(
        "one address",
        "boundary/gateway/transport.py",
        'if request.method != "POST" or str(request.url) != to.url:',
        "if False:",
        GATEWAY,
    ),
    Guard(
        "core compares byte by byte",
        "boundary/gateway/way_out.py",
        "and theirs == (ours.sink, ours.head, expected.decode())",
        "",
        GATEWAY,
    ),
    Guard(
        "the gateway's signature",
        "boundary/gateway/way_out.py",
        "and self._channel.verifies(signature, ours.message())",
        "",
        GATEWAY,
    ),
    Guard(
        "values in a goal",
        "boundary/gateway/way_out.py",
        "and not self._shows_a_value(expected)",
        "",
        GATEWAY,
    ),
    Guard(
        "a goal that nobody confirmed",
        "boundary/gateway/leaves.py",
        "if not isinstance(goal, str) or not self._confirmed(goal):",
        "if not isinstance(goal, str):",
        GATEWAY,
    ),
    Guard(
        "written before it leaves",
        "boundary/gateway/way_out.py",
        "left.append(self._ledger.leaving(self._run, to.face, ours.sink, ours.body, ours.head))",
        "left.append(1)",
        GATEWAY,
    ),
    Guard(
        "sendings are counted",
        "boundary/gateway/way_out.py",
        'case {"propose": int()} if len(left) < _MOST_SENDINGS:',
        'case {"propose": int()}:',
        GATEWAY,
    ),
    Guard("a spent budget", "boundary/gateway/way_out.py", "self._budget.require(spent)", "pass", GATEWAY),
    Guard("an answer that drips", "boundary/gateway/transport.py", "self._timer.start()", "pass", GATEWAY),
    Guard(
        "tries of what may have arrived",
        "boundary/gateway/patience.py",
        "reply.told not in PASSING or ",
        "",
        "tests/boundary/test_patience.py",
    ),
    # programs that plan
    Guard(
        "no network",
        "launch/gateway.py",
        '[word for door in doors for word in ("--unshare-net", "--seccomp", str(door))]',
        "[]",
        EXEC,
    ),
    Guard(
        "what nobody asked for",
        "boundary/gateway/program.py",
        "and _spoke(self._process):",
        "and False:",
        EXEC,
    ),
    Guard(
        "answers without an end",
        "boundary/gateway/program.py",
        "if len(answer) > MOST_ANSWER:",
        "if False:",
        EXEC,
    ),
    Guard(
        "all that a program started",
        "boundary/gateway/program.py",
        "os.killpg(process.pid, signal.SIGKILL)",
        "process.kill()",
        EXEC,
    ),
    Guard(
        "a program's environment",
        "boundary/gateway/program.py",
        'if not name.startswith("INNERVATE_")',
        "",
        EXEC,
    ),
    # the ledger
    Guard(
        "anchored records",
        "boundary/ledger_check.py",
        "if anchored and max(anchored) > chain.count:",
        "if False:",
        LEDGER,
    ),
    # where values go
    Guard(
        "flows are denied by default",
        "boundary/sinks.py",
        "if not named:",
        "if False:",
        PLANS,
    ),
    Guard(
        "secrets of another sink",
        "boundary/sinks.py",
        "if value.type is ValueType.SECRET and owner not in (VAULT.place, sink.application.sink):",
        "if False:",
        PLANS,
    ),
    Guard(
        "planners' constants that lead out",
        "boundary/sinks.py",
        "self._not_leading_out(value, sink)",
        "pass",
        PLANS,
    ),
    Guard(
        "flows that the policy denies",
        "boundary/sinks.py",
        "self._not_banned(place, kind, sink)",
        "pass",
        PLANS,
    ),
    Guard(
        "irreversible acts",
        "boundary/sinks.py",
        "deed.application == application.name and plain(deed.label) == plain(label)",
        "True",
        PLANS,
    ),
    # at rest
    Guard(
        "what core files hold",
        "boundary/crashes.py",
        "prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)",
        "prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)",
        CRASHES,
    ),
    Guard("commands are closed", "cli/options.py", "    no_dumps()", "    pass", CRASHES),
    Guard(
        "words of a fault at the command line",
        "cli/main.py",
        "with crashes.Outermost():",
        "if True:",
        CRASHES,
    ),
    Guard("words of a fault elsewhere", "boundary/crashes.py", "        no_words()", "        pass", CRASHES),
    Guard(
        "Views are sealed in the journal",
        "core/event.py",
        "view: str = sealed()",
        "view: str",
        "tests/journal/test_store.py",
    ),
    Guard(
        "what a person calls a value is sealed",
        "core/event.py",
        "    name: str = private()",
        "    name: str",
        "tests/journal/test_store.py",
    ),
    Guard(
        "what a person calls a value is not told",
        "report/facts.py",
        'if private else "kept for later steps"',
        'if True else "kept for later steps"',
        "tests/report/test_page.py",
    ),
    Guard(
        "constants of a playbook",
        "planners/parameters.py",
        'return self.parameter("text", shape)',
        "return shape",
        "tests/planners/test_parameters.py",
    ),
    Guard(
        "what is told to be wrong with a plan is of a vocabulary",
        "boundary/gateway/leaves.py",
        "type(line) is int and 0 < line <= _MOST_LINES and word in words",
        "True",
        "tests/boundary/test_gateway.py",
    ),
    Guard(
        "a planner hears its own words alone",
        "boundary/gateway/leaves.py",
        "if own_words(asked, self.answers) == asked:",
        "if True:",
        "tests/boundary/test_gateway.py",
    ),
    Guard(
        "what only a person's playbooks may use",
        "planners/answers.py",
        "    _require_plain(plan)\n",
        "    pass\n",
        "tests/runtime/test_planning.py",
    ),
    Guard(
        "a playbook that was changed is nobody's",
        "planners/shelf.py",
        "data, approved = self.signed(path), True",
        "data, approved = _read(path), True",
        "tests/planners/test_playbooks.py",
    ),
    Guard(
        "what is approved of a playbook is what was shown",
        "planners/shelf.py",
        "if kept.data != data:",
        "if False:",
        "tests/planners/test_playbooks.py",
    ),
    Guard(
        "an effect that may have happened is not planned around",
        "runtime/planning.py",
        "return isinstance(error, Stale | BadInput) and error.applied is not Applied.UNKNOWN",
        "return True",
        "tests/runtime/test_planning.py",
    ),
    Guard(
        "handles that a plan names are this run's",
        "planners/answers.py",
        "if not issued(one)}",
        "if False}",
        "tests/runtime/test_planning.py",
    ),
    Guard(
        "pictures that the policy does not keep",
        "app.py",
        "pictures=policy.at_rest.pictures,",
        "pictures=True,",
        "tests/test_at_rest.py",
    ),
    Guard(
        "runs that the policy keeps no longer",
        "app.py",
        "journal.forget_older(standing.policy.at_rest.days, but=state.run)",
        "pass",
        "tests/test_at_rest.py",
    ),
    Guard(
        "events are not deleted one by one",
        "journal/forgetting.py",
        '" WHEN NOT EXISTS (SELECT 1 FROM forgotten WHERE run = OLD.run)"',
        '" WHEN 0"',
        "tests/journal/test_store.py",
    ),
    # identity
    Guard(
        "namesakes",
        "boundary/identity.py",
        "return _perhaps(_persons(a, b))",
        "return _exact(a, b) or _perhaps(_persons(a, b))",
        "tests/boundary/test_identity.py",
    ),
    Guard(
        "days that can be read in two ways",
        "boundary/identity.py",
        "return Sameness.SAME if len(one) == len(other) == 1 else Sameness.MAYBE",
        "return Sameness.SAME",
        "tests/boundary/test_identity.py",
    ),
    Guard(
        "look-alikes of other scripts",
        "boundary/identity.py",
        "if len({_script(letter) for letter in one + other if letter.isalpha()}) > 1:",
        "if False:",
        "tests/boundary/test_identity.py",
    ),
    # what a text decides that can't be undone
    Guard(
        "questions of meaning before what can't be undone",
        "runtime/deeds.py",
        "if doubtful or swayed or asked or not granted:",
        "if doubtful or asked or not granted:",
        SWAYED,
    ),
    Guard(
        "whom a reply goes to",
        "runtime/deeds.py",
        "*self._found_there(element, scene)]",
        "]",
        SWAYED,
    ),
    Guard("what a text calls", "runtime/deeds.py", " + self._named_by(target)", "", SWAYED),
    Guard("what is first", "runtime/influence.py", " or _takes_first(one)", "", SWAYED),
    Guard(
        "a text that was classified before",
        "runtime/influence.py",
        "found |= _classified(self.lookup(name))",
        "pass",
        SWAYED,
    ),
    # what is charged
    Guard("nothing unpaid leaves", "boundary/gateway/way_out.py", "self._charges.charge()", "pass", GATEWAY),
    Guard("what a test asks", "runtime/judging.py", "        self.note(value, place=place)\n", "", TALLY),
    Guard(
        "what is called so",
        "runtime/judging.py",
        "            if not public:\n",
        "            if False:\n",
        TALLY,
    ),
    Guard(
        "which of so many",
        "runtime/judging.py",
        "            self.noting.among(among)",
        "            pass",
        TALLY,
    ),
    Guard("no budget, no question", "runtime/tally.py", "        self._require_budget(found)\n", "", TALLY),
    Guard(
        "a constant searches in anything",
        "runtime/tally.py",
        "found |= {(sink, kind.value) for kind in ValueType}",
        "pass",
        TALLY,
    ),
    Guard(
        "a choice read as a text", "runtime/grounding.py", "if element.role in CHOSEN:", "if False:", TALLY
    ),
    Guard("that anything is told", "runtime/tally.py", "TOLD + bits for", "bits for", TALLY),
    Guard("what an interruption forgets", "runtime/context.py", "self.tally.count(decided)", "pass", TALLY),
    Guard(
        "accounts outlive runs",
        "boundary/leakage.py",
        "write_private(self.path, _bytes(kept))",
        "pass",
        LEAKAGE,
    ),
    Guard(
        "all of it or nothing",
        "boundary/leakage.py",
        "            if lacking:\n",
        "            if False:\n",
        LEAKAGE,
    ),
    Guard(
        "the order of rows",
        "boundary/tables.py",
        "max(ValueType, key=lambda kind: types[kind])",
        "next(iter(types))",
        VIEWS,
    ),
)


def noticed(guard: Guard) -> bool:
    """Whether a test turns red without the guard."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__"))
        file = copy / "innervate" / guard.file
        file.write_text(file.read_text("utf-8").replace(guard.code, guard.without, 1), "utf-8")
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *guard.tests.split()]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise SystemExit(
                f"{guard.name}: the tests can't be run\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        return done.returncode == 1


def main() -> None:
    """All guards, or those whose names hold the words given; exit status 1 if one was not missed."""
    chosen = [g for g in GUARDS if not sys.argv[1:] or any(word in g.name for word in sys.argv[1:])]
    missed = 0
    for guard in chosen:
        red = noticed(guard)
        missed += not red
        print(f"{'✓' if red else '✗'} {guard.name:<48} {guard.file}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} guards are missed by a test when they are taken away")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
