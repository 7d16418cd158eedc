"""How found articles are ordered, cut short and highlighted: pure functions.

The score was chosen by measurement on two sets of real questions (docs/decisions/0012): the rareness of what matches (as
in BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, without term frequency in the body),
counted more in a title or a keyword than in the body, times how alike the whole question and the whole title are.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "pair", "char", "latin", "sound"]
Range = tuple[int, int]

IN_TITLE, IN_KEYWORD, IN_BODY = 4.0, 3.0, 1.0
"""Where a word is found; added, then saturated by `_SATURATION` as BM25 does with a word's frequency."""
_SATURATION = 1.2
_LIKENESS = 2.0
"""How much a title that is the very question counts over one that only has its words."""
_KEYWORD_LIKENESS = 0.8
_OF_KIND = {"word": 1.0, "pair": 0.7, "char": 0.7, "latin": 1.0, "sound": 0.5}
_BEGUN = 0.7
"""A Latin word that only begins like the typed one counts this much of one that is the same."""
_OTHER_WORD = 3.0
"""Assumed rareness of a title's words that the question does not have: their count is not looked up."""
SHORTLIST = 100
"""Articles whose title and keywords are looked at; more changed nothing in the measurement."""
WORTH_SHOWING = 0.15
"""Articles below this share of the best score are noise."""
_STRONG = 0.12
"""The best article must have this share of the question's weight in more than stray characters, or there is no answer."""
_COMMON = 0.15
"""A single character in more articles than this is not highlighted."""


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One thing a question asks for.

    `begun`: it may be the beginning of a word (letters, pinyin, initials). `instead_of`: a sound stands in for a word that
    no article has (a typing slip); letters typed apart stand in for their parts.
    """

    text: str
    kind: Kind
    begun: bool = False
    instead_of: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """As a tsquery."""
        return f"'{self.text}':*" if self.begun else f"'{self.text}'"


@dataclass(frozen=True, slots=True)
class Posting:
    """Which lexemes of the question an article has (bit n: lexeme n)."""

    key: int
    bits: int


@dataclass(frozen=True, slots=True)
class Fields:
    """What ranking reads of an article: the indexed words of title and keywords, one set per keyword."""

    title: frozenset[str]
    keywords: tuple[frozenset[str], ...]


@dataclass(slots=True)
class Weighed:
    """A question with the weight of each lexeme among the articles at hand."""

    lexemes: list[Lexeme]
    weights: list[float]
    shares: list[float]
    """Share of the articles that have it, 0 to 1."""
    total: float
    """Weight of the whole question, words that no article has included: they count as the rarest."""


@dataclass(slots=True)
class Ranked:
    """One article's place. `keyword`: index of the keyword that is more like the question than the title is.

    `strong`: weight of what matched in more than stray characters of the body; a character in title or keyword counts half.
    """

    key: int
    score: float
    keyword: int | None
    strong: float


def rareness(having: int, of: int) -> float:
    """Inverse document frequency of BM25: ln(1 + (N - n + 0.5) / (n + 0.5)), n of N articles."""
    return math.log(1 + (of - having + 0.5) / (having + 0.5))


def weigh(lexemes: list[Lexeme], postings: Sequence[Posting], articles: int) -> Weighed:
    """Weights by rareness. A sound counts only where no article has the word it stands in for."""
    having = [0] * len(lexemes)
    for posting in postings:
        bits = posting.bits
        while bits:
            low = bits & -bits
            having[low.bit_length() - 1] += 1
            bits ^= low
    counted = list(zip(lexemes, having, strict=True))
    there = {lexeme.text for lexeme, count in counted if count and lexeme.kind != "sound"}
    replaced = {part for lexeme, count in counted if count and lexeme.kind == "latin" for part in lexeme.instead_of}
    weights, total = [], 0.0
    for lexeme, count in counted:
        weight = _OF_KIND[lexeme.kind] * rareness(count, articles)
        if lexeme.kind == "sound":
            weights.append(0.0 if not count or there.issuperset(lexeme.instead_of) else weight)
            continue
        wanted = lexeme.text not in replaced
        weights.append(weight if count and wanted else 0.0)
        # A pair that no article has is mostly two words that happen to meet; a word that none has was meant.
        if wanted and (count or (lexeme.kind != "pair" and not lexeme.instead_of)):
            total += weight
    return Weighed(lexemes, weights, [count / max(1, articles) for count in having], total)


def shortlist(question: Weighed, postings: Sequence[Posting], most: int = SHORTLIST) -> list[Posting]:
    """Return the articles that have the most of the question, by weight."""
    weights = question.weights

    def has(posting: Posting) -> float:
        return sum(weight for at, weight in enumerate(weights) if weight and posting.bits >> at & 1)

    return sorted(postings, key=lambda posting: (-has(posting), posting.key))[:most]


def rank(question: Weighed, postings: Sequence[Posting], fields: Mapping[int, Fields]) -> list[Ranked]:
    """Return the articles worth showing, best first; equal ones in the order of `postings`. None where even the best is no answer."""
    found = [_place(question, posting, fields[posting.key]) for posting in postings]
    if max((one.strong for one in found), default=0.0) < _STRONG * question.total:
        return []
    best = max((one.score for one in found), default=0.0)
    return sorted((one for one in found if one.score >= WORTH_SHOWING * best), key=lambda one: -one.score)


def _place(question: Weighed, posting: Posting, fields: Fields) -> Ranked:
    score = strong = 0.0
    every_keyword = frozenset[str]().union(*fields.keywords)
    for at, (lexeme, weight) in enumerate(zip(question.lexemes, question.weights, strict=True)):
        if not weight or not posting.bits >> at & 1:
            continue
        in_title, in_keyword = _share(lexeme, fields.title), _share(lexeme, every_keyword)
        found = IN_TITLE * in_title + IN_KEYWORD * in_keyword
        if lexeme.kind != "char":
            strong += weight
        elif found:
            strong += weight / 2
        # Sounds live in titles and keywords only; everything else that matches may also stand in the body.
        found += IN_BODY if lexeme.kind != "sound" else 0.0
        score += weight * found * (_SATURATION + 1) / (found + _SATURATION)
    likeness, keyword = _likeness(question, fields)
    return Ranked(posting.key, score * (1 + _LIKENESS * likeness), keyword, strong)


def _share(lexeme: Lexeme, words: frozenset[str]) -> float:
    if lexeme.text in words:
        return 1.0
    if lexeme.begun and any(word.startswith(lexeme.text) for word in words):
        return _BEGUN
    return 0.0


def _likeness(question: Weighed, fields: Fields) -> tuple[float, int | None]:
    """Weighted Dice coefficient of the question with the title or its most similar keyword, 0 to 1; and which keyword."""
    best, which = _dice(question, fields.title), None
    for at, keyword in enumerate(fields.keywords):
        alike = _KEYWORD_LIKENESS * _dice(question, keyword)
        if alike > best:
            best, which = alike, at
    return best, which


def _dice(question: Weighed, words: frozenset[str]) -> float:
    shared, weight = 0, 0.0
    for lexeme, own in zip(question.lexemes, question.weights, strict=True):
        if own and lexeme.text in words:
            shared, weight = shared + 1, weight + own
    if not weight:
        return 0.0
    others = sum(not word.isascii() for word in words) - shared
    return 2 * weight / (question.total + weight + _OTHER_WORD * max(0, others))


# ---------------------------------------------------------------------- highlights


def terms(question: Weighed) -> list[str]:
    """Return the words of a question that are worth a mark in an article, longest first: no characters that stand everywhere."""
    worth = [
        lexeme.text
        for lexeme, weight, share in zip(question.lexemes, question.weights, question.shares, strict=True)
        if weight and lexeme.kind != "sound" and (lexeme.kind != "char" or share <= _COMMON)
    ]
    return sorted(worth, key=lambda term: (-len(term), term))


def spelt(question: Weighed) -> list[str]:
    """Return what was asked for by sound: typed letters, and the pinyin of words that no article has."""
    return [
        lexeme.text
        for lexeme, weight in zip(question.lexemes, question.weights, strict=True)
        if weight and lexeme.kind in ("latin", "sound")
    ]


def marks(folded: str, wanted: Iterable[str]) -> list[Range]:
    """Return where the terms stand in a folded text, as half-open ranges, sorted, overlapping and touching ones joined."""
    found: list[Range] = []
    for term in wanted:
        at = folded.find(term)
        while at >= 0:
            found.append((at, at + len(term)))
            at = folded.find(term, at + 1)
    return joined(found)


def sound_marks(syllables: Sequence[str], wanted: Iterable[str]) -> list[Range]:
    """Return where typed pinyin or initials ("guash", "gs") stand for characters. `syllables`: the pinyin of each character."""
    return joined(
        (start, end)
        for term in wanted
        for start in range(len(syllables))
        if (end := max(_spell(syllables, start, term, str), _spell(syllables, start, term, lambda one: one[:1])))
    )


def _spell(syllables: Sequence[str], start: int, term: str, part: Callable[[str], str]) -> int:
    """End of the characters from `start` on whose readings spell `term` (the last one may be unfinished); 0 if none do."""
    spelt = ""
    for at in range(start, len(syllables)):
        if not syllables[at]:
            return 0
        spelt += part(syllables[at])
        if spelt.startswith(term):
            return at + 1
        if not term.startswith(spelt):
            return 0
    return 0


def joined(ranges: Iterable[Range]) -> list[Range]:
    """Sorted ranges, overlapping and touching ones made one."""
    made: list[Range] = []
    for start, end in sorted(ranges):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


# ---------------------------------------------------------------------- pieces of text

_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.、]\s*|>\s*)|\*\*|__|`|\|", re.MULTILINE)
_RULE = re.compile(r"^[\s|:-]+$")
_BEFORE = 12
"""Characters kept before the first match of a long line."""


def plain_lines(markdown: str) -> list[str]:
    """Return the lines of an article as they are read, without Markdown's signs, headings and rules."""
    found = []
    for line in markdown.splitlines():
        if line.lstrip().startswith("#") or _RULE.match(line):
            continue
        text = " ".join(_MARKUP.sub(" ", line).split())
        if text:
            found.append(text)
    return found


