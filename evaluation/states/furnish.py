"""What lies in the home of an application that is looked at: files that are whole, damaged, locked or hollow."""

from __future__ import annotations

import subprocess
from pathlib import Path

from evaluation.boundary.web.serve import PASSWORD
from evaluation.boundary.world import Made

_ERRORS = (
    "{day} 04:11:02 intake ERROR could not open the sluice: permission denied\n"
    "{day} 04:11:09 intake WARNING login of the keeper failed twice\n"
    "{day} 04:12:40 intake ERROR gauge not found, connection timed out\n"
    "{day} 04:13:00 intake INFO restarted, all is well\n"
)


def furnish(home: Path, made: Made) -> None:
    """All of it; the same world has the same files."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "hollow").mkdir()
    (home / "docs").mkdir()
    (home / "heavy").mkdir()
    with (home / "heavy" / "big.bin").open("wb") as big:
        big.truncate(4 << 30)  # nothing but a hole, and yet long work to copy or to compress
    (home / "docs" / "plan.txt").write_text(made.letter())
    (home / "letter.txt").write_text(made.letter())
    (home / "changing.txt").write_text(made.letter())
    (home / "orders.csv").write_text(made.csv())
    (home / "errors.txt").write_text(_ERRORS.format(day=made.date(made.chance)) * 9)
    (home / "binary.txt").write_bytes(b"caf\xe9 \xff\xfe\x00 \x81\x8d" * 40)
    for name in ("broken.ods", "broken.odt", "broken.db", "broken.png", "broken.zip", "broken.pdf",
                 "broken.gsb", "broken.planner", "broken.torrent", "broken.kdbx"):  # fmt: skip
        (home / name).write_bytes(b"PK\x03\x04 this is none \x00\x01\x02" * 30)
    (home / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing else\n")
    (home / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing else")
    made.database(home / "firm.db")
    _papers(home, made)
    _archives(home)
    _office(home)
    safe = [PASSWORD, PASSWORD]
    subprocess.run(["keepassxc-cli", "db-create", "-q", "-p", str(home / "safe.kdbx")],
                   input="\n".join(safe) + "\n", text=True, check=False, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env={"HOME": str(home), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"})  # fmt: skip


def _papers(home: Path, made: Made) -> None:
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(home / "paper.pdf"))
    for number, line in enumerate(made.letter().splitlines()):
        canvas.drawString(60, 780 - 18 * number, line)
    canvas.save()
    lock = ["qpdf", "--encrypt", PASSWORD, PASSWORD, "256", "--"]
    subprocess.run([*lock, str(home / "paper.pdf"), str(home / "locked.pdf")], check=False)
    Image.new("RGB", (300, 200), (120, 160, 90)).save(home / "picture.png")


def _archives(home: Path) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False, "cwd": home}
    subprocess.run(["zip", "-q", "archive.zip", "letter.txt", "orders.csv"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["zip", "-q", "-P", PASSWORD, "locked.zip", "letter.txt"], **quiet)  # type: ignore[call-overload]


def _office(home: Path) -> None:
    """A locked text, written without an office program: a container whose manifest says that it is encrypted."""
    import zipfile

    entry = (
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml" manifest:size="900">'
        '<manifest:encryption-data manifest:checksum-type="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0#sha256-1k" '
        'manifest:checksum="n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="><manifest:algorithm '
        'manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" '
        'manifest:initialisation-vector="dGVzdHRlc3R0ZXN0dGVzdA=="/><manifest:key-derivation '
        'manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="100000" '
        'manifest:salt="dGVzdHRlc3R0ZXN0dGVzdA=="/><manifest:start-key-generation '
        'manifest:start-key-generation-name="http://www.w3.org/2000/09/xmldsig#sha256" manifest:key-size="32"/>'
        "</manifest:encryption-data></manifest:file-entry>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{kind}"/>'
        f"{entry}</manifest:manifest>"
    )
    with zipfile.ZipFile(home / "locked.odt", "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", b"\x00\x01\x02\x03" * 225)
