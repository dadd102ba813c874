"""Plain pages: no script, nothing from elsewhere, readable on a phone."""
