"""Drawing a new sample: which calls, how many, spread over what, for whom; how many match is shown before anything is drawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission, Values
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.records import (
    LARGEST_SEED,
    MOST_DRAWN,
    NewSample,
    QualityChoices,
    Sample,
    SampleCriteria,
    SamplePreview,
)
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.forms import Choice, DateTimeInput, Form, NumberInput, TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.quality import presentation

_PAUSE_MS = 350
_SHOWN_STRATA = 6
_DAY = timedelta(days=1)


class NewSampleDialog(FormDialog):
    """Asks for the criteria. `saved` carries the Sample; a draw that got no answer is repeated under the same key."""

    def __init__(self, context: DeskContext, like: Sample | None = None, parent: QWidget | None = None) -> None:
        calls, plan = Form(labels="top"), Form(labels="top")
        super().__init__(
            context,
            self.tr("Draw a sample"),
            "new_sample",
            self._draw,
            Sample,
            action=self.tr("Draw"),
            action_icon="check",
            icon="clipboard-list",
            fault=presentation.fault,
            forms=(calls, plan),
            parent=parent,
        )
        self.calls, self.plan = calls, plan
        self._matching = 0
        self.setMinimumWidth(860)
        self._match = theme.label("", "strong", wrap=True)
        self._match_more = theme.label("", "muted", wrap=True)
        self._fields()
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._preview)
        for form in (self.calls, self.plan):
            form.edited.connect(lambda _name: self._edited())
        key = "new" if like is None else f"like/{like.id}"
        self.begin(key, blank=self._first_values(like))
        self._found: Feed[SamplePreview] = Feed(context, self._ask_preview, parent=self)
        self._found.came.connect(self._show_preview)
        self._found.failed.connect(self.notice.tell)
        self._found.start(ask=False)
        offered: Feed[QualityChoices] = Feed(context, lambda: operations.choices, parent=self)
        offered.came.connect(self._offer)
        offered.failed.connect(self.notice.tell)
        offered.start()

    # -- the form ----------------------------------------------------------------------------------------------------

    def _fields(self) -> None:
        calls, plan = self.calls, self.plan
        calls.add("from_at", self.tr("First day"), DateTimeInput(date_only=True), required=True)
        calls.add("to_at", self.tr("Last day"), DateTimeInput(date_only=True), required=True)
        calls.add("queues", self.tr("Queues"), PickMany(self.tr("All queues"), self.tr("{n} queues")))
        calls.add("agents", self.tr("Agents"), PickMany(self.tr("All agents"), self.tr("{n} agents")))
        calls.add("min_talk", self.tr("Talked at least"), NumberInput(0, 3600, unit=self.tr("s")))
        calls.add("strata", self.tr("Spread over"), Choice(self._strata()))
        shares = [("even", self.tr("the same number each")), ("proportional", self.tr("by their share of the calls"))]
        calls.add("share", self.tr("How"), Choice(shares))
        plan.add("name", self.tr("Name"), TextInput(limit=120), required=True)
        plan.add("n", self.tr("Calls to draw"), NumberInput(1, MOST_DRAWN))
        plan.add(
            "reviewers", self.tr("Reviewers"), PickMany(self.tr("Choose …"), self.tr("{n} reviewers")), required=True
        )
        plan.add("due_at", self.tr("Due by the end of"), DateTimeInput(optional=True, date_only=True))
        plan.add("form_id", self.tr("Score form"), Choice(placeholder=self.tr("The edition in force")))
        hint = self.tr("The same seed and criteria draw the same calls again.")
        plan.add("seed", self.tr("Seed"), TextInput(self.tr("drawn by the hub"), limit=9), hint=hint)

    def _strata(self) -> list[tuple[Any, str]]:
        return [
            ((), self.tr("nothing: purely at random")),
            (("agent",), self.tr("agents")),
            (("queue",), self.tr("queues")),
            (("agent", "queue"), self.tr("agents and queues")),
        ]

    def _build(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(theme.SPACE_5)
        columns.addWidget(self.calls, 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(theme.SPACE_3)
        right.addWidget(self.plan)
        frame = QWidget()
        told = QVBoxLayout(frame)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(theme.SPACE_1)
        told.addWidget(self._match)
        told.addWidget(self._match_more)
        self._match_more.setMinimumHeight(54)
        self._match_more.setAlignment(Qt.AlignmentFlag.AlignTop)
        right.addWidget(frame)
        right.addStretch(1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)

    def _first_values(self, like: Sample | None) -> Values:
        """Return the last seven days, twenty calls; or everything of an earlier sample, its seed included."""
        today = words.local(elapsed.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        values: dict[str, Any] = {
            "from_at": today - 7 * _DAY,
            "to_at": today - _DAY,
            "min_talk": 30,
            "strata": ("agent",),
            "share": "even",
            "n": 20,
            "name": self.tr("Sample of {day}").format(day=words.date(elapsed.now(), year=False)),
            "due_at": None,
            "reviewers": (self._context.session.me.id,),
        }
        if like is not None:
            wanted = like.criteria
            values |= {
                "from_at": wanted.from_at,
                "to_at": wanted.to_at - _DAY,
                "queues": tuple(wanted.queues),
                "agents": tuple(wanted.agents),
                "min_talk": wanted.min_talk_ms // 1000,
                "strata": tuple(wanted.strata),
                "share": wanted.share,
                "n": like.n,
                "seed": str(like.seed),
                "due_at": like.due_at,
                "reviewers": tuple(one.person.id for one in like.reviewers),
                "name": self.tr("{name}, again").format(name=like.name),
            }
        return values

    def _offer(self, choices: QualityChoices) -> None:
        self._pick(self.calls, "queues").set_options([(one.code, presentation.queue(one)) for one in choices.queues])
        self._pick(self.calls, "agents").set_options([(one.id, presentation.agent(one)) for one in choices.agents])
        self._pick(self.plan, "reviewers").set_options(
            [(one.id, presentation.person(one)) for one in choices.reviewers]
        )
        forms = [(one.id, presentation.form_words(one.name_zh, one.name_en, one.edition)) for one in choices.forms]
        chosen = self.plan.field("form_id")
        assert isinstance(chosen, Choice)
        chosen.set_options(forms)
        self.notice.refill()
        if forms and chosen.value() is None:
            chosen.set_value(forms[0][0])
        self._edited()

    def _pick(self, form: Form, name: str) -> PickMany:
        found = form.field(name)
        assert isinstance(found, PickMany)
        return found

    # -- what it says ------------------------------------------------------------------------------------------------

    def criteria(self) -> SampleCriteria:
        """Return what the form says, the last day included."""
        return self._criteria_of(self.calls.values())

    def _criteria_of(self, values: Values) -> SampleCriteria:
        first, last = self._midnight(values["from_at"]), self._midnight(values["to_at"])
        return SampleCriteria(
            from_at=first,
            to_at=last + _DAY,
            queues=list(values["queues"]),
            agents=list(values["agents"]),
            min_talk_ms=values["min_talk"] * 1000,
            strata=list(values["strata"] or ()),
            share=values["share"] or "even",
        )

    def _midnight(self, moment: datetime) -> datetime:
        return words.local(moment).replace(hour=0, minute=0, second=0, microsecond=0)

    def _edited(self) -> None:
        self.calls.field("share").setEnabled(bool(self.calls.values()["strata"]))
        self._timer.start()

    def _preview(self) -> None:
        self._found.anew(keep=True)

    def _ask_preview(self) -> Request[SamplePreview]:
        criteria, reviewers = self.criteria(), self._reviewers()
        return lambda api: operations.preview(api, criteria, reviewers)

    def _reviewers(self) -> list[UUID]:
        return list(self.plan.values()["reviewers"])

    def _show_preview(self, found: SamplePreview) -> None:
        self.notice.refresh()
        n, self._matching = self.plan.values()["n"], found.matching
        self._match.setText(self.tr("{n} calls match").format(n=words.number(found.matching)))
        theme.restyle(self._match, tone="" if found.matching else "bad")
        said = [self._strata_words(found)] if found.strata else []
        if 0 < found.matching < n:
            said.append(self.tr("Fewer than asked for: all of them will be drawn."))
        if found.recused:
            said.append(self.tr("{n} left out: every reviewer took part in them.").format(n=found.recused))
        self._match_more.setText("\n".join(said))
        self._stand(self.drafted.state)

    def _strata_words(self, found: SamplePreview) -> str:
        parts = []
        for one in found.strata[:_SHOWN_STRATA]:
            names = [
                presentation.agent(one.agent) if one.agent else "",
                presentation.queue(one.queue) if one.queue else "",
            ]
            named = " · ".join(name for name in names if name)
            parts.append(self.tr("{name}: {n}").format(name=named, n=words.number(one.calls)))
        rest = len(found.strata) - len(parts)
        if rest > 0:
            parts.append(self.tr("and {n} more").format(n=rest))
        return self.tr("; ").join(parts)

    # -- drawing -----------------------------------------------------------------------------------------------------

    def check(self) -> bool:
        """As of every form; and a seed is a number."""
        if not super().check():
            return False
        seed = self.plan.values()["seed"].strip()
        if seed and (not seed.isascii() or not seed.isdecimal() or int(seed) > LARGEST_SEED):
            self.plan.set_errors({"seed": self.tr("A whole number of at most nine digits.")})
            return False
        return True

    def _draw(self, sent: Submission[Sample]) -> Sample:
        values, seed = sent.values, sent.values["seed"].strip()
        due = self._midnight(values["due_at"]) + _DAY if values["due_at"] is not None else None
        form = NewSample(
            name=values["name"],
            criteria=self._criteria_of(values),
            n=values["n"],
            seed=int(seed) if seed else None,
            due_at=due,
            reviewers=list(values["reviewers"]),
            form_id=values["form_id"],
        )
        return operations.draw(self._context.api, form)

    def _stand(self, state: str) -> None:
        super()._stand(state)
        self.action_button.setEnabled(self.action_button.isEnabled() and self._matching > 0)
        self.action_button.set_label(self.tr("Drawing …") if state == "sending" else self.tr("Draw"))
