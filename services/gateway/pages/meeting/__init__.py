"""Gatherings and surveys: where residents meet the city."""
