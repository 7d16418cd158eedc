"""What is new in the free text of complaints: strings of characters that suddenly come far oftener than before.

Every string of 2 to 6 characters in the last days is set against how often it came in the days before: how many different people used it,
against how many would have by the share of complaints that had it. Chinese needs no splitting into words for that, and a name that no
dictionary has is found like any other. A string counts once a complaint, copies of one text count once, and so does one person; a Poisson
tail says how likely so many are by chance. Strings that come in the same complaints are one topic, called by the longest that all share.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from agent_desk.schemas.kit.chinese import CHARACTERS

SHORTEST, LONGEST = 2, 6
RECENT_DAYS, BEFORE_DAYS = 14, 180
LEAST_PEOPLE: Final = 5
"""Fewer people are no topic yet."""
LEAST_RATIO: Final = 3.0
LEVEL: Final = 1e-5
"""How likely so many are by chance at most: thousands of strings are looked at."""
_UNSEEN: Final = 0.5
"""What a string that never came before is taken to have come: half a time."""
_SAME: Final = 0.6
"""Strings that have this share of their complaints in common are one topic."""
_LATIN: Final = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Told:
    """One complaint's text. `person`: who complains, as well as it is known; `place`: what stands for it in the answer."""

    place: int
    person: Hashable
    words: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something new. `people`: how many different ones used it; `expected`: how many would have; `places`: the complaints."""

    name: str
    people: int
    expected: float
    places: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """How many times as many as before."""
        return self.people / self.expected


def strings(words: str) -> set[str]:
    """Return the strings of a text, each once; those of Latin letters are whole words."""
    found = {word.lower() for word in _LATIN.findall(words)}
    for run in CHARACTERS.findall(words):
        for length in range(SHORTEST, LONGEST + 1):
            found.update(run[at : at + length] for at in range(len(run) - length + 1))
    return found


def without_copies(told: Iterable[Told]) -> Iterator[Told]:
    """Give each text once, whatever numbers and signs stand in it: a letter that many send is one voice."""
    seen: set[str] = set()
    for one in told:
        heart = " ".join([*CHARACTERS.findall(one.words), *_LATIN.findall(one.words)])
        if heart not in seen:
            seen.add(heart)
            yield one


def tail(count: int, expected: float) -> float:
    """Return how likely at least so many are where so many are expected (Poisson)."""
    below, term = 0.0, exp(-expected)
    for at in range(count):
        below += term
        term *= expected / (at + 1)
    return max(0.0, 1.0 - below) if below < 1.0 - 1e-12 else exp(count * log(expected) - expected)


def topics(recent: Sequence[Told], before: Sequence[Told], most: int = 20) -> list[Topic]:
    """Return what is new, what stands out most first."""
    new, old = list(without_copies(recent)), list(without_copies(before))
    if not new or not old:
        return []
    share = len(new) / len(old)
    users: dict[str, set[Hashable]] = defaultdict(set)
    places: dict[str, list[int]] = defaultdict(list)
    for one in new:
        for string in strings(one.words):
            users[string].add(one.person)
            places[string].append(one.place)
    wanted = {string for string, people in users.items() if len(people) >= LEAST_PEOPLE}
    earlier: dict[str, set[Hashable]] = defaultdict(set)
    for one in old:
        for string in strings(one.words) & wanted:
            earlier[string].add(one.person)
    found: list[tuple[float, Topic]] = []
    for string in wanted:
        expected = max(_UNSEEN, len(earlier[string])) * share
        people = len(users[string])
        if people >= LEAST_RATIO * expected and (likely := tail(people, expected)) <= LEVEL:
            found.append((likely, Topic(string, people, expected, tuple(places[string]))))
    found.sort(key=lambda one: (one[0], -len(one[1].name), one[1].name))
    return list(_together(topic for _likely, topic in found))[:most]


def _together(found: Iterable[Topic]) -> Iterator[Topic]:
    """Put strings of the same complaints together, under the longest that nearly all of them share."""
    groups: list[list[Topic]] = []
    for topic in found:
        own = set(topic.places)
        for group in groups:
            first = set(group[0].places)
            if len(own & first) >= _SAME * min(len(own), len(first)):
                group.append(topic)
                break
        else:
            groups.append([topic])
    for group in groups:
        most = max(len(one.places) for one in group)
        yield max((one for one in group if len(one.places) >= 0.8 * most), key=lambda one: (len(one.name), one.people))
