"""The one store of files: recordings, attachments and made reports, encrypted at rest."""
