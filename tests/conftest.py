"""Fixtures that several tests share."""

from pathlib import Path

import pytest

from .helpers import SPECS
from .tables import put


@pytest.fixture(params=SPECS, ids=lambda path: path.stem)
def spec_path(request: pytest.FixtureRequest) -> Path:
    """Return each example spec in turn."""
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good table."""
    put(tmp_path)
    return tmp_path
