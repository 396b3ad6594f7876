"""Records what screen states are measured on: `python -m evaluation.states.capture [NAME ...]`.

Each application is started twice on a private desktop with a home of its own, with other contents and in
another size and theme; at each state it is looked at by its tree and by its pixels alone. What is seen goes
to `out/states/seen`, with a picture of each; `evaluation.states.pack` makes of it what is committed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

from evaluation.boundary.capture import ORIGIN, PORT, serve
from evaluation.boundary.web.serve import PASSWORD
from evaluation.boundary.world import Made, worlds
from evaluation.states import browsers, native, web
from evaluation.states.furnish import furnish
from evaluation.states.subjects import Session, Shown, Subject
from innervate.bench.scene_file import to_json
from innervate.core.frame import Frame
from innervate.core.scene import Scene, scene_of
from innervate.surfaces.x11.desktop import VirtualDesktop

SEEN = Path("out/states/seen")
SUBJECTS = (*web.SUBJECTS, *native.SUBJECTS, *browsers.SUBJECTS)
SIZES = {1: (1600, 1000), 2: (1280, 800)}
_CHROMIUM = (
    "chromium --force-renderer-accessibility --no-first-run --no-default-browser-check "
    "--disable-background-networking --disable-component-update --disable-sync --disable-gpu "
    "--password-store=basic --no-sandbox --test-type --start-maximized "
    "--disable-features=PasswordManagerOnboarding,AutofillServerCommunication,HttpsUpgrades"
).split()
_NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_PREFERENCES = {"credentials_enable_service": False, "profile": {"password_manager_enabled": False}}
_FIREFOX = """user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("network.dns.disabled", true);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("app.update.enabled", false);
user_pref("browser.startup.homepage", "about:blank");
user_pref("dom.disable_open_during_load", false);
user_pref("accessibility.force_disabled", -1);
user_pref("extensions.update.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("browser.tabs.warnOnClose", false);
"""


def main() -> None:
    wanted = sys.argv[1:]
    for subject in SUBJECTS:
        for made in worlds():
            if not wanted or subject.name in wanted:
                began = time.monotonic()
                try:
                    seen = record(subject, made)
                except (OSError, RuntimeError, subprocess.SubprocessError) as error:
                    print(f"{subject.name} {made.number}: {error}", flush=True)
                else:
                    print(
                        f"{subject.name} {made.number}: {seen}, {time.monotonic() - began:.0f} s", flush=True
                    )


def record(subject: Subject, made: Made) -> int:
    """One world of one application; how many states were seen."""
    to = (SEEN / subject.name / str(made.number)).absolute()
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="states-")))
        home = folder / "user"
        furnish(home, made)
        if subject.server:
            asked = ORIGIN + ("/plain" if subject.server == "odd" else "/")
            serve("evaluation.states.servers", subject.server, made, folder, stack, asked, seconds=120)
        (folder / "job.json").write_text(json.dumps([subject.name, made.number, str(to)]))
        environment = {
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_ACCESSIBILITY": "1", "GNOME_ACCESSIBILITY": "1", "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"), "XDG_CACHE_HOME": str(home / ".cache"),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""), "MOZ_DISABLE_CONTENT_SANDBOX": "1", **subject.environment,
        }  # fmt: skip
        if made.number == 2:
            environment |= {"GTK_THEME": "Adwaita:dark"}
        desktop = stack.enter_context(VirtualDesktop(SIZES[made.number], home=home, extra_env=environment))
        desktop.run([sys.executable, "-m", "evaluation.states.capture", "--inside", str(folder)])
    return len(list(to.glob("*.json")))


# Inside the desktop


def _inside(folder: Path) -> None:
    name, number, to = json.loads((folder / "job.json").read_text())
    subject = next(s for s in SUBJECTS if s.name == name)
    filled = {
        "home": str(folder / "user"), "folder": str(folder / "site"), "user": Made(number).account,
        "password": PASSWORD, "origin": ORIGIN, "secure": str(PORT + 1),
    }  # fmt: skip
    for index, session in enumerate(subject.sessions):
        browser = bool(subject.server)
        with (folder / "log").open("ab") as log:
            program = subprocess.Popen(
                _command(session, subject, folder, filled), stdout=log, stderr=log, cwd=folder / "user",
                start_new_session=True,
            )  # fmt: skip
            try:
                _until_a_window_shows()
                time.sleep(session.ready)
                for screen in session.screens:
                    _one(screen, f"{index}-{screen.name}", filled, browser, Path(to))
            except (RuntimeError, subprocess.SubprocessError) as error:
                print(f"  {name} {index}: {error}", flush=True)
            finally:
                _ended(program)


def _command(session: Session, subject: Subject, folder: Path, filled: dict[str, str]) -> list[str]:
    if subject.name == "firefox":
        profile = folder / "firefox"
        profile.mkdir(exist_ok=True)
        (profile / "user.js").write_text(_FIREFOX)
        return ["firefox-esr", "--profile", str(profile), "--no-remote", "about:blank"]
    if subject.server:
        profile = folder / "browser"
        (profile / "Default").mkdir(parents=True, exist_ok=True)
        (profile / "Default" / "Preferences").write_text(json.dumps(_PREFERENCES))
        browser = [*_CHROMIUM, f"--user-data-dir={profile}"]
        if subject.name == "chromium":
            browser.append(_NO_NAMES)
        return [*browser, ORIGIN + session.command.format(**filled)]
    return [word.format(**filled) for word in session.command.split()]


def _ended(program: subprocess.Popen[bytes]) -> None:
    """What was started here, and what that started."""
    for sign in ("TERM", "KILL"):
        subprocess.run(["kill", f"-{sign}", "--", f"-{program.pid}"], check=False, stderr=subprocess.DEVNULL)
        try:
            program.wait(6)
        except subprocess.TimeoutExpired:
            continue
        if sign == "TERM":
            time.sleep(0.7)


def _one(screen: Shown, name: str, filled: dict[str, str], browser: bool, to: Path) -> None:
    for step in screen.steps:
        _perform(step, filled)
    time.sleep(0.6)
    frame, by_tree, by_pixels = asyncio.run(_look())
    window = next((w for w in frame.windows if w.active and not w.popup), None) or next(
        (w for w in reversed(frame.windows) if not w.popup), None
    )
    if window is None:
        raise RuntimeError(f"{screen.name}: no window")
    seen = {"window": window.id, "title": window.title}
    for way, scene in (("tree", by_tree), ("pixels", by_pixels)):
        seen[way] = to_json(_of_window(scene, window.id))
    safe = "".join(c if c.isalnum() or c == "-" else "_" for c in name)
    (to / f"{safe}.json").write_text(json.dumps({"state": screen.name, **seen}, ensure_ascii=False))
    _picture(frame, to / f"{safe}.png")


def _of_window(scene: Scene, window: int) -> Scene:
    """That window alone."""
    frame = replace(scene.frame, windows=tuple(w for w in scene.windows if w.id == window))
    elements = tuple(e for e in scene.elements if e.window == window)
    states = tuple(s for s in scene.states if s.window == window)
    known = {e.id for e in elements}
    return scene_of(frame, elements, tables=tuple(t for t in scene.tables if t.id in known), states=states)


async def _look() -> tuple[Frame, Scene, Scene]:
    from innervate.perception.fused import Fused
    from innervate.surfaces.x11.surface import open_x11

    surface = await open_x11()
    try:
        await surface.quiet(0.5, 4.0)
        await surface.observe()
        await surface.quiet(0.4, 3.0)
        frame = await surface.observe()
        return frame, await Fused().perceive(frame), await Fused(pixels_only=True).perceive(frame)
    finally:
        await surface.close()


def _picture(frame: Frame, path: Path) -> None:
    from PIL import Image

    pixels = frame.pixels
    data = np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width * 4]
    shown = data.reshape(pixels.height, pixels.width, 4)[:, :, 2::-1]
    Image.fromarray(np.ascontiguousarray(shown)).resize((pixels.width // 2, pixels.height // 2)).save(path)


def _until_a_window_shows() -> None:
    end = time.monotonic() + 45
    while time.monotonic() < end:
        if subprocess.run(["wmctrl", "-l"], capture_output=True, check=False).stdout.strip():
            return
        time.sleep(0.3)
    raise RuntimeError("no window")


def _perform(step: str, filled: dict[str, str]) -> None:
    verb, _, rest = step.partition(" ")
    match verb:
        case "sleep":
            time.sleep(float(rest))
        case "sh":
            subprocess.run(["/bin/sh", "-c", rest.format(**filled)], check=False)
        case "go" | "js":
            script = "javascript:" + _filled(rest, filled) + ";void 0"
            place = rest if verb == "js" else rest.format(**filled)
            where = script if verb == "js" else place if ":" in place.split("/")[0] else ORIGIN + place
            _xdotool("key", "ctrl+l")
            time.sleep(0.3)
            _xdotool("type", "--delay", "3", where)
            _xdotool("key", "Delete", "Return")
            time.sleep(1.8)
        case "type":
            _xdotool("type", "--delay", "8", rest.format(**filled))
        case "key":
            _xdotool("key", rest)
            time.sleep(0.4)
        case _:
            raise RuntimeError(f"a step called {verb!r}")


def _filled(script: str, filled: dict[str, str]) -> str:
    """A script has braces of its own."""
    for name, value in filled.items():
        script = script.replace("{" + name + "}", value)
    return script


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, timeout=60)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        _inside(Path(sys.argv[2]))
    else:
        main()
