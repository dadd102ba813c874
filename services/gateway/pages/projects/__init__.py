"""Projects: what is built of what was chosen, and what it came from."""
