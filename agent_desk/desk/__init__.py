"""The desk without pixels: what a seat knows and does, testable without a window."""
