"""Sample ledgers, one module a programme: the rows that add up to what the district published."""
