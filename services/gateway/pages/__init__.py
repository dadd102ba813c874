"""Pages for people, rendered here; each works without a script and is readable on a phone."""
