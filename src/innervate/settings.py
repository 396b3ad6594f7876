"""Where things are and which parts are used, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. state: folder of journal, vault and keys. desk, policy: files, if they are named.

    policies: where a policy is looked for if neither the settings nor the desk name one.
    """

    state: Path
    desk: Path | None = None
    surface: str = "x11"
    perceiver: str = "fused"
    recognizers: tuple[str, ...] = ()
    use_keyring: bool = True
    policy: Path | None = None
    policies: tuple[Path, ...] = ()

    @staticmethod
    def from_environment(environment: Mapping[str, str], desk: Path | None = None) -> Settings:
        """INNERVATE_STATE, _DESK, _POLICY, _SURFACE, _PERCEIVER, _RECOGNIZERS, _KEYRING=no."""
        home = Path(environment.get("XDG_STATE_HOME") or Path(environment.get("HOME", "~")) / ".local/state")
        state = Path(environment.get("INNERVATE_STATE") or home.expanduser() / "innervate")
        named = environment.get("INNERVATE_DESK")
        keyring = environment.get("INNERVATE_KEYRING", "yes") != "no"
        path = desk or (Path(named) if named else None)
        surface = environment.get("INNERVATE_SURFACE") or "x11"
        perceiver = environment.get("INNERVATE_PERCEIVER") or "fused"
        recognizers = tuple((environment.get("INNERVATE_RECOGNIZERS") or "").replace(",", " ").split())
        policy = environment.get("INNERVATE_POLICY")
        config = Path(environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "~")) / ".config")
        policies = (config.expanduser() / "innervate" / "policy.yaml", state / "policy.yaml")
        named_policy = Path(policy) if policy else None
        return Settings(state, path, surface, perceiver, recognizers, keyring, named_policy, policies)
