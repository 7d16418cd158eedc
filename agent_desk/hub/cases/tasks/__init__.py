"""Tasks of cases: of complaints and of cases of registers, in one way."""
