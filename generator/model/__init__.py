"""What a briefing is made of: frozen records whose fields are the schema of the YAML."""
