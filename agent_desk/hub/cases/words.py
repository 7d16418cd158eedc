"""What the hub says about a complaint in both languages: why it is due when it is, and what was done."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Any, Final

from agent_desk.hub.cases.rules import LAW, Due, Step
from agent_desk.schemas.cases.records import DueDate, DueStep
from agent_desk.schemas.cases.settings import LawEdition
from agent_desk.schemas.cases.words import CLASSES, FIELDS, GRADES, SATISFACTIONS, STATES
from agent_desk.schemas.kit.vocabulary import Term

Both = tuple[str, str]

CIVIL_CODE: Final[Both] = ("民法典", "Civil Code")
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOT_COUNTED: Final = frozenset(
    {
        "extension_not_approved",
        "extension_not_told",
        "extension_late",
        "pause_not_told",
        "pause_told_late",
        "pause_after_due",
    }
)


def _lower(term: Term | None) -> Both:
    """Return a word as it stands inside a sentence."""
    return (term.zh, term.en[:1].lower() + term.en[1:]) if term is not None else ("", "")


def day_words(day: date) -> Both:
    """Return a calendar day in words: 2026年3月2日, 2 March 2026."""
    return f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def explained(due: Due, zone: tzinfo) -> DueDate:
    """Return the due time as it crosses the wire, every step in words with the law it rests on."""
    return DueDate(
        due_at=due.due_at,
        due_on=due.due_on,
        clock_from_at=due.clock_from_at,
        limit_days=due.limit_days,
        paused_days=due.paused_days,
        steps=[_step(step, due.law, zone) for step in due.steps],
    )


def _step(step: Step, edition: LawEdition, zone: tzinfo) -> DueStep:
    zh, en = _STEPS[step.code](step, zone)
    said = DueStep(code=step.code, zh=zh, en=en, counts=step.code not in NOT_COUNTED)
    rule = LAW.get(step.law)
    if rule is None:
        return said
    numbers = edition.model_dump()
    law_zh, law_en = CIVIL_CODE if rule.civil_code else (edition.name_zh, edition.name_en)
    return said.model_copy(
        update={
            "law_zh": law_zh,
            "law_en": law_en,
            "article": rule.civil_code or numbers[rule.article],
            "rule_zh": rule.zh.format_map(numbers),
            "rule_en": rule.en.format_map(numbers),
        }
    )


def _on(at: datetime | None, zone: tzinfo) -> Both:
    return day_words(at.astimezone(zone).date()) if at is not None else ("", "")


def _span(step: Step, zone: tzinfo) -> Both:
    start_zh, start_en = _on(step.at, zone)
    if step.until_at is None:
        return f"{start_zh}起", f"since {start_en}"
    end_zh, end_en = _on(step.until_at, zone)
    return f"{start_zh}至{end_zh}", f"{start_en} to {end_en}"


def _fill(zh: str, en: str, words: Callable[[Step, tzinfo], Both]) -> Callable[[Step, tzinfo], Both]:
    def said(step: Step, zone: tzinfo) -> Both:
        left, right = words(step, zone)
        return zh.format(left, days=step.days), en.format(right, days=step.days)

    return said


def _at(step: Step, zone: tzinfo) -> Both:
    return day_words(step.day) if step.day is not None else _on(step.at, zone)


def _limit(step: Step, zone: tzinfo) -> Both:
    zh, en = _lower(CLASSES["simple" if step.law == "simple" else "complex"])
    return zh, en[:1].upper() + en[1:]


_STEPS: Final[Mapping[str, Callable[[Step, tzinfo], Both]]] = {
    "received": _fill("{}收到投诉，自次日起算", "Received on {}; counted from the next day", _at),
    "restarted": _fill(
        "{}收到新的事实和理由，期限重新计算", "New facts and reasons received on {}; the limit starts anew", _at
    ),
    "reopened": _fill("{}再次处理，自次日起算", "Taken up again on {}; counted from the next day", _at),
    "reopened_limit": _fill(
        "本行规定：再次处理须在 {days} 日内告知投诉人",
        "The centre's own rule: to be told again within {days} days",
        lambda step, zone: ("", ""),
    ),
    "class_limit": _fill("{}，处理期限 {days} 日", "{}: {days} days", _limit),
    "extension_granted": _fill(
        "{}批准延长并已告知投诉人，再延长 {days} 日",
        "Extension approved on {} and the complainant told: {days} more days",
        _at,
    ),
    "extension_not_approved": _fill(
        "延长尚未经批准，仍按 {days} 日计算", "The extension is not approved: it stays at {days} days", _at
    ),
    "extension_not_told": _fill(
        "{}批准延长，但尚未告知投诉人，仍按 {days} 日计算",
        "Extension approved on {}, but the complainant was not told: it stays at {days} days",
        _at,
    ),
    "extension_late": _fill(
        "{}的延长批准或告知已晚于 {days} 日期限，不予延长",
        "The extension of {} was approved or told after the {days} days were over: it does not count",
        _at,
    ),
    "pause_counted": _fill(
        "{}鉴定、检测期间不计入期限，共 {days} 日", "Outside appraisal or testing, {}: {days} days left out", _span
    ),
    "pause_not_told": _fill(
        "{}的鉴定、检测期间未告知投诉人，不予扣除",
        "Outside appraisal or testing, {}: the complainant was not told, so it does not count",
        _span,
    ),
    "pause_told_late": _fill(
        "{}的鉴定、检测期间在到期之后才告知投诉人，不予扣除",
        "Outside appraisal or testing, {}: the complainant was told too late, so it does not count",
        _span,
    ),
    "pause_after_due": _fill(
        "{}的鉴定、检测期间始于到期之后，不予扣除",
        "Outside appraisal or testing, {}: it began after the due day, so it does not count",
        _span,
    ),
    "due": _fill(
        "最后一日为{}，当日 24:00 前须作出处理决定并告知投诉人",
        "Last day: {}. Decide and tell the complainant before midnight",
        _at,
    ),
}


def event_words(kind: str, detail: Mapping[str, Any]) -> Both:
    """Return what was done, from a story line's kind and facts."""
    return _EVENTS[kind](detail)


