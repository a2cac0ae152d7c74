"""One module a sheet of the template."""
