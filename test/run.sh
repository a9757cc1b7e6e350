#!/bin/sh
# run.sh BUILD - every test of `make check`, as many suites at once as there are processors; the last line is
# "N passed, N failed".  Rules without an example, and what could not be run here, are told but do not fail.
set -u
export BUILD="$PWD/$1" PARALLAX="$PWD/$1/parallax" NO_COLOR=1
mkdir -p "$BUILD/test"; rm -f "$BUILD"/test/*.tally

suites() { # NAME COMMAND…, those that take longest first
  for t in watch stories serve; do echo "$t sh test/$t.sh"; done
  for t in test/unit/*.c; do t=$(basename "$t" .c); echo "$t $BUILD/test/$t"; done
  echo "spec $BUILD/test/spec $(echo doc/spec/*.md)"
  for t in golden bad_input pages threads bundle store postgres replay; do echo "$t sh test/$t.sh"; done
  echo "layers awk -f tools/layers.awk $(echo src/*/*.[ch])"
}
suites | xargs -P "$(nproc)" -L 1 sh test/suite.sh
awk -f tools/rules.awk doc/spec/*.md src/*/*.c
cat "$BUILD"/test/*.tally | awk '{ good += $1; bad += $2 } END { print good + 0 " passed, " bad + 0 " failed"; exit bad > 0 }'
