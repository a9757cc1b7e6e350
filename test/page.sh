#!/bin/sh
# page.sh - the app in Debian's Chromium: every view over the samples, and over 500 articles of a bench set where it is.
# Screenshots of each view at three widths, light and dark, lie in build/page afterwards.
set -u
PARALLAX=${PARALLAX:-$PWD/build/parallax}
leave() { echo "skip  page: $1"; echo "page: 0 passed, 0 failed"; exit 0; }
for tool in node npm chromium; do command -v $tool >/dev/null || leave "$tool is not here"; done
[ -s build/web/app/app.js ] || leave "the app is not built"
tools=build/page-tools; mkdir -p "$tools" build/page
cp web/app/package.json web/app/package-lock.json web/app/.npmrc "$tools/"
cmp -s "$tools/package-lock.json" "$tools/node_modules/.locked" || {
  (cd "$tools" && npm ci --ignore-scripts --loglevel=error >npm.log 2>&1) || leave "npm could not fetch playwright-core (no network?)"
  cp "$tools/package-lock.json" "$tools/node_modules/.locked"
}
tmp=$(mktemp -d); servers=
trap '[ -z "$servers" ] || kill $servers 2>/dev/null; rm -rf "$tmp"' EXIT
serve() { # serve NAME INPUT…: a store and a server of its own; its address goes to $at
  name=$1; shift
  "$PARALLAX" add --quiet --db "$tmp/$name.db" "$@" || return 1
  "$PARALLAX" serve --db "$tmp/$name.db" --listen 127.0.0.1:0 2>"$tmp/$name.log" & servers="$servers $!"
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do grep -qs "port=" "$tmp/$name.log" && break; sleep 0.5; done
  at=http://127.0.0.1:$(sed -n 's/.*port=\([0-9]*\).*/\1/p' "$tmp/$name.log")
}
serve samples samples/*-20*/ || { echo "page: 0 passed, 1 failed"; exit 1; }
samples=$at bench=
set=../shared/bench/figures/gva_dev.jsonl.gz
if [ -r "$set" ]; then
  zcat "$set" | head -n 500 >"$tmp/bench.ndjson"
  serve bench "$tmp/bench.ndjson" && bench=$at
else
  echo "skip  page over 500 articles: ../shared is not here"
fi
NODE_PATH=$tools/node_modules node test/page/main.mjs "$PWD/$tools/node_modules" "$samples" build/page "$bench"
