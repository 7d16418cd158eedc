"""Attacks on the audit trail by somebody who holds the database and not the key; none goes unseen, whatever else they know."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from agent_desk.hub.kit import audit
from agent_desk.hub.kit.audit.witness import Witness, content_digest
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import AuditEntry
from agent_desk.models.work_items import WorkItem
from tests.fixtures.trail import KEY, Intruder, Trail

CUT = (
    "DELETE FROM audit_entry WHERE id IN (SELECT entry_id FROM audit_link WHERE seq > 5)",
    "DELETE FROM audit_link WHERE seq > 5",
)
SET_BACK = "UPDATE audit_head SET seq = 5, digest = (SELECT digest FROM audit_link WHERE seq = 5)"
EMPTIED = "DELETE FROM audit_entry", "DELETE FROM audit_link", "DELETE FROM audit_head"
UNSEALED = "DELETE FROM audit_link", "DELETE FROM audit_head"
expects_log = pytest.mark.expects_log


def told(trail: Trail) -> list[str]:
    """Return what an administrator has been told of the trail, by the inbox."""
    with trail.hub_context.database.read() as db:
        found = select(WorkItem.title_en).where(WorkItem.kind == "audit_doubt", WorkItem.ended_at.is_(None))
        return list(db.scalars(found))


def test_an_untouched_trail_is_sound_and_nobody_is_told(trail: Trail) -> None:
    verdict = trail.verdict()
    assert (verdict.sound, verdict.entries, verdict.anchors, verdict.open) == (True, 8, 2, [])
    assert told(trail) == []


# ---------------------------------------------------------------------- (a) the end is cut off


@expects_log
@pytest.mark.parametrize("head", [None, SET_BACK, "DELETE FROM audit_head"])
@pytest.mark.parametrize("restarted", [False, True])
def test_an_end_that_was_cut_off_is_found_and_stays_found(
    trail: Trail, intruder: Intruder, head: str | None, restarted: bool
) -> None:
    intruder.does(*CUT, *([head] if head else []))
    verdict = trail.verdict()
    assert not verdict.sound and verdict.first is not None
    assert verdict.first.seq in (5, 6), "the last anchor that holds is that of entry 4"
    if restarted:
        trail.restarted()
    trail.actions("C9")
    trail.keeper.seal()
    assert len(told(trail)) == 1
    after = trail.verdict()
    assert {6, 7, 8} <= set(after.broken), "the chain goes on behind the gap, which everybody sees"
    trail.keeper.seal()
    assert not trail.verdict().sound


@expects_log
def test_a_head_of_an_earlier_day_put_back_with_its_rows_is_found(trail: Trail, intruder: Intruder) -> None:
    intruder.copies()
    trail.actions("C9", "C10")
    trail.keeper.seal()
    trail.keeper.anchor()
    intruder.puts_back()
    verdict = trail.verdict()
    assert (verdict.broken, verdict.head_matches, verdict.sound) == ([], True, False), "all of it was once right"
    assert verdict.first is not None and (verdict.first.what, verdict.first.seq) == ("not_as_anchored", 9)
    assert verdict.first.known_at is not None
    trail.restarted()
    trail.keeper.seal()
    assert len(told(trail)) == 1


@expects_log
def test_a_backup_put_back_while_the_hub_runs_is_found_without_an_anchor(trail: Trail, intruder: Intruder) -> None:
    intruder.copies()
    trail.actions("C9")
    trail.keeper.seal()
    intruder.puts_back()
    trail.keeper.seal()
    assert told(trail) and "told" in trail.found()
    trail.keeper.seal()
    assert trail.verdict().broken == [9, 10], "what comes afterwards stands behind the gap"
    trail.keeper.seal()
    with trail.hub_context.database.read() as db:
        assert len(db.scalars(select(AuditEntry.id).where(AuditEntry.action == "audit.doubt")).all()) == 1


# ---------------------------------------------------------------------- (b) the trail is emptied


@expects_log
@pytest.mark.parametrize("restarted", [False, True])
def test_an_emptied_trail_is_found(trail: Trail, intruder: Intruder, restarted: bool) -> None:
    intruder.does(*EMPTIED)
    verdict = trail.verdict()
    assert not verdict.sound and verdict.first is not None and verdict.first.seq == 1
    if restarted:
        trail.restarted()
    trail.keeper.seal()
    trail.keeper.seal()
    assert len(told(trail)) == 1
    assert trail.verdict().broken[:8] == list(range(1, 9))


# ---------------------------------------------------------------------- (c) the trail is written anew


@expects_log
@pytest.mark.parametrize("restarted", [False, True])
def test_a_trail_written_anew_is_not_sealed_as_genuine(trail: Trail, intruder: Intruder, restarted: bool) -> None:
    intruder.does("UPDATE audit_entry SET person_login = 'auditor' WHERE entity_id IN ('C3', 'C4')")
    with trail.hub_context.database.write() as db:
        db.execute(text("SET LOCAL session_replication_role = replica"))
        for entry in db.scalars(select(AuditEntry)):
            entry.content_digest = content_digest(entry)
    intruder.does("DELETE FROM audit_entry WHERE entity_id = 'C2'", *UNSEALED)
    if restarted:
        trail.restarted()
    trail.keeper.seal()
    verdict = trail.verdict()
    assert not verdict.sound
    assert {one.what for one in verdict.open} >= {"not_witnessed", "entries_missing", "not_as_anchored", "told"}
    assert len(told(trail)) == 1


@expects_log
def test_two_entries_whose_words_were_swapped_before_sealing_are_not_witnessed(
    trail: Trail, intruder: Intruder
) -> None:
    trail.actions("C9", "C10")
    swap = "UPDATE audit_entry SET entity_id = CASE entity_id WHEN 'C9' THEN 'C10' ELSE 'C9' END WHERE entity_id IN ('C9', 'C10')"
    intruder.does(swap)
    trail.keeper.seal()
    assert [(one.what, one.seq) for one in trail.verdict().open if one.what != "told"] == [
        ("not_witnessed", 9),
        ("not_witnessed", 10),
    ]
    assert len(told(trail)) == 1


@expects_log
def test_swapped_links_are_found(trail: Trail, intruder: Intruder) -> None:
    intruder.does(
        "UPDATE audit_link SET entry_id = -entry_id WHERE seq IN (3, 4)",
        "UPDATE audit_link SET entry_id = (SELECT -entry_id FROM audit_link other WHERE other.seq = 7 - audit_link.seq) WHERE seq = 3",
        "UPDATE audit_link SET entry_id = (SELECT id FROM audit_entry WHERE entity_id = 'C3') WHERE seq = 4",
    )
    assert {3, 4} <= set(trail.verdict().broken)


# ---------------------------------------------------------------------- (d) a action is put in


FORGED = """
    INSERT INTO audit_entry (at, person_login, action, entity, entity_id, detail, content_digest, witness, number, settled, mark)
    SELECT at, 'a1009', action, entity, 'C99', detail, content_digest, witness, number + :step, settled, mark
    FROM audit_entry WHERE entity_id = 'C8'
