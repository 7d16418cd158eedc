"""Seats and devices: what the centre's people sit at, and what is wrong with it."""
