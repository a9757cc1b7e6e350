#!/bin/sh
# language.sh BENCH OUT TEXT - learns model/en.plxm from the treebanks in BENCH (the measuring kit's language/ and names/)
# and, for the classes of words, from TEXT, a file of open English text.  About 40 times 40 seconds on one core with
# AVX-512; stopped, it goes on from OUT.state.  With FROM=MODEL it begins with that model's weights (then RATE=0.0014), and
# with SILVER=FILE.conllu it also learns from text that a model has read (`parallax parse`): so the shipped one was finished,
# with ROUNDS=11 and silver that three networks (SEED=1, 11, 22) had read together, their scores added.
# The second opinion on tags is learned at the end of each run; ROUNDS=0 learns nothing else anew but what is counted.
set -eu
bench=$1 out=$2 text=$3
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
for part in train dev; do
  for bank in ewt gum_free; do zcat "$bench/language/$bank-$part.conllu.gz" >"$tmp/$bank-$part.conllu"; done
  for bank in uner_ewt gum_free; do zcat "$bench/names/$bank-$part.iob2.gz" >"$tmp/$bank-$part.iob2"; done
done
"${CLASSES:-build/train/classes}" <"$text" >"$tmp/classes.tsv"
cd "$tmp"
"${PARALLAX:-parallax}" train ewt-train.conllu,uner_ewt-train.iob2 gum_free-train.conllu,gum_free-train.iob2 \
  ewt-dev.conllu,uner_ewt-dev.iob2 gum_free-dev.conllu,gum_free-dev.iob2 --dev 2 \
  --senses "${WORDNET:-/usr/share/wordnet}" --lists --classes classes.tsv --rounds "${ROUNDS:-40}" --rate "${RATE:-0.0022}" --seed "${SEED:-1}" \
  ${FROM:+--from "$FROM"} ${SILVER:+--silver "$SILVER"} \
  --state "$out.state" --version "en ewt+gum net 3" --out "$out"
