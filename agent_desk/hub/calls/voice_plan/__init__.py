"""The voice plan: what a caller hears before, while and after waiting; call-backs."""
