"""Robot agents: the real desk without pixels, worked by a script. For the demonstration, for tests and for measuring."""
