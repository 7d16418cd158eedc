"""Complaints at the seat without pixels: drafts, kept forms, how close a due day is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from agent_desk.desk.cases import operations
from agent_desk.desk.cases.operations import About, Draft
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import HubRefused, KeptForLater
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.schemas.cases.records import NewComplaint
from tests.fixtures.small_hub import SmallHub, refusal, small_hub

ZONE = ZoneInfo("Asia/Shanghai")
NEVER = "http://127.0.0.1:9"


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    made = Outbox(Api(NEVER, connect_timeout_s=0.3), OutboxFile(tmp_path / "outbox.sqlite"), sentence, autostart=False)
    yield made
    made.close()


def test_each_call_has_a_draft_of_its_own_that_survives_and_is_dropped(outbox: Outbox) -> None:
    first, second, blank = About(call_id=uuid4()), About(call_id=uuid4()), About()
    draft = Draft({"narrative": "半句"}, "key-1", datetime(2026, 3, 2, tzinfo=UTC))
    operations.keep_draft(outbox, first, draft)
    assert operations.load_draft(outbox, first) == draft
    assert operations.load_draft(outbox, second) is None
    assert not operations.has_draft(outbox, blank)
    operations.drop_draft(outbox, first)
    assert not operations.has_draft(outbox, first)


def test_a_form_without_a_hub_is_kept_under_its_key_and_a_second_save_adds_nothing(outbox: Outbox) -> None:
    about = About(call_id=uuid4(), customer="王*")
    form = NewComplaint(call_id=about.call_id, complainant="李芳", narrative="x")
    for _ in range(2):
        with pytest.raises(KeptForLater):
            operations.open_complaint(outbox, form, key="key-1")
    assert [write.key for write in outbox.pending()] == ["key-1"]
    assert operations.waiting_for(outbox, about) == "key-1"
    assert operations.waiting_for(outbox, About()) is None
    assert operations.take_back(outbox, "key-1") is None


def test_a_kept_form_that_is_refused_later_can_be_taken_back(tmp_path: Path) -> None:
    with small_hub(SmallHub(answer=lambda _asked: refusal(422, "invalid_form", fields={"wish": "unknown"}))) as hub:
        outbox = Outbox(Api(hub.url), OutboxFile(tmp_path / "o.sqlite"), sentence, autostart=False)
        key = outbox.enqueue("POST", operations.PATH, {"narrative": "x"}, what_zh="投诉登记", what_en="New complaint")
        other = outbox.enqueue("POST", "/notes", {"text": "x"}, what_zh="备注", what_en="Note")
        assert outbox.send_all()
        form = operations.take_back(outbox, key)
        assert form is not None and form.narrative == "x"
        assert operations.take_back(outbox, other) is None
        assert [write.key for write in outbox.refused_writes()] == [other]
        outbox.close()


def test_answers_about_other_things_are_no_complaints() -> None:
    assert operations.opened_later({"done": True}) is None
    assert operations.opened_later({"number": "TS1", "similar": []}) is None
    assert operations.opened_later(None) is None


def test_what_a_refusal_says_about_fields() -> None:
    assert operations.fields_of(HubRefused("invalid_form", {"fields": {"wish": "missing"}})) == {"wish": "missing"}
    assert operations.fields_of(HubRefused("not_found", {"what": "complaint"})) == {}
    assert operations.current_of(HubRefused("not_found", {})) is None


def test_days_left_are_days_of_the_centre() -> None:
    evening = datetime(2026, 3, 16, 15, 59, tzinfo=UTC)  # 23:59 at the centre
    midnight = datetime(2026, 3, 16, 16, 0, tzinfo=UTC)
    last = date(2026, 3, 17)
    assert (operations.days_left(last, evening, ZONE), operations.days_left(last, midnight, ZONE)) == (1, 0)
    found = [operations.closeness(days) for days in (-1, 0, 1, 3, 4, 7, 8)]
    assert found == ["over", "today", "soon", "soon", "week", "week", "far"]
