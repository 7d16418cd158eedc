"""What the law finds wrong with a definition of complaints: a state or way lost, a way that skips one, one that takes too long. Pure."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, get_args

from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds import checking
from agent_desk.schemas.cases.kinds.checking import Finding, longest_way
from agent_desk.schemas.cases.kinds.definition import Clock, Kind, State
from agent_desk.schemas.cases.records import CaseStateWord
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.words import CLASSES

_STATES: Final[tuple[str, ...]] = get_args(CaseStateWord)


def check(kind: Kind, roles: Collection[str] | None = None, limits: Mapping[str, int] | None = None) -> list[Finding]:
    """Return all that is wrong with a definition, of complaints also what the law finds. `limits`: days of each class, of the edition that
    will hold; None where nobody knows it."""
    found = checking.check(kind, roles)
    # Where an arrow leads nowhere there is no way to be measured.
    if kind.code == law.CODE and not any(one.broken in ("unknown_state", "twice") for one in found):
        found += [*_states(kind), *_fields(kind), *_ways(kind), *_needed(kind), *_times(kind, limits or {})]
    return found


def _states(kind: Kind) -> Iterator[Finding]:
    for code in _STATES:
        state = kind.states_by_code.get(code)
        if state is None or law.counts_as(state) != code:
            yield Finding(
                broken="law_state",
                at=code,
                zh=f"缺少法定状态“{code}”。",
                en=f"The law needs the state “{code}”.",
            )
    for state in kind.states:
        counts = law.counts_as(state)
        if state.code not in _STATES and counts not in OPEN_STATES:
            yield Finding(
                broken="law_state",
                at=state.code,
                zh=f"自定状态“{state.name_zh}”须归入一个在办的法定状态（law）。",
                en=f"The bank's own state “{state.name_en}” has to count as one of the law's in which it is open (law).",
            )
        if state.final != (counts in law.ENDS):
            yield Finding(
                broken="law_state",
                at=state.code,
                zh=f"状态“{state.name_zh}”：只有撤回和并案不能再处理。",
                en=f"“{state.name_en}”: what is withdrawn or merged is over, and nothing else.",
            )
    if kind.initial != law.FIRST:
        yield Finding(
            broken="law_state", at=kind.initial, zh="投诉自“受理”开始。", en="A complaint begins as received."
        )


def _fields(kind: Kind) -> Iterator[Finding]:
    for field in kind.fields:
        wanted = law.COLUMNS.get(field.code)
        if wanted is not None and field.type != wanted:
            yield Finding(
                broken="law_field",
                at=field.code,
                zh=f"投诉自有字段“{field.name_zh}”的类型应为 {wanted}。",
                en=f"“{field.name_en}” is a field of every complaint, of the type {wanted}.",
            )
        if wanted is None and field.required:
            yield Finding(
                broken="law_field",
                at=field.code,
                zh=f"受理投诉不得要求填写自定字段“{field.name_zh}”；可在流转时要求。",
                en=f"A complaint is received without “{field.name_en}”; a step may require it.",
            )
    for way in kind.transitions:
        for code in way.required:
            if code in law.COLUMNS:
                yield Finding(
                    broken="law_field",
                    at=way.code,
                    zh=f"流转“{way.name_zh}”：“{code}”在受理时已填写，不能在流转时要求。",
                    en=f"“{way.name_en}”: “{code}” is taken down at receipt and cannot be asked for by a step.",
                )


def _ways(kind: Kind) -> Iterator[Finding]:
    for way, code, before, after in law.pairs(kind):
        own = before == after and code != way.to_state
        state: State = kind.states_by_code[code]
        if after not in law.WAYS.get(before, ()) and not own:  # type: ignore[call-overload]
            target = kind.states_by_code[way.to_state]
            yield Finding(
                broken="law_way",
                at=way.code,
                zh=f"流转“{way.name_zh}”：法律不允许从“{state.name_zh}”到“{target.name_zh}”。",
                en=f"“{way.name_en}”: the law knows no way from “{state.name_en}” to “{target.name_en}”.",
            )
        given = after == "assigned" and way.to_state == "assigned"
        if way.assign not in law.OWNERS or (given and not law.gives(way)):
            yield Finding(
                broken="law_owner",
                at=way.code,
                zh=f"流转“{way.name_zh}”：负责人须由分派人选定，以便回避。",
                en=f"“{way.name_en}”: who has it is chosen, so that nobody gets it who has to stand back.",
            )


def _needed(kind: Kind) -> Iterator[Finding]:
    free = {(code, way.to_state) for way, code, _before, _after in law.pairs(kind) if not law.bound(way)}
    open_way = {(code, way.to_state) for way, code, _before, _after in law.pairs(kind) if not way.waits}
    for state in kind.states:
        for before, after in law.NEEDED:
            # A state of the bank's own can be left by withdrawal like the one that it counts as.
            concerned = state.code == before or (law.counts_as(state) == before and after == "withdrawn")
            if not concerned:
                continue
            target = kind.states_by_code.get(after)
            name_zh, name_en = (target.name_zh, target.name_en) if target is not None else (after, after)
            if (state.code, after) not in free:
                yield Finding(
                    broken="law_way",
                    at=state.code,
                    zh=f"缺少法定流转：从“{state.name_zh}”到“{name_zh}”，且不设条件、必填项和第二人。",
                    en=f"The law needs a way from “{state.name_en}” to “{name_en}” without conditions, fields or a second person.",
                )
            elif after == "withdrawn" and (state.code, after) not in open_way:
                yield Finding(
                    broken="law_way",
                    at=state.code,
                    zh=f"“{state.name_zh}”：撤回不得等待任务完成（waits = false）。",
                    en=f"“{state.name_en}”: a withdrawal waits for no task (waits = false).",
                )


def _times(kind: Kind, limits: Mapping[str, int]) -> Iterator[Finding]:
    for state in kind.states:
        if law.counts_as(state) in OPEN_STATES and state.limit_days is None:
            yield Finding(
                broken="no_clock",
                at=state.code,
                zh=f"状态“{state.name_zh}”没有停留期限，无法核对法定期限。",
                en=f"“{state.name_en}” has no limit of its own, so nobody can say whether the law's is kept.",
            )
    for case_class, days in limits.items():
        yield from _too_long(kind, case_class, days)


def _too_long(kind: Kind, case_class: str, days: int) -> Iterator[Finding]:
    """A complaint of this class goes the ways that are open to its class; from its receipt until the complainant is told."""
    open_ = kind.model_copy(
        update={"transitions": [one for one in kind.transitions if not law.excluded(one, case_class)]}
    )
    over = [one.code for one in kind.states if law.counts_as(one) not in OPEN_STATES]
    clock = Clock(code="law", name_zh="法定期限", name_en="Legal limit", amount=days, until=over)
    taken, way = longest_way(open_, clock)
    if taken > days:
        names = [kind.states_by_code[code] for code in way]
        word = CLASSES[case_class]
        yield Finding(
            broken="too_long",
            at=case_class,
            zh=f"这条路径可能需要 {taken} 天，法定期限为 {days} 天（{word.zh}）："
            + " → ".join(one.name_zh for one in names),
            en=f"This way can take {taken} days, the law gives {days} ({word.en}): "
            + " → ".join(one.name_en for one in names),
        )
