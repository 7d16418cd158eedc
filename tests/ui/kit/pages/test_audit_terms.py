"""Every action that the hub writes into the audit trail has words in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import agent_desk.hub
import agent_desk.schemas
from agent_desk.hub.kit.permissions import permissions
from agent_desk.schemas.administration.records import AuditRow
from agent_desk.schemas.administration.words import ACTIONS as WORDS
from agent_desk.schemas.administration.words import ENTITIES
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages import audit_text

HUB = Path(agent_desk.hub.__file__).parent
QUOTED = re.compile(
    r"""["']((?:access|people|personal|settings|customers|calls|cases|campaigns|kinds|papers|tasks|equipment|backup|knowledge|quality|floor|audit|reports|files|long_jobs|work)\.[a-z_]+)["']"""
)
NO_ACTIONS = {
    "audit.syslog_sent_to",
    "knowledge.code",
    "people.administrators",
    "quality.edition",
    "calls.command",
    "calls.presence",
    "calls.queue_log",
    "cases.counted_in",
    "cases.edition",
    "cases.move",
    "cases.verified",
    "customers.verification",
    "customers.words",
    "calls.apply_plan",
    "files.take_over",
    "floor.board",
    "floor.counted_by",
    "floor.kept_from",
    "floor.retention",
    "floor.verified",
    "floor.wallboard",
    "reports.make",
    "people.toml",
    "people.passwords",
    "customers.identity",
    "quality.toml",
    "audit.key",
}
"""Jobs, settings, pushes and files that are written in the same way."""
MADE_UP = {"settings.reason", "settings.disposition", "settings.room", "settings.device"} | {
    f"approvals.{state}" for state in ("asked", "approved", "refused", "withdrawn", "expired")
}
MADE_UP |= {f"campaigns.{move}" for move in ("start", "pause", "resume", "end", "report")}
MADE_UP |= {
    f"tasks.{deed}"
    for deed in ("give take do hand_back delegate send urge supervise unsupervise withdraw urge_case".split())
}
"""Put together where they are written."""


LISTS = {
    action
    for path in Path(agent_desk.schemas.__file__).parent.rglob("operations.py")
    for action in re.findall(r'summed="([a-z_.]+)"', path.read_text(encoding="utf-8"))
}
"""By which readings of lists are written down: an operation declares it."""


def written() -> Iterator[str]:
    """Every action named anywhere in the hub."""
    for path in HUB.rglob("*.py"):
        yield from QUOTED.findall(path.read_text(encoding="utf-8"))


ACTIONS = sorted({*written(), *MADE_UP, *LISTS} - NO_ACTIONS - set(permissions()))


def test_the_hub_was_searched() -> None:
    assert {"people.sign_in", "calls.verification_failed", "floor.free_agent", "customers.reveal"} <= {
        *ACTIONS,
        *permissions(),
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_a_action_has_words_in_both_languages(qapp: QApplication, action: str) -> None:
    try:
        words.install(qapp, "en")
        english = audit_text.action(action)
        words.install(qapp, "zh")
        chinese = audit_text.action(action)
    finally:
        words.install(qapp, "en")
    assert english != action, "no words at all"
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese), "not translated"
    assert any(action.startswith(start) for start, _ in audit_text.areas())


def test_no_words_are_kept_for_actions_that_nobody_does() -> None:
    assert set(WORDS) - {*ACTIONS, *permissions()} == set()


def test_every_kind_of_record_has_its_words() -> None:
    kinds = {
        node.args[1].value
        for path in HUB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "audit"
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and node.args[1].value
    }
    assert len(kinds) > 5
    assert sorted(map(str, kinds - set(ENTITIES))) == []


def test_who_acted_for_somebody_is_named_with_them(qapp: QApplication) -> None:
    row = AuditRow.model_construct(name="林静", name_en="Lin", login="lin", person_id=None, detail={})
    away = row.model_copy(update={"detail": {"stands_in_for": ["boss", "wu"]}})
    try:
        words.install(qapp, "zh")
        assert (audit_text.who(row), audit_text.who(away)) == ("林静", "林静（代 boss, wu）")
    finally:
        words.install(qapp, "en")
    assert (audit_text.who(row), audit_text.who(away)) == ("Lin", "Lin (for boss, wu)")
