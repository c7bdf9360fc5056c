"""The documentation's examples of planning run and give what they say."""

import doctest
from pathlib import Path

PLANNING = Path(__file__).parents[2] / "docs" / "planning.md"


def test_the_examples_of_the_documentation_run() -> None:
    outcome = doctest.testfile(str(PLANNING), module_relative=False, encoding="utf-8")
    assert outcome.attempted >= 10 and outcome.failed == 0
