#!/bin/sh
# pipeline.sh [ROUNDS] - the whole way from article to record, on one core: sentences, words and documents a second, peak
# memory.  Articles: the samples, ROUNDS times over (default 200).  Needs the Debian package `time`.
set -eu
PARALLAX=${PARALLAX:-build/parallax}
rounds=${1:-200}
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
"$PARALLAX" read --quiet samples/*/ >"$tmp/once.ndjson"
i=0; while [ $i -lt "$rounds" ]; do cat "$tmp/once.ndjson"; i=$((i + 1)); done >"$tmp/all.ndjson"
measure() { # measure NAME THREADS COMMAND…
  name=$1; shift
  /usr/bin/time -f '%e %M' -o "$tmp/time" "$@" <"$tmp/all.ndjson" >"$tmp/out"
  read -r seconds kib <"$tmp/time"
  awk -v name="$name" -v s="$seconds" -v kib="$kib" -v docs="$(wc -l <"$tmp/all.ndjson")" -v sentences="$sentences" -v words="$words" \
    'BEGIN { printf "%-22s %8.0f sentences/s %9.0f words/s %7.0f documents/s  peak %5.1f MiB  (%.2f s)\n", name, sentences/s, words/s, docs/s, kib/1024, s }'
}
one=$("$PARALLAX" annotate --quiet <"$tmp/once.ndjson" | grep -o '"start":[0-9]*,"end":[0-9]*,"block"' | wc -l)
sentences=$((one * rounds))
words=$(($("$PARALLAX" read --body --quiet samples/*/ | wc -w) * rounds))
measure 'annotate, 1 thread' "$PARALLAX" annotate --quiet --threads 1
measure 'annotate, 2 threads' "$PARALLAX" annotate --quiet --threads 2
measure 'group' "$PARALLAX" group --quiet --threads 1
