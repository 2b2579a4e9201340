"""A child that knows `engine.trials` besides the engine."""

import importlib.util
import os
import sys
from types import ModuleType


def load(name: str, path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    here = os.path.dirname(os.path.realpath(__file__))
    engine = os.path.join(here, "..", "..", "..", "engine")
    load("engine.trials", os.path.join(here, "trials.py"))
    load("trial_child_main", os.path.join(engine, "children", "child.py")).main()
