"""Calls at the seat, without pixels."""
