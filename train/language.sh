#!/bin/sh
# language.sh BENCH OUT - learns model/en.plxm from the treebanks in BENCH (the measuring kit's language/ and names/).
# About 19 times 35 seconds on one core with AVX-512; stopped, it goes on from OUT.state.
set -eu
bench=$1 out=$2
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
for part in train dev; do
  for bank in ewt gum_free; do zcat "$bench/language/$bank-$part.conllu.gz" >"$tmp/$bank-$part.conllu"; done
  for bank in uner_ewt gum_free; do zcat "$bench/names/$bank-$part.iob2.gz" >"$tmp/$bank-$part.iob2"; done
done
cd "$tmp"
"${PARALLAX:-parallax}" train ewt-train.conllu,uner_ewt-train.iob2 gum_free-train.conllu,gum_free-train.iob2 \
  ewt-dev.conllu,uner_ewt-dev.iob2 gum_free-dev.conllu,gum_free-dev.iob2 --dev 2 \
  --senses "${WORDNET:-/usr/share/wordnet}" --rounds "${ROUNDS:-19}" --state "$out.state" --version "en ewt+gum net 1" --out "$out"
