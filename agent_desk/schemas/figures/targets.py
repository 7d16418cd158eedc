"""What a queue is measured by where nobody has decided: the one place of the product's own service target."""

from typing import Final, Literal, NamedTuple

FormulaWord = Literal["F1", "F2", "F3", "F4", "F5", "F6"]
"""Formulas of the service level (docs/glossary.md)."""


class TargetMeasures(NamedTuple):
    """Formula, T and t in milliseconds, and the shares to be reached; named as the columns of `service_target`."""

    formula: FormulaWord
    threshold_ms: int
    short_ms: int
    target: float
    answer_rate_target: float


DEFAULT_TARGET: Final = TargetMeasures("F3", threshold_ms=20_000, short_ms=5_000, target=0.8, answer_rate_target=0.9)