"""


@expects_log
@pytest.mark.parametrize("own_digest", [False, True])
@pytest.mark.parametrize("step", [0, 1])
def test_a_action_that_was_put_in_is_never_sealed_as_genuine(
    trail: Trail, intruder: Intruder, own_digest: bool, step: int
) -> None:
    intruder.does(FORGED, step=step)
    if own_digest:
        with trail.hub_context.database.write() as db:
            db.execute(text("SET LOCAL session_replication_role = replica"))
            forged = db.scalars(select(AuditEntry).where(AuditEntry.entity_id == "C99")).one()
            forged.content_digest = content_digest(forged)
    trail.keeper.seal()
    assert ("not_witnessed", 9) in [(one.what, one.seq) for one in trail.verdict().open]
    assert len(told(trail)) == 1
    with trail.hub_context.database.read() as db:
        detail = db.scalars(select(AuditEntry.detail).where(AuditEntry.action == "audit.doubt")).one()
    assert (detail["what"], detail["first"]) == ("not_witnessed", 9)


@expects_log
def test_a_action_repeated_word_for_word_is_not_sealed_twice_as_genuine(trail: Trail, intruder: Intruder) -> None:
    columns = (
        "at, person_id, person_login, action, entity, entity_id, reason, detail, request_id, content_digest, "
        "witness, number, settled, mark"
    )
    intruder.does(f"INSERT INTO audit_entry ({columns}) SELECT {columns} FROM audit_entry WHERE entity_id = 'C8'")
    trail.keeper.seal()
    assert ("not_witnessed", 9) in [(one.what, one.seq) for one in trail.verdict().open]


@expects_log
def test_a_action_signed_with_another_key_is_not_witnessed(trail: Trail, in_unit: Callable[..., Any]) -> None:
    trail.hub_context.database.witness = Witness(b"a guessed key")
    trail.actions("C9")
    trail.hub_context.database.witness = None
    trail.actions("C10")
    trail.keeper.seal()
    assert [one.seq for one in trail.verdict().open if one.what == "not_witnessed"] == [9, 10]


# ---------------------------------------------------------------------- before it is sealed


@expects_log
def test_an_entry_removed_before_it_was_sealed_is_missed_by_the_process_that_wrote_it(
    trail: Trail, intruder: Intruder
) -> None:
    trail.actions("C9", "C10", "C11")
    intruder.does("DELETE FROM audit_entry WHERE entity_id IN ('C10', 'C11')")
    trail.keeper.seal()
    assert trail.verdict().sound, "nothing in the database says so yet"
    trail.keeper.look()
    assert len(told(trail)) == 1
    trail.keeper.seal()
    assert "told" in trail.found()


@expects_log
def test_an_entry_removed_before_it_was_sealed_shows_by_the_next_one_of_its_process(
    trail: Trail, intruder: Intruder
) -> None:
    trail.actions("C9", "C10", "C11")
    intruder.does("DELETE FROM audit_entry WHERE entity_id = 'C10'")
    trail.restarted()
    trail.keeper.seal()
    (found,) = trail.verdict().open
    assert (found.what, found.seq) == ("entries_missing", 10)
    assert found.known_at is not None, "since the entry before it"


def test_what_a_process_could_not_commit_is_not_missed(trail: Trail, in_unit: Callable[..., Any]) -> None:
    def fails(unit: Unit) -> None:
        unit.audit("cases.open", "complaint", "1")
        # Refused by the commit itself: its number was taken.
        unit.db.execute(text("CREATE TABLE late (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)"))
        unit.db.execute(text("INSERT INTO late VALUES (1), (1)"))

    with pytest.raises(Exception, match="late"):
        in_unit(fails)
    trail.actions("C9", "C10")
    trail.keeper.look()
    trail.keeper.seal()
    verdict = trail.verdict()
    assert (verdict.sound, verdict.entries) == (True, 10)


# ---------------------------------------------------------------------- the guards


@expects_log
def test_guards_that_were_taken_off_are_told_of(trail: Trail) -> None:
    with trail.hub_context.database.write() as db:
        db.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_only_added"))
    trail.keeper.anchor()
    trail.keeper.anchor()
    assert [("unprotected" in one) for one in told(trail)] == [True]


def test_two_hubs_with_one_key_seal_by_turns(trail: Trail) -> None:
    other = Trail(trail.hub_context, trail._in_unit)
    for name, hub in (("C9", trail), ("C10", other), ("C11", trail), ("C12", other)):
        trail.actions(name)
        hub.keeper.seal()
        hub.keeper.anchor()
    verdict = trail.verdict()
    assert (verdict.sound, verdict.entries) == (True, 12)
    assert told(trail) == []


def test_a_hub_with_another_key_seals_nothing(trail: Trail) -> None:
    trail.actions("C9")
    trail.hub_context.settings = replace(trail.hub_context.settings, audit_key="another")
    stranger = Trail(trail.hub_context, trail._in_unit)
    with pytest.raises(audit.AnotherKey):
        stranger.keeper.seal()
    assert (trail.verdict().sound, trail.verdict().unsealed) == (True, 1)


def test_an_anchor_line_that_is_not_signed_counts_for_nothing(trail: Trail) -> None:
    file = trail.keeper.anchors.file
    assert file is not None and file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0
    line = json.loads(file.read_text().splitlines()[-1])
    with file.open("a") as stream:
        stream.write(json.dumps({**line, "seq": 3}) + "\n" + '{"half of a li')
    assert trail.verdict().sound
    trail.actions("C9")
    trail.keeper.seal()
    trail.keeper.anchor()
    assert (trail.verdict().sound, trail.verdict().anchors) == (True, 3)
    assert KEY.decode() not in file.read_text()
