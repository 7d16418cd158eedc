"""People: signing in."""
