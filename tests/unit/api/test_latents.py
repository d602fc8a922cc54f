"""Points of a latent space as text, and the ways between them."""

from __future__ import annotations

from math import isclose, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigc_desktop.api.errors import AigcError
from aigc_desktop.api.latents import (
    MOST_LETTERS,
    MOST_SEEDS,
    MOST_WEIGHT,
    Latent,
    along,
    difference,
    latent_or_seed,
    mixed,
    moved,
    of_seed,
    parse,
    slerp,
)
from aigc_desktop.api.noise import normal
from aigc_desktop.api.requests import MAX_SEED

SHAPE = (3, 8)
_six_digits = st.floats(-MOST_WEIGHT, MOST_WEIGHT).map(lambda weight: float(f"{weight:.6g}"))
_weights = _six_digits.filter(lambda weight: abs(weight) > 1e-5)
_terms = st.dictionaries(st.integers(0, MAX_SEED), _weights, min_size=1, max_size=20)
_positions = st.floats(0, 1)


def _latent(weights: dict[int, float]) -> Latent:
    return Latent(tuple(sorted(weights.items())))


@given(_terms)
def test_a_latent_survives_being_written_down(weights: dict[int, float]) -> None:
    latent = _latent(weights)
    assert parse(str(latent)) == latent


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("12", ((12, 1.0),)),
        (" 0.6*12+0.8 * 13 ", ((12, 0.6), (13, 0.8))),
        ("-12 - 0.5*3", ((3, -0.5), (12, -1.0))),
        ("+ 2.*4", ((4, 2.0),)),
        ("1e-2*7 - 2.5e+1*8", ((7, 0.01), (8, -25.0))),
        ("3 + 3 + 0.5*3", ((3, 2.5),)),
        ("3 + 4 - 3", ((4, 1.0),)),
        (str(MAX_SEED), ((MAX_SEED, 1.0),)),
        ("0", ((0, 1.0),)),
    ],
)
def test_what_is_written_down_is_read(text: str, terms: tuple[tuple[int, float], ...]) -> None:
    assert parse(text).terms == terms


@pytest.mark.parametrize("text", ["12", "-12", "0.6*12 + 0.8*13", "-0.6*12 - 0.8*13", "1e-05*3 + 2*4"])
def test_it_is_written_as_people_would(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "wood",
        "0.6*",
        "*12",
        "0.6*12 0.8*13",
        "0.6*12 + ",
        "12 13",
        "1.5",
        "--12",
        "3 +- 4",
        "nan*12",
        "inf*12",
        "NaN",
        "1e400*12",
        f"{MOST_WEIGHT * 1.01}*12",
        str(MAX_SEED + 1),
        "9" * 5000,
        "0." + "0" * 5000 + "1*3",
        "0*12",
        "12 - 12",
        "12; import os",
        "１２",
        "١٢",
        "1²",
        "0.6×12",
        "12\x00",
        " + ".join(map(str, range(MOST_SEEDS + 1))),
        f"{MOST_WEIGHT}*12 + {MOST_WEIGHT}*12",
    ],
)
def test_what_is_no_point_is_refused_shortly_with_a_way_out(text: str) -> None:
    with pytest.raises(AigcError) as caught:
        parse(text)
    assert caught.value.code == "latent.text"
    assert len(caught.value.message) < 200
    assert caught.value.hint


def test_hostile_texts_are_refused_quickly() -> None:
    """No backtracking: these would take hours if they took more than linear time."""
    for text in ("1" * 10**5 + "x", "1." * 10**5, "1*" * 10**5, " " * 10**5 + "x", "1 + " * 10**5):
        with pytest.raises(AigcError):
            parse(text)


def test_as_many_seeds_as_are_allowed_fit_into_a_parameter() -> None:
    weights = {MAX_SEED - number: -0.123456e-3 for number in range(MOST_SEEDS)}
    text = str(_latent(weights))
    assert len(parse(text).terms) == MOST_SEEDS
    assert len(text) <= MOST_LETTERS


def test_an_arc_between_points_of_very_many_seeds_can_be_written_down() -> None:
    start, end = (_latent(dict.fromkeys(range(first, first + 200), 0.07)) for first in (0, 500))
    made = slerp(start, end, 0.4)
    assert len(made.terms) == MOST_SEEDS
    assert parse(str(made)) == made


def test_without_a_text_it_is_the_noise_of_the_seed() -> None:
    assert latent_or_seed("", 5) == latent_or_seed("  ", 5) == of_seed(5)
    assert latent_or_seed("7", 5) == of_seed(7)


def test_a_single_seed_is_the_noise_of_that_seed_to_the_bit() -> None:
    assert of_seed(12).noise(SHAPE).tobytes() == normal(12, SHAPE).tobytes()
    assert of_seed(12).noise(SHAPE).dtype == np.float32


def test_noise_is_summed_by_weight() -> None:
    made = parse("0.6*12 - 0.8*13").noise(SHAPE)
    np.testing.assert_allclose(made, 0.6 * normal(12, SHAPE) - 0.8 * normal(13, SHAPE), atol=1e-6)
    assert made.dtype == np.float32


def test_sums_are_taken_about_a_mean() -> None:
    mean = np.array([10.0, 20.0], np.float32)
    points = {1: np.array([11.0, 20.0], np.float32), 2: np.array([10.0, 22.0], np.float32)}
    made = parse("0.6*1 + 0.8*2").blend(points.__getitem__, mean)
    np.testing.assert_allclose(made, [10.6, 21.6], rtol=1e-6)
    np.testing.assert_array_equal(of_seed(2).blend(points.__getitem__, mean), points[2])


