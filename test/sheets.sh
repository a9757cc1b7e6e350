#!/bin/sh
# sheets.sh - our CSV in LibreOffice: UTF-8, quotes, line ends, text from right to left, and nothing that runs as a formula.
# The export is opened, written as a flat sheet and read back; each cell must be what was stored.  Skipped without soffice.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
command -v soffice >/dev/null || { echo "skip  sheets: LibreOffice is not here (Debian: libreoffice-calc-nogui)"; echo "sheets: 0 passed, 0 failed"; exit 0; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
cat >"$tmp/in.ndjson" <<'END'
{"id":"a1","outlet":"=HYPERLINK(\"http://x.example\";\"y\")","title":"He said \"no\", twice; then left","published":"2024-03-07","language":"en","text":"The mayor said the bridge is closed. Twelve people were hurt on Tuesday."}
{"id":"a2","outlet":"@SUM(1+1)","title":"+1+cmd|' /C calc'!A0","published":"2024-03-08","language":"en","text":"Police arrested two men in Porto on Friday."}
{"id":"a3","outlet":"-2+3","title":"ميناء بيروت: 12 جريحا, قال \"المتحدث\"","published":"2024-03-09","language":"ar","text":"Officials in Beirut said 12 people were hurt."}
{"id":"a4","outlet":"Żółw & Syn <A>","title":"Line one\nline two, 🙂 naïve","published":"2024-03-10","language":"en","text":"A storm hit Lisbon. \"We were lucky,\" the mayor said."}
END
"$PARALLAX" add --quiet --db "$tmp/s.db" "$tmp/in.ndjson" 2>/dev/null
for kind in documents statements sentences; do
  "$PARALLAX" export $kind --format csv --db "$tmp/s.db" >"$tmp/$kind.csv"
  "$PARALLAX" export $kind --format ndjson --db "$tmp/s.db" >"$tmp/$kind.ndjson"
done
# 44: comma, 34: double quote, 76: UTF-8, from line 1
soffice --headless "-env:UserInstallation=file://$tmp/profile" --infilter=CSV:44,34,76,1 --convert-to fods --outdir "$tmp" "$tmp"/documents.csv \
  "$tmp/statements.csv" "$tmp/sentences.csv" >"$tmp/log" 2>&1 || fail "soffice: $(tail -n 1 "$tmp/log")"
for kind in documents statements sentences; do
  if grep -q 'table:formula' "$tmp/$kind.fods"; then fail "$kind: a cell is a formula: $(grep -o 'table:formula="[^"]*"' "$tmp/$kind.fods" | head -n 1)"; else ok; fi
  rows=$(grep -o '<table:table-row' "$tmp/$kind.fods" | wc -l) wanted=$(($(wc -l <"$tmp/$kind.ndjson") + 1))
  if [ "$rows" -eq "$wanted" ]; then ok; else fail "$kind: $rows rows, wanted $wanted"; fi
  if head -n 1 "$tmp/$kind.csv" | tr -d '\r' | tr ',' '\n' | while read -r name; do grep -q "<text:p>$name</text:p>" "$tmp/$kind.fods" || exit 1; done; then ok; else fail "$kind: a column is missing"; fi
done
cell() { if grep -qF "<text:p>$2</text:p>" "$tmp/$1.fods"; then ok; else fail "$1 lacks the cell: $2"; fi; }
cell documents 'He said &quot;no&quot;, twice; then left'
cell documents 'ميناء بيروت: 12 جريحا, قال &quot;المتحدث&quot;'
cell documents 'Żółw &amp; Syn &lt;A&gt;'
cell documents '&apos;@SUM(1+1)'
cell documents '&apos;-2+3'
cell statements '12 people were hurt'
# and back again: what LibreOffice writes is what it read
soffice --headless "-env:UserInstallation=file://$tmp/profile" --convert-to xlsx --outdir "$tmp" "$tmp/documents.fods" >>"$tmp/log" 2>&1
mkdir "$tmp/back"
soffice --headless "-env:UserInstallation=file://$tmp/profile" --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1' --outdir "$tmp/back" "$tmp/documents.xlsx" >>"$tmp/log" 2>&1
for text in 'He said ""no"", twice; then left' 'ميناء بيروت' 'Żółw & Syn <A>' 'naïve'; do
  if grep -qF "$text" "$tmp/back/documents.csv"; then ok; else fail "lost on the way to xlsx and back: $text"; fi
done
echo "sheets: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
