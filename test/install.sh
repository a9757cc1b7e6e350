#!/bin/sh
# install.sh - installs into a folder of its own, compiles a program against the installed library, uninstalls.
set -eu
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
make -s install PREFIX="$tmp/usr" >/dev/null
cat >"$tmp/use.c" <<'C'
#include <parallax.h>
#include <stdio.h>
#include <string.h>
int main(void) {
  char why[PLX_WHY_SIZE] = "";
  plx_engine *p = plx_engine_open(NULL, why);
  if (!p) return fprintf(stderr, "%s\n", why), 1;
  const char *text = "Storm hits Lisbon\n\nA storm killed 12 people in Lisbon, police said.\n";
  char *json = plx_engine_annotate(p, "storm.txt", text, strlen(text), why);
  if (!json) return fprintf(stderr, "%s\n", why), 1;
  fputs(json, stdout);
  plx_engine_free_text(json);
  plx_engine_close(p);
  return 0;
}
C
export PKG_CONFIG_PATH="$tmp/usr/lib/pkgconfig" PARALLAX_MODEL=
cc -o "$tmp/use" "$tmp/use.c" $(pkg-config --cflags --libs parallax)
model=$(find "$tmp/usr/share/parallax/model" -name 'en*.plxm' | head -n 1)
LD_LIBRARY_PATH="$tmp/usr/lib" PARALLAX_MODEL="$model" "$tmp/use" | grep -q '"statements"'
(cd "$tmp" && "$tmp/usr/bin/parallax" --version && printf 'It rained in Lisbon.\n' | "$tmp/usr/bin/parallax" annotate | grep -q '"sentences"')
[ -s "$tmp/usr/share/man/man1/parallax-compare.1" ]
make -s uninstall PREFIX="$tmp/usr"
[ -z "$(find "$tmp/usr" -type f)" ] || { echo "uninstall left:"; find "$tmp/usr" -type f; exit 1; }
