"""The voice plan as a form: its parts, what a caller hears, and its versions."""
