"""The one form of the desk: typed, on the disk at once, sent once; late, refused, unreachable and stale lose nothing."""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import BaseModel
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, same
from agent_desk.desk.kit.live import Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.kit.operation import Request
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub

AWAY = refusal(503, "database_down")


class Note(BaseModel):
    """A record with two fields."""

    text: str = ""
    tag: str = ""
    version: int = 0


def fields(note: Note) -> dict[str, Any]:
    return {"text": note.text, "tag": note.tag}


class Notes:
    """What the hub has; a test changes it, and what is refused."""

    def __init__(self) -> None:
        self.note = Note(text="first", tag="a", version=1)
        self.refuse: Answer | None = None
        self.made: list[str] = []

    def answer(self, asked: Asked) -> Answer:
        if self.refuse is not None:
            return self.refuse
        if asked.method == "POST":
            self.made.append(asked.body["text"])
            return 200, {"text": asked.body["text"], "version": len(self.made)}
        if asked.body["version"] != self.note.version:
            return refusal(409, "stale_version", yours=asked.body["version"], current=self.note.model_dump())
        self.note = Note(**{**asked.body, "version": self.note.version + 1})
        return 200, self.note.model_dump()


class Desk:
    """A seat whose outbox sends when a test says so; `again` is the same seat after it was killed."""

    def __init__(self, url: str, path: Path) -> None:
        api = Api(url, connect_timeout_s=0.5, read_timeout_s=2)
        self.path, self.url = path, url
        self.outbox = Outbox(api, OutboxFile(path), sentence, autostart=False)
        self.context = DeskContext(
            api=api,
            live=Live(url, clock=api.clock, token=lambda: None),
            outbox=self.outbox,
            session=cast(Session, SimpleNamespace(zone=None)),
            background=Background(),
            settings=DeskSettings(),
            window=Window(language=lambda: "en"),
        )

    def close(self) -> None:
        self.context.background.close()
        self.outbox.close()

    def changes(self, *, late: bool = False, **more: Any) -> DraftedForm[Note]:
        """A form over the note; `late` sends it through the outbox."""

        def send(sent: Submission[Note]) -> Note:
            body = {**sent.values, "version": sent.version}
            request: Request[Note] = Request("PUT", "/note", body, Note)
            if late:
                return self.outbox.submit(request, what_zh="备注", what_en="Note")
            return self.context.api.ask(request)

        return DraftedForm(self.context, "note", send, Note, values_of=fields, **more)

    def makes(self, **more: Any) -> DraftedForm[Note]:
        """A form that makes notes, through the outbox."""

        def send(sent: Submission[Note]) -> Note:
            request: Request[Note] = Request("POST", "/notes", sent.values, Note)
            return self.outbox.submit(request, what_zh="备注", what_en="Note")

        return DraftedForm(self.context, "new_note", send, Note, creates=True, **more)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def hub(notes: Notes) -> Iterator[SmallHub]:
    with small_hub(SmallHub(answer=notes.answer)) as running:
        yield running


@pytest.fixture
def make(qtbot: QtBot, hub: SmallHub, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    desks: list[Desk] = []

    def build() -> Desk:
        for desk in desks:
            desk.close()
        desks.append(Desk(hub.url, tmp_path / "outbox.sqlite"))
        return desks[-1]

    yield build
    desks[-1].close()


@pytest.fixture
def desk(make: Callable[[], Desk]) -> Desk:
    return make()


def until(qtbot: QtBot, form: DraftedForm[Note], state: str) -> None:
    qtbot.waitUntil(lambda: form.state == state, timeout=10_000)


def test_what_is_typed_survives_a_killed_desk_and_the_draft_goes_when_it_is_saved(
    qtbot: QtBot, desk: Desk, notes: Notes, make: Callable[[], Desk]
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "typed", "tag": "a"})
    qtbot.waitUntil(lambda: desk.outbox.drafts("note") == ["1"], timeout=5_000)
    desk = make()
    form = desk.changes()
    form.open("1", notes.note)
    assert (form.state, form.values, form.restored) == ("drafted", {"text": "typed", "tag": "a"}, True)
    form.save()
    until(qtbot, form, "saved")
    assert notes.note == Note(text="typed", tag="a", version=2)
    assert desk.outbox.drafts("note") == []
    form.type({"text": "again", "tag": "a"})
    form.type({"text": "typed", "tag": "a"})
    form.keep_draft()
    assert (form.state, desk.outbox.drafts("note")) == ("clean", []), "what says nothing new leaves no draft"


