"""Reports: what happened, counted by the floor's own library."""
