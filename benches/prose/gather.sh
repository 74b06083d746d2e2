#!/bin/sh
# The prose by which harm is measured (see CONTRIBUTING.md): DIR/en, DIR/de and DIR/fr, plain text out of Debian's packages.
#
#   benches/prose/gather.sh DIR
#
# DIR must not exist yet. DIR/packages keeps what was fetched. Nothing of it belongs into this repository.
# Other versions of the packages give other texts; those of the figures in README.md are
PACKAGES='anarchism=15.3-3 debian-handbook=11.20220922 debian-faq-fr=11.1 fortunes=1:1.99.1-7.3 fortunes-de=0.35-1'
# which give
EXPECTED='en: 190 files, 5218345 bytes
de: 2 files, 630221 bytes
fr: 14 files, 432972 bytes'

set -eu
# The order of file names decides which of the French texts are taken.
export LC_ALL=C
[ $# = 1 ] && [ ! -e "$1" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1/packages" "$1/en" "$1/de" "$1/fr"
out=$(cd "$1" && pwd)

cd "$out/packages"
for package in $PACKAGES; do
  # A version that the mirror no longer has is replaced by the one it has.
  apt-get download -q "$package" || apt-get download -q "${package%%=*}"
  dpkg-deb -x "${package%%=*}"_*.deb "${package%%=*}"
done

# Words of a page in HTML, without tags and entities.
plain() { sed -e 's/<[^>]*>//g' -e 's/&[a-z#0-9]*;/ /g' "$1"; }

for page in anarchism/usr/share/doc/anarchism/markdown/*; do
  name=$(basename "$page" | cut -d. -f1)
  case $name in secA* | append1*) ;; *) continue ;; esac
  case $page in *.gz) zcat "$page" ;; *) cat "$page" ;; esac > "$out/en/anarchism-$name.txt"
done
for quotations in fortunes/usr/share/games/fortunes/*; do
  case $quotations in *.dat | *.u8) continue ;; esac
  [ -f "$quotations" ] && cat "$quotations" > "$out/en/fortunes-$(basename "$quotations").txt"
done
for page in debian-handbook/usr/share/doc/debian-handbook/html/en-US/*.html; do
  plain "$page" > "$out/en/handbook-$(basename "$page" .html).txt"
done

quotations=fortunes-de/usr/share/games/fortunes/de
head -c 400000 "$quotations/zitate" > "$out/de/fortunes-zitate.txt"
cat "$quotations/witze" > "$out/de/fortunes-witze.txt"

zcat debian-faq-fr/usr/share/doc/debian/FAQ/debian-faq.fr.txt.gz > "$out/fr/faq.txt"
for page in $(ls debian-handbook/usr/share/doc/debian-handbook/html/fr-*/*.html | head -n 13); do
  plain "$page" > "$out/fr/handbook-$(basename "$page" .html).txt"
done

found=$(for language in en de fr; do
  echo "$language: $(ls "$out/$language" | wc -l) files, $(cat "$out/$language"/*.txt | wc -c) bytes"
done)
echo "$found"
[ "$found" = "$EXPECTED" ] || printf 'Not the texts that README.md was measured on, which are\n%s\n' "$EXPECTED" >&2
