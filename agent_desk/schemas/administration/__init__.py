"""Settings, people and roles on the wire."""
