"""The same cases on every run; ``HYPOTHESIS_PROFILE=wander`` looks at other ones."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# No test reads what its user has set.
os.environ["XDG_CONFIG_HOME"] = os.devnull
for name in [name for name in os.environ if name.startswith("NEWSEXTRACT_")]:
    del os.environ[name]

# A shell that runs the tests in the background ignores the key that interrupts, and so would all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wander", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
