"""An area as everybody sees it: what goes on, where, when, and how far it has come."""
