"""Formats of other systems into which programmes' records go out."""
