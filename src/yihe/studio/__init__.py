"""The studio (方案): problems from what a ledger holds, and solved plans back into it as records."""
