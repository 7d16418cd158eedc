"""Files of complaints and of registers' cases."""
