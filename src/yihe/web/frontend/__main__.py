"""Command: ``python -m yihe.web.frontend``."""

import sys

from .packages import NpmFailed, build

try:
    done = build()
except NpmFailed as error:
    sys.exit(str(error))
print("front end built" if done else "front end is up to date")
