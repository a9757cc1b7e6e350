#!/bin/sh
# watch.sh - feeds are followed, pages fetched once, and a server that behaves badly does no harm.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
build=${BUILD:-$PWD/build}
tmp=$(mktemp -d); server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
same() { if [ "$2" = "$3" ]; then ok; else fail "$1: '$2', wanted '$3'"; fi; }
"$build/test/bad_server" "$tmp/requests" >"$tmp/port" & server=$!
for i in 1 2 3 4 5 6 7 8 9 10; do [ -s "$tmp/port" ] && break; sleep 0.2; done
at=http://127.0.0.1:$(cat "$tmp/port")
db=$tmp/s.db
printf '<opml version="2.0"><body><outline text="all"><outline text="Courier" xmlUrl="%s/feed"/></outline></body></opml>' "$at" >"$tmp/feeds.opml"
watch() { "$PARALLAX" watch --db "$db" --once --gap 0 --timeout 3 "$@" 2>"$tmp/log"; }
told() { if grep -q "url=$at$1 status=\"[^\"]*$2" "$tmp/log"; then ok; else fail "$1: wanted '$2' in: $(grep "$at$1 " "$tmp/log")"; fi; }

watch "$tmp/feeds.opml"; same "status" $? 0
told /feed 'articles named'
told /a read
told '/b?utm_source=feed' read
told /private/c 'robots.txt asks not to'
told /slow 'longer than 3 s'
told /endless '\(larger than 8 MB\|longer than 3 s\)'
told /500 'HTTP 500'
told /wrong .
told /loop .
told /bomb 'larger than 8 MB'
told /gone 'HTTP 410'
same "robots.txt is asked once" "$(grep -c robots "$tmp/requests")" 1
same "one article under two addresses is fetched once" "$(grep -c '^/b' "$tmp/requests")" 2 # and the bomb
same "what is disallowed is not fetched" "$(grep -c private "$tmp/requests")" 0
same "stored" "$("$PARALLAX" export documents --db "$db" | grep -c harbour)" 2
# again: nothing is due, so nothing is asked; and when the feed is due, it says that nothing is new
: >"$tmp/requests"
watch; same "nothing is due" "$(cat "$tmp/requests")" ""
sleep 1
watch --every 0 "$at/feed" # due again only if the earlier wait is over: it is not
same "the wait is kept over a restart" "$(cat "$tmp/requests")" ""
db=$tmp/t.db
watch --every 0 "$at/feed"; : >"$tmp/requests"; sleep 1
watch --every 0
told /feed 'nothing new'
same "304: pages are not asked again" "$(grep -vc feed "$tmp/requests")" 0
watch ftp://example.org/feed; same "no http" $? 2
printf '<opml/>' >"$tmp/empty.opml"; watch "$tmp/empty.opml"; same "no feeds" $? 1
if grep -q 'lists no feeds' "$tmp/log"; then ok; else fail "empty OPML: $(cat "$tmp/log")"; fi
echo "watch: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
