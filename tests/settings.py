"""Settings of the tests: those of the application, on a throw-away data folder."""

import os
import tempfile

# Before the application's settings are read: tests never touch a real ledger.
os.environ["YIHE_HOME"] = tempfile.mkdtemp(prefix="yihe-test-")

from yihe.server.settings import *  # noqa: F403

# Processes that tests start are users of their own: the application's settings, and a folder the test names.
os.environ["DJANGO_SETTINGS_MODULE"] = "yihe.server.settings"