def test_each_subject_has_a_draft_of_its_own(desk: Desk, notes: Notes) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "of one", "tag": "a"})
    form.open("2", notes.note)
    assert (form.state, form.values["text"]) == ("clean", "first")
    form.type({"text": "of two", "tag": "a"})
    form.open("1", notes.note)
    assert form.values["text"] == "of one"
    form.discard()
    assert (form.state, form.values["text"], desk.outbox.drafts("note")) == ("clean", "first", ["2"])


def test_ids_and_times_come_back_as_what_they_were(desk: Desk) -> None:
    form = desk.makes()
    given = {"who": uuid.UUID(int=7), "at": datetime(2026, 3, 2, tzinfo=UTC), "names": ("a", "b"), "n": 1, "yes": True}
    form.open("1")
    form.type(given)
    form.open("2")
    form.open("1")
    assert form.values == {**given, "names": ["a", "b"]}
    assert not same({"n": 1}, {"n": True}), "1 and True are two answers"


def test_a_line_cut_in_mid_answer_is_said_and_the_repeat_is_done_once(
    qtbot: QtBot, desk: Desk, notes: Notes, hub: SmallHub
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "typed", "tag": "a"})
    hub.cut_after_doing = 2
    form.save()
    until(qtbot, form, "unreachable")
    assert form.values["text"] == "typed" and desk.outbox.drafts("note") == ["1"]
    form.save()
    until(qtbot, form, "saved")
    assert len(hub.done) == 1 and len({asked.key for asked in hub.asked}) == 1
    assert notes.note.version == 2


def test_a_refusal_names_its_fields_and_the_mended_form_is_a_write_of_its_own(
    qtbot: QtBot, desk: Desk, notes: Notes, hub: SmallHub
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "wrong", "tag": "a"})
    notes.refuse = refusal(422, "invalid_form", fields={"text": "taken"}, names="text")
    form.save()
    until(qtbot, form, "refused")
    assert form.faults == {"text": "taken"} and desk.outbox.drafts("note") == ["1"]
    notes.refuse = None
    form.type({"text": "right", "tag": "a"})
    assert (form.state, form.faults) == ("drafted", {})
    form.save()
    until(qtbot, form, "saved")
    assert len({asked.key for asked in hub.asked}) == 2


def test_what_our_own_records_do_not_take_is_a_fault_of_its_field(qtbot: QtBot, desk: Desk) -> None:
    def send(sent: Submission[Note]) -> Note:
        return Note.model_validate({"version": "many"})

    form = DraftedForm(desk.context, "note", send, Note, creates=True)
    form.open("1")
    form.save()
    until(qtbot, form, "refused")
    assert form.faults == {"version": "int_parsing"}


def test_it_waits_for_the_hub_and_what_is_typed_meanwhile_follows(qtbot: QtBot, desk: Desk, notes: Notes) -> None:
    form = desk.changes(late=True, saves_itself=True)
    form.open("1", notes.note)
    form.type({"text": "one", "tag": "a"})
    notes.refuse = AWAY
    form.save()
    until(qtbot, form, "waiting")
    form.type({"text": "two", "tag": "a"})
    form.save()
    assert desk.outbox.pending_count == 1, "no second one is sent: it would be stale by then"
    notes.refuse = None
    assert desk.outbox.send_all()
    until(qtbot, form, "saved")
    assert notes.note == Note(text="two", tag="a", version=3)
    assert desk.outbox.drafts("note") == []


