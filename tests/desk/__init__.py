"""The desk without pixels."""
