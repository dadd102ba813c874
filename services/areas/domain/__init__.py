"""The rules of areas, programmes and rounds."""
