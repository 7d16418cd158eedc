"""The whole configuration of a centre as one file: written, read, compared and taken, of what areas declare (decision 67)."""
