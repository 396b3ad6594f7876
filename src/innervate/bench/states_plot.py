"""How honest confidences are: their expected error, and a picture of it in a few lines of SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
_LOW = 0.5
_SIDE, _EDGE = 360, 50


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence. right: share of them that were."""

    count: int
    confidence: float
    right: float


def bins(told: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Of confidences from a half to one, in equal widths; empty ones are left out."""
    found = []
    for number in range(BINS):
        low = _LOW + (1 - _LOW) * number / BINS
        high = _LOW + (1 - _LOW) * (number + 1) / BINS
        own = [(c, r) for c, r in told if low <= c < high or (number == BINS - 1 and c >= high)]
        if own:
            found.append(Bin(len(own), sum(c for c, _ in own) / len(own), sum(r for _, r in own) / len(own)))
    return found


def error(told: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error, 0 to 1: how far confidence and truth lie apart, bin by bin (Naeini et al., 2015)."""
    made = bins(told)
    whole = sum(b.count for b in made)
    return sum(b.count * abs(b.confidence - b.right) for b in made) / whole if whole else 0.0


def svg(made: Sequence[Bin], title: str) -> str:
    """The bins as bars beside the diagonal on which honest ones would end; each says how many answers it has."""
    most = max((b.count for b in made), default=1)
    parts = []
    for b in made:
        x, y = _across(b.confidence), _up(b.right)
        parts.append(
            f'<line x1="{x:.1f}" y1="{_up(b.confidence):.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#d93025" stroke-width="2"/>'
        )
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 9 * (b.count / most) ** 0.5:.1f}" fill="#0b63c5" fill-opacity=".75"/>'
        )
        parts.append(
            f'<text x="{x:.1f}" y="{min(y + 24, _up(_LOW) - 6):.1f}" font-size="10" text-anchor="middle">{b.count}</text>'
        )
    for step in range(6):
        at = _LOW + (1 - _LOW) * step / 5
        parts.append(
            f'<text x="{_across(at):.0f}" y="{_EDGE + _SIDE + 18}" font-size="11" text-anchor="middle">{at:.1f}</text>'
        )
        parts.append(
            f'<text x="{_EDGE - 8}" y="{_up(at) + 4:.0f}" font-size="11" text-anchor="end">{at:.1f}</text>'
        )
    size = _SIDE + 2 * _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" font-family="sans-serif" fill="#222">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>'
        f'<line x1="{_across(_LOW)}" y1="{_up(_LOW)}" x2="{_across(1.0)}" y2="{_up(1.0)}" stroke="#999" stroke-dasharray="4 4"/>'
        f'{"".join(parts)}<text x="{size // 2}" y="24" font-size="13" text-anchor="middle">{title}</text>'
        f'<text x="{size // 2}" y="{size - 10}" font-size="12" text-anchor="middle">confidence</text>'
        f'<text x="14" y="{size // 2}" font-size="12" text-anchor="middle" transform="rotate(-90 14 {size // 2})">right</text></svg>\n'
    )


def _across(share: float) -> float:
    return _EDGE + _SIDE * (share - _LOW) / (1 - _LOW)


def _up(share: float) -> float:
    return _EDGE + _SIDE * (1 - (max(share, _LOW) - _LOW) / (1 - _LOW))
