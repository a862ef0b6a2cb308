"""The test suites of jupyter_client and nbclient, run with our kernels in the place of the stock ones.

    python tests/upstream.py        (or: make upstream)

Their sources are those of the versions installed, fetched now and thrown away. What does not apply to a
forked kernel is left out by name, with the reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

NEEDED = (
    "anyio", "flaky", "msgpack", "pytest-asyncio", "pytest-jupyter", "pytest-timeout", "testpath",
    "xmltodict",
)  # fmt: skip
# The suite, and what of it does not apply.
SUITES = {
    "nbclient": {
        "tests/test_cli.py": "runs the command line of another environment, without our entry points",
    },
    "jupyter_client": {
        "tests/test_kernelapp.py": "stops `jupyter kernel` after a second, when a first parent still imports",
    },
}


def fetch(name: str, folder: Path) -> Path:
    """Download and open the source of a package, in the version that is installed."""
    wanted = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", f"{name}=={version(name)}"]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", *wanted, "-d", folder], check=True)
    archive = next(folder.glob(f"{name}-*.tar.gz"))
    with tarfile.open(archive) as source:
        source.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def main() -> int:
    """Run both; the exit code says whether all that applies passed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        extra, home = folder / "extra", folder / "home"
        home.mkdir()
        install = [sys.executable, "-m", "pip", "install", "-q", "--target", extra]
        subprocess.run([*install, *NEEDED], check=True)
        env = os.environ | {
            "PYTHONPATH": str(extra),
            "HOME": str(home),
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "JUPYTER_DEFAULT_PROVISIONER_NAME": "crescere",
        }
        worst = 0
        for name, left_out in SUITES.items():
            source = fetch(name, folder)
            options = [f"--deselect={test}" for test in left_out]
            command = [sys.executable, "-m", "pytest", "tests", "-q", "-W", "ignore", "-o", "addopts="]
            worst |= subprocess.run([*command, *options], cwd=source, env=env, check=False).returncode
            for test, reason in left_out.items():
                print(f"{name}: left out {test}: {reason}")
        return worst


if __name__ == "__main__":
    sys.exit(main())
