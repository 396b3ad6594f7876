from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "Rosa Winter 4711"
_DIES = """
import os, signal, sys
from innervate.boundary import crashes
kept = "".join(["Rosa ", "Winter ", "4711"])
if sys.argv[1] == "closed":
    crashes.no_dumps(limits=False)
os.kill(os.getpid(), int(sys.argv[2]))
"""
_RAISES = {
    "the main thread": "raise ValueError(kept)",
    "a cause": "try:\n    raise KeyError(kept)\nexcept KeyError as e:\n    raise ValueError(kept) from e",
    "its type is made": "raise type(kept.replace(' ', ''), (Exception,), {})(kept)",
    "another thread": "import threading\nt = threading.Thread(target=lambda: {}[kept])\nt.start()\nt.join()",
    "a destructor": "class D:\n    def __del__(self): raise ValueError(kept)\nD()",
    "a task that nobody waits for": (
        "import asyncio, gc\nasync def fails(): raise ValueError(kept)\n"
        "async def main():\n    t = asyncio.create_task(fails())\n    await asyncio.sleep(0)\n"
        "    await asyncio.sleep(0)\n    del t\n    gc.collect()\nasyncio.run(main())"
    ),
    "a warning": "import warnings\nwarnings.warn(kept)",
    "another's log": "import logging\nlogging.getLogger('other').error('saw %s', kept)",
    "code without a file": "exec(compile('raise ValueError(kept)', kept, 'exec'))",
}


def _run(code: str, *words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (1 << 30, resource.RLIM_INFINITY)),
    )


@pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV])
def test_a_process_that_is_closed_leaves_no_core_file(tmp_path: Path, number: int) -> None:
    if Path("/proc/sys/kernel/core_pattern").read_text().strip() not in ("core", "core.%p"):
        pytest.skip("this machine hands core files to a program")
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("this machine allows no core files at all")
    _run(_DIES, "open", str(int(number)), folder=tmp_path)
    (left,) = tmp_path.iterdir()
    assert SECRET.encode() in left.read_bytes()
    left.unlink()
    assert _run(_DIES, "closed", str(int(number)), folder=tmp_path).returncode == -number
    assert list(tmp_path.iterdir()) == []


def test_programs_that_it_starts_leave_none_either(tmp_path: Path) -> None:
    code = """
import resource
from innervate.boundary import crashes
crashes.no_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""
    assert _run(code, folder=tmp_path).stdout.strip() == "(0, 0)"


def test_every_command_that_opens_the_app_is_closed(tmp_path: Path) -> None:
    code = """
import ctypes
from innervate.cli.options import open_app
open_app()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
    assert _run(code, folder=tmp_path, INNERVATE_STATE=str(tmp_path)).stdout.strip() == "0"


@pytest.mark.parametrize("what", _RAISES)
def test_what_nobody_foresaw_is_told_without_its_words(tmp_path: Path, what: str) -> None:
    code = f"""
from innervate.boundary import crashes
kept = "".join(["Rosa ", "Winter ", "4711"])
if {{}} != "private":
    crashes.close()
{_RAISES[what]}
"""
    open_ = _run(code.replace("{}", "'private'", 1), folder=tmp_path).stderr
    closed = _run(code.replace("{}", "''", 1), folder=tmp_path).stderr
    assert SECRET in open_
    assert closed.strip()
    assert not any(word in closed for word in ("Rosa", "Winter", "4711"))


def test_the_command_line_tells_a_fault_by_its_place_and_its_person_the_words_too(tmp_path: Path) -> None:
    code = """
import sys
from innervate.cli import main, run
def fails(*_): raise ValueError("".join(["Rosa ", "Winter ", "4711"]))
run.open_app = fails
sys.argv = ["innervate", "runs"]
main.main()
"""
    closed = _run(code, folder=tmp_path)
    assert closed.returncode == 70
    assert "ValueError" in closed.stderr
    assert "cli/run.py" in closed.stderr
    assert "Rosa" not in closed.stderr + closed.stdout
    assert SECRET in _run(code, folder=tmp_path, INNERVATE_TRACEBACK="private").stderr
