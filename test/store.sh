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
# damaged on purpose: told, whatever is broken, and never a crash; what was there before opens again
rm -rf "$tmp/d.db" "$tmp/d.db.raw"
"$PARALLAX" add --quiet --db "$tmp/d.db" samples/beirut-2020
"$PARALLAX" doctor --quiet --db "$tmp/d.db" >/dev/null; same "doctor: whole" $? 0
kept=$(ls "$tmp"/d.db.raw/*/*.gz | head -n 2)
rm "$(echo "$kept" | head -n 1)"; echo other | gzip >"$(echo "$kept" | tail -n 1)"
"$PARALLAX" doctor --quiet --db "$tmp/d.db" >"$tmp/out" 2>&1; same "doctor: bytes" "$?,$(sed -n 's/.*lost or changed *\([0-9]*\).*/\1/p' "$tmp/out")" 1,2
bytes=$(wc -c <"$tmp/d.db") crashed=0 silent=0
for part in 5 50 500 900 999; do
  head -c $((bytes * part / 1000)) "$tmp/d.db" >"$tmp/cut.db"
  "$PARALLAX" doctor --db "$tmp/cut.db" >"$tmp/out" 2>&1; status=$?
  [ "$status" -lt 128 ] || crashed=$((crashed + 1)); [ "$status" -ne 0 ] || silent=$((silent + 1))
  "$PARALLAX" stories --db "$tmp/cut.db" >/dev/null 2>&1; [ $? -lt 128 ] || crashed=$((crashed + 1))
done
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  cp "$tmp/d.db" "$tmp/cut.db"
  head -c 64 /dev/zero | tr '\0' "$(printf '\%o' $((i * 19)))" | dd of="$tmp/cut.db" bs=1 seek=$((bytes * i / 13)) conv=notrunc 2>/dev/null
  "$PARALLAX" doctor --mend --db "$tmp/cut.db" >"$tmp/out" 2>&1; [ $? -lt 128 ] || crashed=$((crashed + 1))
  "$PARALLAX" export events --db "$tmp/cut.db" >/dev/null 2>&1; [ $? -lt 128 ] || crashed=$((crashed + 1))
done
same "doctor: cut off or overwritten, crashes" "$crashed" 0
same "doctor: cut off, not told" "$silent" 0
# coders
doc=$("$PARALLAX" review queue --db "$db" --kind event --limit 1 --coder ann | cut -d' ' -f1)
"$PARALLAX" review accept v1 --db "$db" --document "$doc" --kind event --coder ann >/dev/null; same "accept" $? 0
"$PARALLAX" review correct v1 --db "$db" --document "$doc" --kind event --coder ben --field type --value PROTEST >/dev/null; same "correct" $? 0
"$PARALLAX" review correct v1 --db "$db" --document "$doc" --kind event --coder ben --field type 2>/dev/null; same "correct without a value" $? 2
same "agreement" "$("$PARALLAX" review agreement --db "$db" | grep -c '^event  *type  *1  *2')" 1
same "conflicts" "$("$PARALLAX" review conflicts --db "$db" | wc -l)" 2
same "training rows" "$("$PARALLAX" review export --db "$db" | grep -c '"right":"PROTEST"')" 1
# what coders decided becomes examples for train/events: the disagreement above is none until somebody settles it
build=${BUILD:-$PWD/build}
examples() { "$PARALLAX" review export --db "$db" >"$tmp/rows" && "$build/train/reviews" "$tmp/rows"; }
if [ -x "$build/train/reviews" ]; then
  same "examples: disputed" "$(examples | wc -l)" 0
  "$PARALLAX" review correct v1 --db "$db" --document "$doc" --kind event --coder eva --field type --value PROTEST --adjudicate >/dev/null
  "$PARALLAX" review reject v2 --db "$db" --document "$doc" --kind event --coder ann >/dev/null
  "$PARALLAX" review accept v3 --db "$db" --document "$doc" --kind event --coder ann >/dev/null
  examples >"$tmp/set"
  same "the whole with its fields" "$(grep -c '"finding":"v3".*"fields":{"type":"[A-Z]' "$tmp/rows")" 1
  same "examples: a sentence each" "$(wc -l <"$tmp/set")" "$(grep -o '"text":"[^"]*"' "$tmp/set" | sort -u | wc -l)"
  same "examples: settled" "$(grep -c '"codings":\[{"plover":"PROTEST"}\]' "$tmp/set")" 1
  sed 's/"holds":true/"holds":false/; s/"right":"PROTEST",//; s/"field":"type",//' "$tmp/rows" >"$tmp/none"
  same "examples: none holds" "$("$build/train/reviews" "$tmp/none" | grep -vc '"codings":\[\]')" 0
  echo '{"text":' >"$tmp/bad"; "$build/train/reviews" "$tmp/bad" 2>/dev/null; same "examples: bad rows" $? 1
fi
# a package: a table a kind, described
"$PARALLAX" export package --db "$db" --to "$tmp/package" 2>/dev/null; same "package" "$(ls "$tmp/package" | tr '\n' ' ')" \
  "claims.csv datapackage.json documents.csv entities.csv events.csv figures.csv sentences.csv statements.csv stories.csv "
described=$(tr '{' '\n' <"$tmp/package/datapackage.json" | awk -F'"' '/"name":"events"/ { on = 1; next } /"name":"[a-z]*","path"/ { on = 0 } on && $2 == "name" { printf "%s%s", n++ ? "," : "", $4 }')
same "columns described" "$described" "$(head -n 1 "$tmp/package/events.csv" | tr -d '\r')"
"$PARALLAX" export package --db "$db" 2>/dev/null; same "package without a folder" $? 2
"$PARALLAX" export sentences --format conllu --db "$db" | awk -F'\t' '/^#|^$/ { next } NF != 10 { bad++ } END { exit bad > 0 }'; same "ten columns of CoNLL-U" $? 0
# the snippets of the documentation run (Python where there is one)
if command -v python3 >/dev/null; then
  awk '/^```python/ { on = 1; next } /^```/ { on = 0 } on' doc/analysis.md >"$tmp/snippet.py"
  (cd "$tmp/package" && python3 "$tmp/snippet.py") >"$tmp/python" 2>&1; same "python: $(tail -n 1 "$tmp/python")" $? 0
else echo "skip  store: python3 is not here, the Python snippet of doc/analysis.md was not run"; fi
if command -v Rscript >/dev/null; then
  awk '/^```r/ { on = 1; next } /^```/ { on = 0 } on' doc/analysis.md >"$tmp/snippet.R"
  (cd "$tmp/package" && Rscript "$tmp/snippet.R") >"$tmp/r" 2>&1; same "R: $(tail -n 1 "$tmp/r")" $? 0
else echo "skip  store: R is not here, the R snippet of doc/analysis.md was not run"; fi
# conditions
same "near" "$("$PARALLAX" stories --db "$db" --near 33.9,35.5,30 --json | wc -l)" 1
same "far" "$("$PARALLAX" stories --db "$db" --near 60,10,30 --json 2>/dev/null | wc -l)" 0
"$PARALLAX" search --db "$db" --near 60 2>/dev/null; same "bad place" $? 2
echo "store: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
