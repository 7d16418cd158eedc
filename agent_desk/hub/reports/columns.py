"""The columns of a report: names in both languages, how each figure is written, and how two periods are compared.

What a cell says and the figure behind it are made together, so that screen, file and paper round alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from agent_desk.hub.figures.service import Counts, rules
from agent_desk.hub.kit.cells import DASH, cell
from agent_desk.hub.reports.agents import Work
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.figures.words import FIGURES
from agent_desk.schemas.kit.table import Cell, FormWord, LanguageWord

Of = TypeVar("Of")


@dataclass(frozen=True, slots=True)
class Made(Generic[Of]):
    """One figure of a row: its names, how it is written, how it is worked out."""

    key: str
    zh: str
    en: str
    form: FormWord
    value: Callable[[Of], float | None]
    figure: FigureWord | None = None
    explain: tuple[str, str] = ("", "")
    compared: bool = False

    def title(self, lang: LanguageWord) -> str:
        """Return its name."""
        return self.zh if lang == "zh" else self.en


def _made(
    key: str,
    form: FormWord,
    value: Callable[[Of], float | None],
    figure: FigureWord | None = None,
    *,
    compared: bool = False,
    more: str = "",
) -> Made[Of]:
    """Return a figure of the vocabulary; `more` stands behind its name."""
    term = FIGURES[key]
    return Made(
        key,
        f"{term.zh} {more}".strip(),
        f"{term.en} {more}".strip(),
        form,
        value,
        figure,
        (term.help_zh, term.help_en),
        compared,
    )


def call_columns(formula: Callable[[Counts], float | None], word: FormulaWord) -> list[Made[Counts]]:
    """Figures of calls. `formula` gives the service level, which may differ by queue."""
    return [
        _made("offered", "count", lambda c: c.offered, "offered", compared=True),
        _made("answered", "count", lambda c: c.answered, "answered"),
        _made("abandoned", "count", lambda c: c.abandoned, "abandoned", compared=True),
        _made("service_level", "share", formula, "service_level", compared=True, more=word),
        _made("answer_rate", "share", rules.answer_rate, "answer_rate", compared=True),
        _made("asa", "time", rules.asa_s, "asa"),
        _made("aht", "time", rules.aht_s, "aht", compared=True),
        _made("abandon_wait", "time", rules.abandon_wait_s, "abandoned"),
        _made("longest_wait", "time", lambda c: c.longest_wait_ms / 1000 if c.offered else None, "offered"),
    ]


def _per_call(ms: Callable[[Counts], int]) -> Callable[[Work], float | None]:
    def mean(work: Work) -> float | None:
        handled = work.counts.answered - work.counts.unfinished
        return ms(work.counts) / handled / 1000 if handled > 0 else None

    return mean


def occupancy(work: Work) -> float | None:
    """Handling / (handling + available), of the time at the seat."""
    return rules.occupancy(work.handling_ms, work.in_state("ready"))


def agent_columns() -> list[Made[Work]]:
    """Figures of agents and teams."""
    return [
        _made("answered", "count", lambda w: w.counts.answered, "answered", compared=True),
        _made("aht", "time", lambda w: rules.aht_s(w.counts), "aht", compared=True),
        _made("talk", "time", _per_call(lambda c: c.talk_ms), "aht"),
        _made("hold", "time", _per_call(lambda c: c.hold_ms), "aht"),
        _made("acw", "time", _per_call(lambda c: c.acw_ms), "aht"),
        _made("occupancy", "share", occupancy, compared=True),
        _made("signed_in", "time", lambda w: w.signed_in_ms / 1000 if w.signed_in_ms else None),
        _made("missed", "count", lambda w: w.missed + w.refused, compared=True),
        _made("transferred", "count", lambda w: w.transferred),
        _made("score", "change", lambda w: w.score_sum / w.reviews if w.reviews else None, compared=True),
    ]


# ---------------------------------------------------------------------- cells


def change(now: float | None, before: float | None, form: FormWord, lang: LanguageWord) -> Cell:
    """Return the difference, and for what is no share also in percent of what it was: "+12 (+3.4 %)", "−2.1 points"."""
    if now is None or before is None:
        return Cell(text=DASH)
    difference = now - before
    if form == "share":
        points = round(difference * 100, 1)
        return Cell(
            text=f"{_signed(f'{abs(points):.1f}', points)} {'个百分点' if lang == 'zh' else 'points'}", value=points
        )
    percent = f" ({_signed(f'{abs(difference / before) * 100:.1f}', difference)} %)" if before else ""
    return Cell(text=f"{_signed(cell(abs(difference), form).text, difference)}{percent}", value=round(difference, 1))


def _signed(text: str, value: float) -> str:
    """With the sign in front: a typographic minus, so that no spreadsheet reads a formula."""
    return f"+{text}" if value > 0 else f"−{text}" if value < 0 else f"±{text}"
