"""Supervising at the seat, without pixels."""
