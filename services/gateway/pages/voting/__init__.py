"""A vote: the ballot, its other ways in, the coordinators' steps, the result."""