@given(st.integers(0, 1000), st.integers(1001, 2000), _positions)
def test_an_arc_between_seeds_is_that_between_vectors_at_right_angles(
    a: int, b: int, position: float
) -> None:
    made = dict(slerp(of_seed(a), of_seed(b), position).terms)
    expected = np.cos(position * pi / 2), np.sin(position * pi / 2)
    np.testing.assert_allclose([made.get(a, 0.0), made.get(b, 0.0)], expected, atol=2e-6)


@given(_terms, _terms, _positions)
def test_an_arc_is_that_of_the_vectors_of_weights(
    first: dict[int, float], second: dict[int, float], position: float
) -> None:
    start, end = _latent(first).unit(), _latent(second).unit()
    seeds = sorted(first.keys() | second.keys())
    a, b = (np.array([dict(point.terms).get(seed, 0.0) for seed in seeds]) for point in (start, end))
    angle = np.arccos(np.clip(a @ b, -1, 1))
    if np.sin(angle) > 1e-2:
        expected = (np.sin((1 - position) * angle) * a + np.sin(position * angle) * b) / np.sin(angle)
        made = dict(slerp(start, end, position).terms)
        np.testing.assert_allclose([made.get(seed, 0.0) for seed in seeds], expected, atol=1e-3)


@given(_positions)
def test_an_arc_keeps_the_length_of_its_ends(position: float) -> None:
    start, end = parse("0.6*1 + 0.8*2"), parse("0.8*2 - 0.6*3")
    assert isclose(slerp(start, end, position).length, 1, abs_tol=1e-5)


def test_an_arc_begins_and_ends_where_it_should() -> None:
    start, end = parse("0.6*1 + 0.8*2"), of_seed(7)
    assert slerp(start, end, 0.0) == start
    assert slerp(start, end, 1.0) == end
    assert slerp(start, start, 0.5) == start
    assert slerp(of_seed(1), parse("-1"), 0.25) == parse("0.5*1")


def test_moving_keeps_the_length() -> None:
    start, direction = parse("3*1"), of_seed(2)
    there = moved(start, direction, 3)
    assert isclose(there.length, 3, rel_tol=1e-5)
    assert there.terms[0][1] == pytest.approx(there.terms[1][1])
    assert moved(start, direction, 0) == start
    assert moved(of_seed(1), of_seed(1), -1) == of_seed(1)


def test_a_unit_points_the_same_way() -> None:
    assert parse("3*1 + 4*2").unit() == parse("0.6*1 + 0.8*2")
    with pytest.raises(ValueError, match="direction"):
        mixed({of_seed(1): 0.0}).unit()


def test_shares_of_latents_with_common_seeds_are_added_up() -> None:
    assert mixed({parse("1 + 2"): 0.5, parse("2 + 3"): 2.0}) == parse("0.5*1 + 2.5*2 + 2*3")


def test_a_direction_leads_from_the_others_to_those_wanted() -> None:
    wanted, others = [parse("1 + 5"), parse("1 - 5")], [of_seed(2), of_seed(3)]
    direction = difference(wanted, others)
    assert isclose(direction.length, 1, abs_tol=1e-5)
    assert dict(direction.terms) == pytest.approx(
        {1: (2 / 3) ** 0.5, 2: -((1 / 6) ** 0.5), 3: -((1 / 6) ** 0.5)}
    )


@pytest.mark.parametrize(("wanted", "others"), [([], ["1"]), (["1"], []), ([], []), (["1", "2"], ["2", "1"])])
def test_from_nothing_or_to_the_same_there_is_no_direction(wanted: list[str], others: list[str]) -> None:
    with pytest.raises(AigcError) as caught:
        difference([parse(text) for text in wanted], [parse(text) for text in others])
    assert (caught.value.code, bool(caught.value.hint)) == ("latent.direction", True)


def test_a_direction_from_very_many_points_can_still_be_written_down() -> None:
    others = [parse(f"{number} + {number + 1}") for number in range(2000, 3000)]
    direction = difference([of_seed(number) for number in range(1000)], others)
    assert len(direction.terms) <= MOST_SEEDS
    assert parse(str(direction)) == direction


def test_an_open_way_begins_at_its_first_keyframe_and_ends_at_its_last() -> None:
    keyframes = [of_seed(1), of_seed(2), of_seed(3)]
    way = along(keyframes, 5, is_closed=False)
    assert [way[0], way[2], way[4]] == keyframes
    assert way[1] == slerp(of_seed(1), of_seed(2), 0.5)


def test_a_closed_way_comes_back_without_saying_its_first_point_twice() -> None:
    keyframes = [of_seed(1), of_seed(2)]
    way = along(keyframes, 4, is_closed=True)
    middle = slerp(of_seed(1), of_seed(2), 0.5)
    assert way == [of_seed(1), middle, of_seed(2), middle]


@pytest.mark.parametrize("is_closed", [True, False])
@pytest.mark.parametrize("frames", [1, 2, 7])
def test_a_way_with_one_keyframe_stays_there(frames: int, is_closed: bool) -> None:
    assert along([of_seed(4)], frames, is_closed=is_closed) == [of_seed(4)] * frames


@pytest.mark.parametrize("is_closed", [True, False])
def test_every_point_of_a_way_is_as_likely_as_any_seed(is_closed: bool) -> None:
    way = along([of_seed(1), parse("0.6*2 - 0.8*3"), of_seed(1), of_seed(9)], 50, is_closed=is_closed)
    assert len(way) == 50
    assert all(isclose(point.length, 1, abs_tol=1e-5) for point in way)
