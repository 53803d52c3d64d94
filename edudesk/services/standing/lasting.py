"""Making much that lasts without the garbage collector looking through it again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector back while many objects are made that are all kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def out_of_sight() -> None:
    """Take all that there is now out of the collector's sight: it goes by its reference count alone.

    Ten years of facts are 200,000 objects without cycles. Each full collection among them would hold up
    every thread, the window's too, for longer than a person fails to notice.
    """
    gc.freeze()
