"""The voice plan as a tree that a person can read: one line a thing, indented by two blanks a level, in either language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from agent_desk.schemas.calls.voice_plan import (
    Choice,
    Hours,
    Menu,
    Number,
    Period,
    QueueRules,
    SpecialDay,
    VoicePlan,
)
from agent_desk.schemas.kit import week

Names = Mapping[str, tuple[str, str]]
"""Queue's code to its names, Chinese and English."""
Say = Callable[[str, str], str]
LISTED_DAYS: Final = 40


def tree(plan: VoicePlan, names: Names, *, chinese: bool) -> list[str]:
    """Numbers with all that follows from them, queues with their rules, the days that are not like others."""
    say: Say = (lambda zh, en: zh) if chinese else (lambda zh, en: en)
    return list(_Tree(plan, names, say).lines())


class _Tree:
    def __init__(self, plan: VoicePlan, names: Names, say: Say) -> None:
        self._plan, self._names, self._say = plan, names, say
        self._menus = {menu.code: menu for menu in plan.menus}
        self._hours = {hours.code: hours for hours in plan.hours}

    def lines(self) -> Iterator[str]:
        if not self._plan.numbers:
            yield self._say("尚无号码：来电不经语音导航。", "No number yet: calls hear no voice menu.")
        for number in self._plan.numbers:
            yield from self._number(number)
        yield from self._callers()
        for rules in self._plan.queues:
            yield from self._queue(rules)
        yield from self._days(self._plan.days)

    def _name(self, code: str) -> str:
        zh, en = self._names.get(code, (code, code))
        return self._say(f"{zh}（{code}）", f"{en} ({code})")

    # ------------------------------------------------------------------ numbers

    def _number(self, one: Number) -> Iterator[str]:
        say = self._say
        yield say(f"号码 {one.number}", f"Number {one.number}")
        hours = self._hours.get(one.hours or "")
        if hours is None:
            yield say("  全天开放", "  open always")
        else:
            yield say(f"  服务时间（{hours.code}）：{self._week(hours)}", f"  open ({hours.code}): {self._week(hours)}")
            yield say(f"  其余时间：播放 {one.closed_sound}，挂断", f"  else: plays {one.closed_sound} and hangs up")
        if one.greeting_sound:
            yield say(f"  欢迎词 {one.greeting_sound}", f"  greeting {one.greeting_sound}")
        menu = self._menus.get(one.menu or "")
        if menu is None:
            yield say(f"  排队：{self._name(one.queue)}", f"  waits in {self._name(one.queue)}")
        else:
            yield from self._menu(menu, 1, ())
        if one.survey:
            yield say(
                f"  坐席挂机后：播放 {self._plan.survey.sound}，按 1–5 评分",
                f"  after the agent has hung up: plays {self._plan.survey.sound}, score by a key from 1 to 5",
            )

    def _menu(self, menu: Menu, level: int, seen: tuple[str, ...]) -> Iterator[str]:
        pad, say = "  " * level, self._say
        yield pad + say(
            f"菜单 {menu.code}：播放 {menu.sound}，等待 {menu.wait_s} 秒，最多 {menu.tries} 遍",
            f"menu {menu.code}: plays {menu.sound}, waits {menu.wait_s} s, {menu.tries} times at most",
        )
        for choice in menu.choices:
            yield from self._choice(choice, level + 1, (*seen, menu.code))
        yield pad + say(
            f"  未按键：排队 {self._name(menu.otherwise)}", f"  no key: waits in {self._name(menu.otherwise)}"
        )

    def _choice(self, choice: Choice, level: int, seen: tuple[str, ...]) -> Iterator[str]:
        say, identity = self._say, self._plan.identity
        lengths = say("或", " or ").join(str(one) for one in identity.lengths)
        asks = say(f"先输入 {lengths} 位证件号，", f"asks for {lengths} identity digits, ") if choice.identity else ""
        does = {
            "queue": say(f"排队 {self._name(choice.target)}", f"waits in {self._name(choice.target)}"),
            "menu": say(f"菜单 {choice.target}", f"menu {choice.target}"),
            "repeat": say("重听", "hears it again"),
            "message": say(f"播放 {choice.target}，挂断", f"plays {choice.target} and hangs up"),
        }[choice.does]
        yield "  " * level + say(f"按 {choice.key}：{asks}{does}", f"key {choice.key}: {asks}{does}")
        below = self._menus.get(choice.target) if choice.does == "menu" else None
        if below is not None and below.code not in seen:
            yield from self._menu(below, level + 1, seen)

    # ------------------------------------------------------------------ who calls

    def _callers(self) -> Iterator[str]:
        say = self._say
        if self._plan.callers:
            yield say("按来电客户分流（依次判断，先符合者生效）", "By who calls (in this order, the first that holds)")
        for rule in self._plan.callers:
            zh, en = self._names.get(rule.who, (rule.who, rule.who))
            goes = (
                [say(f"直接排队 {self._name(rule.queue)}", f"waits in {self._name(rule.queue)}")] if rule.queue else []
            )
            goes += [say("跳过菜单", "skips the menu")] if rule.skip_menu and not rule.queue else []
            goes += [say(f"优先级 {rule.priority}", f"priority {rule.priority}")] if rule.priority else []
            does = say("，", ", ").join(goes) or say("照常", "as everybody")
            yield say(f"  {zh}：{does}", f"  {en}: {does}")

    # ------------------------------------------------------------------ queues

    def _queue(self, rules: QueueRules) -> Iterator[str]:
        say, overflow = self._say, rules.overflow
        yield say(f"队列 {self._name(rules.queue)}", f"Queue {self._name(rules.queue)}")
        if rules.tell_wait:
            yield say(
                f"  播报预计等待（平均处理 {rules.handle_s} 秒）",
                f"  tells the estimated wait (mean handling time {rules.handle_s} s)",
            )
        if overflow is not None:
            does = {
                "queue": say(f"转入 {self._name(overflow.target)}", f"goes on to {self._name(overflow.target)}"),
                "message": say(f"播放 {overflow.target}，挂断", f"plays {overflow.target} and hangs up"),
                "callback": say("提供排队回呼", "is offered a call-back"),
            }[overflow.does]
            if overflow.after_s is not None:
                yield say(
                    f"  等待超过 {overflow.after_s} 秒：{does}", f"  waits longer than {overflow.after_s} s: {does}"
                )
            if overflow.per_agent is not None:
                each = f"{overflow.per_agent:g}"
                yield say(
                    f"  来电时每位签入坐席的等待数超过 {each}：{does}",
                    f"  more than {each} wait for each agent at a seat when it comes: {does}",
                )
        if rules.callback_key:
            yield say(
                f"  排队中按 {rules.callback_key}：挂断，保留位置，轮到时回拨",
                f"  key {rules.callback_key} while waiting: hangs up, keeps the place, is called back in turn",
            )

    # ------------------------------------------------------------------ time

    def _week(self, hours: Hours) -> str:
        """Days of the same hours together."""
        days = [_day_text(periods) for periods in hours.week]
        return self._say(week.read(days, "zh"), week.read(days, "en"))

    def _periods(self, periods: Sequence[Period]) -> str:
        return self._say(week.read_day(_day_text(periods), "zh"), week.read_day(_day_text(periods), "en"))

    def _days(self, days: Sequence[SpecialDay]) -> Iterator[str]:
        if days:
            yield self._say("特殊日期", "Special days")
        for one in sorted(days, key=lambda day: day.day)[:LISTED_DAYS]:
            how = self._periods(one.periods)
            if one.as_weekday is not None and not one.periods:
                how = self._say(
                    f"按{week.NAMES['zh'][one.as_weekday - 1]}", f"as {week.NAMES['en'][one.as_weekday - 1]}"
                )
            yield f"  {one.day.isoformat()} {how}" + (f" · {one.name}" if one.name else "")
        if len(days) > LISTED_DAYS:
            more = len(days) - LISTED_DAYS
            yield self._say(f"  另有 {more} 天", f"  and {more} more")


def _day_text(periods: Sequence[Period]) -> str:
    return week.text_of([one.model_dump() for one in periods])
