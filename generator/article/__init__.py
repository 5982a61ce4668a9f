"""What can be read from an article's plain text: its quotations, figures, names and furniture."""
