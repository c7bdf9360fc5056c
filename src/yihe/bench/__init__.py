"""Benches: how well texts are read and how surely wrong figures are found, measured on labelled texts."""
