"""A desk with a small real hub that answers about one made-up customer."""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import BaseModel
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext, Window
from agent_desk.desk.kit.live import Change, Live
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.customers.records import (
    ContactPointView,
    CustomerCard,
    CustomerWords,
    HoldingView,
    Masked,
    TimelineItem,
    TimelinePage,
    VerificationPolicy,
    VerificationQuestion,
    Word,
)
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.notices import RecordedNotices
from tests.fixtures.small_hub import Answer, Asked, SmallHub, refusal, small_hub

NOW = datetime(2025, 11, 13, 6, 2, tzinfo=UTC)
OWNER, OTHER = uuid.UUID(int=7), uuid.UUID(int=8)
CLEAR = "370802199001011234"
FLAGS = [
    Word(code="elderly", name_zh="高龄客户", name_en="Elderly customer"),
    Word(code="hearing", name_zh="听力障碍", name_en="Hard of hearing"),
]
POLICY = VerificationPolicy(
    required=2,
    max_wrong=1,
    questions=[
        VerificationQuestion(code=code, question_zh=f"{code}？", question_en=f"{code}?", mandatory=code == "name")
        for code in ("name", "mobile", "branch")
    ],
)
WORDS = CustomerWords(
    levels=[Word(code="gold", name_zh="金卡", name_en="Gold")],
    care_flags=FLAGS,
    reveal_reasons=[
        Word(code="confirm", name_zh="核对", name_en="Checking the details"),
        Word(code="callback", name_zh="回呼", name_en="Calling back"),
    ],
    verification=POLICY,
)


def make_card(customer_id: uuid.UUID = OWNER, **more: Any) -> CustomerCard:
    """A masked card."""
    point, held = uuid.UUID(int=21), uuid.UUID(int=22)
    values: dict[str, Any] = {
        "customer_id": customer_id,
        "number": "C000123",
        "name": Masked(text="王*", field="name"),
        "branch": Word(code="B01", name_zh="云台支行", name_en="Yuntai Branch"),
        "level": WORDS.levels[0],
        "care_flags": FLAGS[:1],
        "gender": "male",
        "age": 71,
        "identity_number": Masked(text="3****************4", field="identity_number"),
        "contact_points": [
            ContactPointView(
                id=point,
                kind="mobile",
                value=Masked(text="138****8000", field=f"phone:{point}"),
                verified=True,
                source="core_bank",
            )
        ],
        "holdings": [
            HoldingView(
                id=held,
                product_code="P101",
                kind="debit",
                name_zh="齐川卡",
                name_en="Qichuan Card",
                number=Masked(text="621700*********0123", field=f"holding:{held}"),
                status="normal",
            )
        ],
        "note": "Speak slowly.",
        "version": 1,
    }
    return CustomerCard(**{**values, **more})


def item(title: str, hours_ago: float, kind: str = "call", **more: Any) -> TimelineItem:
    """A line of the time line."""
    return TimelineItem(
        id=uuid.uuid5(OWNER, title),
        kind=cast(Any, kind),
        entity_id=uuid.uuid4(),
        at=NOW - timedelta(hours=hours_ago),
        title=title,
        **more,
    )


def plain(record: BaseModel) -> Any:
    """A record as the wire has it."""
    return record.model_dump(mode="json")


