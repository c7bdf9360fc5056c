"""How the rooms are put together into one Django project: settings, addresses, checks."""
