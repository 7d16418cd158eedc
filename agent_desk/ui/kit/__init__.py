"""Shared widgets and the one theme: every panel is built from these."""
