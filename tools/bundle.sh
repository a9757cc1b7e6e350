#!/bin/sh
# bundle.sh OUT - the page's script, style, map and licences, in OUT/app, for tools/embed.sh.
# Where node or the npm registry cannot be reached the program is still built: with a page that says what is missing.
set -u
out=$1 web=$(cd "$(dirname "$0")/../web/app" && pwd)
mkdir -p "$out/app" || exit 1

say_missing() { # say_missing WHAT: the page without the app, and the same words for whoever builds
  echo "note: the page is built without its app: $1" >&2
  echo "      Everything else is built. When that is mended: make app && make" >&2
  sed "s|@WHY@|$1|" "$web/missing.html" >"$out/app/index.html"
  for f in app.js app.css world.json world-fine.json licences.txt; do : >"$out/app/$f"; done
  exit 0
}
install_locked() { # what package-lock.json names, in OUT, never beside the source
  for f in package.json package-lock.json .npmrc; do cp "$web/$f" "$out/$f" || return 1; done
  cmp -s "$out/package-lock.json" "$out/node_modules/.locked" && return 0
  (cd "$out" && npm ci --ignore-scripts --omit=dev --loglevel=error --fetch-retries=1 --fetch-timeout=60000) || return 1
  cp "$out/package-lock.json" "$out/node_modules/.locked"
}
licences() { # of everything that is inside the bundle
  echo "The page of Parallax contains these works, each under its own terms."
  for d in "$out"/node_modules/*/; do
    case $d in */esbuild/ | */commander/) continue ;; esac # these only build
    printf '\n== %s\n' "$(basename "$d")"
    cat "$d"LICENSE* "$d"LICENCE* 2>/dev/null
  done
  true
}

command -v node >/dev/null || say_missing "node is not installed (Debian package nodejs)"
command -v npm >/dev/null || say_missing "npm is not installed (Debian package npm)"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || say_missing "node is older than version 18"
install_locked >"$out/npm.log" 2>&1 || { tail -n 5 "$out/npm.log" >&2; say_missing "npm could not fetch the locked packages (no network?)"; }
NODE_PATH="$out/node_modules" "$out/node_modules/.bin/esbuild" "$web/main.jsx" "$web/style/app.css" --bundle --minify \
  --entry-names=app --outdir="$out/app" --target=es2021,chrome100,firefox100,safari15 --format=esm --charset=utf8 \
  --jsx=automatic --jsx-import-source=preact --loader:.tsv=text --legal-comments=none --log-level=warning || exit 1
cp "$web/index.html" "$out/app/index.html" &&
  cp "$out/node_modules/world-atlas/countries-110m.json" "$out/app/world.json" &&
  cp "$out/node_modules/world-atlas/countries-50m.json" "$out/app/world-fine.json" && licences >"$out/app/licences.txt"
