"""A small web site full of what a walk must not press, which remembers what was asked of it.

Run by its path, as a program that is not innervate's: innervate refuses pages that it serves itself. It
prints its port, serves until its standard input is closed, and then prints each request as a line.
"""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_NAVIGATION = """<a href="/">Home</a> <a href="/letters">Letters</a> <a href="/new">New letter</a>
<a href="/logout">Sign out</a> <a href="/delete">Delete my account</a> <a href="/pay">Pay now</a>"""
PAGES = {
    "/": f"""<title>Office</title>{_NAVIGATION}<h1>Office</h1>
<button onclick="location='/done'">Finish</button>""",
    "/letters": f"""<title>Letters</title>{_NAVIGATION}<h1>Letters</h1>
<table><tr><th>Subject<th>From</tr><tr><td><a href="/letters/1">Divorce</a><td>Will May</tr></table>
<form action="/search"><label for="q">Find letters</label><input id="q" name="q">
<button>Search</button></form>""",
    "/new": f"""<title>New letter</title>{_NAVIGATION}<h1>New letter</h1><form method="post">
<label for="a">Recipient</label><input id="a" required><label for="b">Kind</label>
<select id="b" required><option>One<option>Two</select>
<label for="c">Remarks</label><textarea id="c"></textarea>
<label for="d">Due date</label><input id="d" type="date" aria-required="true">
<label><input type="checkbox" onchange="location='/ticked'">Keep a copy</label>
<button>Send letter</button></form>
<details><summary>More options</summary><label for="e">Copy to</label><input id="e"></details>""",
}
HARMLESS = frozenset({*(f"GET {path}" for path in PAGES), "GET /favicon.ico"})
"""What may be asked for."""


class _Page(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - of this process alone

    def do_GET(self) -> None:
        self.asked.append(f"GET {self.path}")
        body = f'<!doctype html><html lang="en">{PAGES.get(self.path, "<title>Done</title>")}'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.asked.append(f"POST {self.path}")
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told of single requests."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()
    server.shutdown()
    print("\n".join(_Page.asked), flush=True)


if __name__ == "__main__":
    main()
