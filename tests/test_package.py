"""The package as a whole: what it exports, what it imports, what its source must not hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import innervate

SOURCE = Path(innervate.__file__).parent
CORE = sorted((SOURCE / "core").glob("*.py"))
MODULES = sorted(SOURCE.rglob("*.py"))


def test_the_exported_names_are_these() -> None:
    assert innervate.__all__ == ["__version__", "perceive"]
    shown = {n for n in vars(innervate) if not n.startswith("_")}
    assert not shown - set(innervate.__all__) - _subpackages()


def _subpackages() -> set[str]:
    return {p.name for p in SOURCE.iterdir() if p.is_dir()} | {p.stem for p in SOURCE.glob("*.py")}


def test_importing_it_has_no_side_effect_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, innervate; print([m for m in ('numpy', 'pydantic', 'PIL', 'click') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_loads_no_heavy_part() -> None:
    code = (
        "import sys; from innervate.cli.main import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('numpy', 'pydantic', 'PIL', 'dbus_fast', 'cryptography') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("doctor", "desktop", "observe", "view", "run", "report", "bench"):
        assert command in done.stdout


def test_core_imports_the_standard_library_only() -> None:
    for module in CORE:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                root = name.split(".")[0]
                assert name.startswith("innervate.core") or root in sys.stdlib_module_names, (module, name)


def test_every_module_says_what_it_is_for() -> None:
    for module in MODULES:
        assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))), module


def test_no_error_is_swallowed_whole() -> None:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                named = node.type.id if isinstance(node.type, ast.Name) else ""
                assert node.type is not None, module
                assert named != "Exception", module


PAUSES = {
    "surfaces/x11/pointer.py": 2,  # what tells two clicks from a double one, and makes a double one of two
    "surfaces/x11/keyboard.py": 2,  # a window that answers no ping; where the keyboard goes: no event tells
    "surfaces/x11/atspi.py": 1,  # a tree that follows its pixels later, and says nothing of it
}
"""Where innervate lets time pass that nothing tells of, how often, and why."""


def test_nothing_sleeps() -> None:
    """Waits wait for something: a change, an answer, an expectation. Benchmarks make others wait."""
    found = {}
    for module in MODULES:
        count = len(re.findall(r"\bsleep\(", module.read_text(encoding="utf-8")))
        if count and "bench" not in module.relative_to(SOURCE).parts:
            found[str(module.relative_to(SOURCE))] = count
    assert found == PAUSES
