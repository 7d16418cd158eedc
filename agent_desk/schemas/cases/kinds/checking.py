"""The checker: everything that is wrong with a definition, as data, in both languages. Nothing with a finding is published. Pure.

A flow without findings can be finished from every state by somebody: each state is reached, has a way out that a person may go, and
a final state lies ahead. How long a way can take is the sum of `limit_days` of its states, each state once: going round a circle has
no longest way.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds import values
from agent_desk.schemas.cases.kinds.definition import Clock, Condition, FieldSpec, Kind, State, Transition, Who
from agent_desk.schemas.cases.settings import LawEdition
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

_STEPS: Final = 50_000
"""So many steps are looked at for the longest way; in a larger graph every state that can be reached counts, which is never too short."""
_ONE_LINE: Final = frozenset({"line", "choice", "person", "branch", "customer"})
"""Types that can call a case."""


class Finding(WireRecord):
    """What is wrong. `broken`: the rule; `at`: the code of the state, transition, field or clock."""

    broken: str
    at: str
    zh: OwnText
    en: OwnText


def check(kind: Kind, roles: Collection[str] | None = None) -> list[Finding]:
    """Return all that is wrong with a definition. `roles`: those that exist; None where nobody knows."""
    found = [*_codes(kind), *_fields(kind), *_references(kind), *_people(kind, roles)]
    # What a graph is worth is only asked of one whose arrows lead somewhere.
    if not any(one.broken in ("unknown_state", "twice") for one in found):
        found += [*_graph(kind), *_clocks(kind)]
    return found


def _codes(kind: Kind) -> Iterator[Finding]:
    parts = (("字段", "field", kind.fields), ("状态", "state", kind.states), ("流转", "transition", kind.transitions))
    for zh, en, listed in (*parts, ("时限", "clock", kind.clocks)):
        yield from _twice(zh, en, (one.code for one in listed))
    for way in kind.transitions:
        yield from _twice("任务", "task", (one.code for one in way.tasks))


def _twice(zh: str, en: str, codes: Iterable[str]) -> Iterator[Finding]:
    for code, count in Counter(codes).items():
        if count > 1:
            yield Finding(
                broken="twice", at=code, zh=f"{zh}“{code}”定义了两次。", en=f"The {en} “{code}” stands twice."
            )


def _fields(kind: Kind) -> Iterator[Finding]:
    for field in kind.fields:
        codes = {one.code for one in field.words}
        if field.type == "choice" and (len(codes) < 2 or len(codes) != len(field.words)):
            yield Finding(
                broken="no_words",
                at=field.code,
                zh=f"选项字段“{field.name_zh}”至少需要两个不同的选项。",
                en=f"The choice “{field.name_en}” needs at least two words, each once.",
            )
        if field.type != "choice" and field.words:
            yield Finding(
                broken="no_words",
                at=field.code,
                zh=f"字段“{field.name_zh}”不是选项字段，不应有选项。",
                en=f"The field “{field.name_en}” is no choice and cannot have words.",
            )
        if field.type == "file" and field.required:
            yield Finding(
                broken="no_file_yet",
                at=field.code,
                zh=f"登记时还没有附件，字段“{field.name_zh}”不能在登记时必填；请由流转步骤要求。",
                en=f"A case that is being opened has no file yet: have a step ask for “{field.name_en}” instead.",
            )
        for one in field.words:
            if one.parent is not None and (one.parent not in codes or _circles(field.words, one.code)):
                yield Finding(
                    broken="no_words",
                    at=field.code,
                    zh=f"选项“{one.name_zh}”的上级不存在或成环。",
                    en=f"The word above “{one.name_en}” does not exist, or leads back to it.",
                )


def _circles(words: Iterable[object], code: str) -> bool:
    above = {one.code: one.parent for one in words}  # type: ignore[attr-defined]
    seen, now = set[str](), above.get(code)
    while now is not None and now not in seen:
        if now == code:
            return True
        seen.add(now)
        now = above.get(now)
    return now is not None


# ---------------------------------------------------------------------- what is named and does not exist


def _references(kind: Kind) -> Iterator[Finding]:
    states, fields = kind.states_by_code, kind.fields_by_code
    named: list[tuple[str, str]] = [(kind.initial, kind.code)]
    named += [(code, one.code) for one in kind.transitions for code in (*one.from_states, one.to_state)]
    named += [(code, one.code) for one in kind.clocks for code in (*one.stops_in, *one.until)]
    for code, at in named:
        if code not in states:
            yield Finding(
                broken="unknown_state",
                at=at,
                zh=f"“{at}”：没有状态“{code}”。",
                en=f"“{at}”: there is no state “{code}”.",
            )
    asked: list[tuple[str, str]] = [(code, kind.code) for code in (*kind.columns, kind.title)]
    for way in kind.transitions:
        asked += [(code, way.code) for code in (*way.required, *(one.field for one in way.conditions))]
        asked += [(way.assign_field or "", way.code)] if way.assign == "field" else []
        asked += [(way.authority.field, way.code)] if way.authority is not None else []
        asked += [
            (code, one.code) for one in way.tasks for code in (one.branch, one.shows, one.due) if code is not None
        ]
    asked += [(one.start, one.code) for one in kind.clocks if one.start is not None]
    if kind.complaint is not None and kind.complaint.asked_on is not None:
        asked += [(kind.complaint.asked_on, kind.code)]
    for code, at in asked:
        if code not in fields:
            yield Finding(
                broken="unknown_field",
                at=at,
                zh=f"“{at}”：没有字段“{code}”。",
                en=f"“{at}”: there is no field “{code}”.",
            )
    yield from _wrong_types(kind)
    yield from _of_law(kind)
    if kind.initial in states and states[kind.initial].final:
        yield Finding(
            broken="ends_at_once",
            at=kind.initial,
            zh="初始状态不能是结束状态。",
            en="It would be over when it is opened.",
        )


def _wrong_types(kind: Kind) -> Iterator[Finding]:
    fields = kind.fields_by_code
    title = fields.get(kind.title)
    if title is not None and (title.type not in _ONE_LINE or not title.required):
        yield Finding(
            broken="no_title",
            at=title.code,
            zh=f"标题字段“{title.name_zh}”须为必填的单行、选项、人员、机构或客户字段。",
            en=f"“{title.name_en}” calls the case, so it has to be a required line, choice, person, branch or customer.",
        )
    for way in kind.transitions:
        person = fields.get(way.assign_field or "") if way.assign == "field" else None
        if person is not None and person.type != "person":
            yield Finding(
                broken="no_person",
                at=way.code,
                zh=f"流转“{way.name_zh}”：字段“{person.name_zh}”不是人员字段。",
                en=f"“{way.name_en}”: the field “{person.name_en}” names no person.",
            )
        yield from _of_tasks(way, fields)
        for one in way.conditions:
            field = fields.get(one.field)
            ordered = field is not None and field.type in ("money", "number", "date", "moment")
            wrong = field is not None and one.op not in ("filled", "empty") and bool(values.fault_in(field, one.value))
            if wrong or (field is not None and one.op in ("at_least", "at_most") and not (ordered and one.value)):
                yield Finding(
                    broken="no_condition",
                    at=way.code,
                    zh=f"流转“{way.name_zh}”：条件“{one.field} {one.op} {one.value}”与字段类型不符。",
                    en=f"“{way.name_en}”: the condition “{one.field} {one.op} {one.value}” does not fit the field.",
                )
        if _contradicts(way):
            yield Finding(
                broken="never",
                at=way.code,
                zh=f"流转“{way.name_zh}”的条件互相矛盾，永远无法执行。",
                en=f"“{way.name_en}” can never be done: its conditions contradict each other.",
            )
    for clock in kind.clocks:
        day = fields.get(clock.start or "")
        if day is not None and day.type not in ("date", "moment"):
            yield Finding(
                broken="no_day",
                at=clock.code,
                zh=f"时限“{clock.name_zh}”：字段“{day.name_zh}”不是日期。",
                en=f"The clock “{clock.name_en}” begins with “{day.name_en}”, which is no day.",
            )


def _of_tasks(way: Transition, fields: Mapping[str, FieldSpec]) -> Iterator[Finding]:
    """What a task takes from fields that cannot say it: whose people, what it shows, until when."""
    for task in way.tasks:
        for code, types in ((task.branch, ("branch",)), (task.shows, ("line", "text")), (task.due, ("date",))):
            field = fields.get(code or "")
            if field is not None and field.type not in types:
                yield Finding(
                    broken="no_task_field",
                    at=task.code,
                    zh=f"任务“{task.name_zh}”：字段“{field.name_zh}”的类型不符。",
                    en=f"The task “{task.name_en}” cannot take what it needs from “{field.name_en}”.",
                )


def _of_law(kind: Kind) -> Iterator[Finding]:
    """What belongs to a complaint, and what is decided by amount."""
    fields, ways = kind.fields_by_code, kind.transitions_by_code
    belongs = kind.complaint
    if belongs is not None and belongs.within is not None:
        asked = fields.get(belongs.asked_on or "")
        if asked is None or asked.type != "date" or not asked.required:
            yield Finding(
                broken="no_day",
                at=kind.code,
                zh="申请期限须指定一个必填的日期字段。",
                en="The time within which it is asked for needs a required field of a day.",
            )
    for way in kind.transitions:
        for code in way.who.not_who:
            if code not in ways:
                yield Finding(
                    broken="unknown_transition",
                    at=way.code,
                    zh=f"“{way.name_zh}”：没有流转“{code}”。",
                    en=f"“{way.name_en}”: there is no transition “{code}”.",
                )
        if way.authority is None:
            continue
        amount = fields.get(way.authority.field)
        if amount is not None and (amount.type != "money" or amount.code not in way.required):
            yield Finding(
                broken="no_amount",
                at=way.code,
                zh=f"“{way.name_zh}”：权限金额字段须为该流转必填的金额字段。",
                en=f"“{way.name_en}”: the amount has to be a field of money that the step requires.",
            )
        above = {one.role for one in way.authority.limits if one.most is None}
        if not set(way.second) & above:
            yield Finding(
                broken="nobody",
                at=way.code,
                zh=f"“{way.name_zh}”：没有不限金额的复核角色，超出权限的金额无人可以批准。",
                en=f"“{way.name_en}”: nobody who confirms may decide about any amount.",
            )


def _contradicts(way: Transition) -> bool:
    """Return whether no value fits: a field filled and empty, two things at once, at least more than at most."""
    by_field: dict[str, list[Condition]] = {}
    for one in way.conditions:
        by_field.setdefault(one.field, []).append(one)
    return any(_no_value(several, code in way.required) for code, several in by_field.items())


def _no_value(several: list[Condition], required: bool) -> bool:
    ops = {one.op for one in several}
    wanted = {one.value for one in several if one.op == "is"}
    empty = "empty" in ops or wanted == {""}
    filled = required or bool(ops & {"filled", "at_least", "at_most"}) or any(wanted)
    if (empty and filled) or len(wanted) > 1 or wanted & {one.value for one in several if one.op == "is_not"}:
        return True
    least = [one.value for one in several if one.op == "at_least"]
    most = [one.value for one in several if one.op == "at_most"]
    try:
        return any(float(low) > float(high) for low in least for high in most)
    except ValueError:
        # Days and moments of one zone are in the order of their texts.
        return any(low > high for low in least for high in most)


# ---------------------------------------------------------------------- people


def _people(kind: Kind, roles: Collection[str] | None) -> Iterator[Finding]:
    for role in sorted(kind.roles() - set(roles if roles is not None else kind.roles())):
        yield Finding(broken="unknown_role", at=role, zh=f"没有角色“{role}”。", en=f"There is no role “{role}”.")
    if not kind.opens and kind.code != law.CODE:
        yield Finding(broken="nobody", at=kind.code, zh="没有人可以登记。", en="Nobody may open one.")
    for state in kind.states:
        if not state.final and not _worked(state) and not _always_owned(kind, state.code):
            yield Finding(
                broken="nobody",
                at=state.code,
                zh=f"状态“{state.name_zh}”可能无人处理：没有处理角色，也不是总有负责人。",
                en=f"Nobody may have to work in “{state.name_en}”: it names no roles, and a case there need not have anybody.",
            )
    for way in kind.transitions:
        if not _somebody(kind, way):
            yield Finding(
                broken="nobody",
                at=way.code,
                zh=f"没有人可以执行“{way.name_zh}”。",
                en=f"Nobody may do “{way.name_en}”.",
            )
        for task in way.tasks:
            if not task.roles:
                yield Finding(
                    broken="nobody",
                    at=task.code,
                    zh=f"没有人可以完成任务“{task.name_zh}”。",
                    en=f"Nobody may do the task “{task.name_en}”.",
                )


def _somebody(kind: Kind, way: Transition) -> bool:
    """Return whether a transition can be done from each of its states by somebody."""
    who: Who = way.who
    if who.roles or who.permissions or who.anybody or (who.opener and not who.not_the_author):
        return True
    states = kind.states_by_code
    # Who takes a case has it; without workers the one who has it has to have been named.
    return who.owner and all(
        (code in states and _worked(states[code])) or _always_owned(kind, code) for code in way.from_states
    )


def _worked(state: State) -> bool:
    """Return whether somebody works on a case in a state while nobody has it."""
    return bool(state.workers or state.permissions)


def _always_owned(kind: Kind, state: str) -> bool:
    """Return whether whoever brings a case here names who has it; one that is opened here has nobody."""
    into = [one for one in kind.transitions if one.to_state == state]
    return (
        bool(into)
        and state != kind.initial
        and all(one.assign in ("mover", "opener", "chosen") or _names(one) for one in into)
    )


def _names(way: Transition) -> bool:
    return way.assign == "field" and way.assign_field in way.required


# ---------------------------------------------------------------------- the graph


def arrows(kind: Kind) -> dict[str, list[str]]:
    """Return where each state leads, each once, in the order of the transitions."""
    found: dict[str, dict[str, None]] = {one.code: {} for one in kind.states}
    for way in kind.transitions:
        for code in way.from_states:
            found.setdefault(code, {})[way.to_state] = None
    return {code: list(to) for code, to in found.items()}


def reached(graph: Mapping[str, Iterable[str]], first: Iterable[str]) -> set[str]:
    """Return every state on a way from these, themselves included."""
    seen, waiting = set[str](), list(first)
    while waiting:
        now = waiting.pop()
        if now not in seen:
            seen.add(now)
            waiting += graph.get(now, ())
    return seen


def _graph(kind: Kind) -> Iterator[Finding]:
    graph = arrows(kind)
    here = reached(graph, [kind.initial])
    back: dict[str, list[str]] = {}
    for code, to in graph.items():
        for one in to:
            back.setdefault(one, []).append(code)
    ends = reached(back, [one.code for one in kind.states if one.final])
    for state in kind.states:
        zh, en = state.name_zh, state.name_en
        if state.code not in here:
            yield Finding(
                broken="unreachable", at=state.code, zh=f"状态“{zh}”无法到达。", en=f"No way leads to “{en}”."
            )
        if state.final and graph[state.code]:
            yield Finding(
                broken="leaves_end",
                at=state.code,
                zh=f"结束状态“{zh}”不能再流转。",
                en=f"“{en}” is an end, and has a way out.",
            )
        if not state.final and not graph[state.code]:
            yield Finding(
                broken="dead_end", at=state.code, zh=f"状态“{zh}”没有出路。", en=f"There is no way out of “{en}”."
            )
        elif not state.final and state.code not in ends:
            yield Finding(
                broken="no_end",
                at=state.code,
                zh=f"从状态“{zh}”无法到达任何结束状态。",
                en=f"No way from “{en}” comes to an end.",
            )


# ---------------------------------------------------------------------- clocks


def _clocks(kind: Kind) -> Iterator[Finding]:
    if kind.clocks:
        for state in kind.states:
            stands = all(state.code in one.stops_in or state.code in one.until for one in kind.clocks)
            if not state.final and stands and state.limit_days is None:
                yield Finding(
                    broken="no_clock",
                    at=state.code,
                    zh=f"状态“{state.name_zh}”没有时限在走，也没有停留期限。",
                    en=f"No clock runs in “{state.name_en}”, and it has no limit of its own.",
                )
    for clock in kind.clocks:
        if clock.unit != "days" or clock.start is not None:
            continue
        days, way = longest_way(kind, clock)
        amount = clock.amount if clock.law is None else int(getattr(LawEdition(), clock.law))
        if days > amount:
            names = [kind.states_by_code[code] for code in way]
            yield Finding(
                broken="too_long",
                at=clock.code,
                zh=f"时限“{clock.name_zh}”为 {amount} 天，但这条路径可能需要 {days} 天："
                + " → ".join(one.name_zh for one in names),
                en=f"This way can take {days} days, the limit “{clock.name_en}” is {amount}: "
                + " → ".join(one.name_en for one in names),
            )


def longest_way(kind: Kind, clock: Clock) -> tuple[int, list[str]]:
    """Return how many days the longest way can take while a clock runs, and its states, from the first to the last that counts."""
    graph, states = arrows(kind), kind.states_by_code
    best: tuple[int, list[str]] = (0, [kind.initial])
    steps = 0
    waiting: list[tuple[str, int, tuple[str, ...]]] = [(kind.initial, 0, ())]
    while waiting:
        code, days, before = waiting.pop()
        steps += 1
        if steps > _STEPS:
            counted = [one for one in kind.states if one.code in reached(graph, [kind.initial])]
            return sum(_days(one, clock) for one in counted), [one.code for one in counted if _days(one, clock)]
        if states[code].final:
            if days > best[0]:
                best = (days, [*before, code])
            continue
        days += _days(states[code], clock)
        way = (*before, code)
        if days > best[0]:
            best = (days, list(way))
        waiting += [(to, days, way) for to in reversed(graph[code]) if to not in way]
    return best


def _days(state: State, clock: Clock) -> int:
    """Return how long a case can stay in a state while the clock runs."""
    counts = not state.final and state.code not in clock.stops_in and state.code not in clock.until
    return state.limit_days or 0 if counts else 0
