"""Tests of the demonstration's data and of what runs it."""
