"""Command: ``python -m yihe.web.frontend``."""

import sys

from .packages import NpmFailed, build

try:
    done = build()
except NpmFailed as error:
    sys.exit(str(error))
if done:
    print("front end built", file=sys.stderr)
