"""Makes what is committed of what was recorded: `python -m evaluation.states.pack`.

Each application's screens go to `recorded/NAME.json.gz`, with what is so of them by `web`, `native` and
`browsers`; screens in `LEFT_OUT` are not what they were to be.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from evaluation.states.capture import SEEN, SUBJECTS
from evaluation.states.left_out import LEFT_OUT
from evaluation.states.subjects import Subject

HERE = Path(__file__).parent
RECORDED = HERE / "recorded"


def main() -> None:
    RECORDED.mkdir(exist_ok=True)
    total = 0
    for subject in SUBJECTS:
        screens = packed(subject)
        path = RECORDED / f"{subject.name}.json.gz"
        if not screens:
            print(f"{subject.name}: nothing was recorded")
            continue
        body = {"application": subject.name, "development": subject.development, "screens": screens}
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        path.write_bytes(gzip.compress(data, 9, mtime=0))
        total += path.stat().st_size
    print(f"{total // 1024} KiB")


def packed(subject: Subject) -> list[dict[str, object]]:
    """Its screens, in order, each world by tree and by pixels."""
    found: list[dict[str, object]] = []
    for index, session in enumerate(subject.sessions):
        for screen in session.screens:
            if f"{subject.name}/{index}-{screen.name}" in LEFT_OUT:
                continue
            safe = "".join(c if c.isalnum() or c == "-" else "_" for c in f"{index}-{screen.name}")
            seen: dict[str, object] = {}
            for world in ("1", "2"):
                path = SEEN / subject.name / world / f"{safe}.json"
                if path.exists() and f"{subject.name}/{world}/{index}-{screen.name}" not in LEFT_OUT:
                    body = json.loads(path.read_text(encoding="utf-8"))
                    seen[world] = {"window": body["window"], "tree": body["tree"], "pixels": body["pixels"]}
            if seen:
                named = {"name": f"{index}-{screen.name}", "truth": screen.truth, "hard": screen.hard}
                found.append({**named, "seen": seen})
    return found


if __name__ == "__main__":
    main()
