"""Fixtures that several tests share."""

from pathlib import Path

import pytest

from .helpers import SPECS


@pytest.fixture(params=SPECS, ids=lambda path: path.stem)
def spec_path(request: pytest.FixtureRequest) -> Path:
    """Return each example spec in turn."""
    path = request.param
    assert isinstance(path, Path)
    return path
