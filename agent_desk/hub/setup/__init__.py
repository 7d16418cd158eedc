"""Setting up a centre from files: what the commands `setup` and `import` load, and the demonstration as well."""
