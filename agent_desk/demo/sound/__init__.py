"""Sound of the demonstration: made-up talks."""
