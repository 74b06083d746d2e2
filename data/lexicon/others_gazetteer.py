"""What the embedded gazetteers hold, so that the tables of other names leave it out."""

import csv
import re
import unicodedata

LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h",
                         "’": "'", "ʻ": "'", "ʼ": "'"})
# Languages whose names reach English by romanization, so that one name has many spellings. Those of a language in Latin letters have
# one: Merckel is another family than Merkel, but Zelenskiy is Zelensky.
ROMANIZED = set("ab ar be bg bn el fa he hi hy ja ka kk ko ku ky mk ml mn mr my ne ps ru sr ta te tg th tt uk ur uz zh am ti".split())
SKELETON = (("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dzh", "j"), ("tch", "ch"), ("ph", "f"), ("ck", "k"),
            ("cz", "ch"), ("tz", "ts"), ("x", "ks"), ("w", "v"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "i"),
            ("'", ""))


def folded(text):
    """Lower case without marks."""
    text = unicodedata.normalize("NFD", text.lower()).translate(LETTERS)
    return "".join(c for c in text if not unicodedata.combining(c))


def skeleton(text):
    """What romanizations of one name have in common; final vowels of -sky, -skiy, -skyi are one."""
    text = folded(text)
    for old, new in SKELETON:
        text = text.replace(old, new)
    text = re.sub(r"i[eo]", "e", text)
    return re.sub(r"(.)\1+", r"\1", text)


class Gazetteer:
    """The names of all the CSV files of a folder."""

    def __init__(self, folder):
        self.names, self.skeletons = set(), set()
        self.canonical_words, self.variant_words, self.word_skeletons = set(), set(), set()
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    self.learn(row)

    def learn(self, row):
        romanized = row["lang"] in ROMANIZED
        for column in ("name", "aliases", "misspellings", "keep"):
            for name in filter(None, row[column].split("|")):
                words = folded(name).split()
                word = words[-1] if row["kind"] == "person" else words[0] if len(words) == 1 else None
                self.names.add(" ".join(words))
                if romanized:
                    self.skeletons.add(skeleton(name))
                if word:
                    (self.canonical_words if column == "name" else self.variant_words).add(word)
                    if romanized:
                        self.word_skeletons.add(skeleton(word))

    def has(self, entry):
        """Whether the whole entry is a name, alias or misspelling, or another romanization of one."""
        return " ".join(folded(entry).split()) in self.names or skeleton(entry) in self.skeletons

    def standing(self, word):
        """"canonical", "variant" or None."""
        word = folded(word)
        if word in self.canonical_words:
            return "canonical"
        return "variant" if word in self.variant_words or skeleton(word) in self.word_skeletons else None
