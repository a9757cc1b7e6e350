#!/bin/sh
# embed.sh OUT FILE… - files become plx_str constants: web/story.css is plx_web_story_css, in OUT/web.h and OUT/web.c
set -eu
out=$1; shift
{ echo '/* Made by tools/embed.sh: do not edit. */'; echo '#ifndef PLX_WEB_H'; echo '#define PLX_WEB_H'; echo '#include "base/str.h"'
  for f in "$@"; do echo "extern const plx_str plx_web_$(basename "$f" | tr '.-' '__');"; done
  echo '#endif'; } >"$out/web.h"
{ echo '/* Made by tools/embed.sh: do not edit. */'; echo '#include "web.h"'
  for f in "$@"; do
    name=plx_web_$(basename "$f" | tr '.-' '__')
    echo "static const char ${name}_bytes[] = {"
    od -An -v -t u1 "$f" | awk '{ gsub(/[0-9]+/, "(char)&,"); print }'
    echo "0};"
    echo "const plx_str $name = {${name}_bytes, sizeof ${name}_bytes - 1};"
  done; } >"$out/web.c"
