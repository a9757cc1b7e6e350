#!/bin/sh
# pages.sh - test/pages/KIND-*.html: stubs behind paywalls, indexes, live blogs, several articles on a page, and none of
# these.  Each page's notes say its kind and no other; a page of several articles is several documents.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
passed=0 failed=0
for page in test/pages/*.html; do
  want=$(basename "$page"); want=${want%%-*}
  got=$("$PARALLAX" read --quiet "$page" 2>/dev/null)
  kinds=$(echo "$got" | grep -oE '"code":"(paywall|index|live|several)"' | sort -u | sed 's/.*:"//; s/"//' | paste -sd, -)
  if [ "${kinds:-none}" = "$want" ] && { [ "$want" != several ] || [ "$(echo "$got" | wc -l)" -gt 1 ]; }; then passed=$((passed + 1))
  else failed=$((failed + 1)); echo "FAIL $page: read as ${kinds:-none}"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
