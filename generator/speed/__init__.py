"""What makes building fast and leaves what is built the same, byte for byte."""
