"""The one form in which this project keeps its YAML."""
