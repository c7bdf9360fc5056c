"""yihe (一核): one ledger for a city district, from which every figure is derived."""

__version__ = "0.1.0"