def _state(detail: Mapping[str, Any], key: str) -> Both:
    return _lower(STATES.get(detail.get(key, "")))


def _said(detail: Mapping[str, Any]) -> Both:
    """Return what the bank's own definition calls it."""
    zh, en = detail["said"]
    return zh, en


def _task(detail: Mapping[str, Any]) -> Both:
    (zh, en), (name_zh, name_en) = detail["said"], detail["name"]
    return f"任务{zh}：{name_zh}", f"{en}: {name_en}"


def _by_letter(said: Both, detail: Mapping[str, Any]) -> Both:
    """Add the letter by which the complainant was told, and how content they said they are."""
    zh, en = said
    if detail.get("letter"):
        zh, en = f"{zh}（函件 {detail['letter']}）", f"{en} (letter {detail['letter']})"
    if detail.get("satisfaction"):
        how_zh, how_en = _lower(SATISFACTIONS.get(detail["satisfaction"]))
        zh, en = f"{zh}，{how_zh}", f"{en}, {how_en}"
    return zh, en


def _transition(detail: Mapping[str, Any]) -> Both:
    return _by_letter(_moved(detail), detail)


def _moved(detail: Mapping[str, Any]) -> Both:
    if "said" in detail:
        return _said(detail)
    zh, en = _state(detail, "to")
    if detail.get("to") == "assigned" and detail.get("assignee"):
        return f"分派给{detail['assignee']}", f"Assigned to {detail['assignee']}"
    if detail.get("to") == "merged" and detail.get("into"):
        return f"并入 {detail['into']}", f"Merged into {detail['into']}"
    if detail.get("to") == "in_progress" and detail.get("from") in ("decided", "told", "closed"):
        return "重新处理", "Taken up again"
    return zh, en[:1].upper() + en[1:]