def test_what_waited_when_the_desk_was_killed_is_still_on_its_way(
    qtbot: QtBot, desk: Desk, notes: Notes, make: Callable[[], Desk]
) -> None:
    form = desk.changes(late=True)
    form.open("1", notes.note)
    form.type({"text": "one", "tag": "a"})
    notes.refuse = AWAY
    form.save()
    until(qtbot, form, "waiting")
    desk = make()
    form = desk.changes(late=True)
    form.open("1", notes.note)
    assert (form.state, form.values["text"]) == ("waiting", "one")
    notes.refuse = None
    assert desk.outbox.send_all()
    until(qtbot, form, "saved")
    assert notes.note.text == "one"


def test_a_form_that_was_left_while_it_was_sent_loses_nothing(qtbot: QtBot, desk: Desk, notes: Notes) -> None:
    form = desk.changes(late=True, saves_itself=True)
    form.open("1", notes.note)
    form.type({"text": "one", "tag": "a"})
    form.save()
    form.type({"text": "one", "tag": "b"})
    form.open("2", Note())
    qtbot.waitUntil(lambda: notes.note == Note(text="one", tag="b", version=3), timeout=10_000)
    qtbot.waitUntil(lambda: desk.outbox.drafts("note") == [], timeout=10_000)


def test_who_is_slower_has_both_versions_and_what_they_did_not_touch_follows_the_other(
    qtbot: QtBot, desk: Desk, notes: Notes
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "mine", "tag": "a"})
    notes.note = Note(text="theirs", tag="other", version=2)
    form.save()
    until(qtbot, form, "stale")
    assert (form.their_fields, form.differences) == (["text", "tag"], [("text", "theirs", "mine")])
    assert form.values == {"text": "mine", "tag": "other"}
    form.keep_mine()
    until(qtbot, form, "saved")
    assert notes.note == Note(text="mine", tag="other", version=3)


def test_what_somebody_else_changed_outside_this_form_is_nothing_to_choose_between(
    qtbot: QtBot, desk: Desk, notes: Notes
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "mine", "tag": "a"})
    notes.note = Note(text="first", tag="a", version=2)
    form.save()
    until(qtbot, form, "saved")
    assert notes.note == Note(text="mine", tag="a", version=3)


def test_the_choice_between_two_versions_is_still_open_after_the_desk_was_killed(
    qtbot: QtBot, desk: Desk, notes: Notes, make: Callable[[], Desk]
) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "mine", "tag": "a"})
    notes.note = Note(text="theirs", tag="a", version=2)
    form.save()
    until(qtbot, form, "stale")
    desk = make()
    form = desk.changes()
    form.open("1", notes.note)
    assert (form.state, form.differences) == ("stale", [("text", "theirs", "mine")])
    form.take_theirs()
    assert (form.state, form.values["text"], desk.outbox.drafts("note")) == ("clean", "theirs", [])


def test_news_of_the_record_shows_both_versions_before_anything_is_saved(desk: Desk, notes: Notes) -> None:
    form = desk.changes()
    form.open("1", notes.note)
    form.type({"text": "mine", "tag": "a"})
    form.renew(Note(text="first", tag="a", version=2))
    assert form.state == "drafted", "what is shown here did not change"
    form.renew(Note(text="theirs", tag="a", version=3))
    assert form.state == "stale"
    form.take_theirs()
    form.renew(Note(text="newer", tag="a", version=4))
    form.renew(Note(text="overtaken", tag="a", version=3))
    assert (form.state, form.values["text"]) == ("clean", "newer")


