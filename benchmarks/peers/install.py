"""Virtual environments for the peers, one a name in `peers.toml`.

python benchmarks/peers/install.py FOLDER
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path


def main() -> None:
    """Make what is not there yet."""
    folder = Path(sys.argv[1])
    peers = tomllib.loads(Path(__file__).with_name("peers.toml").read_text("utf-8"))
    wanted = {p["environment"]: p["requirements"] for p in peers.values() if "environment" in p}
    for name, requirements in sorted(wanted.items()):
        python = folder / name / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *requirements], check=True)


if __name__ == "__main__":
    main()
