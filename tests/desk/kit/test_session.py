"""Signing in on a real hub: who I am, takeover, staying signed in, a seat without a keyring."""

from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.front_door import sign_in_body
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.people import operations as ops
from agent_desk.schemas.people.records import SignIn
from tests.fixtures.people import PASSWORD, Staff

Seat = Callable[[str], Session]


class InMemory(KeyringBackend):
    """A keyring service that lives as long as the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def seat(hub: HubThread, tmp_path: Path, qtbot: QtBot) -> Seat:
    """Sessions at named seats of the running hub."""

    def sit_down(name: str) -> Session:
        return Session(Api(hub.url), seat=name, data_dir=tmp_path / name, memory=SeatMemory)

    return sit_down


def test_signing_in_tells_who_i_am_and_what_i_may(seat: Seat, staff: Staff) -> None:
    staff.person("lin", "agent", name="林静")
    session = seat("A-01")
    session.sign_in("lin", PASSWORD)
    assert session.me.name == "林静"
    assert session.may("cases.open")
    assert not session.may("people.manage")
    assert session.centre.zone == "Asia/Shanghai"
    session.sign_out()
    assert not session.active
    assert not session.may("cases.open")


def test_the_front_door_says_what_the_hub_expects() -> None:
    body = sign_in_body(login="lin", password="p", seat="A-01", takeover=True)
    assert SignIn.model_validate_json(body) == SignIn(login="lin", password="p", seat="A-01", takeover=True)
    body = sign_in_body(login="lin", password="p", seat="A-01", takeover=False, new_password="q")
    assert SignIn.model_validate_json(body).new_password == "q"


def test_a_wrong_password_says_how_many_tries_are_left(seat: Seat, staff: Staff) -> None:
    staff.person("lin", "agent")
    with pytest.raises(HubRefused) as caught:
        seat("A-01").sign_in("lin", "wrong")
    assert sentence(caught.value, "zh") == "用户名或密码不正确，还可尝试 4 次。"
    assert sentence(caught.value, "en") == "The user name or password is not right. Tries left: 4."


def test_too_many_wrong_passwords_say_how_long_to_wait(seat: Seat, staff: Staff) -> None:
    staff.person("lin", "agent")
    session = seat("A-01")
    for _ in range(5):
        with pytest.raises(HubRefused) as caught:
            session.sign_in("lin", "wrong")
    assert caught.value.error_id == "sign_in_delayed"
    assert f"请 {caught.value.values['seconds']} 秒后再试" in sentence(caught.value, "zh", session.zone)


def test_a_second_seat_is_asked_and_the_first_is_told(seat: Seat, staff: Staff, qtbot: QtBot) -> None:
    staff.person("lin", "agent")
    first, second = seat("A-01"), seat("A-02")
    first.sign_in("lin", PASSWORD)
    with pytest.raises(HubRefused) as caught:
        second.sign_in("lin", PASSWORD)
    assert caught.value.error_id == "seat_taken"
    assert "A-01" in sentence(caught.value, "zh")
    second.sign_in("lin", PASSWORD, takeover=True)
    with qtbot.waitSignal(first.ended) as ended, pytest.raises(HubRefused):
        first._api.ask(ops.me.request())
    assert ended.args == ["taken_over"]
    assert not first.active
    assert second.active


def test_staying_signed_in_on_this_seat(
    hub: HubThread, staff: Staff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    ring = InMemory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    monkeypatch.setattr(keyring, "set_password", ring.set_password)
    monkeypatch.setattr(keyring, "get_password", ring.get_password)
    monkeypatch.setattr(keyring, "delete_password", ring.delete_password)
    staff.person("lin", "agent")
    first = Session(Api(hub.url), seat="A-01", data_dir=tmp_path, memory=SeatMemory)
    first.sign_in("lin", PASSWORD, stay=True)
    again = Session(Api(hub.url), seat="A-01", data_dir=tmp_path, memory=SeatMemory)
    assert again.remembered_login() == "lin"
    assert again.resume() is not None
    assert again.me.login == "lin"
    assert PASSWORD not in (tmp_path / "stay.json").read_text()
    again.sign_out()
    assert ring.kept == {}
    assert again.remembered_login() is None


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_no_keyring_service_is_one_sentence_and_no_more(
    seat: Seat, staff: Staff, monkeypatch: pytest.MonkeyPatch, backend: type[KeyringBackend]
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    staff.person("lin", "agent")
    session = seat("A-01")
    session.sign_in("lin", PASSWORD, stay=True)
    assert session.active
    assert [error.error_id for error in session.remarks] == ["no_keyring"]
    assert "没有可用的密钥环服务" in sentence(session.remarks[0], "zh")
    assert "no keyring service" in sentence(session.remarks[0], "en")
    assert session.remembered_login() is None
