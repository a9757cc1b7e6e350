#!/bin/sh
# run.sh BUILD - every test of `make check`; the last line is "N passed, N failed".
# Rules without an example, and what could not be run here, are told but do not fail.
set -u
build=$1
export PARALLAX="$PWD/$build/parallax" BUILD="$PWD/$build" NO_COLOR=1
passed=0 failed=0
log=$build/test/log; mkdir -p "$build/test"

count() { # count NAME PASSED FAILED: adds a suite to the tally
  passed=$((passed + $2)); failed=$((failed + $3))
  if [ "$3" -eq 0 ]; then echo "ok    $1 ($2)"; else echo "FAIL  $1 ($2 passed, $3 failed)"; fi
}
suite() { # suite NAME COMMAND…: runs a test whose last line is "…N passed, N failed"
  name=$1; shift
  "$@" >"$log" 2>&1; status=$?
  read -r good bad <<EOF
$(tail -n 1 "$log" | awk 'match($0, /[0-9]+ passed, [0-9]+ failed/) { split(substr($0, RSTART), n, /[^0-9]+/); print n[1], n[2]; ok = 1 }
                          END { if (!ok) print 0, 1 }')
EOF
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  count "$name" "$good" "$bad"
  if [ "$bad" -gt 0 ]; then cat "$log"; else grep '^skip' "$log"; fi
}
unit() { # a cmocka program
  "$1" >"$log" 2>&1; status=$?
  good=$(grep -c '^\[       OK' "$log"); bad=$(grep -c '^\[  FAILED  \] [a-z]' "$log")
  [ "$status" -eq 0 ] || bad=$(( bad / 2 > 0 ? bad / 2 : 1 ))
  [ "$status" -ne 0 ] || bad=0
  count "unit $(basename "$1")" "$good" "$bad"
  [ "$bad" -eq 0 ] || cat "$log"
}

if awk -f tools/layers.awk src/*/*.[ch] >"$log"; then count layers 1 0; else count layers 0 1; cat "$log"; fi
for t in test/unit/*.c; do unit "$build/test/$(basename "$t" .c)"; done
suite spec "$build/test/spec" doc/spec/*.md
for t in golden bad_input threads stories bundle serve store watch postgres replay; do suite "$t" sh "test/$t.sh"; done
awk -f tools/rules.awk doc/spec/*.md src/*/*.c

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
