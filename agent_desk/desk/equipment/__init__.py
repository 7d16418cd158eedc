"""Seats and devices at the seat, without pixels."""
