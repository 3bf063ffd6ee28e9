import pytest

from directory.search.words import spelling, thesaurus


@pytest.fixture(autouse=True)
def nothing_known():
    """What a process remembers of one test's directory must not answer another's."""
    thesaurus._kept.clear()
    spelling._known.clear()
