"""What `respell fix` made of the names that were planted in the text."""

import bisect
import csv
from collections import namedtuple

Row = namedtuple("Row", "start end id kind edits canonical surface")


def gold(data):
    with open(data / "gold.tsv", encoding="utf-8") as file:
        next(file)
        for line in file:
            start, end, id_, kind, edits, canonical, surface = line.rstrip("\n").split("\t")
            yield Row(int(start), int(end), int(id_), kind, int(edits), canonical, surface)


def of(journal, data, size, length):
    """Of the planted variants of listed names, how many became the name that is meant; and how many other places were changed."""
    planted = [row for row in gold(data) if row.end <= length and row.id <= size]
    starts = [row.start for row in planted]
    right, other = set(), 0
    with open(journal, encoding="utf-8", newline="") as file:
        for change in csv.DictReader(file):
            at = bisect.bisect_left(starts, int(change["end"])) - 1
            row = planted[at] if at >= 0 else None
            if row and row.end > int(change["start"]) and row.canonical == change["canonical"]:
                right.add(at)
            else:
                other += 1
    variants = [at for at, row in enumerate(planted) if row.kind == "v"]
    return {"variants": len(variants), "put_right": len(right.intersection(variants)), "other": other}
