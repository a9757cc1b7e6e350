#!/bin/sh
# store.sh - commands over a store: bytes kept, records made again, the doctor, coders.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
same() { if [ "$2" = "$3" ]; then ok; else fail "$1: '$2', wanted '$3'"; fi; }
db=$tmp/s.db
"$PARALLAX" add --quiet --db "$db" samples/beirut-2020
# the bytes an article was read from are there, and are the article's
page=samples/beirut-2020/eastgate-post.html
hash=$(sha256sum "$page" | cut -d' ' -f1)
zcat "$db.raw/$(echo "$hash" | cut -c1-2)/$hash.gz" >"$tmp/page"
if cmp -s "$tmp/page" "$page"; then ok; else fail "the bytes of $page did not come back"; fi
# records of another version are made again, and come out as they were; nothing is done twice
"$PARALLAX" export events --db "$db" >"$tmp/before"
same "nothing to do again" "$("$PARALLAX" annotate --again --db "$db" 2>&1)" "0 annotated again in $db"
rm "$db"; rm -rf "$db.raw"
"$PARALLAX" read --quiet samples/beirut-2020 >"$tmp/docs"
"$PARALLAX" add --quiet --db "$db" "$tmp/docs"
"$PARALLAX" doctor --quiet --db "$db"; same "doctor" $? 0
same "doctor --json" "$("$PARALLAX" doctor --json --db "$db" | grep -c '"wrong":0')" "$("$PARALLAX" doctor --json --db "$db" | wc -l)"
# coders
doc=$("$PARALLAX" review queue --db "$db" --kind event --limit 1 --coder ann | cut -d' ' -f1)
"$PARALLAX" review accept v1 --db "$db" --document "$doc" --kind event --coder ann >/dev/null; same "accept" $? 0
"$PARALLAX" review correct v1 --db "$db" --document "$doc" --kind event --coder ben --field type --value PROTEST >/dev/null; same "correct" $? 0
"$PARALLAX" review correct v1 --db "$db" --document "$doc" --kind event --coder ben --field type 2>/dev/null; same "correct without a value" $? 2
same "agreement" "$("$PARALLAX" review agreement --db "$db" | grep -c '^event  *type  *1  *2')" 1
same "conflicts" "$("$PARALLAX" review conflicts --db "$db" | wc -l)" 2
same "training rows" "$("$PARALLAX" review export --db "$db" | grep -c '"right":"PROTEST"')" 1
# conditions
same "near" "$("$PARALLAX" stories --db "$db" --near 33.9,35.5,30 --json | wc -l)" 1
same "far" "$("$PARALLAX" stories --db "$db" --near 60,10,30 --json 2>/dev/null | wc -l)" 0
"$PARALLAX" search --db "$db" --near 60 2>/dev/null; same "bad place" $? 2
echo "store: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
