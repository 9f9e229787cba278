"""Which texts are close in meaning: vectors from syllables, by whole numbers, so that nothing sways the last bit."""

import os

# Matrix libraries read these when numpy is loaded. Their own threads wait for one another by turning in circles: beside
# workers that keep all processors busy, a product then costs six times as much.
for _name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
