"""People: signing in, roles, seats."""
