"""A robot's habits: the same for the same seed, quicker at a higher speed, and never without an answer."""

from agent_desk.demo.robots.habits import Habits
from agent_desk.demo.robots.settings import Complained, RobotSettings

COMPLAINT = Complained(business="loan", cause="process", channel="phone", wish="explain", urgency="normal", text="…")
SETTINGS = RobotSettings(
    hub="",
    logins=[],
    password="",
    data="",
    questions=["挂失"],
    complaints=[COMPLAINT],
    notes={"account.balance": ["已答复"], "complaint.opened": ["已登记"]},
    dispositions={"account": ["account.balance"]},
)


def test_the_same_seed_gives_the_same_intentions_and_another_login_others() -> None:
    first, again, other = Habits(SETTINGS, "a1"), Habits(SETTINGS, "a1"), Habits(SETTINGS, "a2")
    mine = [first.intend() for _ in range(20)]
    assert mine == [again.intend() for _ in range(20)]
    assert mine != [other.intend() for _ in range(20)]


def test_at_twenty_times_the_speed_everything_takes_a_twentieth() -> None:
    slow = Habits(SETTINGS, "a1").intend()
    fast = Habits(SETTINGS.model_copy(update={"speed": 20.0}), "a1").intend()
    assert abs(slow.answer_s / fast.answer_s - 20) < 1e-6 and abs(slow.write_up_s / fast.write_up_s - 20) < 1e-6


def test_about_three_calls_in_a_hundred_end_in_a_complaint() -> None:
    habits = Habits(SETTINGS, "a1")
    complaints = sum(habits.intend().complaint is not None for _ in range(2000))
    assert 30 <= complaints <= 95


def test_a_wrap_up_says_what_happened() -> None:
    habits = Habits(SETTINGS, "a1")
    assert habits.wrap_up("account", complained=True, sent_on=False) == ("complaint.opened", "已登记")
    code, notes = habits.wrap_up("nowhere", complained=False, sent_on=False)
    assert code == "account.balance" and notes == "已答复"


def test_an_identity_check_names_the_mandatory_questions() -> None:
    right = Habits(SETTINGS, "a1").right_answers(["name", "id_tail", "mobile"], ["name", "id_tail"], 3)
    assert set(right) >= {"name", "id_tail"} and len(right) == len(set(right))
