"""Outputs that come quickly are taken together, and none waits for long or is lost."""

from __future__ import annotations

import threading

from aigc_desktop.engine.bundles import Bundles

FOREVER_S = 3600.0


def test_a_full_bundle_does_not_wait() -> None:
    bundles = Bundles[int](2, FOREVER_S, pauses=False)
    bundles.put(1)
    done = threading.Thread(target=bundles.put, args=(2,))
    done.start()
    assert bundles.take() == [1, 2]
    done.join()


def test_one_alone_is_taken_once_it_waited() -> None:
    bundles = Bundles[int](8, 0.0, pauses=False)
    bundles.put(1)
    assert bundles.take() == [1]
    bundles.put(2)
    assert bundles.take() == [2]


def test_closing_makes_the_last_bundle() -> None:
    bundles = Bundles[int](8, FOREVER_S, pauses=False)
    bundles.put(1)
    bundles.put(2)
    bundles.close()
    assert bundles.take() == [1, 2]
    assert bundles.take() == []


def test_whoever_shares_the_cores_waits_while_a_bundle_is_worked_on() -> None:
    bundles = Bundles[int](8, 0.0, pauses=True)
    bundles.put(1)
    assert bundles.take() == [1]
    putting = threading.Thread(target=bundles.put, args=(2,))
    putting.start()
    putting.join(timeout=0.05)
    assert putting.is_alive(), "the first bundle is still worked on"
    assert bundles.take() == [2]
    putting.join()


def test_others_go_on_while_a_bundle_is_worked_on() -> None:
    bundles = Bundles[int](2, 0.0, pauses=False)
    bundles.put(1)
    assert bundles.take() == [1]
    bundles.put(2)


def test_nothing_is_lost_and_all_keeps_its_order() -> None:
    for pauses in (False, True):
        bundles = Bundles[int](3, 0.0, pauses=pauses)
        taken: list[int] = []

        def drain(bundles: Bundles[int] = bundles, taken: list[int] = taken) -> None:
            while bundle := bundles.take():
                assert len(bundle) <= 3
                taken += bundle

        drainer = threading.Thread(target=drain)
        drainer.start()
        for number in range(1000):
            bundles.put(number)
        bundles.close()
        drainer.join()
        assert taken == list(range(1000))
