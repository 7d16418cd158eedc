"""Seats and devices on the wire."""
