#!/bin/sh
# golden.sh [--update] - runs each test/golden/NAME.cmd (a shell line that uses $PARALLAX) from the root of the tree and
# compares what it prints with NAME.out; --update writes the outputs anew: read the diff before you believe it.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}; export PARALLAX
export TMP; TMP=$(mktemp -d); trap 'rm -rf "$TMP"' EXIT
passed=0 failed=0
for cmd in test/golden/*.cmd; do
  [ -e "$cmd" ] || continue
  out=${cmd%.cmd}.out
  sh "$cmd" >"$TMP/got" 2>"$TMP/err"
  if [ "${1:-}" = --update ]; then cp "$TMP/got" "$out"; fi
  if cmp -s "$TMP/got" "$out"; then passed=$((passed + 1)); else
    failed=$((failed + 1)); echo "FAIL $cmd"; diff "$out" "$TMP/got" | head -n 20; head -n 5 "$TMP/err"; fi
done
echo "golden: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
