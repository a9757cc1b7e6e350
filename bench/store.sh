#!/bin/sh
# store.sh FROM NEW [N] - how a store of N documents (default 100000) takes and answers.  FROM: a store whose documents are
# copied (`parallax add --db FROM …` on the bench sets, then a while of `parallax serve` so that its stories are compared);
# NEW: articles that are not in it.  Prints how fast it was filled by tenths; how long adding NEW takes at 10 000 documents
# and at N, in turns; how long 50 requests a second wait, kind by kind, right after opening and warm; the memory of serve.
# Needs build/bench/fill and ask.  With KEEP=FILE the store is kept there, or used where it is there already.
set -eu
from=$1 new=$2 n=${3:-100000} build=${BUILD:-build} each=${SECONDS_EACH:-10}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/store.XXXXXX"); server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$tmp"' EXIT
db=${KEEP:-$tmp/big.db}

# adding STORE N: adds NEW to a copy; processor time of the first article, which is that of opening, and of each of the others.
timed() { bash -c 'TIMEFORMAT="%R %U %S"; time "$@" 2>/dev/null' bash "$build/parallax" add --quiet --threads 1 --db "$tmp/copy.db" "$1" 2>&1 | tail -n 1; }
adding() {
  cp "$1" "$tmp/copy.db"
  head -n 1 "$new" >"$tmp/first"; tail -n +2 "$new" >"$tmp/rest"
  echo "$2 $(wc -l <"$tmp/rest") $(timed "$tmp/first") $(timed "$tmp/rest")" | tee -a "$tmp/added" |
    awk '{ printf "adding at %d: opening %.2f s; %.1f ms a document, processor %.1f ms\n", $1, $4 + $5, ($6 - $3) / $2 * 1e3, ($7 + $8 - $4 - $5) / $2 * 1e3 }'
  rm -rf "$tmp"/copy.db*
}
ten=${KEEP:-$tmp/big}.10000
if [ ! -e "$db" ]; then
  "$build/bench/fill" "$from" "$db" 10000 | tail -n 1
  cp "$db" "$ten"
  "$build/bench/fill" "$from" "$db" "$n"
fi
# In turns, since other programs on the machine are not the store's doing; the least of each counts.
for round in 1 2 3 4 5; do adding "$ten" 10000; adding "$db" "$n"; done
awk '{ ms = ($7 + $8 - $4 - $5) / $2 * 1e3; if (!($1 in least) || ms < least[$1]) least[$1] = ms }
     END { for (k in least) printf "adding at %d: at least %.2f ms of processor a document\n", k, least[k] }' "$tmp/added"

serve() {
  : >"$tmp/log"
  "$build/parallax" serve --db "$db" --listen 127.0.0.1:0 2>"$tmp/log" & server=$!
  while ! grep -q port= "$tmp/log"; do sleep 0.2; done
  port=$(sed -n 's/.*port=\([0-9]*\).*/\1/p' "$tmp/log")
}
rest() { # what serve used most, and an end to it
  echo "serve: $(sed -n 's/VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$server/status") KiB at most, processor $(awk '{ print ($14 + $15) / 100 }' "/proc/$server/stat") s"
  kill "$server"; wait "$server" || :; server=
}
ask() { printf '%-10s ' "$1"; timeout 300 "$build/bench/ask" "$port" "${3:-50}" "$each" <"$2" || echo "   failed"; }

"$build/parallax" stories --json --db "$db" --limit 100000 | sed 's/.*"id":"\([^"]*\)".*/\1/' >"$tmp/ids"
awk 'NR % 37 == 0 && n++ < 400 { print "/api/v1/stories/" $1 }' "$tmp/ids" >"$tmp/story"
printf '%s\n' '/api/v1/stories' '/api/v1/stories?sort=conflicts' '/api/v1/stories?relation=conflict&from=2015-01-01' >"$tmp/list"
words='police election president hurricane %22gun+control%22 senate+vote shooting immigration court+ruling virus trade+war budget Texas school congress+tax protest'
queries() { for v in $2; do echo "/api/v1/search?$1=$v&limit=20"; echo "/api/v1/stories?$1=$v&limit=20"; done >"$tmp/q-$1"; }
for w in $words; do echo "/api/v1/search?q=$w&limit=20"; done >"$tmp/q-words"
queries entity 'Barack+Obama United+States Senate Texas Hillary+Clinton Nobody'
queries actor 'USA RUS USA+GOV CHN ISR MIL'
queries type 'ASSAULT PROTEST COERCE CONSULT'
queries country 'USA RUS SYR FRA'
queries place 'Washington Chicago Paris'
queries near '38.9,-77,50 41.9,-87.6,30 48.85,2.35,500 0,0,5000'
queries outlet 'Vox Fox+News HuffPost,CNN'
queries speaker 'Donald+Trump Barack+Obama Nobody'
queries certainty 'actual planned threatened denied'
queries counted 'people killed&low=10&high=50 dollars&low=1000000 injured'
queries low '1000 1000000000 17&high=17'
queries relation 'conflict deny differ agree'
queries from '2016-01-01 2013-01-01&to=2013-02-01 2021-10-01'
queries q 'police&actor=USA police&entity=Texas shooting&type=ASSAULT&country=USA president&relation=conflict election&from=2016-06-01&to=2016-12-31 court&speaker=Donald+Trump said&outlet=Vox'
cat "$tmp"/q-* | sort -R >"$tmp/search"

sync; [ ! -w /proc/sys/vm/drop_caches ] || echo 1 >/proc/sys/vm/drop_caches
serve
echo "right after opening, nothing of the file in memory:"
ask story "$tmp/story"; ask words "$tmp/q-words"
rest
serve
echo "warm:"
ask story "$tmp/story" >/dev/null
ask search "$tmp/search" >/dev/null
for kind in list story; do ask "$kind" "$tmp/$kind"; done
for file in "$tmp"/q-*; do ask "${file##*/q-}" "$file"; done
ask "all search" "$tmp/search"
sort -R "$tmp/list" "$tmp/story" "$tmp/search" >"$tmp/mixed"
ask mixed "$tmp/mixed"
rest
