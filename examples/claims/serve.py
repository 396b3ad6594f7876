"""The servers of the world in one process: the portal and an SMTP server that keeps what it gets.

Run as `python -m claims.serve`; prints one line of JSON with its ports once both answer, and ends on SIGTERM
or when its standard input is closed. The lines `away` and `back` there take the portal away and bring it
back.
"""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from claims.portal.app import create_app


class Keeper:
    """Writes every accepted message to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        data = content.encode() if isinstance(content, str) else bytes(content or b"")
        name = f"{time.time_ns()}.eml"
        part = self._folder / f".{name}.part"
        part.write_bytes(data)
        part.rename(self._folder / name)
        return "250 Message kept"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--smtp-dir", type=Path, required=True)
    parser.add_argument("--secret-file", type=Path, required=True)
    parser.add_argument("--faults", type=Path, default=None, help="file of what goes wrong in the portal")
    parser.add_argument("--portal-port", type=int, default=0)
    parser.add_argument("--smtp-port", type=int, required=True)
    return parser.parse_args()


class Portal:
    """The portal's web server, which can go away and come back on the same port."""

    def __init__(self, app: Flask, port: int) -> None:
        self._app, self.port = app, port
        self._server: BaseWSGIServer | None = None

    def start(self) -> None:
        self._server = make_server("127.0.0.1", self.port, self._app, threaded=True)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Connections are refused from now on; a second call does nothing."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()


def heed_input(portal: Portal, stop: threading.Event) -> None:
    """Does what standard input says, and asks for the end once whoever started this process is gone."""
    for line in sys.stdin:
        match line.strip():
            case "away":
                portal.stop()
            case "back":
                portal.start()
    stop.set()


def main() -> None:
    """Serves until told to stop."""
    given = arguments()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    secret = given.secret_file.read_text(encoding="utf-8").strip()
    app = create_app(given.database, secret=secret, faults=given.faults)
    portal = Portal(app, given.portal_port)
    mail = Controller(Keeper(given.smtp_dir), hostname="127.0.0.1", port=given.smtp_port)
    mail.start()
    portal.start()
    threading.Thread(target=heed_input, args=(portal, stop), daemon=True).start()
    print(json.dumps({"portal_port": portal.port, "smtp_port": given.smtp_port}), flush=True)
    stop.wait()
    portal.stop()
    mail.stop()


if __name__ == "__main__":
    main()
