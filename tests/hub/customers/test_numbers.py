"""Telephone numbers as people type them and exchanges send them, in one canonical form."""

import pytest

from agent_desk.hub.kit.phone_numbers import canonical, canonical_all, fragment, fragments
from tests.fixtures.properties import given, settings, st

MOBILE = "+8613800138000"
OFFICE = "+861062770334"


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("13800138000", MOBILE),
        ("+86 138-0013-8000", MOBILE),
        ("008613800138000", MOBILE),
        ("8613800138000", MOBILE),
        ("013800138000", MOBILE),
        ("１３８－００１３－８０００", MOBILE),
        ("138\u20130013\u20118000", MOBILE),
        ("\u202a13800138000\u202c", MOBILE),
        ("١٣٨٠٠١٣٨٠٠٠", MOBILE),
        ("010-62770334", OFFICE),
        ("(010) 6277 0334", OFFICE),
        ("053795577", "+8653795577"),
        ("400-820-8888", "+864008208888"),
        ("+1 650 253 0000", "+16502530000"),
        ("0016502530000", "+16502530000"),
        ("sip:13800138000@10.0.0.1:5060;user=phone", MOBILE),
        ("sips:%2B8613800138000@host", MOBILE),
        ('"Wang" <sip:+8613800138000@host;transport=udp>', MOBILE),
        ("Wang <13800138000>", MOBILE),
        ("tel:+86-10-62770334", OFFICE),
        ("tel:62770334;phone-context=+8610", OFFICE),
    ],
)
def test_numbers_of_the_public_network(text: str, e164: str) -> None:
    number = canonical(text)
    assert (number.e164, number.short, number.extension, number.kind) == (e164, None, None, "phone")
    assert number.raw == text and number.dialable == e164


@pytest.mark.parametrize(
    ("text", "short", "extension"),
    [
        ("95577", "95577", None),
        ("９５５７７", "95577", None),
        ("+8695577", "95577", None),
        ("+86-95577", "95577", None),
        ("0086 95577", "95577", None),
        ("95577-2", "95577", "2"),
        ("96518", "96518", None),
        ("12378", "12378", None),
        ("110", "110", None),
        ("118114", "118114", None),
        ("10086", "10086", None),
        ("106581234567", "106581234567", None),
        ("sip:95577@bank", "95577", None),
    ],
)
def test_service_numbers(text: str, short: str, extension: str | None) -> None:
    number = canonical(text)
    assert (number.e164, number.short, number.extension, number.kind) == (None, short, extension, "short")


@pytest.mark.parametrize(
    ("text", "e164", "extension"),
    [
        ("02162770334-801", "+862162770334", "801"),
        ("021-62770334-801", "+862162770334", "801"),
        ("021-62770334转801", "+862162770334", "801"),
        ("021-62770334 分机：801", "+862162770334", "801"),
        ("021 62770334 ext. 801", "+862162770334", "801"),
        ("021 62770334 x801", "+862162770334", "801"),
        ("021-62770334#801", "+862162770334", "801"),
        ("0755-26888888,8001", "+8675526888888", "8001"),
        ("tel:+86-10-62770334;ext=801", OFFICE, "801"),
        ("400-820-8888-5", "+864008208888", "5"),
    ],
)
def test_extensions(text: str, e164: str, extension: str) -> None:
    number = canonical(text)
    assert (number.e164, number.extension, number.kind) == (e164, extension, "phone")


@pytest.mark.parametrize(("text", "short"), [("8001", "8001"), ("sip:1001@pbx", "1001"), ("601", "601")])
def test_numbers_inside_the_exchange(text: str, short: str) -> None:
    number = canonical(text)
    assert (number.kind, number.e164, number.short) == ("internal", None, short)


@pytest.mark.parametrize(
    "text", ["anonymous", "Anonymous", "sip:anonymous@anonymous.invalid", "<unknown>", "匿名", "Restricted"]
)
def test_a_hidden_caller_is_anonymous(text: str) -> None:
    assert canonical(text).kind == "anonymous" and canonical(text).dialable is None


@pytest.mark.parametrize("text", ["", "   ", "\u3000", "<>", "tel:", "sip:@host", "/", "\u200b"])
def test_nothing_is_empty(text: str) -> None:
    assert canonical(text).kind == "empty"


@pytest.mark.parametrize(
    "text",
    [
        "62770334",  # the area code is missing
        "1-800-FLOWERS",
        "sip:alice@bank",
        "my number is 13800138000",
        "17413881",
        "+999123",
        "138001380001234",
        "0",
        "x801",
        "1" * 500,
        "++8613800138000;",
    ],
)
def test_what_is_no_number_is_unknown_and_never_guessed(text: str) -> None:
    number = canonical(text)
    assert (number.e164, number.short, number.extension, number.kind) == (None, None, None, "unknown")


def test_lists_give_every_number_in_order() -> None:
    found = canonical_all("13800138000/010-62770334、95577")
    assert [number.dialable for number in found] == [MOBILE, OFFICE, "95577"]
    assert [number.raw for number in found] == ["13800138000", "010-62770334", "95577"]
    assert [number.dialable for number in canonical_all("13800138000，13900139000")] == [MOBILE, "+8613900139000"]


def test_of_a_list_the_first_usable_number_is_taken() -> None:
    assert canonical("无/13800138000").e164 == MOBILE
    assert canonical("62770334/62770335").kind == "unknown"


def test_a_fragment_finds_the_number_however_either_was_typed() -> None:
    office = fragments(canonical("010-62770334"))
    for typed in ("010-6277", "6277 0334", "+86 10 6277", "0086-10", "１０６２"):
        assert any(fragment(typed) in stored for stored in office), typed
    assert fragments(canonical("13800138000")) == ("8613800138000",)
    assert fragments(canonical("95577")) == ("95577",)
    assert fragments(canonical("anonymous")) == ()


def test_another_home_country() -> None:
    assert canonical("030 901820", region="DE").e164 == "+4930901820"
    assert canonical("95577", region="DE").kind != "short"
    assert canonical("13800138000", region="nowhere").kind == "unknown"


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="+0123456789-/ ;,:@<>()sipteltx#转.", max_size=40)))
def test_no_text_raises_and_the_canonical_form_is_stable(text: str) -> None:
    for number in canonical_all(text):
        assert not (number.e164 and number.short)
        assert (number.kind in ("phone", "short", "internal")) == (number.dialable is not None)
        if number.dialable:
            again = canonical(number.dialable)
            assert again.dialable == number.dialable
        assert all(form.isascii() and form.isdigit() for form in fragments(number))
    assert fragment(text) == "" or fragment(text).isdigit()


@settings(max_examples=100)
@given(st.integers(13_000_000_000, 19_999_999_999), st.sampled_from(["", "+86", "0086", "86 ", "+86-", "0"]))
def test_every_mobile_number_keeps_its_digits(number: int, prefix: str) -> None:
    assert canonical(f"{prefix}{number}").e164 == f"+86{number}"
