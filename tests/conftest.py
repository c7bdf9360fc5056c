"""What all tests share: a throw-away data folder, both databases, a small district."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: tests never touch a real ledger.
os.environ["YIHE_HOME"] = tempfile.mkdtemp(prefix="yihe-test-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yihe.server.settings")
