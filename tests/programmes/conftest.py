"""A quick user and a district that is written once, for the many small tests of the battery."""

from typing import Any

import pytest


@pytest.fixture
def clerk(db: None) -> Any:
    """A user who may do everything and never signs in; hashing a password would take longer than a test."""
    from django.contrib.auth import get_user_model

    user = get_user_model()(username="clerk-of-tests", password="!", is_superuser=True, is_staff=True)
    user.save()
    return user
