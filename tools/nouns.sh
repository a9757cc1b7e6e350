#!/bin/sh
# nouns.sh [WORDNET] - data/nouns.tsv from WordNet's dictionary files (Debian: wordnet-base): each single-word noun whose
# first sense is a person, a group or a location.
set -eu
dir=${1:-/usr/share/wordnet}
cat <<'HEAD'
# Nouns whose first WordNet sense is a person, a group or a location (lexicographer files 18, 14, 15).  Made by tools/nouns.sh from
# WordNet 3.0, Copyright 2006 by Princeton University, free for any use with this notice (wordnet.princeton.edu/license).
noun	class
HEAD
awk 'NR == FNR { if ($1 ~ /^[0-9]+$/) file[$1] = $2; next }
     $1 ~ /^[a-z]+$/ && length($1) > 2 { at = $(NF - $3 + 1)
       c = file[at] == 18 ? "person" : file[at] == 14 ? "group" : file[at] == 15 ? "location" : ""
       if (c != "") print $1 "\t" c }' "$dir/data.noun" "$dir/index.noun" | LC_ALL=C sort
