"""The rules of messages: who is told what, and that it is told once."""
