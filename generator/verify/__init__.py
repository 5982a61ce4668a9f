"""Proves what a summary quotes against the text of its article."""
