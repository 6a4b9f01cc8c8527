"""How often Python looks for rings of garbage, in commands and in the processes that make pages."""

import gc

_THRESHOLDS = (50_000, 20, 50)


def collect_seldom() -> None:
    """Look seldom for garbage in this process: what is loaded of words, registers and sentences mostly stays.

    At Python's own pace, after each 700 objects, a third of the time to load the words went to it, and a quarter of the
    work for a page of a large graph.
    """
    gc.set_threshold(*_THRESHOLDS)
