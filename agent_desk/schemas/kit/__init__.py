"""What every area's schemas are made with: operations, changes, pages."""
