"""What is counted comes of calls: the small centre of the tests of calls, and the floor of the tests of supervising."""

from tests.fixtures.calls import agent, story
from tests.fixtures.floor import boss, ground

__all__ = ["agent", "boss", "ground", "story"]
