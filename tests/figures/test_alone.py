"""Figures are read without Django, and as the documentation says."""

import doctest
import subprocess
import sys
from pathlib import Path

BRIEFING = Path(__file__).parents[2] / "docs" / "briefing.md"


def test_the_example_of_the_documentation_runs() -> None:
    outcome = doctest.testfile(str(BRIEFING), module_relative=False)
    assert outcome.attempted >= 3 and outcome.failed == 0


def test_reading_figures_loads_no_django() -> None:
    code = "import sys; from yihe.figures import scan; scan('完成投资46亿元。'); print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
