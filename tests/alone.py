"""One thread for NumPy's products: tests run in a process for each core already.

To be imported before NumPy, which reads it once.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
