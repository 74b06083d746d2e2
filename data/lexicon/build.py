#!/usr/bin/env python3
"""Rebuild the derived lists of this folder: en.txt, names-en.txt, names-wikidata.tsv.

    python3 build.py SCOWL_DIR WIKIDATA_TRANSLIT_DIR OUT_DIR

SCOWL_DIR              the final word lists of SCOWL (files such as english-words.35),
                       as in Debian's package `scowl`, installed under share/dict/scowl
WIKIDATA_TRANSLIT_DIR  the folder with *.train.tsv (latin, native, count)
OUT_DIR                where to write

Pure Python 3, no clock, no locale: the same input gives the same bytes.
All other lists of this folder are written by hand; nothing here touches them.
"""

import pathlib
import re
import sys
import unicodedata

SCOWL_VERSION = "SCOWL 2020.12.07 (Debian scowl 2020.12.07-2)"
SCOWL_LICENCE = "permissive, notices in LICENSE-SCOWL.txt (keep them with every copy)"
COMMAND = "python3 build.py SCOWL_DIR WIKIDATA_TRANSLIT_DIR OUT_DIR"
SIZES = (10, 20, 35, 40, 50, 55, 60)
# American and British, with the variants both count as common (variant_1)
SPELLINGS = ("english", "american", "british", "british_z", "variant_1", "british_variant_1")
WIKIDATA_MIN_COUNT = 3
WIKIDATA_MAX_BYTES = 250_000


def lines_of(path):
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # the encoding of the original distribution
    return [unicodedata.normalize("NFC", line.strip()) for line in text.splitlines()]


def scowl(folder, categories, keep):
    """{word: smallest size it is listed at}, of the words that `keep` lets through."""
    sizes = {}
    for size in SIZES:
        for spelling in SPELLINGS:
            for category in categories:
                path = folder / f"{spelling}-{category}.{size}"
                for line in lines_of(path) if path.exists() else ():
                    word = keep(line)
                    if word:
                        sizes.setdefault(word, size)
    return sizes


def is_possessive(word):
    return word.endswith("'s") or word.endswith("s'")


def ordinary(word):
    """Lower case, a-z and apostrophe, two letters at least; accents folded away."""
    word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    good = re.fullmatch(r"[a-z']+", word) and len(word.replace("'", "")) >= 2
    return word if good and not is_possessive(word) else None


def name(word):
    """A single token as SCOWL capitalises it; I'm and I've are no names."""
    good = re.fullmatch(r"(?!I')[^\W\d_]+(['-][^\W\d_]+)*", word) and len(word) >= 2
    return word if good and word != word.lower() and not is_possessive(word) else None


def write(path, head, body):
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in body)
    path.write_bytes(text.encode("utf-8"))
    print(f"{path.name}: {len(text.encode('utf-8'))} bytes", file=sys.stderr)


def write_sections(path, head, sizes):
    body, counts = [], []
    for size in SIZES:
        words = sorted(word for word, its in sizes.items() if its == size)
        if words:
            body += [f"= {size}", *words]
            counts.append(f"{size}: {len(words)}")
    head = [*head, f"rebuild: {COMMAND}", f"count: {len(sizes)} ({', '.join(counts)})"]
    write(path, head, body)


def wikidata(folder):
    """{name: the largest count over the files}; a dot marks initials and titles, not names."""
    counts = {}
    for path in sorted(folder.glob("*.train.tsv")):
        for line in lines_of(path)[1:]:
            latin, _, count = line.split("\t")
            latin = latin.replace("i\u0307", "i")  # what lower-casing a dotted capital I left
            if len(latin) >= 2 and "." not in latin:
                counts[latin] = max(counts.get(latin, 0), int(count))
    return counts


def write_wikidata(path, counts):
    least = WIKIDATA_MIN_COUNT
    while True:
        rows = [f"{word}\t{count}" for word, count in sorted(counts.items()) if count >= least]
        if sum(len(row.encode("utf-8")) + 1 for row in rows) < WIKIDATA_MAX_BYTES - 1000:
            break
        least += 1
    write(path, [
        "id: names-wikidata",
        "language: names of persons, Latin letters, from anywhere",
        "what: words of personal names, lower case, with how often they were seen",
        f"which: seen {least} times or more; the number is the largest over the scripts paired with",
        "source: steveash/NETransliteration-COLING2018, mined from Wikidata, training parts only",
        "licence: CC0 1.0",
        f"rebuild: {COMMAND}",
        f"count: {len(rows)}",
        "columns: name<TAB>count",
    ], rows)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    scowl_dir, wikidata_dir, out = map(pathlib.Path, sys.argv[1:])
    words = scowl(scowl_dir, ("words",), ordinary)
    names = scowl(scowl_dir, ("upper", "proper-names"), name)
    counts = wikidata(wikidata_dir)
    if not (words and names and counts):
        sys.exit("nothing found: are the two source folders right?")
    out.mkdir(parents=True, exist_ok=True)
    write_sections(out / "en.txt", [
        "id: en",
        "language: English, American and British",
        "what: ordinary words with their inflected forms; no possessives, no contractions; accents folded",
        "sections: `= N` is the SCOWL size, 10 the commonest",
        f"source: {SCOWL_VERSION}, lists *-words",
        f"licence: {SCOWL_LICENCE}",
    ], words)
    write_sections(out / "names-en.txt", [
        "id: names-en",
        "language: English, American and British",
        "what: words written with a capital: given and family names, places, peoples, brands, days and months",
        "sections: `= N` is the SCOWL size, 10 the commonest",
        f"source: {SCOWL_VERSION}, lists *-upper and *-proper-names",
        f"licence: {SCOWL_LICENCE}",
    ], names)
    write_wikidata(out / "names-wikidata.tsv", counts)


if __name__ == "__main__":
    main()
