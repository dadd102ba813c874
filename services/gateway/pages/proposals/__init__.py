"""Proposals: built from ideas, costed, shown with their price."""
