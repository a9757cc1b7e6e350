#!/bin/sh
# serve.sh - the server answers as web/openapi.json says: every path, errors, ETag, gzip, adding, an orderly end.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
build=${BUILD:-$PWD/build}
command -v curl >/dev/null || { echo "skip  serve: curl is not here"; echo "serve: 0 passed, 0 failed"; exit 0; }
tmp=$(mktemp -d); server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0; : >"$tmp/log"
ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }

"$PARALLAX" add --quiet --db "$tmp/s.db" samples/hong-kong-2019 samples/beirut-2020
"$PARALLAX" serve --db "$tmp/s.db" --listen 127.0.0.1:0 2>"$tmp/log" & server=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do grep -q 'port=' "$tmp/log" && break; sleep 0.5; done
at=http://127.0.0.1:$(sed -n 's/.*port=\([0-9]*\).*/\1/p' "$tmp/log")

get() { # get STATUS PATTERN PATH [CURL OPTIONS]: status, and words in the reply
  want=$1 pattern=$2 path=$3; shift 3
  status=$(curl -s -m 30 -o "$tmp/out" -w '%{http_code}' "$@" "$at$path")
  if [ "$status" = "$want" ] && grep -q -- "$pattern" "$tmp/out"; then ok; else fail "$path: $status, wanted $want and '$pattern': $(head -c 200 "$tmp/out")"; fi
}
story=$("$PARALLAX" stories --json --db "$tmp/s.db" | sed -n '1s/.*"id":"\([^"]*\)".*/\1/p')
document=$("$PARALLAX" export documents --format tsv --db "$tmp/s.db" | sed -n "2p" | cut -f1)
get 200 '^ok' /healthz
get 200 'parallax_documents 9' /metrics
get 200 '"openapi"' /api/v1/openapi.json
get 200 '"stories":\[{"id"' /api/v1/stories
get 200 '"next":"' '/api/v1/stories?limit=1'
get 200 '"claims":\[{' "/api/v1/stories/$story"
get 404 '"error"' /api/v1/stories/none
get 200 '"statements"' "/api/v1/documents/$document"
get 404 '"error"' /api/v1/documents/none
get 200 '"snippet"' '/api/v1/search?q=police'
get 400 'some words' '/api/v1/search?q=%22'
get 200 '"hits":\[{' '/api/v1/search?entity=Beirut'
get 200 '"hits":\[\]' '/api/v1/search?entity=Nobody'
get 400 'a day' '/api/v1/search?from=yesterday'
get 400 'LAT,LON,KM' '/api/v1/search?near=here'
get 200 '"next":"' '/api/v1/search?q=police&limit=1'
get 200 '"days":\[{"date"' '/api/v1/stories?sort=conflicts'
get 400 'sort is' '/api/v1/stories?sort=size'
get 200 '"documents":\[{"id"' "/api/v1/stories/$story/documents?only=events"
if grep -q '"entities"' "$tmp/out"; then fail "only=events gave entities"; else ok; fi
get 200 '"value":"beirut","label":"Beirut","type":"LOC"' '/api/v1/facets/entity?q=BEI'
get 404 'facets are' /api/v1/facets/colour
get 200 '"with":\[{' /api/v1/entities/Beirut
get 404 'nobody' /api/v1/entities/nobody%20at%20all
get 200 '"periods":\[{"from"' '/api/v1/pairs?source=LBN'
get 200 '"goldstein":-\?[0-9]' '/api/v1/pairs?source=LBN'
get 400 'name a source' /api/v1/pairs
get 200 '<entry><id>urn:parallax:story:' '/api/v1/feed?q=police'
get 200 '^document,event,' '/api/v1/rows/events?format=csv'
get 400 'ndjson, csv, tsv or conllu' '/api/v1/rows/events?format=xls'
get 200 '^# newdoc id' '/api/v1/rows/sentences?format=conllu'
get 400 'format of sentences' '/api/v1/rows/events?format=conllu'
get 200 '"name":"events"' /api/v1/datapackage.json
get 400 'not .nothing' /api/v1/rows/nothing
get 404 'nothing at' /no/such/path
get 405 'not done here' /api/v1/stories -X POST -d x
get 200 '"places":\[{"name"' "/api/v1/stories/$story/places"
get 200 '"edges":\[{"from"' "/api/v1/stories/$story/voices"
get 404 'no story' /api/v1/stories/none/voices
get 200 '"articles":\[\]' "/api/v1/stories/$story/revisions"
get 200 '"state":"new"' "/api/v1/stories/$story/since?time=2000-01-01"
get 200 '"claims":\[\]' "/api/v1/stories/$story/since?time=2999-01-01"
get 400 'UTC time' "/api/v1/stories/$story/since"
curl -s -N -m 20 "$at/api/v1/changes" >"$tmp/changes" & listening=$!
get 200 '"added":1' /api/v1/documents --data-binary '{"id":"new","published":"2024-03-07","text":"A storm killed 12 people in Lisbon on Tuesday, police said."}'
get 200 '"already":1' /api/v1/documents --data-binary '{"id":"new","text":"A storm killed 12 people in Lisbon on Tuesday, police said."}'
get 200 '"added":2' /api/v1/documents --data-binary '{"id":"r1","source":{"url":"https://www.example.org/a?utm_source=x"},"published":"2024-03-07","text":"A storm killed 12 people in Lisbon, police said."}
{"id":"r2","source":{"url":"http://example.org/a"},"published":"2024-03-07","text":"A storm killed 14 people in Lisbon, police said."}'
revised=$(curl -s "$at/api/v1/documents/r2" | sed -n 's/.*"story":"\([^"]*\)".*/\1/p')
get 200 '{"kind":"removed","text":"12 "},{"kind":"added","text":"14 "}' "/api/v1/stories/$revised/revisions"
for i in 1 2 3 4 5 6 7 8 9 10; do grep -q '"compared":true' "$tmp/changes" && break; sleep 0.5; done
if grep -q '^event: story' "$tmp/changes" && grep -q '"change":"compared"' "$tmp/changes"; then ok; else fail "changes: $(cat "$tmp/changes")"; fi
last=$(sed -n 's/^id: //p' "$tmp/changes" | tail -n 1)
curl -s -N -m 1 -H "Last-Event-ID: $((last - 1))" "$at/api/v1/changes" >"$tmp/resumed"
if [ "$(sed -n 's/^id: //p' "$tmp/resumed" | head -n 1)" = "$last" ]; then ok; else fail "changes did not resume at $last"; fi
get 200 '"kind":"event","finding":"v1"' '/api/v1/reviews/queue?document=r1&kind=event&coder=ann'
review() { get "$1" "$2" /api/v1/reviews --data-binary "$3"; }
review 201 '"id":1,.*"coder":"ann".*"quote":' '{"coder":"ann","document":"r1","kind":"event","finding":"v1","verdict":"accept"}'
review 201 '"machine":"12","value":"13"' '{"coder":"ben","document":"r1","kind":"figure","finding":"f1","field":"value","verdict":"correct","value":"13"}'
review 201 '"verdict":"accept"' '{"coder":"ann","document":"r1","kind":"figure","finding":"f1","field":"value","verdict":"accept"}'
review 400 'needs a coder' '{"document":"r1","kind":"event","finding":"v1","verdict":"accept"}'
review 400 'no event v99' '{"coder":"ann","document":"r1","kind":"event","finding":"v99","verdict":"accept"}'
review 400 'right value' '{"coder":"ann","document":"r1","kind":"event","finding":"v1","verdict":"correct"}'
review 400 'no field' '{"coder":"ann","document":"r1","kind":"event","finding":"v1","field":"mood","verdict":"accept"}'
review 400 'body' 'not JSON'
get 200 '"kind":"claim","finding":"[^"]*","quote":.*"accounts":\[{"document".*"next":"' '/api/v1/reviews/queue?kind=claim&coder=ann&limit=1'
"$build/test/conform" web/openapi.json get /api/v1/reviews/queue 200 <"$tmp/out" && ok || fail "the queue of claims is not as described"
claim=$(sed -n 's/.*"finding":"\([^"]*\)".*/\1/p' "$tmp/out") from=$(sed -n 's/.*"story":"\([^"]*\)".*/\1/p' "$tmp/out") cursor=$(sed -n 's/.*"next":"\([^"]*\)".*/\1/p' "$tmp/out")
get 200 '"finding"' "/api/v1/reviews/queue?kind=claim&coder=ann&limit=1&cursor=$cursor"
if grep -q "\"story\":\"$from\".*\"finding\":\"$claim\"" "$tmp/out"; then fail "the next page of claims begins with the last of this one"; else ok; fi
get 200 '"finding"' '/api/v1/reviews/queue?coder=ann&limit=1'
if [ "$(grep -o '"finding"' "$tmp/out" | wc -l)" = 1 ]; then ok; else fail "the queue does not keep to its limit"; fi
get 200 '"items":\[\]' '/api/v1/reviews/queue?document=r1&kind=event&coder=ann'
get 200 '"reviews":\[{"id":3' '/api/v1/reviews?document=r1'
get 200 '"next":"3"' '/api/v1/reviews?limit=1'
get 200 '"field":"value","start"' /api/v1/reviews/conflicts
get 200 '"kind":"figure","field":"value","units":1,"decisions":2,"alpha":0' /api/v1/reviews/agreement
get 200 '"right":"13"' /api/v1/reviews/export/rows
get 200 '^T1	figure ' '/api/v1/reviews/export/brat?document=r1'
get 200 '"sofaString"' '/api/v1/reviews/export/inception?document=r1'
get 200 'TextQuoteSelector' /api/v1/reviews/export/webannotation
get 400 'name it' /api/v1/reviews/export/brat
get 200 'broken JSON' /api/v1/documents --data-binary '{"text":'
get 200 'Lisbon' /api/v1/documents/new
get 200 '<h1>Stories' /plain
get 200 'id="c0"' "/plain/stories/$story"
get 200 '<mark>' '/plain/search?q=police'
get 200 'No article' '/plain/search?q=%3Cscript%3E'
if grep -q '<script>' "$tmp/out"; then fail "the words searched for came back as markup"; else ok; fi
for view in / "/stories/$story" '/search?q=police' /actors /entities/x /pair /review; do get 200 '<title>Parallax' "$view"; done
get 404 'no asset' /assets/none
if curl -s -D - -o /dev/null "$at/" | grep -i '^content-security-policy' | grep -q unsafe; then fail "the app's policy allows inline code"; else ok; fi
etag=$(curl -s -D - -o /dev/null "$at/api/v1/stories" | tr -d '\r' | sed -n 's/^ETag: //p')
get 304 '' /api/v1/stories -H "If-None-Match: $etag"
plain=$(curl -s "$at/api/v1/stories/$story" | wc -c); zipped=$(curl -s -H 'Accept-Encoding: gzip' "$at/api/v1/stories/$story" | wc -c)
if [ "$zipped" -lt $((plain / 2)) ]; then ok; else fail "gzip: $zipped of $plain bytes"; fi
coding() { curl -s -D - -o "$tmp/packed" -H "Accept-Encoding: $1" "$at/api/v1/stories/$story" | tr -d '\r' | sed -n 's/^Content-Encoding: //p'; }
curl -s "$at/api/v1/stories/$story" >"$tmp/plain"
if [ "$(coding 'gzip, zstd')" != zstd ]; then fail "zstd is not sent"
elif ! command -v zstd >/dev/null; then echo "skip  serve: zstd is not here, what was sent was not unpacked"
elif zstd -dcq <"$tmp/packed" | cmp -s - "$tmp/plain"; then ok; else fail "zstd does not come back"; fi
if [ "$(coding 'gzip, zstd;q=0')" = gzip ] && gzip -dc <"$tmp/packed" | cmp -s - "$tmp/plain"; then ok; else fail "a coding that is refused is sent"; fi
if [ -z "$(coding 'gzip;q=0.0, xzstd')" ] && cmp -s "$tmp/packed" "$tmp/plain"; then ok; else fail "something is packed that may not be"; fi
# every path that is described is served, but for those that say they are planned
for path in $(awk -F'"' '/^  "\// { path = $2; getline; if (!/x-planned/) print path }' web/openapi.json); do
  real=$(echo "$path" | sed "s|stories/{id}/since|stories/$story/since?time=2000|; s|stories/{id}|stories/$story|; s|api/v1/changes|healthz|; s|{format}|rows|; s|documents/{id}|documents/$document|; s|rows/{kind}|rows/events|; s|facets/{kind}|facets/outlet|; s|entities/{id}|entities/beirut|; s|pairs|pairs?source=LBN|; s|search|search?q=police|")
  status=$(curl -s -o "$tmp/out" -w '%{http_code}' "$at$real")
  if [ "$status" = 200 ]; then # and looks as described
    if "$build/test/conform" web/openapi.json get "$path" "$status" <"$tmp/out" >"$tmp/conform"; then ok; else fail "$real is not as described: $(head -n 3 "$tmp/conform")"; fi
  fi
  case $path:$status in *:200 | /api/v1/documents:405) ok ;; *) fail "described but not served: $path ($status)" ;; esac
done
kill -TERM "$server"; wait "$server"; status=$?; server= # with a listener still there
kill "$listening" 2>/dev/null
if [ "$status" -eq 0 ]; then ok; else fail "ended with $status"; fi
echo "serve: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
