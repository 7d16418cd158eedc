"""Knowledge: finding, opening, using and editing articles."""
