"""Where staff work: what waits, moderation, the trail of a thing, outreach."""
