"""Indicators: every number defined once, evaluated for a place, a period and a time of knowing."""