def excerpt(lines: Sequence[str], wanted: Sequence[str], fold: Callable[[str], str], most: int = 72) -> str:
    """Return the line that has the most of the terms (long ones count more), cut to `most` characters around the first."""
    best, place, text = -1, 0, ""
    for line in lines:
        folded = fold(line)
        places = [at for at in (folded.find(term) for term in wanted) if at >= 0]
        worth = sum(len(term) for term in wanted if term in folded)
        if worth > best:
            best, place, text = worth, min(places, default=0), line
    if len(text) <= most:
        return text
    start = max(0, min(place - _BEFORE, len(text) - most + 1))
    cut = text[start : start + most - (1 if start == 0 else 2)]
    end = "…" if start + len(cut) < len(text) else ""
    return f"{'…' if start else ''}{cut}{end}"


_CODE = re.compile(r"\bK\d{4,}\b", re.ASCII)


def cited(text: str) -> list[str]:
    """Codes of other articles that a text names, in order, each once."""
    return list(dict.fromkeys(_CODE.findall(text)))


_LONG_NUMBER = re.compile(r"\d{5,}")


def without_numbers(query: str) -> str:
    """Return a question as it may be kept: long numbers (telephone, card, identity) become "#"."""
    return _LONG_NUMBER.sub("#", query)[:200]
