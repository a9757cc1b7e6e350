#!/bin/sh
# postgres.sh - the store's tests once more, on a PostgreSQL of our own: made in a temporary folder, reached through a
# socket there, stopped afterwards.  $BUILD is the build folder.
set -u
build=${BUILD:-$PWD/build}
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1); [ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /none/x)")
skip() { echo "skip  postgres: $*"; echo "postgres: 0 passed, 0 failed"; exit 0; }
[ -x "$bin/initdb" ] || skip "PostgreSQL's server is not here (Debian: postgresql)"
tmp=$(mktemp -d); as=
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  id postgres >/dev/null 2>&1 || skip "running as root, and there is no user postgres"
  chown postgres "$tmp"; as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
cd "$tmp" || exit 1
stop() { $as "$bin/pg_ctl" -D "$tmp/data" -m immediate -w stop >/dev/null 2>&1; cd /; rm -rf "$tmp"; }
trap stop EXIT
$as "$bin/initdb" -D "$tmp/data" -U tester -A trust -E UTF8 --locale=C.UTF-8 -N >"$tmp/log" 2>&1 || { cat "$tmp/log"; exit 1; }
$as "$bin/pg_ctl" -D "$tmp/data" -w -t 60 -o "-k $tmp -c listen_addresses= -c fsync=off -c max_connections=20" -l "$tmp/server.log" start >>"$tmp/log" 2>&1 ||
  { cat "$tmp/log" "$tmp/server.log"; exit 1; }
chmod 755 "$tmp"
export PLX_TEST_POSTGRES="postgresql://tester@/postgres?host=$tmp"
passed=0 failed=0
for t in ${*:-test_store test_find test_coders}; do
  "$build/test/$t" >"$tmp/out" 2>&1; status=$?
  good=$(grep -c '^\[       OK' "$tmp/out"); bad=$(($(grep -c '^\[  FAILED  \] [a-z]' "$tmp/out") / 2))
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  passed=$((passed + good)); failed=$((failed + bad))
  [ "$bad" -eq 0 ] || cat "$tmp/out"
done
echo "postgres: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
