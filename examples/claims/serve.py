"""The servers of the world in one process: the portal and an SMTP server that keeps what it gets.

Run as `python -m claims.serve`; prints one line of JSON with its ports once both answer, and ends on SIGTERM
or when its standard input is closed.
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
from werkzeug.serving import make_server

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


def stop_with_input(stop: threading.Event) -> None:
    """Asks for the end once whoever started this process is gone."""
    sys.stdin.read()
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
    server = make_server("127.0.0.1", given.portal_port, app, threaded=True)
    mail = Controller(Keeper(given.smtp_dir), hostname="127.0.0.1", port=given.smtp_port)
    mail.start()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=stop_with_input, args=(stop,), daemon=True).start()
    print(json.dumps({"portal_port": server.server_port, "smtp_port": given.smtp_port}), flush=True)
    stop.wait()
    server.shutdown()
    mail.stop()


if __name__ == "__main__":
    main()