def test_a_late_refusal_because_somebody_was_quicker_fetches_the_other_version(
    qtbot: QtBot, desk: Desk, notes: Notes
) -> None:
    form = desk.changes(late=True)
    form.open("1", notes.note)
    form.type({"text": "mine", "tag": "a"})
    notes.refuse = AWAY
    form.save()
    until(qtbot, form, "waiting")
    notes.refuse, notes.note = None, Note(text="theirs", tag="a", version=2)
    assert desk.outbox.send_all()
    until(qtbot, form, "stale")
    assert form.differences == [("text", "theirs", "mine")]
    assert desk.outbox.refused_writes() == [], "the form has it; nothing is left to look at elsewhere"


def test_a_new_one_that_waits_stands_apart_from_the_next_and_comes_by_itself(
    qtbot: QtBot, desk: Desk, notes: Notes
) -> None:
    form = desk.makes()
    form.open("call", about={"who": "W"})
    form.type({"text": "one"})
    notes.refuse = AWAY
    form.save()
    form.save()
    until(qtbot, form, "waiting")
    assert not form.editable and desk.outbox.pending_count == 1
    form.open("call", anew=True)
    assert (form.state, form.values) == ("clean", {})
    form.type({"text": "two"})
    notes.refuse = None
    with qtbot.waitSignal(form.saved_elsewhere, timeout=10_000) as told:
        assert desk.outbox.send_all()
    assert told.args[0].text == "one" and notes.made == ["one"]
    assert (form.state, form.values) == ("drafted", {"text": "two"})


def test_a_new_one_that_is_refused_later_is_opened_again_to_be_mended(qtbot: QtBot, desk: Desk, notes: Notes) -> None:
    form = desk.makes()
    form.open("call", about={"who": "W"})
    form.type({"text": "one"})
    notes.refuse = AWAY
    form.save()
    until(qtbot, form, "waiting")
    form.open("other")
    other = desk.outbox.enqueue("POST", "/other", {"text": "x"}, what_zh="备注", what_en="Note")
    notes.refuse = refusal(422, "invalid_form", fields={"text": "taken"}, names="text")
    with qtbot.waitSignal(form.refused_elsewhere, timeout=10_000) as told:
        assert desk.outbox.send_all()
    key, said = told.args
    assert "text" in said
    assert form.take_back(key)
    assert (form.key, form.state, form.values, form.about) == ("call", "refused", {"text": "one"}, {"who": "W"})
    assert not form.take_back(key), "it is here already"
    assert [write.key for write in desk.outbox.refused_writes()] == [other]
    notes.refuse = None
    form.save()
    until(qtbot, form, "saved")
    assert notes.made == ["one"]


def test_a_note_box_is_blank_again_as_soon_as_the_outbox_has_the_note(qtbot: QtBot, desk: Desk, notes: Notes) -> None:
    form = desk.makes(lets_go=True)
    form.open("1", blank={"text": ""})
    form.type({"text": "one"})
    notes.refuse = AWAY
    form.save()
    qtbot.waitUntil(lambda: form.values == {"text": ""}, timeout=10_000)
    assert desk.outbox.pending_count == 1 and "goes out by itself" in form.sentence
    notes.refuse = None
    with qtbot.waitSignal(form.saved_elsewhere, timeout=10_000):
        assert desk.outbox.send_all()
    assert notes.made == ["one"] and desk.outbox.drafts("new_note") == []


@pytest.mark.parametrize(
    "kept",
    [
        {"text": "typed", "tag": "a", "version": 1},
        {"form": {"text": "typed", "tag": "a", "version": 1}, "waiting": None, "submit": False},
        {"values": {"text": "typed", "tag": "a"}, "key": "k", "taken_at": None},
        {"text": "typed", "base": "first"},
    ],
)
def test_a_draft_of_the_first_release_is_not_lost(desk: Desk, notes: Notes, kept: dict[str, Any]) -> None:
    desk.outbox.put_draft("note", "1", kept)
    form = desk.changes()
    form.open("1", notes.note)
    assert (form.state, form.values) == ("drafted", {"text": "typed", "tag": "a"})
