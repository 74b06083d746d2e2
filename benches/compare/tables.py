"""The tables of run.py."""

import os
import platform
import subprocess
from pathlib import Path

LABELS = {
    "respell": "**respell**, `Matcher::likeliest`",
    "respell fix": "**respell fix**",
    "symspell-2": "symspell crate, distance 2",
    "fst-1": "fst + levenshtein_automata, distance 1",
    "fst-2": "the same, distance 2",
    "rapidfuzz-rs": "rapidfuzz crate, every name, Levenshtein ≤ 3",
    "symspellpy-2": "symspellpy, distance 2",
    "rapidfuzz-cdist": "rapidfuzz (Python) `cdist`, Levenshtein ≤ 3",
    "rapidfuzz-ratio": "rapidfuzz (Python) `extractOne`, ratio ≥ 75",
    "aho-corasick": "aho-corasick crate, exact names only",
    "pyahocorasick": "pyahocorasick, exact names only",
}
DASH = "–"


def told(*command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd).stdout.strip()


def field(path, name):
    """The first value of a name in a file of /proc."""
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return None
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), None)


def head(root, data, given):
    processor = field("/proc/cpuinfo", "model name") or platform.processor() or platform.machine()
    memory = field("/proc/meminfo", "MemTotal")
    memory = f", {int(memory.split()[0]) / 1e6:.0f} GB of memory" if memory else ""
    words = dict(line.split("\t", 1) for line in (data / "workload.tsv").read_text().splitlines())["words"]
    count, source = words.split(" from ", 1)
    return (
        f"Machine: {processor}, {os.cpu_count()} cores{memory}, {platform.system()}; {told('rustc', '--version')}, Python"
        f" {platform.python_version()}; respell at {told('git', 'rev-parse', '--short', 'HEAD', cwd=root)}.\n"
        f"Workload: seed {given.seed}, {given.mb} MB, {count} common words of {Path(source).name}; {given.budget:g} s of CPU time a cell"
        f" at most, one thread."
    )


def table(title, heads, rows):
    lines = [f"\n{title}\n", "| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def heads(first, sizes):
    return [first] + [f"{size:,}" for size in sizes]


def by_size(cells, sizes, cell):
    """A row for each tool that has a figure for some size at least."""
    shown = lambda figures: cell(figures) if figures.get("spent_s") else DASH
    rows = [[LABELS[tool]] + [shown(cells[tool, size]) for size in sizes] for tool in dict.fromkeys(tool for tool, _ in cells)]
    return [row for row in rows if set(row[1:]) != {DASH}]


def ratios(label, sizes, ratio):
    """A row of ratios, a dash where one of the two is missing."""
    found = [ratio(size) for size in sizes]
    return [label] + [f"{value:.2g}" if value and value < 10 else f"{value:,.0f}" if value else DASH for value in found]


def ready(cells, sizes):
    """What making the list ready costs."""
    return by_size(cells, sizes, lambda figures: f"{figures['build_s']:.2f} s, {figures.get('build_kb', 0) / 1e3:,.0f} MB")


def whole_job(cells, sizes):
    speed = lambda figures: figures["bytes"] / 1e6 / figures["spent_s"] if figures.get("spent_s") else None

    def slower_than(tool):
        def ratio(size):
            own, other = speed(cells["respell fix", size]), speed(cells[tool, size])
            return other / own if own and other else None

        return ratio

    rows = by_size(cells, sizes, lambda figures: f"{speed(figures):,.3g}")
    rows += [ratios(f"{tool} : respell", sizes, slower_than(tool)) for tool in ("aho-corasick", "pyahocorasick")]
    fix = {key: figures for key, figures in cells.items() if key[0] == "respell fix"}
    share = lambda figures: f"{figures['put_right'] / max(1, figures['variants']):.3f}"
    made = lambda figures: f"{share(figures)} of {figures['variants']:,}; {figures['other']:,}"
    title = "**Whole job**: MB of text read, corrected and written in a second of CPU time, the list being ready"
    cost = "Making the list ready: CPU time, and resident memory (of respell, of the whole process)"
    return "\n".join((
        table(title, heads("names", sizes), rows),
        table(cost, heads("names", sizes), ready(cells, sizes)),
        table("MB of text that `respell fix` was measured on", heads("names", sizes), by_size(fix, sizes, megabytes)),
        table("What `fix` made of planted variants: put right; other places changed", heads("names", sizes), by_size(fix, sizes, made)),
    ))


def megabytes(figures):
    return f"{figures['bytes'] / 1e6:,.2f}"


def queries(cells, sizes):
    speed = lambda figures: figures["queries"] / figures["spent_s"] if figures.get("spent_s") else None
    recall = lambda figures: f"{figures['right'] / figures['queries']:.3f}".lstrip("0")

    def faster_than(tools):
        def ratio(size):
            own = speed(cells["respell", size])
            others = [speed(cells[tool, size]) for tool in tools if speed(cells[tool, size])]
            return own / max(others) if own and others else None

        return ratio

    rows = by_size(cells, sizes, lambda figures: f"{speed(figures):,.0f} ({recall(figures)})")
    others = [tool for tool in dict.fromkeys(tool for tool, _ in cells) if tool != "respell"]
    rows.append(ratios("respell : the fastest of the others", sizes, faster_than(others)))
    # An automaton of distance 1 is fast and finds half.
    many = [tool for tool in others if not tool.endswith("-1")]
    rows.append(ratios("respell : the fastest that looks beyond distance 1", sizes, faster_than(many)))
    rows += [ratios(f"respell : {LABELS[tool]}", sizes, faster_than([tool])) for tool in ("symspell-2", "rapidfuzz-cdist")]
    title = "**Queries**: misspelled names looked up in a second of CPU time (share whose first answer is right)"
    cost = "Making the list ready: CPU time, and the memory that it took"
    asked = by_size(cells, sizes, lambda figures: f"{figures['queries']:,.0f}")
    return "\n".join((
        table(title, heads("names", sizes), rows),
        table(cost, heads("names", sizes), ready(cells, sizes)),
        table("Queries that were timed", heads("names", sizes), asked),
    ))
