"""`python -P -m engine.cli`, the same as `roadmap`."""

from engine.cli.app import main

if __name__ == "__main__":
    main()
