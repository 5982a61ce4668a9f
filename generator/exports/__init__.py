"""The briefing as files for machines: tables, a database, feeds and linked data."""
