"""Pixels: what a person at a seat sees and presses."""
