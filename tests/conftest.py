"""Fixtures that several tests share."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from . import alone  # noqa: F401, before NumPy is there
from .helpers import SPECS
from .tables import put


@pytest.fixture(params=SPECS, ids=lambda path: path.stem)
def spec_path(request: pytest.FixtureRequest) -> Path:
    """Return each example spec in turn."""
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture(scope="session", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Stand in a new folder: some scripts write files where they run."""
    os.chdir(tmp_path_factory.mktemp("here"))


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return what prints a line at the end of the run, other processes' too."""
    return lambda line: record_property("told", line)


def pytest_configure(config: pytest.Config) -> None:
    """Draw the same examples in each run; the exhaustive tier draws others."""
    settings.register_profile("seeded", derandomize=True)
    if "not exhaustive" in config.option.markexpr:
        settings.load_profile("seeded")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests tell of their counts."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, line in report.user_properties:
                if name == "told":
                    terminalreporter.write_line(str(line))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good table."""
    put(tmp_path)
    return tmp_path
