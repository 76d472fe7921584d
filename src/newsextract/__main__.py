"""``python -m newsextract``."""

from newsextract.cli import main

main()
