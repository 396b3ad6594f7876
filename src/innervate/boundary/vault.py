"""The vault: secrets encrypted on disk, each bound to the one sink that may receive it.

AES-256-GCM with a fresh nonce for every entry; an entry's name and sink are authenticated with it, so a
secret can't be moved to another name or sink. The file as a whole is sealed, too: what is in it, for whom and
under which names can't be read either. Refuses a wrong key when opened, and never tells whether it was the
key or the file that is wrong, since it can't know. Vaults of format 1, whose names were readable, are read,
and sealed whole by the next `put`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from innervate.boundary.private_file import read_private, write_private
from innervate.core.errors import BadInput, Denied

_FORMAT, _NAMES_READABLE = 2, 1
_NONCE_BYTES = 12
_CHECK = b"innervate vault"
_WHOLE = b"innervate vault, the whole of format 2"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """sink: identity of the application that may receive it."""

    sink: str
    nonce: bytes
    ciphertext: bytes


class Vault:
    """Open with `Vault.open`. Every `put` is on disk when it returns."""

    def __init__(self, path: Path, key: bytes, entries: dict[str, _Sealed]) -> None:
        self._path, self._cipher, self._entries = path, AESGCM(key), entries

    def __repr__(self) -> str:
        return f"Vault({len(self._entries)} entries)"

    @staticmethod
    def open(path: Path, key: bytes) -> Vault:
        """key: 32 bytes, `keys.derive(root, Purpose.VAULT)`. A vault that does not exist yet is empty.

        :raises Denied: it can't be opened with this key, or others may read it.
        :raises BadInput: the file is not a vault.
        """
        try:
            data = read_private(path)
        except FileNotFoundError:
            return Vault(path, key, {})
        vault = Vault(path, key, {})
        try:
            contents = json.loads(data)
            if contents["format"] == _FORMAT:
                contents = json.loads(vault._opened(contents))
            elif contents["format"] != _NAMES_READABLE:
                raise ValueError(f"format {contents['format']}, wanted {_FORMAT}")
            entries = _entries(contents)
            check = entries.pop("")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            seen = f"{type(error).__name__}, where its contents should be"
            raise BadInput(f"a vault in {path}", seen, "restore it from a backup") from None
        vault._entries = entries
        if vault._unsealed("", check) != _CHECK.decode():
            raise vault._closed("its check entry is another one")
        return vault

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._entries))

    def put(self, name: str, secret: str, sink: str) -> None:
        """Keep a secret for one sink: an executable's path or a web origin. Replaces one of that name.

        :raises BadInput: the name or the sink is empty.
        """
        if not name or not sink:
            raise BadInput("a secret with a name and a sink", f"name {name!r}, sink {sink!r}", "give both")
        self._entries[name] = self._sealed(name, secret, sink)
        sealed = {**self._entries, "": self._sealed("", _CHECK.decode(), "")}
        contents = {
            found: {"sink": s.sink, "nonce": s.nonce.hex(), "ciphertext": s.ciphertext.hex()}
            for found, s in sealed.items()
        }
        nonce = secrets.token_bytes(_NONCE_BYTES)
        whole = self._cipher.encrypt(nonce, json.dumps({"entries": contents}).encode(), _WHOLE)
        kept = {"format": _FORMAT, "nonce": nonce.hex(), "sealed": whole.hex()}
        write_private(self._path, json.dumps(kept).encode())

    def reveal(self, name: str, sink: str) -> str:
        """The secret, for delivery to this sink.

        :raises Denied: there is no such secret, it is bound to another sink, or it was tampered with.
        """
        sealed = self._entry(name)
        if sealed.sink != sink:
            raise Denied(
                f"the secret {name!r} for {sink}",
                f"the vault binds it to {sealed.sink}",
                f"if {sink} is to have it too, put it into the vault under a name of its own",
            )
        return self._unsealed(name, sealed)

    def _opened(self, contents: Mapping[str, str]) -> bytes:
        try:
            nonce, sealed = bytes.fromhex(contents["nonce"]), bytes.fromhex(contents["sealed"])
            return self._cipher.decrypt(nonce, sealed, _WHOLE)
        except InvalidTag:
            raise self._closed("the key is another one, or it was changed") from None

    def _entry(self, name: str) -> _Sealed:
        try:
            return self._entries[name]
        except KeyError:
            raise Denied(
                f"the secret {name!r}", "the vault has none of that name", "put it into the vault first"
            ) from None

    def _sealed(self, name: str, secret: str, sink: str) -> _Sealed:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _Sealed(sink, nonce, self._cipher.encrypt(nonce, secret.encode(), _bound(name, sink)))

    def _unsealed(self, name: str, sealed: _Sealed) -> str:
        try:
            return self._cipher.decrypt(sealed.nonce, sealed.ciphertext, _bound(name, sealed.sink)).decode()
        except (InvalidTag, ValueError) as error:
            where = f"its entry {name!r} was changed" if name else "the key is another one, or it was changed"
            raise self._closed(where) from error

    def _closed(self, seen: str) -> Denied:
        return Denied(
            f"the vault {self._path}",
            f"the vault can't be opened with this key: {seen}",
            f"restore the root key or the vault from a backup; or move {self._path} away and put your "
            "secrets into a new one",
        )


def _bound(name: str, sink: str) -> bytes:
    return json.dumps(["innervate vault", _NAMES_READABLE, name, sink]).encode()


def _entries(contents: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, _Sealed]:
    return {
        str(name): _Sealed(
            str(entry["sink"]), bytes.fromhex(entry["nonce"]), bytes.fromhex(entry["ciphertext"])
        )
        for name, entry in contents["entries"].items()
    }
