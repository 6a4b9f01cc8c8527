"""The pages that are compared hold the same network."""

from benchmarks.drawing import make_pairs
from benchmarks.pairing import check_equal


def test_both_pages_hold_the_same_network() -> None:
    """Ids, labels, lines, weights and sentences, read back from what is written."""
    pairs = list(make_pairs(60))

    for pair in pairs:
        shown = pair.show_peer
        assert shown
        ours, peers = pair.show(pair.ours()), shown(pair.peer())
        check_equal(pair.name, sorted(ours), sorted(peers))
        assert len(ours) > 200
    assert len(pairs) == 2
