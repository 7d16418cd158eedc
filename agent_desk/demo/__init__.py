"""The demonstration: everything that is stage and not bank. Above all rooms: it may import any of them, and only `cli.py` imports it."""
