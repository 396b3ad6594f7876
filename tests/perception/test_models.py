from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_onnxruntime_keeps_no_diary_for_its_makers(tmp_path: Path) -> None:
    code = "import sys; from innervate.perception.models import network; network(sys.argv[1])"
    weights = Path(__file__).parents[2] / "src/innervate/perception/weights"
    name = min(weights.glob("*.onnx"), key=lambda path: path.stat().st_size).stem
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("XDG_", "ORT_"))}
    subprocess.run([sys.executable, "-c", code, name], env={**environment, "HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []
