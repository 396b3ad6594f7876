"""How the classifier of acts does: `python -m training.acts.judge [--wrong]`.

On the development letters of the reading bench, framed as there, at thresholds; and on the training letters,
by weights that a fifth of them each did not teach.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from innervate.bench.reading.cases import kinds
from innervate.boundary.questions import acts
from innervate.boundary.questions.act_model import ACTS, ActModel, Kind, read
from training.acts.train import directions, letters, trained

MAIN = ACTS[:5]
_FOLDS = 5
Told = list[tuple[str, float, str]]
"""What is ranked first, its share, and what is right."""


def shares(model: ActModel, told: Sequence[tuple[str, str]]) -> Told:
    """Of letters and what they want, five acts being offered."""
    return [(*acts.first(model.likelihoods(acts.body_of(text)), MAIN), right) for text, right in told]


def line(name: str, told: Told) -> str:
    """Ranked first; answered at thresholds that give 95 % and 97 %; right and answered at some thresholds."""
    known = [one for one in told if one[2] in MAIN]
    others = [one for one in told if one[2] not in MAIN]
    ranked = np.mean([said == right for said, _, right in known])
    parts = [f"{name}: {len(known)} letters, ranked first right {ranked:.3f}"]
    best = sorted(known, key=lambda one: -one[1])
    right = np.cumsum([said == right for said, _, right in best]) / np.arange(1, len(best) + 1)
    for bar in (0.95, 0.97):
        enough = np.flatnonzero(right >= bar)
        answered, at = ((enough[-1] + 1) / len(best), best[enough[-1]][1]) if len(enough) else (0.0, 1.0)
        parts.append(f"  {bar:.0%} right: {answered:.3f} answered from {at:.3f} on")
    for sure in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9):
        given = [said == right for said, share, right in known if share >= sure]
        wrongly = np.mean([share >= sure for _, share, _ in others]) if others else 0.0
        parts.append(
            f"  from {sure}: right {np.mean(given or [0]):.3f}, answered {len(given) / len(known):.3f},"
            f" of {len(others)} others {wrongly:.3f}"
        )
    return "\n".join(parts)


def apart(kind: Kind) -> Told:
    """The training letters, each by weights that were taught by others."""
    told, direction = letters(), directions()[kind]
    folds = np.random.default_rng(3).permutation(len(told)) % _FOLDS
    found: Told = []
    for fold in range(_FOLDS):
        model = ActModel(
            trained([one for one, f in zip(told, folds, strict=True) if f != fold], direction), direction
        )
        held = [(text, ACTS[act]) for (text, act), f in zip(told, folds, strict=True) if f == fold]
        found += shares(model, held)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--wrong", action="store_true", help="print what is ranked wrong of the development letters"
    )
    options = parser.parse_args()
    cases = list({case.text: case for case in kinds("dev", 400, 1)}.values())
    for kind, direction in directions().items():
        model = ActModel(read(kind), direction)
        told = shares(model, [(case.text, case.answer) for case in cases])
        print(line(f"{kind}, development letters", told))
        print(line(f"{kind}, training letters held out", apart(kind)), flush=True)
        if options.wrong:
            for case, (said, share, right) in zip(cases, told, strict=True):
                if said != right:
                    print(f"    {right:<13} {said:<13} {share:.2f} {case.text!r}")


if __name__ == "__main__":
    main()
