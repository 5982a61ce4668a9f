"""A first version of a summary, drawn from an article's plain text by rules alone."""