@dataclass
class Bank:
    """What the small hub knows; a test changes it and looks at what was asked."""

    cards: dict[uuid.UUID, CustomerCard] = field(default_factory=lambda: {OWNER: make_card()})
    pages: dict[str, TimelinePage] = field(default_factory=dict)
    """By cursor; "" is the first page."""
    lookups: dict[str, Callable[[], Any]] = field(default_factory=dict)
    refuse: dict[str, Answer] = field(default_factory=dict)
    """By the last word of the path."""
    show_ms: int = 30_000
    no_matter: bool = False
    """Whether a reveal needs words, since the person has neither a call nor a case of the customer."""
    hub: SmallHub = field(default_factory=SmallHub)

    def answer(self, asked: Asked) -> Answer:
        path, _, query = asked.path.partition("?")
        last = path.rsplit("/", 1)[-1]
        if last in self.refuse:
            return self.refuse[last]
        if last == "words":
            return 200, plain(WORDS)
        if last == "customers":
            typed = re.search(r"q=([^&]*)", query)
            return 200, self.lookups[typed[1] if typed else ""]()
        if last == "timeline":
            after = re.search(r"after=([^&]*)", query)
            return 200, plain(self.pages.get(after[1] if after else "", TimelinePage(items=[])))
        if last == "reveal":
            if self.no_matter and not asked.body["reason_text"]:
                return refusal(422, "invalid_form", fields={"reason_text": "no_matter"}, names="reason_text")
            return 200, {"field": asked.body["field"], "value": CLEAR, "show_ms": self.show_ms}
        card = self.cards.get(uuid.UUID(path.split("/")[3]))
        if card is None:
            return refusal(404, "not_found", what="customer")
        return self._edit(card, last, asked.body) if asked.method == "PUT" else (200, plain(card))

    def _edit(self, card: CustomerCard, what: str, body: Any) -> Answer:
        if body["version"] != card.version:
            return refusal(409, "stale_version", yours=body["version"], current=plain(card))
        changes: dict[str, Any] = {"version": card.version + 1}
        if what == "note":
            changes["note"] = body["note"]
        else:
            changes["care_flags"] = [flag for flag in FLAGS if flag.code in body["care_flags"]]
        self.cards[card.customer_id] = card.model_copy(update=changes)
        return 200, plain(self.cards[card.customer_id])

    def asked(self, last: str) -> list[Asked]:
        """Requests whose path ends so."""
        return [one for one in self.hub.asked if one.path.partition("?")[0].endswith(last)]


@pytest.fixture
def bank() -> Iterator[Bank]:
    """The hub, running."""
    made = Bank()
    made.hub.answer = made.answer
    with small_hub(made.hub):
        yield made


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Light, English, the centre's zone, a clock that stands."""
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    elapsed.set_source(lambda: NOW)
    yield
    elapsed.set_source(None)


@pytest.fixture
def notices() -> RecordedNotices:
    """What was told at the top edge."""
    return RecordedNotices()


@pytest.fixture
def allowed() -> set[str]:
    """What the person may do; a test takes away."""
    return {"customers.view", "customers.reveal", "customers.edit"}


@pytest.fixture
def context(
    qtbot: QtBot, bank: Bank, tmp_path: Path, notices: RecordedNotices, allowed: set[str]
) -> Iterator[DeskContext]:
    """A desk on that hub. Its live line is not connected: a test says what changed."""
    api = Api(bank.hub.url, connect_timeout_s=0.5, read_timeout_s=2)
    background = Background()
    outbox = Outbox(api, OutboxFile(tmp_path / "outbox.sqlite"), sentence, autostart=False)
    live = Live(bank.hub.url, clock=api.clock, token=lambda: None)
    session = cast(Session, SimpleNamespace(may=lambda permission: permission in allowed, zone=None))
    yield DeskContext(
        api=api,
        live=live,
        outbox=outbox,
        session=session,
        background=background,
        settings=DeskSettings(),
        window=Window(language=lambda: "en", notices=notices),
    )
    background.close()
    outbox.close()


@pytest.fixture
def desk(qtbot: QtBot) -> QWidget:
    """An active window with a half-typed note in it."""
    window = QWidget()
    window.resize(620, 760)
    layout = QVBoxLayout(window)
    typing = QLineEdit()
    typing.setObjectName("typing")
    layout.addWidget(typing)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    typing.setFocus()
    qtbot.waitUntil(typing.hasFocus)
    return window


def typing_of(desk: QWidget) -> QLineEdit:
    """The half-typed note."""
    found = desk.findChild(QLineEdit, "typing")
    assert isinstance(found, QLineEdit)
    return found


def put(desk: QWidget, panel: QWidget) -> None:
    """Put a panel into the window."""
    layout = desk.layout()
    assert layout is not None
    layout.addWidget(panel)
    panel.show()


def change(entity: str, entity_id: uuid.UUID = OWNER, version: int = 1, **hint: Any) -> Change:
    """News from the hub."""
    return Change(id=1, area="customers", entity=entity, entity_id=entity_id, version=version, hint=hint)
