"""One Python tool, one list, one measurement a process: the counterpart of the package `peers`, with the same arguments and output.

peers.py query TOOL NAMES QUERIES SECONDS
peers.py text pyahocorasick NAMES TEXT OUT
"""

import sys
import time

WARM = 20  # one query in so many warms the caches and is not timed
FAR = 3  # the largest distance for tools that compare with every name
CELLS = 32_000_000  # the most cells that cdist is asked for at a time, a byte each


def resident():
    """Resident memory in kB; None where the system has no /proc."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))
    except OSError:
        return None


def say(key, value):
    print(f"{key}\t{value}", flush=True)


def built(build):
    """Makes something ready, and says what that cost."""
    memory, start = resident(), time.process_time()
    made = build()
    say("build_s", f"{time.process_time() - start:.6f}")
    if memory is not None:
        say("build_kb", max(0, resident() - memory))
    return made


def ask(queries, seconds, answers, stride=8):
    """Asks all queries, or as many as there is time for, and counts those whose first answer is the name that is meant."""
    warm = len(queries) // WARM
    for at in range(0, warm, stride):
        answers([query for query, _ in queries[at : min(at + stride, warm)]])
        if time.process_time() > seconds / 2:
            break
    start, asked, right = time.process_time(), 0, 0
    for at in range(warm, len(queries), stride):
        some = queries[at : at + stride]
        found = answers([query for query, _ in some])
        right += sum(answer == meant for answer, (_, meant) in zip(found, some))
        asked += len(some)
        if time.process_time() > seconds:
            break
    say("queries", asked)
    say("right", right)
    say("spent_s", f"{time.process_time() - start:.6f}")


def rapidfuzz_cdist(names, queries, seconds):
    """The batch call, distances as bytes, what is beyond the cutoff given up early; the nearest name is the answer."""
    import numpy
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    def answers(some):
        far = process.cdist(some, names, scorer=Levenshtein.distance, score_cutoff=FAR, dtype=numpy.uint8, workers=1)
        best = far.argmin(axis=1)
        return [names[at] if far[row, at] <= FAR else None for row, at in enumerate(best)]

    built(lambda: None)
    ask(queries, seconds, answers, stride=max(1, min(256, CELLS // len(names))))


def rapidfuzz_ratio(names, queries, seconds):
    """A name at a time, by the normalised similarity."""
    from rapidfuzz import fuzz, process

    def answers(some):
        found = (process.extractOne(query, names, scorer=fuzz.ratio, score_cutoff=75) for query in some)
        return [best[0] if best else None for best in found]

    built(lambda: None)
    ask(queries, seconds, answers)


def symspellpy_2(names, queries, seconds):
    """Symmetric deletes, distance 2, the usual prefix of 7 letters."""
    from symspellpy import SymSpell, Verbosity

    def build():
        words = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for name in names:
            words.create_dictionary_entry(name, 1)
        return words

    words = built(build)

    def answers(some):
        found = (words.lookup(query, Verbosity.TOP, max_edit_distance=2) for query in some)
        return [best[0].term if best else None for best in found]

    ask(queries, seconds, answers)


def pyahocorasick(names, text, out):
    """Exact find-and-rewrite: the longest name from the left is replaced by itself."""
    import ahocorasick

    def build():
        automaton = ahocorasick.Automaton()
        for name in names:
            automaton.add_word(name, name)
        automaton.make_automaton()
        return automaton

    automaton = built(build)
    start = time.process_time()
    with open(text, encoding="utf-8", newline="") as file:
        read = file.read()
    parts, at = [], 0
    for last, name in automaton.iter_long(read):
        parts += (read[at : last + 1 - len(name)], name)
        at = last + 1
    parts.append(read[at:])
    with open(out, "w", encoding="utf-8", newline="") as file:
        file.write("".join(parts))
    say("spent_s", f"{time.process_time() - start:.6f}")


QUERY = {"rapidfuzz-cdist": rapidfuzz_cdist, "rapidfuzz-ratio": rapidfuzz_ratio, "symspellpy-2": symspellpy_2}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def main():
    act, tool, names, *rest = sys.argv[1:]
    names = lines(names)
    if act == "text":
        pyahocorasick(names, *rest)
    else:
        queries = [tuple(line.split("\t")) for line in lines(rest[0])]
        QUERY[tool](names, queries, float(rest[1]))


main()
