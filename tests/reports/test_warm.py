"""What a parent reads before it forks is read once, and leaves no thread behind."""

import os
import subprocess
import sys

from crescere_kit.prefork.warmth import QUIET

CONTA = """
import os
from crescere_kit import rules
from crescere_kit.criticalities.catalogue import casi
from crescere_kit.reports.warm import scalda
scalda()
letti = rules.regole.cache_info().misses, casi.cache_info().misses
scalda()
una_volta = (rules.regole.cache_info().misses, casi.cache_info().misses) == letti
print(len(os.listdir("/proc/self/task")), una_volta)
"""


def test_the_tables_of_a_report_are_read_once_and_start_no_thread():
    esito = subprocess.run(
        [sys.executable, "-c", CONTA], env=os.environ | QUIET, capture_output=True, text=True, check=False
    )
    assert (esito.stdout.split(), esito.stderr) == (["1", "True"], "")
