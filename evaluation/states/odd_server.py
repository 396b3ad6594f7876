"""A plain web server that does what goes wrong: it says nothing, breaks off, sends in circles, asks who one is."""

from __future__ import annotations

import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PAGES = {
    "/plain": "<title>Reading list</title><h1>Reading list</h1><p>Three books for the winter.</p>"
    "<ul><li>On weirs</li><li>Of lighthouses</li><li>Orchards</li></ul>",
    "/alert": "<title>Orders</title><h1>Orders</h1><script>setTimeout(()=>alert('Order 7 was sent.'),300)</script>",
    "/confirm": "<title>Orders</title><h1>Orders</h1><script>setTimeout(()=>confirm('Remove order 7?'),300)</script>",
    "/prompt": "<title>Orders</title><h1>Orders</h1><script>setTimeout(()=>prompt('Name of the list','Winter'),300)</script>",
}


class Odd(BaseHTTPRequestHandler):
    """Each address misbehaves in its own way."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in _PAGES:
            self._say(200, _PAGES[path], {})
        elif path == "/auth":
            self._say(401, "", {"WWW-Authenticate": 'Basic realm="Archive"'})
        elif path == "/circle":
            self._say(302, "", {"Location": "/circle"})
        elif path in ("/500", "/404"):
            self._say(int(path[1:]), "", {})
        elif path == "/reset":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\nContent-Encoding: gzip\r\n\r\nxx")
        # else nothing is said at all

    def _say(self, status: int, text: str, headers: dict[str, str]) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


def serve(folder: Path, port: int) -> None:
    """Plainly on `port`, and with a certificate that nobody signed on the port after it."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3", "-subj", "/CN=archive",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    secure = ThreadingHTTPServer(("127.0.0.1", port + 1), Odd)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threading.Thread(target=secure.serve_forever, daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", port), Odd).serve_forever()
