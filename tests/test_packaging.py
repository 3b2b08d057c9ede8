"""nngen as it is installed: a wheel, a source distribution, an editable tree.

Nothing is fetched: environments see the packages of the one that runs the tests.
"""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from .helpers import ROOT, SPECS, environment, make_script, spec_of

LEFT = shutil.ignore_patterns(".*", "__pycache__", "dist", "build", "*.egg-info")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PIP = ("-m", "pip", "--isolated", "--disable-pip-version-check", "--quiet")
OFFLINE = ("--no-index", "--no-deps", "--no-build-isolation")
LOCAL = "--ignore-installed"  # what is lent may hold an nngen
SHIPPED = ("specs", "templates")
EDIT = ('"""Train a ', '"""Teach a ')


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, away from the checkout; return what it says."""
    env = environment(PYTHONPATH="", PYTHONDONTWRITEBYTECODE="1")
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Home:
    """An environment that sees these tests' packages, but not the checkout."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def nngen(self, *arguments: str | Path) -> str:
        """Run its command outside of any tree."""
        return run(self.folder / "bin" / "nngen", *arguments, cwd=self.folder)

    def where(self) -> Path:
        """Return where it has nngen from."""
        code = "import nngen; print(nngen.__path__[0])"
        return Path(run(self.python, "-c", code, cwd=self.folder).strip())


def make_home(folder: Path) -> Home:
    """Return a new environment; a path file lends it our packages, not our links."""
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return Home(folder)


def install(what: Path, folder: Path, *options: str) -> Home:
    """Return a new environment with nngen installed from a wheel or from a tree."""
    home = make_home(folder)
    run(home.python, *PIP, "install", *OFFLINE, LOCAL, *options, what, cwd=folder)
    return home


def copy_tree(folder: Path) -> Path:
    """Return a copy of the checkout, without what git ignores."""
    return Path(shutil.copytree(ROOT, folder, ignore=LEFT))


def make_wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of a tree or of a source distribution."""
    verb = ("wheel", *OFFLINE, "--wheel-dir", folder)
    run(sys.executable, *PIP, *verb, source, cwd=source.parent)
    (wheel,) = folder.glob("*.whl")
    return wheel


def members(wheel: Path) -> dict[str, bytes]:
    """Return the files of a wheel, less the metadata."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        return {name: archive.read(name) for name in names}


def files(tree: Path, below: str, pattern: str) -> dict[str, bytes]:
    """Return some files of a tree, by their paths behind another folder."""
    found = [path for path in tree.rglob(pattern) if "__pycache__" not in path.parts]
    return {f"{below}/{p.relative_to(tree)}": p.read_bytes() for p in found}


def scripts(home: Home) -> dict[str, str]:
    """Return what an installed command makes of the example specs."""
    home.nngen("build", ROOT / "specs", "--force", "-o", "out/")
    found = (home.folder / "out").iterdir()
    return {path.stem: path.read_bytes().decode("ascii") for path in found}


def expected(folder: Path) -> dict[str, str]:
    """Return the scripts that the checkout makes of the example specs in a folder."""
    return {p.stem.replace("-", "_"): make_script(spec_of(p), folder) for p in SPECS}


def check_home(home: Home, place: Path) -> None:
    """Assert whose nngen an environment has, its version, and what it builds."""
    assert home.where() == place
    assert home.nngen("--version") == f"nngen, version {PROJECT['version']}\n"
    assert scripts(home) == expected(home.folder / "out")
    page = (ROOT / "nngen/explain/NN012.md").read_text("utf-8")
    assert home.nngen("explain", "NN012") == page


def check_new(home: Home) -> None:
    """Assert that an environment's command starts a spec that it can run."""
    home.nngen("new", "fresh/flowers", "--example", "iris")
    names = ("data/README.md", "data/iris.csv", "flowers.toml", "nngen.schema.json")
    found = (home.folder / "fresh").rglob("*.*")
    assert sorted(found) == [home.folder / "fresh" / name for name in names]
    schema = home.folder / "fresh" / names[-1]
    assert schema.read_bytes() == (ROOT / "schema" / schema.name).read_bytes()
    assert "\nvalidation, acc: " in home.nngen("run", "fresh/flowers.toml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the checkout, and its wheel beside it."""
    folder = tmp_path_factory.mktemp("packaging")
    make_wheel(copy_tree(folder / "tree"), folder)
    return folder


def test_the_wheel_holds_code_and_what_it_reads_and_no_more(folder: Path) -> None:
    tree, (wheel,) = folder / "tree", folder.glob("*.whl")
    parts = [files(tree / "nngen", "nngen", "*.py")]
    parts += [files(tree / name, f"nngen/{name}", "*.*") for name in SHIPPED]
    parts += [files(tree / "nngen/explain", "nngen/explain", "NN*.md")]
    assert all(parts)
    assert members(wheel) == dict(item for part in parts for item in part.items())
    assert "nngen/specs/data/digits.npz" in members(wheel)


def test_caches_of_a_used_tree_stay_out_of_the_wheel(folder: Path) -> None:
    tree = copy_tree(folder / "used")
    for name in ("nngen/render", "templates", "templates/numpy/parts", "specs/data"):
        cache = tree / name / "__pycache__"
        cache.mkdir()
        (cache / "page.pyc").write_bytes(b"of this machine")
    (first,) = folder.glob("*.whl")
    assert make_wheel(tree, folder / "clean").read_bytes() == first.read_bytes()


def test_the_wheel_builds_what_the_checkout_builds(folder: Path) -> None:
    (wheel,) = folder.glob("*.whl")
    home = install(wheel, folder / "home")
    (site,) = home.folder.glob("lib/python*/site-packages")
    check_home(home, site / "nngen")
    check_new(home)


def test_the_source_distribution_makes_the_same_wheel(folder: Path) -> None:
    tree, sources = folder / "tree", folder / "sources"
    build = ("-m", "hatchling", "build", "--target", "sdist", "--directory", sources)
    run(sys.executable, *build, cwd=tree)
    (archive,) = sources.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.split("/", 1)[1] for name in opened.getnames()}
    for part in ("pyproject.toml", "README.md", "LICENSE", f"specs/{SPECS[0].name}"):
        assert part in names
    assert "specs/data/digits.npz" in names
    (first,) = folder.glob("*.whl")
    assert make_wheel(archive, sources / "wheel").read_bytes() == first.read_bytes()


def test_an_editable_tree_builds_with_its_own_templates(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "tree")
    home = install(tree, tmp_path / "home", "--editable")
    check_home(home, tree / "nngen")
    check_new(home)
    for style in ("plain", "fast"):
        page = tree / f"templates/numpy/{style}/parts/docstring.py.jinja"
        page.write_text(page.read_text("utf-8").replace(*EDIT), "utf-8")
    for name, text in scripts(home).items():
        assert text.startswith(EDIT[1]), name


def test_a_wheel_without_templates_is_told(tmp_path: Path) -> None:
    tree = copy_tree(tmp_path / "tree")
    project = tree / "pyproject.toml"
    lines = project.read_text("utf-8").replace('"templates" = "nngen/templates"', "")
    project.write_text(lines, "utf-8")
    assert not [n for n in members(make_wheel(tree, tmp_path)) if "templates" in n]
