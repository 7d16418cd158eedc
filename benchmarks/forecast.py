"""How near the forecast of the board comes, on a file of real calls. Prints JSON.

    python -m benchmarks.forecast --file FILE [--days-off DAY ...] [--from DAY] [--until DAY]

The file is CSV with the columns `start` (local time, any step that divides half an hour) and `calls`. They are added up to half
hours; a half hour that the file has only a part of (the five minutes from 21:00 on) is left out. Days are those of the file; a Monday to
Friday inside its span that is missing counts as a day off of the calendar, known beforehand as a calendar is (`--days-off` names them
instead; none at all: `--days-off none`).

Protocol, rolling origin: targets are the days from the first one on that has six same weekdays before the earliest of its origins.
For each origin the method of the product (`hub/planning/forecast_rules.py`) learns from the days before it alone.
- `days_ahead`: forecasts made after the close of each day for the next five days of the file. The error is the mean over all half
  hours of |forecast - calls| / calls (MAPE), by horizon. The yardstick is the mean of the last six same weekdays.
- `rest_of_day`: at every half hour the rest of the day is forecast, knowing the calls until then; the error is the MAPE of the half
  hours from then on, its mean over the days. Beside it the same half hours by the morning's forecast, by the mean of six, and by the
  product's former method (weighted same weekdays times today's level).
Half hours without calls are left out. `chosen_on` are the targets before 3 July 2003, on which the method's numbers were chosen;
`held_out` those from then on. Exit status 1 where a target is missed in the whole span.
"""

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from agent_desk.hub.planning.forecast_rules import Floats, Learnt, go_on, learn
from agent_desk.hub.planning.working_days import WorkingDays
from benchmarks.parts.usage import own_usage

HALVES, HORIZONS, SAME = 48, 5, 6
AHEAD_TARGET, REST_TARGET, TEN = 5.9, 5.0, 20
"""Percent 1 to 5 days ahead; percent of the rest of the day from 10:00 on, the 20th half hour."""
CHOSEN_UNTIL = date(2003, 7, 3)
DECAY, BASIS = 0.8, 20.0


class Series:
    """The calls of each day of the file by half hours, and the calendar."""

    def __init__(self, file: Path, days_off: list[str] | None) -> None:
        found: dict[date, list[float]] = defaultdict(lambda: [0.0] * HALVES)
        lines_of = np.zeros(HALVES)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                at = datetime.fromisoformat(row["start"])
                half = at.hour * 2 + at.minute // 30
                found[at.date()][half] += float(row["calls"])
                lines_of[half] += 1
        self.days = sorted(found)
        # A half hour of which the file has a part only (the five minutes from 21:00 on) is none.
        self.open = np.flatnonzero(lines_of > 0.9 * lines_of.max())
        self.calls = np.zeros((len(self.days), HALVES))
        self.calls[:, self.open] = np.array([found[day] for day in self.days])[:, self.open]
        span = [self.days[0] + timedelta(days=more) for more in range((self.days[-1] - self.days[0]).days + 1)]
        missing = {day for day in span if day.weekday() < 5 and day not in found}
        named = missing if days_off is None else {date.fromisoformat(one) for one in days_off if one != "none"}
        self.days_off = sorted(named)
        self.calendar = WorkingDays(own_holidays=frozenset(named))

    def same_weekdays(self, place: int, origin: int) -> list[int]:
        """Places of the days before the origin of the same weekday, newest first."""
        return [one for one in range(origin - 1, -1, -1) if self.days[one].weekday() == self.days[place].weekday()]

    def first(self) -> int:
        """Return the first target: from it on each has six same weekdays before it at every horizon."""
        few = [
            place
            for place in range(len(self.days))
            if len(self.same_weekdays(place, max(0, place - HORIZONS + 1))) < SAME
        ]
        return max(few) + 1

    def error(self, place: int, expected: Floats, begin: int = 0) -> float:
        """Return the MAPE (percent) of a day's half hours from `begin` on."""
        halves = self.open[self.open >= begin]
        calls = self.calls[place, halves]
        told = calls > 0
        return float(np.mean(np.abs(expected[halves][told] - calls[told]) / calls[told]) * 100.0)


def mean_of_six(series: Series, place: int, origin: int) -> Floats:
    """The yardstick."""
    mean: Floats = series.calls[series.same_weekdays(place, origin)[:SAME]].mean(axis=0)
    return mean


def former(series: Series, place: int, begin: int) -> Floats:
    """The product's method until now: the last eight same weekdays, each week back weighing 0.8, times today's level."""
    days = series.same_weekdays(place, place)[:8]
    weights = DECAY ** np.arange(len(days))
    usual: Floats = (series.calls[days] * weights[:, None]).sum(axis=0) / weights.sum()
    expected = float(usual[:begin].sum())
    level = 1.0 if expected < BASIS else float(series.calls[place, :begin].sum()) / expected
    return usual * min(2.0, max(0.5, level))


def learnt_before(series: Series, origin: int) -> Learnt:
    """What the days before a day teach."""
    history = {series.days[place]: series.calls[place].tolist() for place in range(origin)}
    found = learn(history, series.calendar.kind)
    assert found is not None
    return found


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), 3) if values else float("nan")


