"""What every test may use."""

import gc
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import override_settings

from directory.duplicates import index as likenesses
from directory.publication.remembered import cache
from directory.search.words.spelling import forget_words

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"


def pytest_collection_finish():
    """What was imported for the tests stays until the end: it need not be looked through again."""
    gc.freeze()
    gc.set_threshold(50_000, 20)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """A password is slow to hash, so that guessing is; no test waits for that."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered(request):
    """Counts remembered for one test's directory must not answer another's.

    The shared cache goes with a test's transaction; after a test that has none it is emptied.
    """
    cache.clear()
    forget_words()
    likenesses.forget()
    if not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames):
        request.getfixturevalue("transactional_db")
        caches["default"].clear()


@pytest.fixture
def shared() -> Path:
    """Standards and real data kept beside the project; without them the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, the standards and data kept beside the project")
    return SHARED
