"""GitPython loaded: when it is first wanted, and without the two gits that its import would run."""

from __future__ import annotations

import os
import sys
import threading
from importlib import import_module

_UNASKED = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
"""Under which it finds no git to ask for its version, and does not mind.

The version would only tell how to read what a fetch prints, which nobody here has it do.
"""

_LOADING = threading.Lock()


def load_gitpython() -> None:
    """Import GitPython; what it is told for that is in nobody's surroundings afterwards."""
    with _LOADING:
        if "git" in sys.modules:
            return
        held = {name: os.environ.get(name) for name in _UNASKED}
        os.environ.update(_UNASKED)
        try:
            import_module("git")
        finally:
            for name, value in held.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