class Errors:
    """Errors of one span of targets."""

    def __init__(self) -> None:
        self.ahead: dict[str, dict[int, list[float]]] = {
            name: defaultdict(list) for name in ("forecast", "mean_of_six")
        }
        self.rest: dict[str, dict[int, list[float]]] = {
            name: defaultdict(list) for name in ("forecast", "morning", "mean_of_six", "former_level")
        }
        self.targets: set[date] = set()

    def told(self, series: Series) -> dict[str, Any]:
        """Return the means as JSON."""
        begins = [one for one in sorted(self.rest["forecast"]) if one > series.open[0]]
        after = [one for one in begins if one >= TEN]

        def over(name: str, places: list[int]) -> float:
            return _mean([_mean(self.rest[name][one]) for one in places])

        return {
            "targets": [str(min(self.targets)), str(max(self.targets)), len(self.targets)],
            "days_ahead": {
                name: {
                    "mean": _mean([one for errors in found.values() for one in errors]),
                    "by_horizon": {str(horizon): _mean(found[horizon]) for horizon in sorted(found)},
                }
                for name, found in self.ahead.items()
            },
            "rest_of_day": {
                name: {
                    "at_10_00": _mean(found[TEN]),
                    "from_10_00_on": over(name, after),
                    "by_hour": {f"{one // 2:02d}:{one % 2 * 30:02d}": _mean(found[one]) for one in begins},
                }
                for name, found in self.rest.items()
            },
            "never_worse_than_the_morning": all(
                _mean(self.rest["forecast"][one]) <= _mean(self.rest["morning"][one]) for one in begins
            ),
        }


def measure(series: Series, begins: date | None, ends: date | None) -> dict[str, Any]:
    """Go through the origins."""
    spans = {"all": Errors(), "chosen_on": Errors(), "held_out": Errors()}
    seconds = []
    for origin in range(series.first() - HORIZONS + 1, len(series.days)):
        began = time.perf_counter()
        learnt = learnt_before(series, origin)
        seconds.append(time.perf_counter() - began)
        for horizon in range(1, HORIZONS + 1):
            place = origin + horizon - 1
            if not series.first() <= place < len(series.days):
                continue
            day = series.days[place]
            if (begins and day < begins) or (ends and day > ends):
                continue
            into = (spans["all"], spans["chosen_on" if day < CHOSEN_UNTIL else "held_out"])
            morning = learnt.expected(series.calendar.kind(day))
            for errors in into:
                errors.targets.add(day)
                errors.ahead["forecast"][horizon].append(series.error(place, morning))
                errors.ahead["mean_of_six"][horizon].append(series.error(place, mean_of_six(series, place, origin)))
            if horizon == 1:
                _rest(series, place, learnt, morning, into)
    return {
        "learning_s": {"mean": round(float(np.mean(seconds)), 4), "longest": round(max(seconds), 4)},
        **{name: errors.told(series) for name, errors in spans.items() if errors.targets},
    }


def _rest(series: Series, place: int, learnt: Learnt, morning: Floats, into: tuple[Errors, ...]) -> None:
    six = mean_of_six(series, place, place)
    calls = series.calls[place].tolist()
    for begin in series.open.tolist():
        going = go_on(learnt, morning, calls[:begin], 30, begin)
        expected = morning.copy()
        expected[begin:] *= going.factors(HALVES - begin, 30)
        found = {
            "forecast": expected,
            "morning": morning,
            "mean_of_six": six,
            "former_level": former(series, place, begin),
        }
        for errors in into:
            for name, expected in found.items():
                errors.rest[name][begin].append(series.error(place, expected, begin))


def main() -> int:
    """Measure, print, and say by the exit status whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--file", type=Path, required=True, help="CSV with start and calls")
    options.add_argument(
        "--days-off", nargs="+", default=None, help="the calendar's days off; none: the missing weekdays"
    )
    options.add_argument("--from", dest="begins", type=date.fromisoformat, default=None, help="first target")
    options.add_argument("--until", type=date.fromisoformat, default=None, help="last target")
    given = options.parse_args()
    series = Series(given.file, given.days_off)
    told = {
        "file": given.file.name,
        "days": [str(series.days[0]), str(series.days[-1]), len(series.days)],
        "days_off": [str(day) for day in series.days_off],
        "half_hours": len(series.open),
        **measure(series, given.begins, given.until),
    }
    whole = told["all"]
    reached = {
        "days_ahead": whole["days_ahead"]["forecast"]["mean"],
        "rest_from_10_00_on": whole["rest_of_day"]["forecast"]["from_10_00_on"],
        "rest_at_10_00": whole["rest_of_day"]["forecast"]["at_10_00"],
        "never_worse_than_the_morning": whole["never_worse_than_the_morning"],
    }
    met = (
        reached["days_ahead"] <= AHEAD_TARGET
        and reached["rest_from_10_00_on"] <= REST_TARGET
        and reached["never_worse_than_the_morning"]
    )
    told |= {
        "reached": reached,
        "target": {"days_ahead": AHEAD_TARGET, "rest": REST_TARGET},
        "met": met,
        "own": own_usage(),
    }
    print(json.dumps(told))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
