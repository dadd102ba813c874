"""Ideas: given, listed, talked about, changed by their authors."""
