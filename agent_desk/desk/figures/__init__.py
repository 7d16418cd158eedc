"""Figures at the seat, without pixels."""
