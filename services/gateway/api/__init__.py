"""The JSON API: one module a resource, one line an operation."""
