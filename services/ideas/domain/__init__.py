"""The rules of ideas, proposals and projects."""
