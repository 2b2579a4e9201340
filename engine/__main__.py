"""`python -P -m engine`, the same as `roadmap`; without `-P` Python looks into the folder where
somebody stands before it comes here."""

import sys

if not sys.flags.safe_path:
    # without `-P` the first entry is the folder where somebody stands: nothing more comes from it
    sys.path = sys.path[1:]

from engine.cli.app import main

if __name__ == "__main__":
    main()
