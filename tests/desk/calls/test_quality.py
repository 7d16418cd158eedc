"""The E-model against figures that are published: ITU-T G.107 Annex B, Table B.1, and the parts of its formula."""

import pytest

from agent_desk.desk.calls.quality import measure, mos_of, rating


@pytest.mark.parametrize(("r", "mos"), [(90, 4.34), (80, 4.03), (70, 3.60), (60, 3.10), (50, 2.58)])
def test_the_score_of_a_rating_is_that_of_the_recommendation(r: float, mos: float) -> None:
    assert mos_of(r) == pytest.approx(mos, abs=0.01)


def test_outside_the_scale() -> None:
    assert (mos_of(-5), mos_of(0), mos_of(100), mos_of(120)) == (1.0, 1.0, 4.5, 4.5)


@pytest.mark.parametrize(
    ("delay_ms", "loss", "r"),
    [
        (0, 0, 93.2),  # the default of G.107
        (177.3, 0, 93.2 - 0.024 * 177.3),  # where the second part of the delay begins
        (277.3, 0, 93.2 - 0.024 * 277.3 - 11.0),
        (0, 1, 93.2 - 95 / 26.1),
        (0, 5, 93.2 - 95 * 5 / 30.1),
        (100, 2, 93.2 - 2.4 - 190 / 27.1),
    ],
)
def test_the_rating_loses_by_delay_and_by_loss(delay_ms: float, loss: float, r: float) -> None:
    assert rating(delay_ms, loss) == pytest.approx(r)


def facts(received: int, lost: int, trip: float = 40.0) -> dict[str, float | str]:
    return {
        "sent": received,
        "received": received,
        "lost": lost,
        "jitter_ms": 3.0,
        "round_trip_ms": trip,
        "buffer_ms": 40.0,
        "codec": "PCMU",
    }


def test_loss_is_that_of_the_last_look_so_that_a_call_can_get_better() -> None:
    bad = measure(facts(900, 100), None)
    assert bad.loss_percent == 10.0 and bad.grade == "poor"
    good = measure(facts(1000, 100), bad)
    assert good.loss_percent == 0.0 and good.grade == "good"
    assert good.mos == pytest.approx(mos_of(rating(80, 0)))


def test_counts_that_begin_anew_are_taken_as_they_are() -> None:
    before = measure(facts(900, 100), None)
    assert measure(facts(99, 1), before).loss_percent == 1.0
    assert measure(facts(0, 0), None).loss_percent == 0.0
    assert measure(facts(100, -1), None).lost == 0, "a packet that came twice is no gain"
