"""Tasks of cases on the wire: of complaints and of cases of registers alike."""
