"""What the tests share: where the real corpora are, if they are here."""

import os
from pathlib import Path

import pytest
from console import articles, measured  # noqa: F401  (fixtures of the command line's tests)

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("NABRA_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared():
    """The folder of real corpora and gold sets (NABRA_SHARED, default ../shared); skips where absent."""
    if not (SHARED / "corpora").is_dir():
        pytest.skip("no real corpora here: set NABRA_SHARED to the folder that holds corpora/ and gold/")
    return SHARED


@pytest.fixture(scope="session")
def root():
    """The top of the checkout."""
    return ROOT
