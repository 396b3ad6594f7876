"""Kvantum's themes: each is made a user theme of its own, without animation and translucency, and once more
with transparent text, so that a picture without text can be taken."""

import os
import re
from pathlib import Path

_INSTALLED = Path("/usr/share/Kvantum")
_STILL = ("composite", "translucent_windows", "blurring", "popup_blurring", "animate_states", "transient_scrollbar", "transient_groove",
          "menu_shadow_depth", "tooltip_shadow_depth", "x11drag")  # fmt: skip
_COLOUR = re.compile(r"^((?:text\.|.*\btext\.|link\.)(?:.*\.)?color)=.*$", re.MULTILINE)
_SHADOW = re.compile(r"^text\.shadow=.*$", re.MULTILINE)


def choose(theme: str, hidden: bool) -> None:
    """Make a theme the one that the next style of Kvantum shows. Fails if it is not installed."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path(os.environ["HOME"]) / ".config") / "Kvantum"
    name = f"{theme}Zoo{'Bare' if hidden else ''}"
    folder = home / name
    if not folder.exists():
        folder.mkdir(parents=True)
        source = _INSTALLED / theme / theme
        (folder / f"{name}.kvconfig").write_text(_config(source.with_suffix(".kvconfig").read_text(), hidden))
        if source.with_suffix(".svg").exists():
            (folder / f"{name}.svg").symlink_to(source.with_suffix(".svg"))
    (home / "kvantum.kvconfig").write_text(f"[General]\ntheme={name}\n")


def _config(text: str, hidden: bool) -> str:
    for key in _STILL:
        value = "0" if key.endswith("depth") else "none" if key == "x11drag" else "false"
        text = re.sub(rf"^{key}=.*$", f"{key}={value}", text, flags=re.MULTILINE)
    text = _SHADOW.sub("text.shadow=0", text)
    return _COLOUR.sub(r"\1=#00000000", text) if hidden else text
