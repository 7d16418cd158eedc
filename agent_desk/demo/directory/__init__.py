"""A directory for demonstrations and what its groups give: made up, and it says so."""
