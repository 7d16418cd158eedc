"""Every test of calls may ask for the small centre of three agents, and for the first of them."""

from tests.fixtures.calls import agent, story

__all__ = ["agent", "story"]
