"""Which values may go into which application; checked again before each delivery.

A secret goes only to the sink that the vault binds it to. Everything else is granted when a person's own
playbook names the flow: the playbook is that person's words, and writing `set` of a value into a field is
how a person names a flow. A planner's plan is not, and will have to name its flows in the goal or policy;
`Flows.authorise` is where that is decided. Granting changes nothing about a value: what was read from a
screen stays untrusted.
"""

from __future__ import annotations

from typing import Protocol

from innervate.core.application import Application
from innervate.core.errors import Denied
from innervate.core.values import Integrity, Origin, Value, ValueType


class Secrets(Protocol):
    """Where secrets and their sinks are kept: the vault."""

    def sink_of(self, name: str) -> str: ...

    def reveal(self, name: str, sink: str) -> str: ...


class Flows:
    """Decides over flows: source, sink and field."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def authorise_secret(self, secret_name: str, application: Application) -> None:
        """
        :raises Denied: the vault has no such secret, or binds it to another sink.
        """
        bound = self._secrets.sink_of(secret_name)
        if bound != application.sink:
            raise Denied(
                f"to give the secret {secret_name!r} to {application.name} ({application.sink})",
                f"the vault binds it to {bound}",
                f"put a secret for {application.sink} into the vault under a name of its own",
            )

    def secret(self, secret_name: str, application: Application) -> Value:
        """The secret as a value that may go to this application and to no other.

        :raises Denied: as `authorise_secret`, or the vault can't open the entry.
        """
        self.authorise_secret(secret_name, application)
        text = self._secrets.reveal(secret_name, application.sink)
        return Value(ValueType.SECRET, text, Origin(application.sink, Integrity.TRUSTED))

    def authorise(self, value: Value, application: Application, field: str) -> None:
        """Whether a value may go into this field. field: its label, as the playbook says it.

        :raises Denied: a secret of another sink, or of no known one.
        """
        if value.type is ValueType.SECRET and value.origin.place != application.sink:
            raise Denied(
                f"to put a secret into {field!r} of {application.name} ({application.sink})",
                f"it belongs to {value.origin.place}",
                "name the vault's entry in the plan, so that its own sink decides",
            )
