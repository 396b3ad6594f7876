"""Style sheets of our own for GTK 3 and 4: fonts, and tints over the stock theme."""

from random import Random

HIDE_TEXT = "@define-color placeholder_text_color transparent; * { color: transparent; text-shadow: none; caret-color: transparent; -gtk-icon-shadow: none; }"


def font_css(family: str, size: int) -> str:
    """The font of everything."""
    return f'* {{ font-family: "{family}"; font-size: {size}px; }}'


def tint_css(rng: Random) -> str:
    """A random look: colours, corners, padding."""
    dark = rng.random() < 0.4
    hue = [rng.randint(0, 255) for _ in range(3)]

    def mix(light: float, share: float = 0.12) -> str:
        return "#" + "".join(f"{round(255 * light * (1 - share) + part * share):02x}" for part in hue)

    accent = "#" + "".join(f"{rng.randint(20, 200):02x}" for _ in range(3))
    low, high = (0.12, 0.95) if dark else (0.93, 0.08)
    radius, pad = rng.choice((0, 2, 4, 8, 14)), rng.randint(1, 10)
    border = mix(0.4 if dark else rng.uniform(0.5, 0.8))
    return f"""
window, dialog, .background, popover > contents, menu, .menu {{ background: {mix(low)}; color: {mix(high)}; }}
button {{ background: {mix(low + (0.1 if dark else -0.06))}; color: {mix(high)}; border: 1px solid {border}; border-radius: {radius}px;
 padding: {pad}px {pad + 4}px; box-shadow: none; text-shadow: none; }}
button.flat, button.titlebutton {{ background: none; border-color: transparent; }}
button:checked {{ background: {accent}; color: white; }}
entry, spinbutton, textview text, treeview.view, list, textview {{ background-color: {mix(low + (-0.04 if dark else 0.06), 0.05)}; color: {mix(high)}; }}
entry, spinbutton {{ border: 1px solid {border}; border-radius: {radius}px; padding: {max(1, pad - 2)}px {pad + 2}px; box-shadow: none; }}
spinbutton entry, spinbutton text {{ border: none; background: none; padding: 0 4px; }}
spinbutton button {{ border: none; border-radius: 0; padding: 0 {pad + 2}px; }}
treeview.view:selected, row:selected, menuitem:hover {{ background-color: {accent}; color: white; }}
check:checked, radio:checked, switch:checked, scale highlight, progressbar progress {{ background: {accent}; }}
*:disabled {{ color: {mix(0.5)}; }}
headerbar, menubar, toolbar {{ background: {mix(low + (0.06 if dark else -0.05))}; color: {mix(high)}; }}
"""
