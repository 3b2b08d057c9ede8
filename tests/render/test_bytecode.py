"""Compiled templates are kept, and nothing is read that is not what would be made."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from nngen.render import bytecode
from nngen.render.environment import make_environment
from nngen.shipped import shipped

from ..helpers import ROOT, environment

PAGE = "random/pcg64.py.jinja"
KEPT = f"random/__pycache__/pcg64.py.{sys.implementation.cache_tag}.pyc"


@pytest.fixture
def numpy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of templates as Python finds it that may keep bytecode."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    source = shipped("templates") / "numpy" / "random"
    folder = tmp_path / "templates" / "numpy"
    shutil.copytree(source, folder / "random", ignore=shutil.ignore_patterns("__*"))
    yield folder
    assert not list(tmp_path.rglob("*.part"))


def load(numpy: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """Return what a template says in a new process, and whether it was compiled."""
    compiled = []
    with monkeypatch.context() as patch:
        make = Environment.compile

        def watch(*args: str, **options: str) -> object:
            compiled.append(args)
            return make(*args, **options)  # type: ignore[call-overload]

        patch.setattr(Environment, "compile", watch)
        fresh = make_environment.__wrapped__(numpy.parent, "native")
        text = str(fresh.get_template(PAGE).module)
    return text, bool(compiled)


def test_a_template_is_compiled_once(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, compiled = load(numpy, monkeypatch)
    assert compiled and [str(p.relative_to(numpy)) for p in kept(numpy)] == [KEPT]
    assert load(numpy, monkeypatch) == (text, False)


def kept(numpy: Path) -> list[Path]:
    """Return all that is kept."""
    return [
        path for path in numpy.rglob("*") if path.is_file() and path.suffix == ".pyc"
    ]


def test_an_edited_template_is_compiled_anew(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(numpy, monkeypatch)
    page = numpy / PAGE
    page.write_text("# edited\n" + page.read_text("utf-8"), "utf-8")
    assert load(numpy, monkeypatch) == ("# edited\n" + text, True)
    assert load(numpy, monkeypatch) == ("# edited\n" + text, False)


def test_a_spoilt_file_is_ignored_and_mended(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(numpy, monkeypatch)
    file = numpy / KEPT
    good = file.read_bytes()
    flipped = [
        good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        for at in (0, bytecode.SEAL - 1, bytecode.SEAL, len(good) // 2, len(good) - 1)
    ]
    cut = [good[:size] for size in (0, 1, bytecode.SEAL, len(good) - 1)]
    for raw in (*flipped, *cut, good + b"\0", b"\0" * len(good)):
        file.write_bytes(raw)
        assert load(numpy, monkeypatch) == (text, True)
        assert file.read_bytes() == good


def test_what_others_compiled_is_not_read(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(numpy, monkeypatch)
    ours = bytecode.compiler()
    with monkeypatch.context() as patch:
        patch.setattr(bytecode, "compiler", lambda: ours[::-1])
        assert load(numpy, monkeypatch) == (text, True)
    assert load(numpy, monkeypatch) == (text, True)


def test_what_compiles_is_python_jinja_and_the_filters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "jinja2", tmp_path / "render"]
    for folder in folders:
        folder.mkdir()
        (folder / "a.py").write_text("a = 1\n")
    monkeypatch.setattr("jinja2.__file__", str(folders[0] / "__init__.py"))
    monkeypatch.setattr(bytecode, "__file__", str(folders[1] / "bytecode.py"))
    seen = [bytecode.compiler.__wrapped__()]
    for folder in folders:
        (folder / "a.py").write_text("a = 2\n")
        seen.append(bytecode.compiler.__wrapped__())
    monkeypatch.setattr(bytecode, "MAGIC_NUMBER", b"none")
    seen.append(bytecode.compiler.__wrapped__())
    assert len(set(seen)) == 4


def test_a_moved_tree_is_compiled_anew(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = load(numpy, monkeypatch)  # code knows the file it is from
    moved = numpy.parent.rename(numpy.parents[1] / "moved") / "numpy"
    assert (moved / KEPT).exists()
    assert load(moved, monkeypatch) == (text, True)


def test_nothing_is_written_where_python_writes_none(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert load(numpy, monkeypatch)[1] and load(numpy, monkeypatch)[1]
    assert not list(numpy.rglob("__pycache__"))


def test_files_are_where_python_keeps_its_own(
    numpy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    text, _ = load(numpy, monkeypatch)
    assert load(numpy, monkeypatch) == (text, False)
    assert not kept(numpy) and len(kept(tmp_path / "elsewhere")) == 1


def test_a_folder_that_cannot_be_written_is_no_matter(
    numpy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (numpy / KEPT).parent.write_text("in the way")
    text, compiled = load(numpy, monkeypatch)
    assert compiled and load(numpy, monkeypatch) == (text, True)


LOAD = """
import sys
from pathlib import Path
from nngen.render.environment import make_environment
sys.dont_write_bytecode = False
made = make_environment(Path(sys.argv[1]), "native")
print([made.get_template(name).render() for name in made.list_templates(["jinja"])])
"""


def test_processes_that_build_at_once(numpy: Path) -> None:
    command = [sys.executable, "-c", LOAD, str(numpy.parent)]
    env = environment(PYTHONPYCACHEPREFIX="", PYTHONPATH=str(ROOT))
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, env=env, stdout=pipe) for _ in range(4)]
    texts = [process.communicate()[0] for process in started]
    assert texts[0].startswith(b"['") and not any(done.returncode for done in started)
    assert texts == 4 * [subprocess.check_output(command, env=env)]
    assert len(kept(numpy)) == len(list(numpy.rglob("*.jinja")))
