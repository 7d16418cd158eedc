"""People and signing in on the wire."""
