"""Pages that every area uses: a list with its editor, an editor with its version, the history of a record."""
