#!/bin/sh
# embed.sh OUT NAME FILE… - files become plx_str constants in OUT/NAME.h and OUT/NAME.c:
# `embed.sh build/gen web web/story.css` gives plx_web_story_css
set -eu
out=$1 name=$2; shift 2
symbol() { echo "plx_${name}_$(basename "$1" | tr '.-' '__')"; }
{ echo '/* Made by tools/embed.sh: do not edit. */'
  echo "#ifndef PLX_GEN_${name}_H"; echo "#define PLX_GEN_${name}_H"; echo '#include "base/str.h"'
  for f in "$@"; do echo "extern const plx_str $(symbol "$f");"; done
  echo '#endif'; } >"$out/$name.h"
{ echo '/* Made by tools/embed.sh: do not edit. */'; echo "#include \"$name.h\""
  for f in "$@"; do
    echo "static const unsigned char $(symbol "$f")_bytes[] = {"
    od -An -v -t u1 "$f" | sed 's/  */,/g; s/^,//; s/$/,/'
    echo "0};"
    echo "const plx_str $(symbol "$f") = {(const char *)$(symbol "$f")_bytes, sizeof $(symbol "$f")_bytes - 1};"
  done; } >"$out/$name.c"
