#!/bin/sh
# threads.sh - the same bytes come out with one worker and with two, twice.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
for command in read annotate group align "compare --json"; do
  for n in 1 2 1 2; do
    "$PARALLAX" $command --threads $n samples >"$tmp/$n" 2>"$tmp/err" || true
    [ -e "$tmp/first" ] || cp "$tmp/$n" "$tmp/first"
    if [ -s "$tmp/$n" ] && cmp -s "$tmp/first" "$tmp/$n"; then passed=$((passed + 1)); else
      failed=$((failed + 1)); echo "FAIL $command --threads $n differs from the first run, or is empty"; fi
  done
  rm -f "$tmp/first"
done
echo "threads: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
