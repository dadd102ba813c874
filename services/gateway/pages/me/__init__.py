"""What is mine: signing in and out, my page, what I follow, my data."""
