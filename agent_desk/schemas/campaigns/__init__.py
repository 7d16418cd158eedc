"""Projects on the wire."""
