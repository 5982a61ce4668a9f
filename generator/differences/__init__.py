"""Where the articles differ: computed from figures, dates, words and positions, never guessed."""
