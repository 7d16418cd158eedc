"""Searches in the demonstration's articles, by an agent."""

from tests.fixtures.knowledge import agent, articles, ask

__all__ = ["agent", "articles", "ask"]
