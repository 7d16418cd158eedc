"""Classes learnt from texts, and which three a text suggests: linear over strings of characters, with numpy alone.

Multinomial logistic regression over the weights of `text_rules`, by steps that grow smaller where a string has been seen often (AdaGrad,
Duchi et al. 2011). What a string has added to a class is known, so each suggestion names what decided. How good it is, is measured on the
newest fifth of the cases, which it has not learnt from; beside it stands how often one would be right with the three commonest classes.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agent_desk.hub.cases.text_rules import PLACES, Weights, places, strings, telling

LEAST_CASES: Final = 500
"""From so many classed cases on there is something to learn."""
SUGGESTED: Final = 3
_LEAST_OF_CLASS: Final = 3
_HELD_OUT: Final = 5
"""One in so many, the newest, is held out to measure."""
_ROUNDS: Final = 6
_STEP: Final = 0.5
_MANY: Final = 200

Row = tuple[NDArray[np.int64], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Classed:
    """One case to learn from: its text, and its class on each axis."""

    text: str
    classes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """How often it was right on cases it has not learnt from. `right`: of so many `cases` the class was among the three suggested;
    `commonest`: among the three that are commonest."""

    cases: int
    right: int
    commonest: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.cases if self.cases else 0.0

    @property
    def commonest_share(self) -> float:
        """The share that the commonest three come to."""
        return self.commonest / self.cases if self.cases else 0.0


@dataclass(frozen=True, slots=True)
class Axis:
    """What was learnt of one axis. `weights`: what a string of each place adds to each class; `base`: of a text without any."""

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    base: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Suggested:
    """One class with how likely it is by the text, and the words of the text that speak for it most."""

    key: str
    share: float
    words: list[str]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt from texts: how seldom strings are, and the classes of each axis."""

    weights: Weights
    axes: Mapping[str, Axis]

    def suggest(self, axis: str, words: Sequence[str], most: int = SUGGESTED) -> list[Suggested]:
        """Return the likeliest classes of a text, the likeliest first; none for an axis that was not learnt, or a text of which nothing is
        known. `words`: the text cut into its words, nothing left out."""
        text = "".join(words)
        known = self.axes.get(axis)
        found = list(strings(text))
        if known is None or not found:
            return []
        at, weigh = _row(text, self.weights)
        added = known.weights[at] * weigh[:, None]
        if not np.any(added):
            return []
        likely = _likely(added.sum(axis=0) + known.base)
        suggested = []
        for one in np.argsort(-likely, kind="stable")[:most]:
            by_place = dict(zip(at.tolist(), (added[:, one] - added.mean(axis=1)).tolist(), strict=True))
            said = {string: by_place[where] for string, where in zip(found, places(found).tolist(), strict=True)}
            suggested.append(Suggested(known.classes[one], float(likely[one]), telling(words, said)))
        return suggested

    # -- as it is stored ---------------------------------------------------------------------------------------------

    def packed(self) -> bytes:
        """Return it as bytes: arrays of numbers and names of classes, nothing of a text."""
        parts: dict[str, Any] = {"texts": np.array(self.weights.texts), "having": self.weights.having}
        for name, axis in self.axes.items():
            used = np.flatnonzero(np.any(axis.weights, axis=1))
            parts |= {
                f"{name}.classes": np.array(axis.classes, dtype=np.str_),
                f"{name}.places": used.astype(np.int32),
                f"{name}.weights": axis.weights[used].astype(np.float16),
                f"{name}.base": axis.base,
            }
        stored = io.BytesIO()
        np.savez_compressed(stored, **parts)
        return stored.getvalue()

    @classmethod
    def unpacked(cls, stored: bytes) -> "Learnt":
        """Read it again; nothing in it is run."""
        with np.load(io.BytesIO(stored), allow_pickle=False) as parts:
            axes = {}
            for name in {one.partition(".")[0] for one in parts.files if "." in one}:
                classes = tuple(str(one) for one in parts[f"{name}.classes"])
                weights = np.zeros((PLACES, len(classes)), dtype=np.float32)
                weights[parts[f"{name}.places"]] = parts[f"{name}.weights"]
                axes[name] = Axis(classes, weights, parts[f"{name}.base"])
            return cls(Weights(int(parts["texts"]), parts["having"]), axes)


