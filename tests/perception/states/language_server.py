"""A real HTTP server in a process of its own that speaks as a language model: `language_server.py MANNER`.

It prints its port. What it says is chosen from the schema that it is asked with: `first` and `last` always
the first or last choice, `yes` that word, `nonsense` what no schema allows, `broken` a status of 500.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

MANNER = sys.argv[1]


class Model(BaseHTTPRequestHandler):
    """Answers one kind of request."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        form = asked["response_format"]["json_schema"]
        assert form["strict"]
        choices = form["schema"]["properties"]["answer"]["enum"]
        said = {
            "first": choices[0],
            "last": choices[-1],
            "yes": "yes",
            "network": "network",
            "second": "2: Maybe later",
        }.get(MANNER)
        content = json.dumps({"answer": said}) if said is not None else "Surely it is a login, dear user!"
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        self.send_response(500 if MANNER == "broken" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Model)
    print(server.server_port, flush=True)
    server.serve_forever()
