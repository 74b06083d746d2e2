#!/usr/bin/env python3
"""Checks the lists of common words: sorted, unique, lower case, no name of the gazetteers but those let in by hand.

    python3 check_words.py
"""

import pathlib
import re
import sys
import unicodedata

from build_words import LANGUAGES, by_hand, gazetteer

HERE = pathlib.Path(__file__).parent


def sections(path):
    found = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("= "):
            words = found.setdefault(line[2:], [])
        elif not line.startswith("#"):
            words.append(line)
    return found


def faults(lang, names, hand):
    path = HERE / f"{lang}.txt"
    lists, head = sections(path), path.read_text("utf-8").split("\n= ")[0]
    words = [word for section in lists.values() for word in section]
    letters = LANGUAGES[lang][2]
    if list(lists) != sorted(lists):
        yield "sections out of order"
    for number, section in lists.items():
        if section != sorted(section):
            yield f"section {number} is not sorted"
    if len(words) != len(set(words)):
        yield "a word stands twice"
    if f"# count: {len(words)} " not in head:
        yield "the count in the head is wrong"
    for word in words:
        if not re.fullmatch(f"[{letters}']+", word) or word != unicodedata.normalize("NFC", word.lower()):
            yield f"{word}: not lower case in letters of the language"
    take, leave = hand[lang]
    by_rule = {word for number, section in lists.items() if number != "10" for word in section}
    yield from (f"{word}: a name of a gazetteer" for word in sorted((by_rule & names) - take))
    yield from (f"{word}: left out by hand, and here" for word in sorted(leave & set(words)))


def main():
    names, hand = gazetteer(HERE.parent / "gazetteer"), by_hand(HERE / "words-by-hand.tsv")
    found = [f"{lang}: {fault}" for lang in LANGUAGES for fault in faults(lang, names, hand)]
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