def without_copies(cases: Sequence[Classed]) -> list[Classed]:
    """Return each text once, as it was classed last: what is sent many times teaches once."""
    return list({one.text.strip(): one for one in cases}.values())


class Learning:
    """Learns from cases, the oldest first, a piece at a time: `steps` says after each how far it is."""

    def __init__(self, cases: Sequence[Classed], axes: Sequence[str]) -> None:
        self._cases, self._axes = without_copies(cases), tuple(axes)
        self._weights = Weights.of(one.text for one in self._cases)
        self._rows = [_row(one.text, self._weights) for one in self._cases]
        self._border = len(self._cases) - len(self._cases) // _HELD_OUT
        self.measured: dict[str, Measured] = {}
        self._found: dict[str, Axis] = {}

    @property
    def total(self) -> int:
        """How many steps there are at the most."""
        return len(self._axes) * _ROUNDS * (self._border + len(self._cases))

    def steps(self) -> Iterator[int]:
        """Learn; gives how many steps are done."""
        done = 0
        for axis in self._axes:
            classes = [one.classes.get(axis, "") for one in self._cases]
            for border in (self._border, len(self._cases)):
                model = _Model(classes[:border])
                for at in _order(border):
                    model.learn(self._rows[at], classes[at])
                    done += 1
                    if done % _MANY == 0:
                        yield done
                if border == self._border:
                    self.measured[axis] = self._measure(model, classes)
            self._found[axis] = model.axis()
        yield self.total

    def learnt(self) -> Learnt:
        """Return what was learnt, once all steps are done."""
        return Learnt(self._weights, {name: axis for name, axis in self._found.items() if axis.classes})

    def _measure(self, model: "_Model", classes: Sequence[str]) -> Measured:
        axis = model.axis()
        commonest = {one for one, _ in Counter(classes[: self._border]).most_common(SUGGESTED)}
        held = range(self._border, len(self._cases))
        right = 0
        for at in held:
            where, weigh = self._rows[at]
            likely = (axis.weights[where] * weigh[:, None]).sum(axis=0) + axis.base
            right += classes[at] in {axis.classes[one] for one in np.argsort(-likely)[:SUGGESTED]}
        return Measured(len(held), right, sum(classes[at] in commonest for at in held))


class _Model:
    """One axis while it is learnt."""

    def __init__(self, classes: Sequence[str]) -> None:
        many = Counter(one for one in classes if one)
        self.classes = tuple(sorted(one for one, count in many.items() if count >= _LEAST_OF_CLASS))
        self._at = {one: at for at, one in enumerate(self.classes)}
        self._weights = np.zeros((PLACES, len(self.classes)), dtype=np.float32)
        self._seen = np.full(PLACES, 1e-8, dtype=np.float32)
        self._base = np.zeros(len(self.classes), dtype=np.float32)

    def learn(self, row: Row, wanted: str) -> None:
        """Take a step towards the class that a text has."""
        at = self._at.get(wanted)
        if at is None:
            return
        where, weigh = row
        # No product of matrices: it would be dealt out to threads, which take longer to meet than this takes.
        wrong = _likely((self._weights[where] * weigh[:, None]).sum(axis=0) + self._base)
        wrong[at] -= 1
        slope = weigh[:, None] * wrong
        self._seen[where] += (slope * slope).sum(axis=1)
        self._weights[where] -= _STEP * slope / np.sqrt(self._seen[where])[:, None]
        self._base -= 0.05 * wrong

    def axis(self) -> Axis:
        """Return what was learnt so far."""
        return Axis(self.classes, self._weights, self._base)


def _row(text: str, weights: Weights) -> Row:
    """Return the places of a text, each once, with what they weigh; the squares add up to 1."""
    at = np.unique(places(strings(text)))
    weigh = np.log((weights.texts + 1) / (weights.having[at] + 1)) + 1
    length = float(np.sqrt((weigh * weigh).sum())) or 1.0
    return at, (weigh / length).astype(np.float32)


def _order(many: int) -> Iterator[int]:
    """Give every case in each round, in an order that is the same each night."""
    drawn = np.random.default_rng(1)
    for _ in range(_ROUNDS):
        yield from drawn.permutation(many).tolist()


def _likely(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    found = np.exp(scores - scores.max())
    likely: NDArray[np.float32] = (found / found.sum()).astype(np.float32)
    return likely
