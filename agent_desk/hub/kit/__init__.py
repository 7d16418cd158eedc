"""What every hub area leans on: database, errors, security, audit, changes, jobs, paging, masking."""
