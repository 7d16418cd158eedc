"""Files and letters at a real desk: attached and told in a sentence where it cannot be; a complaint goes from its call to its letter."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import papers
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.cases.papers.files_panel import AttachDialog
from agent_desk.ui.cases.papers.letters_panel import LetterDialog, SentDialog
from tests.fixtures.cases import customer, form
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Client, Staff
from tests.fixtures.seats import MakeSeat

PDF = b"%PDF-1.7\n" + bytes(3000)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """The hub has a folder for files of cases."""
    folder = tmp_path / "case-files"
    folder.mkdir(mode=0o700)
    return replace(settings, case_files=str(folder))


def shown(panel: object) -> list[str]:
    column = panel.rows  # type: ignore[attr-defined]
    return [column.itemAt(at).widget().accessibleName() for at in range(column.count())]


def test_a_complaint_from_the_call_to_its_letter(
    qtbot: QtBot,
    going_hub: GoingHub,
    make_seat: MakeSeat,
    staff: Staff,
    database: Database,
    lists_of_the_form: None,
    tmp_path: Path,
) -> None:
    staff.person("lin", "agent")
    agent = Client(going_hub.url)
    assert agent.sign_in("lin").ok
    filled = form(customer_id=customer(database).id).model_dump(mode="json", exclude_none=True)
    complaint = agent.post("/api/cases/complaints", filled).json()
    seat = make_seat(going_hub.url, "cai", "complaint_handler")
    detail = ComplaintDetail(seat.context)
    qtbot.addWidget(detail)
    detail.resize(760, 900)
    detail.show()
    detail.show_complaint(complaint["id"])
    files, letters = detail.files, detail.letters
    qtbot.waitUntil(lambda: files.feed.now is not None and letters.now is not None, timeout=20_000)

    wrong = tmp_path / "凭证.pdf"
    wrong.write_bytes(b"MZ\x90\x00" + bytes(400))
    files.attach(wrong)
    dialog = files.dialog
    assert isinstance(dialog, AttachDialog)
    dialog.send()
    qtbot.waitUntil(lambda: "its content is" in dialog.notice.text(), timeout=20_000)
    dialog.reject()
    empty = tmp_path / "空.pdf"
    empty.touch()
    files.attach(empty)
    dialog = files.dialog
    assert isinstance(dialog, AttachDialog)
    dialog.send()
    qtbot.waitUntil(lambda: "is empty" in dialog.notice.text(), timeout=20_000)
    dialog.reject()
    good = tmp_path / "转账凭证.pdf"
    good.write_bytes(PDF)
    going_hub.stop()
    files.attach(good)
    dialog = files.dialog
    assert isinstance(dialog, AttachDialog)
    dialog.form.set_values({"note": "两次扣费的凭证"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "unreachable", timeout=20_000)
    going_hub.start()
    dialog.send()
    qtbot.waitUntil(
        lambda: any("转账凭证.pdf" in one and "两次扣费的凭证" in one for one in shown(files)), timeout=30_000
    )

    qtbot.waitUntil(letters.make_button.isVisible, timeout=20_000)
    letters.make()
    dialog = letters.dialog
    assert isinstance(dialog, LetterDialog)
    qtbot.waitUntil(lambda: "王小明" in dialog.sheet.body.text(), timeout=20_000)
    dialog.form.set_values({"template": "decision"}, clean=False)
    qtbot.waitUntil(lambda: "decision" in dialog.says.text(), timeout=20_000)
    assert not dialog.action_button.isEnabled(), "nothing is decided yet"
    dialog.form.set_values({"template": "acknowledgement"}, clean=False)
    qtbot.waitUntil(dialog.action_button.isEnabled, timeout=20_000)
    dialog.send()
    qtbot.waitUntil(lambda: any("HJ" in one and ".pdf" in one for one in shown(files)), timeout=30_000)
    (letter,) = papers.letters(seat.context.api, "complaint", complaint["id"]).letters
    assert letter.file_id is not None and papers.content(seat.context.api, letter.file_id).startswith(b"%PDF")
    qtbot.waitUntil(lambda: letters.now is not None and letters.now.letters[0].file_id is not None, timeout=20_000)
    letters.mark_sent(letters.now.letters[0])  # type: ignore[union-attr]
    dialog = letters.dialog
    assert isinstance(dialog, SentDialog)
    dialog.send()
    qtbot.waitUntil(lambda: letters.now is not None and letters.now.letters[0].state == "sent", timeout=20_000)
    detail.refresh()
