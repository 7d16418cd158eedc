"""Projects: a queue or campaign as one thing that is planned, started, ended and reported."""
