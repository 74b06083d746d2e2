#!/usr/bin/env python3
"""Runs `respell fix` on texts and lists that are hard by their shape, each in several sizes, and prints what they cost, in Markdown.

benches/hard/run.py                        some minutes
benches/hard/run.py --scale 10             ten times the size: a line of 500 MB takes an hour
benches/hard/run.py --binary PATH          another build than target/release/respell

What is to be seen: from a size to four times the size the time grows no faster, and memory grows with what is distinct in the text and not
with the text. Wants Python 3.11 or later, a release build, and Linux or macOS. Every figure is of a process of its own on one thread.
"""

import argparse
import os
import random
import string
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = "The Ministry of Helth told Vladimir Saldo in Khersson that Stremsov had left Zaporizhia for Mariupol by night. "


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=ROOT / "target" / "release" / "respell")
    parser.add_argument("--scale", type=int, default=1, help="how many times as large as usual the texts are")
    return parser.parse_args()


def names(count, make):
    """So many made-up names, one a line; the same at each run."""
    chance = random.Random(7)
    word = lambda: "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()
    return "".join(make(word()) + "\n" for _ in range(count))


# What it is called, the text of some size (in units of a million bytes or so), and the list; none is the embedded one.
CASES = [
    ("one name in every line, right", lambda size: "Kherson\n" * (125_000 * size), None),
    ("one name in every line, misspelled", lambda size: "Khersson\n" * (110_000 * size), None),
    ("one line", lambda size: SENTENCE * (9_000 * size), None),
    ("one token", lambda size: "Kherso" + "n" * (1_000_000 * size) + " fell.\n", None),
    ("one token of capitals and digits", lambda size: "K7" * (500_000 * size) + "\n", None),
    ("100,000 names that share two words", lambda size: (SENTENCE + "\n") * (900 * size), names(100_000, "Ministry of {}".format)),
    ("names of one letter", lambda size: (SENTENCE + "\n") * (9_000 * size), "\n".join(string.ascii_uppercase) + "\n"),
    ("nothing but brackets and quotation marks", lambda size: "“(«[“\n" * (80_000 * size), None),
]


def cost(binary, text, names):
    """CPU time in seconds and the most memory in kB."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "text.txt").write_text(text, encoding="utf-8")
        command = [binary, "fix", folder / "text.txt", "-o", folder / "out", "-q", "--threads", "1", "--no-config"]
        if names:
            (folder / "names.txt").write_text(names, encoding="utf-8")
            command += ["-g", folder / "names.txt"]
        process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True)
        wrong = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{wrong}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def main():
    given = arguments()
    if not given.binary.exists():
        sys.exit(f"{given.binary} is not there; make it by `cargo build --release`, or give another with --binary")
    print("| text | MB | CPU s | MB/s | most memory, MB |")
    print("|---|---:|---:|---:|---:|")
    for title, text, listed in CASES:
        for size in (given.scale, 4 * given.scale):
            made = text(size)
            ready, _ = cost(given.binary, "\n", listed)
            spent, kilobytes = cost(given.binary, made, listed)
            megabytes = len(made.encode()) / 1e6
            work = max(spent - ready, 0.001)
            print(f"| {title} | {megabytes:.1f} | {work:.2f} | {megabytes / work:.2f} | {kilobytes / 1e3:.0f} |", flush=True)


main()
