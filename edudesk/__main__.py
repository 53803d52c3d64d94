"""``python -m edudesk``, and where the frozen program starts."""

import multiprocessing
import sys


def main() -> int:
    """Run the program and return its exit status."""
    # In the frozen program the process that decodes photos is this same executable.
    multiprocessing.freeze_support()
    from edudesk.bootstrap import run  # noqa: PLC0415 - nothing is loaded before the line above

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
