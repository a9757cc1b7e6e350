#!/bin/sh
# bundle.sh - without node the program is still built, with a page that says what is missing and how to get it; with node
# the bundle is small, names no foreign host, and its lock file no registry.
set -u
passed=0 failed=0
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $*"; }
want() { if "$@"; then ok; else fail "$*"; fi; }

mkdir "$tmp/bin" # what bundle.sh needs, without node
for tool in sh dirname mkdir sed cat cp cmp rm tail basename; do ln -s "$(command -v $tool)" "$tmp/bin/$tool"; done
if PATH="$tmp/bin" "$tmp/bin/sh" tools/bundle.sh "$tmp/none" >"$tmp/log" 2>&1; then ok; else fail "the build fails without node"; fi
want grep -q 'node is not installed' "$tmp/log"
want grep -q 'nodejs' "$tmp/none/app/index.html"
want sh tools/embed.sh "$tmp" bundle "$tmp/none/app/index.html" "$tmp/none/app/app.js"

# a registry that is not there
if command -v npm >/dev/null; then
  if npm_config_registry=http://127.0.0.1:9/ npm_config_cache="$tmp/cache" sh tools/bundle.sh "$tmp/off" >"$tmp/log" 2>&1; then ok; else fail "the build fails without network"; fi
  want grep -q 'npm could not fetch' "$tmp/log"
  want grep -q 'make app' "$tmp/off/app/index.html"
else
  echo "skip  bundle: npm is not here"
fi

if grep -q '"resolved"' web/app/package-lock.json; then fail "the lock file names a registry"; else ok; fi
if [ -s build/web/app/app.js ]; then
  size=$(gzip -9c build/web/app/app.js | wc -c)
  if [ "$size" -lt 200000 ]; then ok; else fail "the script is $size bytes compressed"; fi
  # addresses of namespaces are names, not hosts that anybody asks
  if grep -o 'https\?://[a-z0-9.]*' build/web/app/app.js build/web/app/app.css build/web/app/index.html | grep -v 'www.w3.org'; then fail "a foreign host is named"; else ok; fi
fi
echo "bundle: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
