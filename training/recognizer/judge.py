"""How the recognizers do on the development set: `python -m training.recognizer.judge [--wrong]`."""

from __future__ import annotations

import argparse

from innervate.bench.boundary_scores import macro_f1, scores
from innervate.boundary.recognizers import Recognition
from training.recognizer.development import generated, listed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="print what is told wrong")
    options = parser.parse_args()
    recognition = Recognition()
    for name, items in {"listed": listed(), "generated": generated(600)}.items():
        said = [(kind, recognition.recognise(text)[0]) for text, kind in items]
        print(f"{name}: macro F1 {macro_f1(said):.4f} of {len(items)}")
        for kind, s in scores(said).items():
            print(f"  {kind.value:<13} precision {s.precision:.3f}  recall {s.recall:.3f}  of {s.count}")
        if options.wrong:
            for (text, kind), (_, told) in zip(items, said, strict=True):
                if told is not kind:
                    print(f"    {kind.value:<13} {told.value:<13} {text!r}")


if __name__ == "__main__":
    main()
