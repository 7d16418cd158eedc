"""Files of cases on the wire: of complaints and of every register."""
