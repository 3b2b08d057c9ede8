"""python -m benchmarks NAME: the ratios that the README promises, measured here."""

import sys

from benchmarks import digits, spiral, startup

BENCHMARKS = {
    "digits": digits.compare,
    "spiral": spiral.compare,
    "startup": startup.compare,
}

if len(sys.argv) != 2 or sys.argv[1] not in BENCHMARKS:
    sys.exit(f"usage: python -m benchmarks {{{','.join(BENCHMARKS)}}}")
BENCHMARKS[sys.argv[1]]()
