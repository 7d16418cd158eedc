"""What two texts have in common, and how much that says: strings of characters, weighed by how seldom they are.

A text is taken as its strings of 2 to 4 Chinese characters and its words of Latin letters and digits, which needs no splitting into
words. A string weighs by the inverse of how many texts have it (TF-IDF); two texts are alike by the cosine of their weights. Strings are
kept by the place that a checksum gives them among `PLACES`, so that what was learnt from texts holds no text.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_desk.schemas.kit.chinese import CHARACTERS

SHORTEST, LONGEST = 2, 4
PLACES: Final = 1 << 16
_WORD: Final = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
MOST_SHOWN: Final = 3


def strings(text: str) -> Counter[str]:
    """Return the strings of a text with how often each stands in it."""
    low = text.lower()
    found: Counter[str] = Counter(word for word in _WORD.findall(low) if len(word) > 1)
    for run in CHARACTERS.findall(low):
        for length in range(SHORTEST, LONGEST + 1):
            found.update(run[at : at + length] for at in range(len(run) - length + 1))
    return found


def place(string: str) -> int:
    """Return where a string is counted."""
    return zlib.crc32(string.encode()) % PLACES


def places(found: Iterable[str]) -> NDArray[np.int64]:
    """Return where strings are counted, in their order."""
    return np.fromiter((place(one) for one in found), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Weights:
    """How seldom strings are. `texts`: how many were read; `having`: how many of them have a string of each place."""

    texts: int
    having: NDArray[np.float32]

    @classmethod
    def of(cls, read: Iterable[str]) -> "Weights":
        """Count these texts."""
        having, texts = np.zeros(PLACES, dtype=np.float32), 0
        for text in read:
            having[np.unique(places(strings(text)))] += 1
            texts += 1
        return cls(texts, having)

    def weight(self, string: str) -> float:
        """Return what a string weighs: 1 where every text has it."""
        return log((self.texts + 1) / (float(self.having[place(string)]) + 1)) + 1

    def share(self, string: str) -> float:
        """Return which share of texts has it, of none that was read as of one in a half."""
        return max(float(self.having[place(string)]), 0.5) / max(self.texts, 1)

    def vector(self, text: str) -> dict[str, float]:
        """Return what each string of a text weighs in it; the squares add up to 1."""
        found = {one: (1 + log(many)) * self.weight(one) for one, many in strings(text).items()}
        length = sqrt(sum(weight * weight for weight in found.values())) or 1.0
        return {one: weight / length for one, weight in found.items()}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how alike two texts are by their vectors: 0 for nothing in common, 1 for the same."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[string] for string, weight in few.items() if string in many)


def in_common(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Return what of a text's vector stands in the other text as well."""
    return {string: weight for string, weight in one.items() if string in other}


def telling(words: Sequence[str], weights: Mapping[str, float], most: int = MOST_SHOWN) -> list[str]:
    """Return the words of a text that weigh most by the strings in them, what weighs most first.

    `words`: the text cut into its words, nothing left out. A string lies over the ends of words, so each of its characters has its part of
    the weight, and a word what its characters come to. Numbers are no words.
    """
    text = "".join(words).lower()
    at_sign = [0.0] * len(text)
    for string, weight in weights.items():
        begin = text.find(string)
        while begin >= 0:
            for at in range(begin, begin + len(string)):
                at_sign[at] += weight / len(string)
            begin = text.find(string, begin + 1)
    found: dict[str, float] = {}
    begin = 0
    for word in words:
        end = begin + len(word)
        if len(word) > 1 and word.isalpha():
            found[word] = max(found.get(word, 0.0), sum(at_sign[begin:end]) / sqrt(len(word)))
        begin = end
    return sorted((word for word, weight in found.items() if weight > 0), key=lambda word: -found[word])[:most]


# ---------------------------------------------------------------------- which texts are looked at

_MOST_PROBES: Final = 24
_MOST_TOGETHER: Final = 8
"""Of so many words, the rarest, each two are asked for together."""
_MOST_EACH: Final = 400
"""What more texts are likely to have finds too much to say anything."""
_MOST_FOUND: Final = 1_500
_MOST_READ: Final = 25_000
"""Entries of the index that are read for a probe, at most: those of the rarest two characters in it."""
_MOST_READ_TOGETHER: Final = 80_000
_OF_DIGITS: Final = 0.05
"""The share of texts that is taken to have two digits side by side: digits are counted as whole numbers."""


def pairs(string: str) -> frozenset[str]:
    """Return each two characters that stand side by side, as the index of complaints has them."""
    return frozenset(string[at : at + 2] for at in range(len(string) - 1))


@dataclass(frozen=True, slots=True)
class _Probe:
    """What is asked of the index: all these pairs. `found`: how many texts are likely to have them; `read`: entries read for it."""

    asks: frozenset[str]
    found: float
    read: float


def probes(words: Sequence[str], weights: Weights, texts: int) -> list[frozenset[str]]:
    """Return what to ask the index of pairs for, so that it finds texts that may be alike and not many others: all pairs of each are to be
    there. `words`: the text cut into its words; `texts`: how many the index holds.

    Asked for are words that few texts are likely to have, the rarest first, then two that few have together.
    """
    each = sorted((_probe(one, weights, texts) for one in _asked(words)), key=_rarest)
    found, matches, reads = list[frozenset[str]](), 0.0, 0.0
    for probe in [*each, *sorted(_together(each, texts), key=_rarest)]:
        if probe.found > _MOST_EACH or probe.read > _MOST_READ:
            continue
        matches, reads = matches + probe.found, reads + probe.read
        if found and (matches > _MOST_FOUND or reads > _MOST_READ_TOGETHER):
            break
        found.append(probe.asks)
        if len(found) == _MOST_PROBES:
            break
    return found


def _asked(words: Sequence[str]) -> set[str]:
    """Return what is asked for: words of two characters and more, and of a name that no dictionary has (characters one by one) each two."""
    low = [one.lower() for one in words]
    names = {one + other for one, other in pairwise(low) if len(one) == len(other) == 1}
    return {one for one in {*low, *names} if len(one) > 1 and one.isalnum()}


def _rarest(probe: _Probe) -> tuple[float, float, list[str]]:
    return probe.found, probe.read, sorted(probe.asks)


def _probe(word: str, weights: Weights, texts: int) -> _Probe:
    if word.isascii():
        return _Probe(pairs(word), weights.share(word) * texts, _OF_DIGITS * texts)
    parts = [word[at : at + LONGEST] for at in range(max(1, len(word) - LONGEST + 1))]
    read = min(weights.share(pair) for pair in pairs(word)) * texts
    return _Probe(pairs(word), min(weights.share(part) for part in parts) * texts, read)


def _together(each: Sequence[_Probe], texts: int) -> Iterator[_Probe]:
    """Give each two of the rarest: as likely as if they had nothing to do with each other."""
    for one, other in combinations(each[:_MOST_TOGETHER], 2):
        yield _Probe(one.asks | other.asks, one.found * other.found / texts, min(one.read, other.read))
