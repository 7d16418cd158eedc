"""Tests of supervisors' work share one floor."""

from tests.fixtures.floor import boss, ground

__all__ = ["boss", "ground"]
