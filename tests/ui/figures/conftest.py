"""Figures are shown as of one moment."""

from tests.fixtures.boards import at_two

__all__ = ["at_two"]
