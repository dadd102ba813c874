"""The rules of votes and ballots, and of counting them."""