def _class(detail: Mapping[str, Any]) -> Both:
    zh, en = _lower(CLASSES.get(detail.get("to", "")))
    if detail.get("approved_by"):
        return f"时限类别：{zh}，批准：{detail['approved_by']}", f"Class: {en}; approved by {detail['approved_by']}"
    return f"时限类别：{zh}", f"Class: {en}"


def _edited(detail: Mapping[str, Any]) -> Both:
    names = [_lower(FIELDS.of(name)) for name in detail.get("fields", [])]
    return "更正：" + "、".join(zh for zh, _ in names), "Corrected: " + ", ".join(en for _, en in names)


def _told(zh: str, en: str) -> Callable[[Mapping[str, Any]], Both]:
    def said(detail: Mapping[str, Any]) -> Both:
        if detail.get("told_at"):
            return f"{zh}（已告知投诉人）", f"{en} (complainant told)"
        return f"{zh}（尚未告知投诉人）", f"{en} (complainant not told yet)"

    return said


def _plain(zh: str, en: str) -> Callable[[Mapping[str, Any]], Both]:
    return lambda detail: (zh, en)


def _graded(detail: Mapping[str, Any]) -> Both:
    before, after = GRADES[detail["from"]], GRADES[detail["to"]]
    zh, en = ("按规则", "by rule") if detail.get("by_rule") else ("人工调整", "overruled")
    return f"等级：{before.zh} → {after.zh}（{zh}）", f"Grade: {before.en.lower()} → {after.en.lower()} ({en})"


_EVENTS: Final[Mapping[str, Callable[[Mapping[str, Any]], Both]]] = {
    "opened": _plain("登记投诉", "Complaint opened"),
    "edited": _edited,
    "note": _plain("备注", "Note"),
    "new_facts": _plain("收到新的事实和理由，期限重新计算", "New facts and reasons; the limit starts anew"),
    "transition": _transition,
    "paused": _told("送外部鉴定、检测", "Outside appraisal or testing began"),
    "resumed": _told("鉴定、检测结束", "Appraisal or testing is over"),
    "class": _class,
    "extension_told": _plain("已告知投诉人延长期限", "Complainant told of the extension"),
    "grade": lambda detail: _graded(detail),
    "held": _plain("保全资料，不得删除", "Legal hold: nothing of it is removed"),
    "released": _plain("解除保全", "Legal hold lifted"),
    "begun": lambda detail: (
        f"发起{detail.get('zh', '')} {detail.get('number', '')}",
        f"{detail.get('en', '')} {detail.get('number', '')} begun",
    ),
    "ended": lambda detail: (
        f"{detail.get('zh', '')} {detail.get('number', '')}：{detail.get('state_zh', '')}",
        f"{detail.get('en', '')} {detail.get('number', '')}: {detail.get('state_en', '')}",
    ),
    "asked": lambda detail: (
        f"申请{_said(detail)[0]}，待第二人确认",
        f"Asked for {_said(detail)[1]}; a second person has to confirm",
    ),
    "task": _task,
    "urged": _plain("催办", "Urged"),
    "supervised": _plain("列入督办", "Put under supervision"),
    "unsupervised": _plain("解除督办", "Not supervised any more"),
    "linked": lambda detail: (
        f"标为与 {detail.get('number', '')} 同一事项",
        f"Said to be the same matter as {detail.get('number', '')}",
    ),
    "unlinked": lambda detail: (
        f"取消与 {detail.get('number', '')} 同一事项的标记",
        f"No longer said to be the same matter as {detail.get('number', '')}",
    ),
    "merged_in": lambda detail: (
        f"{detail.get('number', '')} 并入本件",
        f"{detail.get('number', '')} was merged into this one",
    ),
}
