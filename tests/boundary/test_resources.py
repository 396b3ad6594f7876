"""Catalogues of programs: each format as its own tools write it, what is damaged, and whose files count."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innervate.boundary import interface_files, resources
from innervate.boundary.debian_files import files_beside
from innervate.boundary.gresource import bundles_of_elf, files_of_bundle
from innervate.boundary.resources import phrases_of_program

ENGLISH = {"LANG": "C.UTF-8"}
UI = b"""<interface><object class="GtkButton">
<property name="label" translatable="yes">_Save &amp; close</property>
<property name="name">private_id</property></object>
<object class="GtkLabel"><property name="label" translatable="yes" context="x">Cost centre</property></object>
</interface>"""


def pak(texts: list[bytes], version: int = 5, encoding: int = 1) -> bytes:
    if version == 5:
        head = struct.pack("<IB3xHH", 5, encoding, len(texts), 0)
    else:
        head = struct.pack("<IIB", 4, len(texts), encoding)
    at, index = len(head) + 6 * (len(texts) + 1), b""
    for number, text in enumerate([*texts, b""]):
        index += struct.pack("<HI", number, at)
        at += len(text)
    return head + index + b"".join(texts)


def qm(pairs: Iterable[tuple[str, str]]) -> bytes:
    messages = b""
    for source, translation in pairs:
        spoken = translation.encode("utf-16-be")
        messages += struct.pack(">BI", 3, len(spoken)) + spoken
        for tag, text in ((8, ""), (6, source), (7, "MainWindow")):
            messages += struct.pack(">BI", tag, len(text.encode())) + text.encode()
        messages += b"\x01"
    magic = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
    hashes = struct.pack(">BI", 0x42, 8) + bytes(8)
    return magic + hashes + struct.pack(">BI", 0x69, len(messages)) + messages


def bundle(contents: bytes, compressed: bool) -> bytes:
    """A GVDB table with one file in it, as GLib lays it out."""
    body = zlib.compress(contents) if compressed else contents + b"\0"
    value = struct.pack("<II", len(contents), int(compressed)) + body + b"\0(uuay)"
    name = b"/org/x/a.ui"
    table = 24
    items = table + 8 + 4
    key_at = items + 24
    value_at = key_at + len(name)
    item = struct.pack("<IIIHcxII", 0, 0xFFFFFFFF, key_at, len(name), b"v", value_at, value_at + len(value))
    head = b"GVariant" + struct.pack("<IIII", 0, 0, table, items + 24)
    return head + struct.pack("<III", 0, 1, 0) + item + name + value


def archive(files: dict[str, str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return kept.getvalue()


PAK = pak([b"New &Tab", "Größer".encode(), b""])
QM = qm([("&File", "&Datei"), ("Black && white", "Schwarz && weiß")])
JA = archive(
    {
        "localization/en-US/a.ftl": "# note\nsave-button = Save page\n"
        "    .label = Keep it\n    .accesskey = K\n-brand = Fox\n",
        "chrome/b.properties": "# c\nopen=Open it\n",
        "c.js": "var secret = 1;",
    }
)
XCD = (
    b'<prop oor:name="Label" oor:type="xs:string">\n<value xml:lang="en-US">~Paste &amp; go</value></prop>'
    b'<prop oor:name="Other"><value>no</value></prop>'
)


def test_each_format() -> None:
    assert list(interface_files.gtk_builder(UI)) == ["Save & close", "Cost centre"]
    assert list(interface_files.chromium(PAK)) == ["New Tab", "Größer", ""]
    assert list(interface_files.chromium(pak([b"a b"], version=4))) == ["a b"]
    assert list(interface_files.chromium(pak(["Öl".encode("utf-16-le")], encoding=2))) == ["Öl"]
    assert list(interface_files.chromium(pak([b"\x89PNG"], encoding=0))) == []
    assert list(interface_files.qt(QM, translations=False)) == ["File", "Black & white"]
    assert list(interface_files.qt(QM, translations=True)) == ["Datei", "Schwarz & weiß"]
    assert list(interface_files.firefox(JA)) == ["Save page", "Keep it", "Fox", "Open it"]
    assert list(interface_files.libreoffice(XCD)) == ["Paste & go"]
    entry = b"[Desktop Entry]\nName=Mail\nName[de]=Post\nExec=x\n[Desktop Action new]\nName=New message\n"
    assert list(interface_files.desktop_entry(entry)) == ["Mail", "New message"]


@pytest.mark.parametrize("compressed", [False, True])
def test_a_bundle(compressed: bool) -> None:
    assert list(files_of_bundle(bundle(UI, compressed))) == [("/org/x/a.ui", UI)]


@pytest.mark.skipif(not shutil.which("glib-compile-resources"), reason="needs glib-compile-resources")
def test_a_bundle_as_glib_writes_it(tmp_path: Path) -> None:
    (tmp_path / "a.ui").write_bytes(UI)
    (tmp_path / "x.xml").write_text(
        '<gresources><gresource prefix="/org/x"><file compressed="true">a.ui</file></gresource></gresources>'
    )
    subprocess.run(["glib-compile-resources", "--target=x.gresource", "x.xml"], cwd=tmp_path, check=True)
    assert [c for n, c in files_of_bundle((tmp_path / "x.gresource").read_bytes()) if n.endswith("a.ui")] == [
        UI
    ]


READERS: dict[str, tuple[bytes, Callable[[bytes], Iterable[object]]]] = {
    "pak": (PAK, interface_files.chromium),
    "qm": (QM, lambda data: interface_files.qt(data, translations=False)),
    "ja": (JA, interface_files.firefox),
    "ui": (UI, interface_files.gtk_builder),
    "xcd": (XCD, interface_files.libreoffice),
    "bundle": (bundle(UI, True), files_of_bundle),
    "elf": (Path("/bin/true").read_bytes()[:20000], bundles_of_elf),
}


@pytest.mark.parametrize("kind", sorted(READERS))
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_damaged_files_are_refused_or_read_and_never_more(kind: str, data: st.DataObject) -> None:
    whole, read = READERS[kind]
    broken = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 6))):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = list(read(bytes(broken)))
    except ValueError:
        return
    assert len(found) <= len(whole)


def test_sections_that_begin_beyond_any_file() -> None:
    broken = bytearray(READERS["elf"][0])
    broken[0x28:0x30] = b"\xff" * 8
    with pytest.raises(ValueError, match="damaged"):
        bundles_of_elf(bytes(broken))


# Whose files count


@pytest.fixture
def admin(tmp_path: Path) -> Path:
    """A dpkg folder with a program, its data package, and a stranger."""
    folder = tmp_path / "dpkg"
    (folder / "info").mkdir(parents=True)
    (folder / "status").write_text(
        "Package: office\nStatus: x\n\nPackage: office-data\nSource: office (1.2)\n\nPackage: other\n"
    )
    listed = {
        "office:amd64": ["/.", "/usr/bin/office"],
        "office-data": [f"{tmp_path}/office.ui", f"{tmp_path}/readme"],
        "other": ["/usr/bin/other", f"{tmp_path}/other.ui"],
    }
    for name, files in listed.items():
        (folder / "info" / f"{name}.list").write_text("\n".join(files) + "\n")
    return folder


def test_files_of_the_same_source_belong_to_a_program(admin: Path, tmp_path: Path) -> None:
    assert set(files_beside("/usr/bin/office", admin)) >= {f"{tmp_path}/office.ui", "/usr/bin/office"}
    assert f"{tmp_path}/other.ui" not in files_beside("/usr/bin/office", admin)
    assert files_beside("/usr/bin/of", admin) == ()
    assert files_beside("/usr/bin/office", tmp_path / "nowhere") == ()


def program(monkeypatch: pytest.MonkeyPatch, files: Iterable[Path]) -> None:
    """Says which files belong to whatever program is asked for."""
    monkeypatch.setattr(resources, "files_beside", lambda _: tuple(map(str, files)))
    resources._READ.clear()


def test_own_files_and_named_ones_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "own.ui").write_bytes(UI)
    (tmp_path / "other.ui").write_bytes(UI.replace(b"Cost centre", b"Sea level"))
    (tmp_path / "app_de.qm").write_bytes(QM)
    (tmp_path / "broken.qm").write_bytes(QM[:40])
    program(monkeypatch, [tmp_path / n for n in ("own.ui", "app_de.qm", "broken.qm", "gone.ui")])
    found = phrases_of_program("/usr/bin/x", [], ENGLISH, tmp_path)
    assert found == {"Save & close", "Cost centre", "File", "Black & white"}
    named = phrases_of_program("/usr/bin/x", [str(tmp_path / "other.ui")], ENGLISH, tmp_path)
    assert named - found == {"Sea level"}
    german = phrases_of_program("/usr/bin/x", [], {"LANG": "de_DE.UTF-8"}, tmp_path)
    assert german - found == {"Datei", "Schwarz & weiß"}


def test_what_was_read_is_kept_until_a_file_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own, kept = tmp_path / "own.ui", tmp_path / "kept"
    own.write_bytes(UI)
    program(monkeypatch, [own])
    first = phrases_of_program("/usr/bin/x", [], ENGLISH, tmp_path, cache=kept)
    (file,) = kept.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    body = json.loads(file.read_bytes())
    file.write_text(json.dumps({**body, "phrases": ["Told"]}))
    resources._READ.clear()
    assert phrases_of_program("/usr/bin/x", [], ENGLISH, tmp_path, cache=kept) == {"Told"}
    file.chmod(0o644)  # others may have written it
    resources._READ.clear()
    assert phrases_of_program("/usr/bin/x", [], ENGLISH, tmp_path, cache=kept) == first
    own.write_bytes(UI.replace(b"Cost centre", b"Sea level"))
    resources._READ.clear()
    assert "Sea level" in phrases_of_program("/usr/bin/x", [], ENGLISH, tmp_path, cache=kept)


@pytest.mark.parametrize(
    ("executable", "some"),
    [
        ("/usr/bin/claws-mail", {"File", "Reply", "Get Mail"}),
        ("/usr/bin/evince", {"Bookmarks", "Find"}),
        ("/usr/bin/mousepad", {"File", "Paste Special"}),
        ("/usr/lib/chromium/chromium", {"New Tab", "Bookmarks"}),
        ("/usr/lib/libreoffice/program/soffice.bin", {"File", "Paste Special"}),
        ("/usr/bin/keepassxc", {"Generate Password"}),
        ("/usr/lib/firefox-esr/firefox-esr", {"Bookmarks"}),
    ],
)
def test_installed_programs(executable: str, some: set[str]) -> None:
    if not Path(executable).exists() or not Path("/var/lib/dpkg/status").exists():
        pytest.skip(f"{executable} is not installed from a package")
    resources._READ.clear()
    assert some <= phrases_of_program(executable, [], ENGLISH)
