"""Keeps Python's collector of cyclic garbage out of the way of bulk work.

Publishing holds a page of documents, hundreds of thousands of dictionaries without a cycle among
them. The collector looks through all of these again whenever 700 more are made: a third of the time
of publishing in bulk (docs/performance.md).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (100_000, 20, 100)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Within this, cycles are still collected, though seldom, so that memory stays bounded."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
