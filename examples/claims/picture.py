"""Makes the README's picture of a finished demonstration: the real screen beside what a planner is shown.

    python -m claims.picture out/claims-1 docs/demo.png

The claim's data is generated, so the picture shows nobody's. The moment is the filled claim form.
"""

from __future__ import annotations

import base64
import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from innervate.app import App
from innervate.boundary.reading import read_view
from innervate.boundary.render import view_text
from innervate.core.event import Looked, StepStarted
from innervate.settings import Settings

MOMENT = "Enter the amount"
LINES = 27

PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 28px; width: 1544px; background: #10161f; color: #dfe7f1;
  font: 15px/1.4 "DejaVu Sans", sans-serif; }}
main {{ display: grid; grid-template-columns: 1fr 1fr; gap: 28px; }}
h2 {{ font-size: 15px; font-weight: 600; margin: 0 0 10px; color: #8fa3bb; letter-spacing: .02em; }}
figure {{ margin: 0; border-radius: 10px; overflow: hidden; background: #fff; box-shadow: 0 6px 30px #0009;
  height: 612px; }}
img {{ display: block; width: 172%; margin: -14px 0 0 -49%; }}
pre {{ margin: 0; padding: 18px 20px; background: #182231; color: #c9d6e6; height: 576px; overflow: hidden;
  font: 14px/1.52 "DejaVu Sans Mono", monospace; }}
i {{ font-style: normal; color: #ffb86b; }} b {{ font-weight: 400; color: #8be0a4; }}
</style><main><section><h2>the screen, which stays at home</h2>
<figure><img src="data:image/jpeg;base64,{picture}"></figure></section>
<section><h2>all that a planner is shown of it</h2><figure><pre>{view}</pre></figure></section></main>"""


def moment(state: Path) -> Looked:
    """What the screen was when the claim form is filled in."""
    environment = {**os.environ, "INNERVATE_STATE": str(state), "INNERVATE_KEYRING": "no"}
    path = ""
    with App(Settings.from_environment(environment)).journal() as journal:
        for stamped in journal.read(journal.resolve("last")):
            match stamped.event:
                case StepStarted(title=title, path=where) if title == MOMENT:
                    path = where
                case Looked(path=where, moment="after") as looked if where == path:
                    return looked
    sys.exit(f"{state} holds no finished demonstration")


def shown(view: str) -> str:
    """The View's lines for the page, handles and phrases in colour."""
    lines = view_text(read_view(view)).splitlines()
    page = next(n for n, line in enumerate(lines) if '"Main menu"' in line)
    lines = [*lines[:2], f"  …   ({page - 2} of the browser's own)", *lines[page:]]
    text = html.escape("\n".join(lines[:LINES]), quote=False)
    text = re.sub(r"⟦\w+⟧", lambda m: f"<i>{m[0]}</i>", text)
    return re.sub(r'"[^"\n]*"', lambda m: f"<b>{m[0]}</b>", text)


def main() -> None:
    """The command line: folder of a finished demonstration, and where the picture goes."""
    folder, output = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
    looked = moment(folder / "state")
    page = PAGE.format(picture=base64.b64encode(looked.picture).decode(), view=shown(looked.view))
    with tempfile.TemporaryDirectory() as where:
        file = Path(where) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
        ]
        command += ["--no-first-run", f"--user-data-dir={where}/browser", "--window-size=1600,700"]
        subprocess.run(
            [*command, f"--screenshot={output}", file.as_uri()],
            check=True,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
    print(output)


if __name__ == "__main__":
    main()
