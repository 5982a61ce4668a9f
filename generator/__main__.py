"""Lets `python -m generator` do what the command `briefing` does."""

from generator.cli import main

main(prog_name="briefing")
