"""Programs that plan, well and badly, each in its own way: `python wire_programs.py NAME`.

Promises: nothing but the standard library, and an end within a minute.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request

SOCKETS = ("/tmp/.X11-unix", "/run/user", "/run/dbus")
PLAN = "plan: 1\nsteps: []\n"


def line() -> str:
    return sys.stdin.readline()


def say(answer: object) -> None:
    print(answer if isinstance(answer, str) else json.dumps(answer), flush=True)


def echo() -> None:
    """The plan is what it was given, to the byte."""
    while asked := line():
        say({"plan": asked.removesuffix("\n")})


def plan() -> None:
    while line():
        say({"plan": PLAN, "usage": {"input": 10, "cached": 4, "output": 3}})


def structured() -> None:
    while line():
        say({"plan": {"plan": "x \u00e4", "steps": []}})


def error() -> None:
    while line():
        say({"error": "I don't know that desk, Rosa Winter-Ibarra"})


def garbage() -> None:
    while line():
        say("Sure! Here it is:")


def other() -> None:
    while line():
        say({"plan": 7})


def huge() -> None:
    while line():
        say({"plan": "x" * (10 << 20)})


def endless() -> None:
    line()
    while True:
        sys.stdout.write("x" * 65536)


def ends() -> None:
    line()


def ends_at_once() -> None:
    return


def closes() -> None:
    line()
    os.close(1)
    time.sleep(60)


def hangs() -> None:
    """With a child that holds its standard output, too."""
    line()
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", __file__, "hangs"])
    time.sleep(60)


def deaf() -> None:
    """It never reads."""
    time.sleep(60)


def two() -> None:
    while line():
        sys.stdout.write(json.dumps({"plan": PLAN}) + "\n" + json.dumps({"plan": "other"}) + "\n")
        sys.stdout.flush()


def early() -> None:
    """It speaks before it is asked."""
    say({"plan": "early"})
    time.sleep(60)


def late() -> None:
    """Right first, and then something that nobody asked for, once it is told to."""
    line()
    say({"plan": PLAN})
    while not os.path.exists(os.path.join(os.environ["HOME"], "speak")):
        time.sleep(0.01)
    say({"plan": "late"})
    while line():
        say({"plan": PLAN})


def noisy() -> None:
    while line():
        sys.stderr.write("Rosa Winter-Ibarra\n" * 100_000)
        sys.stderr.flush()
        say({"plan": PLAN})


def confined() -> None:
    """What it finds around itself."""
    while line():
        try:
            urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
            net = "reached"
        except OSError as error:
            net = str(getattr(error, "reason", error))
        try:
            with open("/proc/self/net/dev") as file:
                net += "|" + ",".join(sorted(row.split(":")[0].strip() for row in file if ":" in row))
        except OSError:
            pass
        try:
            with open(os.path.join(os.environ["HOME"], "written"), "w") as file:
                file.write("x")
            wrote = True
        except OSError:
            wrote = False
        names = sorted(n for n in os.environ if n.startswith("INNERVATE_") or n in ("DISPLAY", "XAUTHORITY"))
        held = sorted(os.listdir("/proc/self/fd"))
        sockets = [name for name in SOCKETS if os.path.isdir(name) and os.listdir(name)]
        found = {"net": net, "wrote": wrote, "names": names, "held": held, "sockets": sockets}
        say({"plan": json.dumps(found)})


if __name__ == "__main__":
    globals()[sys.argv[1]]()
