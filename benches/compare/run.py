#!/usr/bin/env python3
"""Measures respell and the tools that one would take instead, side by side on one made-up workload, and prints tables in Markdown.

benches/compare/run.py                                     lists of 1,000 to 1,000,000 names, 100 MB of text
benches/compare/run.py --sizes 1000,10000 --mb 10          some minutes

Wants Rust, Python 3.11 or later and Linux or macOS. The other tools are fetched by pip and cargo into a folder outside of the
repository (--work). Each figure comes from a process of its own, one at a time, each on one thread, by its CPU time: other work on
the machine slows a run but hardly changes its figures. CONTRIBUTING.md says what the tables mean.
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in the repository

import quality
import tables

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")}
QUERY_TOOLS = ("respell", "symspell-2", "fst-1", "fst-2", "rapidfuzz-rs", "symspellpy-2", "rapidfuzz-cdist", "rapidfuzz-ratio")
IN_PYTHON = ("symspellpy-2", "rapidfuzz-cdist", "rapidfuzz-ratio", "pyahocorasick")
EXACT_TOOLS = ("aho-corasick", "pyahocorasick")
PROBE = 100_000  # bytes of text by which the time for the whole is guessed


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda text: [int(size) for size in text.split(",")]
    every = [1_000, 10_000, 100_000, 1_000_000]
    parser.add_argument("--sizes", type=sizes, default=every, help="numbers of names, by commas: powers of ten")
    parser.add_argument("--mb", type=int, default=100, help="million bytes of text")
    parser.add_argument("--queries", type=int, default=5_000, help="misspelled names to look up, at most")
    parser.add_argument("--budget", type=float, default=30, metavar="SECONDS", help="CPU time that one cell may take")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--words", type=Path, help="common words with counts; else those of symspellpy")
    parser.add_argument("--only", choices=("fix", "queries"), help="one half of the tables")
    work = Path(tempfile.gettempdir()) / "respell-compare"
    parser.add_argument("--work", type=Path, default=work, help="where all that is made goes")
    given = parser.parse_args()
    wrong = [size for size in given.sizes if size < 1_000 or set(str(size)[1:]) != {"0"} or str(size)[0] != "1"]
    return parser.error(f"{wrong} are no powers of ten from 1,000") if wrong else given


class Bench:
    def __init__(self, given):
        self.given = given
        given.work.mkdir(parents=True, exist_ok=True)
        self.python = self.environment()
        self.respell = self.cargo(ROOT, "--bin", "respell")
        self.peers = self.cargo(HERE / "peers")
        self.data = self.workload()

    def environment(self):
        """Python with the pinned tools."""
        python = self.given.work / "venv" / "bin" / "python"
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", self.given.work / "venv"], check=True)
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
        subprocess.run(install, check=True)
        return python

    def cargo(self, package, *what):
        """Builds a package and gives the path of its binary."""
        manifest = ["--manifest-path", package / "Cargo.toml"]
        folder = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target" if package == ROOT else self.given.work / "target"))
        # The list of the other package holds what respell itself needs, and follows it.
        locked = ["--locked"] if package == ROOT else []
        build = ["cargo", "build", "--release", *locked, *manifest, *what]
        subprocess.run(build, check=True, env={**os.environ, "CARGO_TARGET_DIR": str(folder)})
        return folder / "release" / (what[-1] if what else package.name)

    def workload(self):
        given = self.given
        data = given.work / f"data-{max(given.sizes)}-{given.mb}-{given.seed}"
        if not (data / "workload.tsv").exists():
            list_of_symspellpy = "lib/*/site-packages/symspellpy/frequency_dictionary_en_82_765.txt"
            words = given.words or next((given.work / "venv").glob(list_of_symspellpy))
            flags = ["--names", max(given.sizes), "--mb", given.mb, "--seed", given.seed, "--words", words]
            example = ["cargo", "run", "-q", "--release", "--locked", "--example", "workload", "--", data]
            subprocess.run([str(part) for part in example + flags], check=True, cwd=ROOT)
        return data

    def names(self, size):
        return self.data / f"gaz_{size}.txt"

    @cache
    def queries(self, size):
        """Distinct variants of the names of a list, some of those that the text has, in an order of chance."""
        path = self.data / f"queries_{size}_{self.given.queries}.tsv"
        found = {row.surface: row.canonical for row in quality.gold(self.data) if row.kind == "v" and row.id <= size}
        listed = set(self.names(size).read_text(encoding="utf-8").splitlines())
        rows = sorted(pair for pair in found.items() if pair[0] not in listed)
        random.Random(self.given.seed).shuffle(rows)
        path.write_text("".join(f"{query}\t{meant}\n" for query, meant in rows[: self.given.queries]), encoding="utf-8")
        return path

    def run(self, command):
        """Runs a process within twice the budget: what it says, its CPU time and its most memory in kB; nothing if it did not end well."""
        seconds = int(2 * self.given.budget) + 1
        limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        command = [str(part) for part in command]
        with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as wrong:
            process = subprocess.Popen(command, stdout=said, stderr=wrong, preexec_fn=limit, env={**os.environ, **ONE_THREAD})
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
            said.seek(0)
            wrong.seek(0)
            if status != 0:
                if os.WIFEXITED(status):
                    print(f"{' '.join(command)}\n{wrong.read()}", file=sys.stderr)
                return None
            most = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
            return {"said": said.read(), "cpu": usage.ru_utime + usage.ru_stime, "most_kb": most}

    def figures(self, command):
        """The same for a process that says what it has measured."""
        done = self.run(command)
        pairs = (line.split("\t") for line in done["said"].splitlines()) if done else ()
        return {key: float(value) for key, value in pairs}

    def tool(self, act, tool, *rest):
        head = [self.python, HERE / "peers.py"] if tool in IN_PYTHON else [self.peers]
        return self.figures([*head, act, tool, *rest])

    def query(self, tool, size):
        return self.tool("query", tool, self.names(size), self.queries(size), self.given.budget)

    def exact(self, tool, size):
        corpus = self.data / "corpus.txt"
        figures = self.tool("text", tool, self.names(size), corpus, self.given.work / "rewritten.txt")
        return {**figures, "bytes": corpus.stat().st_size} if "spent_s" in figures else {}

    def fix(self, size):
        """`respell fix`, with the making ready of the list measured by a text with nothing in it, and taken off."""
        ready = self.fix_bytes(size, 0)
        if not ready or ready["cpu"] > self.given.budget:
            return {}
        whole = (self.data / "corpus.txt").stat().st_size
        probe = self.fix_bytes(size, min(PROBE, whole))
        if not probe:
            return {}
        rate = max(probe["cpu"] - ready["cpu"], 0.001) / probe["bytes"]
        bytes_ = min(whole, int((self.given.budget - ready["cpu"]) / rate))
        done = self.fix_bytes(size, bytes_) if bytes_ > 1.5 * PROBE else probe
        if not done:
            return {}
        spent = max(done["cpu"] - ready["cpu"], 0.001)
        return {**done, "build_s": ready["cpu"], "build_kb": ready["most_kb"], "spent_s": spent}

    def fix_bytes(self, size, length):
        """`fix` of the beginning of the text, up to the end of a paragraph."""
        text, out = self.given.work / "text.txt", self.given.work / "fixed"
        shutil.rmtree(out, ignore_errors=True)
        with open(self.data / "corpus.txt", "rb") as corpus:
            text.write_bytes(corpus.read(length) + (corpus.readline() if length else b"\n"))
        done = self.run([self.respell, "fix", text, "-q", "--threads", "1", "-g", self.names(size), "-o", out])
        if done and length:
            done |= quality.of(out / "corrections.csv", self.data, size, text.stat().st_size)
        return done and {**done, "bytes": text.stat().st_size}


def main():
    given = arguments()
    bench = Bench(given)
    print(tables.head(ROOT, bench.data, given), flush=True)
    if given.only != "queries":
        cells = {("respell fix", size): bench.fix(size) for size in given.sizes}
        cells |= {(tool, size): bench.exact(tool, size) for tool in EXACT_TOOLS for size in given.sizes}
        print(tables.whole_job(cells, given.sizes), flush=True)
    if given.only != "fix":
        cells = {(tool, size): bench.query(tool, size) for tool in QUERY_TOOLS for size in given.sizes}
        print(tables.queries(cells, given.sizes))


main()
