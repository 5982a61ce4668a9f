"""The pages of a briefing: for each kind a function that gathers what its layout shows."""
