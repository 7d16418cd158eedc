"""Files on disk: any range equals the plain slice, and what is not what was written does not open."""

import io
import uuid

import pytest

from agent_desk.hub.kit.files import sealed
from agent_desk.hub.kit.files.errors import FileDamaged
from agent_desk.hub.kit.files.sealed import FRAME, HEAD, Sealed
from tests.fixtures.properties import given, st

ID, KEY = uuid.uuid4(), sealed.new_key()
FRAME_ON_DISK = FRAME + 16


def encrypted(plain: bytes) -> bytes:
    target = io.BytesIO()
    sealed.write(io.BytesIO(plain), target, ID, KEY)
    return target.getvalue()


def opened(stored: bytes, size: int, key: bytes = KEY, file_id: uuid.UUID = ID) -> bytes:
    return b"".join(Sealed(io.BytesIO(stored), file_id, key, size).pieces())


def content(size: int) -> bytes:
    return bytes(number * 7 % 251 for number in range(size))


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 2 * FRAME + 5])
def test_what_is_written_is_read_again(size: int) -> None:
    plain = content(size)
    stored = encrypted(plain)
    assert opened(stored, size) == plain
    assert len(plain) < 16 or plain[:16] not in stored


@given(st.integers(0, 3 * FRAME + 9), st.integers(0, 3 * FRAME + 20))
def test_a_range_is_the_plain_slice(start: int, end: int) -> None:
    size = 3 * FRAME + 9
    file = Sealed(io.BytesIO(WHOLE), ID, KEY, size)
    assert b"".join(file.pieces(start, end)) == PLAIN[start:end]


PLAIN = content(3 * FRAME + 9)
WHOLE = encrypted(PLAIN)


@pytest.mark.parametrize("at", [0, HEAD - 1, HEAD, HEAD + FRAME, HEAD + FRAME_ON_DISK + 4, len(WHOLE) - 1])
def test_a_flipped_bit_is_found(at: int) -> None:
    stored = bytearray(WHOLE)
    stored[at] ^= 1
    with pytest.raises(FileDamaged):
        opened(bytes(stored), len(PLAIN))


@pytest.mark.parametrize("cut", [1, 16, 25, 9 + 16, FRAME_ON_DISK, len(WHOLE) - HEAD, len(WHOLE)])
def test_a_file_that_was_cut_is_found_whatever_its_row_says(cut: int) -> None:
    stored = WHOLE[:-cut]
    with pytest.raises(FileDamaged):
        opened(stored, len(PLAIN))
    frames = max(0, len(stored) - HEAD) // FRAME_ON_DISK
    if frames:
        with pytest.raises(FileDamaged):
            opened(stored, frames * FRAME)


def test_frames_that_were_exchanged_repeated_or_added_are_found() -> None:
    first, second = (WHOLE[HEAD + n * FRAME_ON_DISK : HEAD + (n + 1) * FRAME_ON_DISK] for n in (0, 1))
    rest = WHOLE[HEAD + 2 * FRAME_ON_DISK :]
    for stored in (WHOLE[:HEAD] + second + first + rest, WHOLE[:HEAD] + first + first + rest, WHOLE + b"x"):
        with pytest.raises(FileDamaged):
            opened(stored, len(PLAIN))


def test_another_key_or_another_file_does_not_open() -> None:
    with pytest.raises(FileDamaged):
        opened(WHOLE, len(PLAIN), key=sealed.new_key())
    with pytest.raises(FileDamaged):
        opened(WHOLE, len(PLAIN), file_id=uuid.uuid4())
