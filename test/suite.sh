#!/bin/sh
# suite.sh NAME COMMAND… - one suite of `make check`: "ok NAME (N)", or "FAIL NAME (N passed, N failed)" and all it printed.
# Its tally, "N passed, N failed", is the last line of what it prints, or is counted from cmocka's lines.  It is kept in
# $BUILD/test/NAME.tally.  Suites run beside each other, so the report is printed whole, under a lock.
set -u
name=$1; shift
log=$BUILD/test/$name.log
"$@" >"$log" 2>&1; status=$?
tally=$(tail -n 1 "$log" | awk 'match($0, /[0-9]+ passed, [0-9]+ failed/) { split(substr($0, RSTART), n, /[^0-9]+/); print n[1], n[2] }')
[ -n "$tally" ] || tally="$(grep -c '^\[       OK' "$log") $(sed -n 's/^ *\([0-9]\+\) FAILED TEST(S)$/\1/p' "$log")"
good=${tally% *} bad=${tally#* }
[ -n "$bad" ] || bad=0
[ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
[ $((good + bad)) -gt 0 ] || bad=1
echo "$good $bad" >"$BUILD/test/$name.tally"
report() {
  if [ "$bad" -eq 0 ]; then echo "ok    $name ($good)"; grep '^skip' "$log"
  else echo "FAIL  $name ($good passed, $bad failed)"; cat "$log"; fi
}
(flock 9; report) 9>"$BUILD/test/lock"
exit 0
