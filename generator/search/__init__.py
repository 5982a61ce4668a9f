"""What of a briefing readers search, as one more projection of its facts."""
