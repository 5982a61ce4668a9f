"""Turns YAML summaries of news articles into the pages of a briefing site."""
