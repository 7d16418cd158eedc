"""Every widget of the kit in all its states, to look at."""
