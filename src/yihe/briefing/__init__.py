"""Briefings: a text held against the ledger."""
