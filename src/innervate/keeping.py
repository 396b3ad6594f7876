"""What innervate keeps on this machine: keys, journal, vault, approvals, profiles and the ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from innervate.settings import Settings

if TYPE_CHECKING:
    from innervate.boundary.approvals import ApprovalKey
    from innervate.boundary.leakage import Accounts
    from innervate.boundary.ledger import Ledger
    from innervate.boundary.profiles import Profile
    from innervate.boundary.vault import Vault
    from innervate.core.application import Application
    from innervate.journal.store import Journal
    from innervate.perception.states.corrections import Corrections
    from innervate.planners.experience import Experience
    from innervate.planners.shelf import Shelf

_PLAYBOOK = "playbook"
"""What such an approval is for: no origin is called so."""


class Keeping:
    """Opens each of them when it is first needed, in the settings' state folder."""

    KEY_DESCRIPTOR = "INNERVATE_KEY_DESCRIPTOR"
    """The variable by which an isolated core, which reaches no keyring, is told where its root key is."""

    INSIDE = "INNERVATE_INSIDE"
    """The variable that tells a process that it is an isolated core."""

    def __init__(self, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        self.settings = settings
        self.environment = environment
        self._root: bytes | None = None

    def root_key(self) -> bytes:
        """The root key; made on the first call.

        :raises Denied: its file is another's, or no key. :raises Unavailable: the keyring can't be reached.
        """
        from innervate.boundary.keys import KEY_BYTES, load_or_create_key

        if self._root is None:
            given = self.environment.get(self.KEY_DESCRIPTOR)
            if given:
                self._root = os.pread(int(given), KEY_BYTES, 0)
                return self._root
            self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._root = load_or_create_key(self.settings.state, use_keyring=self.settings.use_keyring)
        return self._root

    def _key(self, purpose: str) -> bytes:
        from innervate.boundary.keys import Purpose, derive

        return derive(self.root_key(), Purpose(purpose))

    def journal(self) -> Journal:
        """
        :raises Denied: another key. :raises Lost: the storage fails.
        """
        from innervate.journal.store import Journal

        return Journal.open(self.settings.state / "journal.db", self._key("journal"))

    def vault(self) -> Vault:
        """
        :raises Denied: another key, or others may read the vault.
        """
        from innervate.boundary.vault import Vault

        return Vault.open(self.settings.state / "vault.json", self._key("vault"))

    def accounts(self) -> Accounts:
        """What planners were told of private values, in bits."""
        from innervate.boundary.leakage import Accounts

        return Accounts(self.settings.state / "leakage.json")

    def approvals(self) -> ApprovalKey:
        from innervate.boundary.approvals import ApprovalKey

        self.settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        return ApprovalKey.load_or_create(self.settings.state)

    def approval(self, application: str) -> Path:
        """Where the approval of an application's phrase list is kept."""
        return self.settings.state / "approvals" / f"{application}.json"

    def profile(self, application: Application) -> Profile:
        """What was approved of an application on this machine; an empty profile if nothing was.

        :raises PrivacyRefused: it was changed after it was signed, or is of another sink.
        """
        from innervate.boundary.profiles import kept_profile

        return kept_profile(self.settings.state, application)

    def shelf(self) -> Shelf:
        """The playbooks that are kept here, and which of them a person approved."""
        from innervate.boundary.approvals import approved_bytes, sign
        from innervate.boundary.private_file import write_private
        from innervate.planners.shelf import Shelf

        return Shelf(
            self.settings.state / "playbooks",
            write_private,
            lambda path: approved_bytes(path, _PLAYBOOK, self.approvals()),
            lambda path: sign(path, _PLAYBOOK, self.approvals()),
        )

    def experience(self) -> Experience:
        """What was measured of planners lately."""
        from innervate.boundary.private_file import write_private
        from innervate.planners.experience import Experience

        return Experience(self.settings.state / "planners.json", write_private)

    def corrections(self) -> Corrections:
        """What a person corrected of decisions about windows.

        :raises BadInput: the file is damaged. :raises Denied: others may read it.
        """
        from innervate.boundary.private_file import read_private, write_private
        from innervate.perception.states.corrections import Corrections

        return Corrections(self.settings.state / "corrections.json", read_private, write_private)

    def ledger(self) -> Ledger:
        """What left this machine.

        :raises Denied: the root key can't be read.
        """
        from innervate.boundary.ledger import Ledger
        from innervate.boundary.ledger_anchors import AnchorKey

        return Ledger(self.settings.state, AnchorKey.of(self._key("ledger")))
