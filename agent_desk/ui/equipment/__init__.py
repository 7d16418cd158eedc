"""Seats and devices on screen."""
