#!/bin/sh
# replay.sh - every fuzz target over its corpus: none may crash or take long.
set -u
BUILD=${BUILD:-build}
passed=0 failed=0
for target in test/fuzz/*.c; do
  [ -e "$target" ] || continue
  name=$(basename "$target" .c)
  if timeout 60 "$BUILD/fuzz/$name" test/fuzz/corpus/"$name"/* >/dev/null 2>"$BUILD/test/replay.log"; then passed=$((passed + 1)); else
    failed=$((failed + 1)); echo "FAIL $name"; tail -n 20 "$BUILD/test/replay.log"; fi
done
echo "replay: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
