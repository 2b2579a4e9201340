"""`python -P -m engine.cli`, the same as `roadmap`."""

from engine.cli.entry import main

if __name__ == "__main__":
    main()
