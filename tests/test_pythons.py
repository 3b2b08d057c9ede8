"""Other Pythons build the same bytes; it takes installing what nngen needs."""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .helpers import ROOT, SPECS, environment, script_path

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
SAY = "import sys; print('%d.%d' % sys.version_info[:2])"
OLD = "import numpy; print(numpy.__version__)"
BUILD = """
import json, sys
from pathlib import Path
from nngen.build import build_script
from nngen.check import check
from nngen.reading.load import Source
folder, *files = map(Path, sys.argv[1:])
build = lambda f: build_script(check(Source.from_file(f)).graph, folder)
print(json.dumps({f.stem: build(f) for f in files}))
"""


def candidates(version: str) -> list[str]:
    """Return where a version of Python may be."""
    builds = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*"))
    own = [str(build / "bin" / "python") for build in builds]
    return [*own, *filter(None, [shutil.which(f"python{version}")])]


def find(version: str) -> str:
    """Return a Python of a version that runs; skips where there is none."""
    for python in candidates(version):
        done = subprocess.run([python, "-c", SAY], capture_output=True, text=True)
        if done.stdout.strip() == version:
            return python
    pytest.skip(f"no Python {version} is at hand")


def install(python: str, folder: Path, *wanted: str) -> Path:
    """Return the Python of a new environment with what nngen needs, or with less."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    subprocess.run([python, "-m", "venv", str(folder)], check=True, timeout=300)
    own = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [str(own), "-m", "pip", "install", "--quiet"]
    command += wanted or project["dependencies"]
    subprocess.run(command, check=True, timeout=600)
    return own


@pytest.mark.exhaustive
@pytest.mark.parametrize("version", [v for v in VERSIONS if v != HERE])
def test_another_python_builds_and_runs_the_same_bytes(
    version: str, tmp_path: Path
) -> None:
    python = install(find(version), tmp_path / "environment")
    done = subprocess.run(
        [str(python), "-c", BUILD, str(ROOT / "generated"), *map(str, SPECS)],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    texts = json.loads(done.stdout)
    for path in SPECS:
        assert texts[path.stem] == script_path(path).read_text("ascii"), path.name
    assert run(python, "vertical").startswith("epoch: 0, acc: 0.")


def run(python: Path, name: str) -> str:
    """Return what the script of an example prints, where no warning passes."""
    script = str(ROOT / "generated" / f"{name}.py")
    command = [str(python), "-W", "error", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.exhaustive
def test_the_oldest_numpy_gives_the_same_log(tmp_path: Path) -> None:
    python = install(find("3.11"), tmp_path / "environment", "numpy==1.26.*")
    found = subprocess.run([str(python), "-c", OLD], check=True, capture_output=True)
    assert found.stdout.startswith(b"1.26")
    log = run(python, "vertical").splitlines()
    assert log == run(Path(sys.executable), "vertical").splitlines()
