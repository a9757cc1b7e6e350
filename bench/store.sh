#!/bin/sh
# store.sh FROM [N] - how a store of N documents (default 100000) answers: fills it with copies of the documents of FROM
# (`parallax add --db FROM …` on the bench sets), then asks serve for 50 pages a second.  Needs build/bench/fill and ask.
# Prints: how fast it was filled by tenths, the time replies took, the memory of serve, and how long `add` of one article
# takes.  With KEEP=FILE an existing store is used.
set -eu
from=$1 n=${2:-100000} build=${BUILD:-build}
tmp=$(mktemp -d); server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$tmp"' EXIT
db=${KEEP:-$tmp/big.db}
[ -e "$db" ] || "$build/bench/fill" "$from" "$db" "$n"
"$build/parallax" serve --db "$db" --listen 127.0.0.1:0 2>"$tmp/log" & server=$!
while ! grep -q port= "$tmp/log"; do sleep 0.2; done
port=$(sed -n 's/.*port=\([0-9]*\).*/\1/p' "$tmp/log")
"$build/parallax" stories --json --db "$db" --limit 100000 | sed 's/.*"id":"\([^"]*\)".*/\1/' >"$tmp/ids"
awk 'NR % 37 == 0 && n++ < 400 { print "/api/v1/stories/" $1 }' "$tmp/ids" >"$tmp/story"
for w in police election president hurricane '%22gun+control%22' senate+vote shooting immigration court+ruling virus trade+war budget Texas school 'congress+tax' protest; do
  echo "/api/v1/search?q=$w&limit=20"; done >"$tmp/search"
for q in entity=Barack+Obama country=RUS 'type=ASSAULT&from=2016-01-01' 'counted=people&low=10&high=50' 'near=38.9,-77,50' speaker=Donald+Trump 'q=police&actor=USA'; do
  echo "/api/v1/search?$q&limit=20"; done >"$tmp/filter"
printf '%s\n' '/api/v1/stories' '/api/v1/stories?sort=conflicts' '/api/v1/stories?relation=conflict&from=2015-01-01' >"$tmp/list"
for kind in list story search filter; do printf '%-7s ' "$kind"; "$build/bench/ask" "$port" 50 "${SECONDS_EACH:-10}" <"$tmp/$kind"; done
sort -R "$tmp/list" "$tmp/story" "$tmp/search" "$tmp/filter" >"$tmp/mixed"
printf '%-7s ' mixed; "$build/bench/ask" "$port" 50 "${SECONDS_EACH:-10}" <"$tmp/mixed"
echo "serve: $(sed -n 's/VmHWM: *\([0-9]*\) kB/\1/p' "/proc/$server/status") KiB at most"
