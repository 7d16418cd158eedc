"""Tests of projects run in the small centre of calls."""

from tests.fixtures.calls import agent, story

__all__ = ["agent", "story"]
