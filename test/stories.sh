#!/bin/sh
# stories.sh - stored stories: any split of the input into runs gives the same ones; what is new; a stored story compared.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
tmp=$(mktemp -d); watcher=
trap '[ -z "$watcher" ] || kill "$watcher" 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
check() { # check NAME COMMAND…: the command succeeds
  name=$1; shift
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL $name"; fi
}
has() { grep -q -- "$1" "$2"; }

# The stream in one run, document by document, and with two threads.
"$PARALLAX" read --quiet samples/beirut-2020 samples/hong-kong-2019 >"$tmp/all"
"$PARALLAX" add --quiet --db "$tmp/whole.db" "$tmp/all"
"$PARALLAX" add --quiet --threads 2 --db "$tmp/two.db" - <"$tmp/all"
while IFS= read -r line; do printf '%s\n' "$line" | "$PARALLAX" add --quiet --db "$tmp/one.db" -; done <"$tmp/all"
for db in whole two one; do
  "$PARALLAX" export documents --format tsv --db "$tmp/$db.db" | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "story") s = i }
    { print $1, $s }' >"$tmp/$db"
done
check 'two threads place as one' cmp -s "$tmp/whole" "$tmp/two"
check 'runs of one document place as one run' cmp -s "$tmp/whole" "$tmp/one"
# The same stories and threads from runs cut anywhere, whatever the number of threads of each.
"$PARALLAX" read --quiet samples/*-[0-9]* >"$tmp/all"
placed() { # placed NAME: which story each document is in, and what is told of each story
  "$PARALLAX" export documents --format tsv --db "$tmp/$1.db" | cut -f 1,"$column"
  "$PARALLAX" stories --json --db "$tmp/$1.db"
}
column=$("$PARALLAX" export documents --format tsv --db "$tmp/one.db" |
  awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "story") print i }')
"$PARALLAX" add --quiet --db "$tmp/uncut.db" "$tmp/all"
placed uncut >"$tmp/uncut"
for seed in 1 2 3; do
  mkdir "$tmp/runs$seed"
  awk -v seed="$seed" -v to="$tmp/runs$seed/" 'BEGIN { srand(seed) } NR == 1 || rand() < 0.3 { run++ }
    { print > (to sprintf("%03d", run)) }' "$tmp/all"
  for run in "$tmp/runs$seed"/*; do
    "$PARALLAX" add --quiet --threads $((1 + seed % 2)) --db "$tmp/cut$seed.db" - <"$run"
  done
  placed "cut$seed" >"$tmp/cut$seed"
  check "runs cut at random place as one run ($seed)" cmp -s "$tmp/uncut" "$tmp/cut$seed"
done
check 'stories were told' [ "$(grep -c '"outlets"' "$tmp/uncut")" -ge 4 ]
check 'documents were placed' [ "$(wc -l <"$tmp/whole")" -gt 5 ]

# What is new.
db=$tmp/s.db
"$PARALLAX" add --quiet --db "$db" samples/beirut-2020/eastgate-post.html
story=$("$PARALLAX" stories --json --db "$db" | sed -n '1s/.*"id":"\([^"]*\)".*/\1/p')
"$PARALLAX" story "$story" --watch --quiet --db "$db" >"$tmp/watch" 2>/dev/null & watcher=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s "$tmp/watch" ] && break; sleep 0.5; done
sleep 1; now=$(date -u +%Y-%m-%dT%H:%M:%SZ); sleep 1
"$PARALLAX" add --quiet --db "$db" samples/beirut-2020/harbour-courier.txt
"$PARALLAX" story "$story" --since "$now" --db "$db" >"$tmp/since"
check 'since tells the new account' has 'Harbour Courier' "$tmp/since"
if has 'Eastgate' "$tmp/since"; then failed=$((failed + 1)); echo 'FAIL since tells an old account'; fi
check 'since tells new claims' has 'NOT TOLD BEFORE' "$tmp/since"
"$PARALLAX" story "$story" --since "$now" --json --db "$db" >"$tmp/since"
check 'since as JSON' has '"state":"new"' "$tmp/since"
"$PARALLAX" story "$story" --since yesterday --db "$db" 2>"$tmp/err"
check 'since takes a time' [ $? -eq 2 ]
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do has 'NEW ACCOUNTS' "$tmp/watch" && break; sleep 0.5; done
check 'watch tells the new account' has 'Harbour Courier' "$tmp/watch"
kill -INT "$watcher" 2>/dev/null; wait "$watcher"; check 'watch ends in order' [ $? -eq 0 ]; watcher=

# A stored story, alone and with a draft beside it.
"$PARALLAX" compare --json --story "$story" --db "$db" >"$tmp/stored"
"$PARALLAX" compare --json --story "$story" --db "$db" samples/beirut-2020/weekly-ledger.txt >"$tmp/beside"
check 'a stored story is compared' has 'Harbour Courier' "$tmp/stored"
check 'a draft is compared with it' has 'Weekly Ledger' "$tmp/beside"
"$PARALLAX" compare --story none --db "$db" 2>"$tmp/err"
check 'a story that is not there' has 'no story none' "$tmp/err"

echo "stories: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
