"""The world of the MiniWoB++ bench: serves the listed tasks' pages on loopback and keeps their rewards.

Promises: of the package's pages only those of tasks that are listed are ever opened, with the files that all
pages share. What is added to a page seeds it, starts it, gives it more time and reports its reward; it draws
nothing. Standard library only, and run as a program of its own: what innervate drives is not innervate's.
Called as `python -P miniwob_server.py HTML_FOLDER TASK[,TASK…]`; prints its port.
"""

from __future__ import annotations

import json
import mimetypes
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

_WAIT_SECONDS = 20.0
_ADDED = b'<link rel="icon" href="data:,"><script src="/episode.js"></script></head>'
_SCRIPT = """
(function () {
  const task = location.pathname.split('/').pop().replace('.html', '');
  const tell = (what, told) => fetch('/' + what, {method: 'POST', body: JSON.stringify(told)});
  let current = null;
  function begin(episode) {
    current = episode;
    Math.seedrandom(episode.seed);
    core.EPISODE_MAX_TIME = episode.limit_ms;
    core.hideDisplay();
    document.getElementById('click-canvas').style.display = 'none';
    core.startEpisodeReal();
    const said = document.getElementById('query').textContent.replace(/\\s+/g, ' ').trim();
    tell('begun', {number: episode.number, said: said});
  }
  async function wait() {
    for (;;) {
      const answer = await fetch('/next?after=' + (current ? current.number : -1));
      const episode = await answer.json();
      if (episode === null) continue;
      if (episode.task !== task) { location.href = '/miniwob/' + episode.task + '.html'; return; }
      begin(episode);
    }
  }
  window.addEventListener('load', function () {
    if (typeof core === 'undefined') { wait(); return; }
    const end = core.endEpisode;
    core.endEpisode = function () {
      const open = core.EP_TIMER !== null;
      end.apply(core, arguments);
      if (open && current) {
        tell('ended', {number: current.number, reward: WOB_RAW_REWARD_GLOBAL, why: WOB_REWARD_REASON});
      }
    };
    wait();
  });
})();
"""
_IDLE = b'<!doctype html><title>Waiting</title><p>Waiting</p><script src="/episode.js"></script>'


class World:
    """What the pages are told, and what they told."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.episode: dict[str, object] | None = None
        self.begun: dict[str, object] = {}
        self.ended: dict[str, object] = {}

    def next(self, after: int) -> dict[str, object] | None:
        """The episode to play, once it is another one than the last."""

        def there() -> bool:
            return self.episode is not None and self.episode["number"] != after

        with self.changed:
            self.changed.wait_for(there, _WAIT_SECONDS)
            return self.episode if there() else None

    def told(self, what: str, said: dict[str, object]) -> None:
        with self.changed:
            match what:
                case "play":
                    self.episode, self.begun, self.ended = said, {}, {}
                case "begun" | "ended" if self.episode and self.episode["number"] == said["number"]:
                    setattr(self, what, said)
            self.changed.notify_all()

    def heard(self, what: str, seconds: float) -> dict[str, object]:
        """What the page said of the episode; nothing, if it says nothing in time."""
        with self.changed:
            self.changed.wait_for(lambda: bool(getattr(self, what)), seconds)
            return dict(getattr(self, what))


class Answering(BaseHTTPRequestHandler):
    """Files of the folder, and the few addresses by which pages and bench talk."""

    folder: Path
    tasks: frozenset[str]
    world: World
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        words = dict(part.split("=") for part in parts.query.split("&") if "=" in part)
        match parts.path:
            case "/":
                self._send(_IDLE, "text/html")
            case "/episode.js":
                self._send(_SCRIPT.encode(), "text/javascript")
            case "/next":
                self._json(self.world.next(int(words["after"])))
            case "/begun" | "/ended":
                self._json(self.world.heard(parts.path[1:], float(words["seconds"])))
            case _:
                self._file(parts.path)

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.world.told(urlsplit(self.path).path[1:], said)
        self._json(None)

    def _file(self, name: str) -> None:
        path = (self.folder / name.lstrip("/")).resolve()
        inside = path.is_relative_to(self.folder) and path.parts[len(self.folder.parts)] in ("core", "common")
        listed = path.parent == self.folder / "miniwob" and path.stem in self.tasks and path.suffix == ".html"
        if not (inside or listed) or not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        if listed:
            data = data.replace(b"</head>", _ADDED, 1)
        self._send(data, mimetypes.guess_type(path.name)[0] or "application/octet-stream")

    def _json(self, told: object) -> None:
        self._send(json.dumps(told).encode(), "application/json")

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store" if kind != "image/png" else "max-age=600")
        self.end_headers()
        try:
            self.wfile.write(data)
        except (BrokenPipeError, ConnectionResetError):  # the page went elsewhere
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def main(folder: Path, tasks: frozenset[str]) -> None:
    """Serves until it is ended."""
    Answering.folder, Answering.tasks, Answering.world = folder.resolve(), tasks, World()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), frozenset(sys.argv[2].split(",")))
