#!/bin/sh
# tsan.sh - the samples through two workers under the thread sanitizer.
set -eu
make -s -j"$(nproc)" BUILD=build-tsan OPT='-O1 -g' SANITIZE='-fsanitize=thread' build-tsan/parallax
for command in read annotate; do
  TSAN_OPTIONS=exitcode=66 build-tsan/parallax $command --threads 2 samples/*/ >/dev/null
done
