"""The city's view over its areas: comparing them, and choosing the next."""
