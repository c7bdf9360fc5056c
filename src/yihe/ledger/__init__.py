"""The ledger (台账): places, parties, records with stages, their history, and spreadsheets in and out."""
