"""``python -m benchmarks.window_tour WHAT FOLDER DAY`` prints what a walk found as JSON."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.window_tour import edits, lists, memory, packing, smooth
from benchmarks.window_tour.tour import Tour

WALKS: Mapping[str, Callable[[Tour], dict[str, Any]]] = {
    "prepare": Tour.prepare,
    "lists": lists.walk,
    "memory": memory.walk,
    "edits": edits.walk,
    "smooth": smooth.walk,
    "packing": packing.walk,
}


def main() -> None:
    what, folder, day = sys.argv[1:]
    try:
        tour = Tour(Path(folder), date.fromisoformat(day))
        print(json.dumps(WALKS[what](tour)), flush=True)
    except BaseException:  # noqa: BLE001 - the process ends at once, whatever threads are at work
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
