"""The bank's directory of people: who somebody is, and in which groups."""
