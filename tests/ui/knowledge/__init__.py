"""The knowledge panel by keyboard, on a real hub."""
