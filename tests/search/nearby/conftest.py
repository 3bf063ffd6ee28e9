import pytest

from tests.search.nearby.making import load_postcodes


@pytest.fixture
def postcodes():
    """A few postcodes and areas, as if ONS's files were loaded."""
    load_postcodes()
