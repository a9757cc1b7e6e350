#!/bin/sh
# headlines.sh - how many headlines of headlines.tsv `parallax parse` reads as a reader does: the verb is the root, its
# subject the one that is meant, acting or acted upon.
cd "$(dirname "$0")/.." || exit 1
rows=bench/headlines.tsv
grep -v '^#' "$rows" | tail -n +2 | cut -f1 | sed G | "${PARALLAX:-build/parallax}" parse 2>/dev/null |
  awk -F '\t' -v rows="$rows" -v show="${1:-}" '
    BEGIN { while ((getline line < rows) > 0) if (line !~ /^#|^headline/) want[++n] = line }
    function judge(   w, i, verb, subject) {
      split(want[++at], w, "\t")
      for (i = 1; i <= words; i++) if (head[i] == 0) verb = i
      for (i = 1; i <= words; i++) if (head[i] == verb && rel[i] ~ /^nsubj/ && form[i] == w[3]) subject = i
      roots += form[verb] == w[2]
      subjects += subject > 0 && form[verb] == w[2]
      ok = subject > 0 && form[verb] == w[2] && (rel[subject] == "nsubj:pass") == (w[4] == "p")
      good += ok
      if (show && !ok) print w[1] ": root " form[verb] ", " (subject ? rel[subject] : "no such subject")
      words = 0
    }
    $1 ~ /^[0-9]+$/ { words++; form[words] = $2; head[words] = $7; rel[words] = $8 }
    /^$/ && words { judge() }
    END { if (words) judge(); printf "verb %d, subject %d, all %d of %d headlines\n", roots, subjects, good, at }'
