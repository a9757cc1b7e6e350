# kin.awk - which verbs and event nouns are kin, from WordNet 3.0, as data/kin.tsv
#   awk -f tools/kin.awk data/commonness.tsv DICT/index.verb DICT/index.noun DICT/data.verb DICT/data.noun > data/kin.tsv
# A row: a lemma, its meanings in order of frequency, and what they are kinds of (direct hypernyms of the first three).
# A noun has its own meanings (acts, events, communication, states …) and those of the verbs they are derived from, so
# that "collapse" the noun and "break down" the verb meet.  Meanings only one lemma has are left out.
function common(lemma,  part, n, i, w) {
  n = split(lemma, part, /[ -]/)
  for (i = 1; i <= n; i++) {
    w = part[i]
    if (length(w) > 3 && w ~ /s$/ && w !~ /[sui]s$/) sub(/s$/, "", w)
    if (length(w) > 2 && !(w in known)) return 0
  }
  return 1
}
function add(list, id) { return index(" " list " ", " " id " ") ? list : (list == "" ? id : list " " id) }
# 1 for a noun that mostly stands for a deed or happening: one of its two commonest meanings is an act or event, or its
# commonest a state, process or piece of talk that a verb lies behind.
function deeds(lemma,  s, n) {
  n = split(senses[lemma, "n"], s, " ")
  if (n >= 1 && file[s[1]] ~ /^(04|11)$/) return 1
  if (n >= 2 && file[s[2]] ~ /^(04|11)$/ && file[s[1]] ~ /^(04|07|10|11|19|22|26)$/) return 1
  return n >= 1 && file[s[1]] ~ /^(10|19|22|26)$/ && verb[s[1]] != "" ? 1 : ""
}
BEGIN { split("04 07 10 11 12 19 21 22 26", f, " "); for (i in f) eventive[f[i]] = 1; deed["04"] = deed["11"] = deed["26"] = 1 }
FILENAME ~ /commonness/ { if ($0 !~ /^#/) known[$1] = 1; next }
/^ / { next }
FILENAME ~ /index/ {
  pos = FILENAME ~ /verb/ ? "v" : "n"
  lemma = $1; gsub(/_/, " ", lemma)
  first = NF - $3 + 1
  # rare words stay only where WordNet's own corpus has them, or as nouns of one word, which the file below decides
  if (!common(lemma) && $(first - 1) + 0 == 0 && (pos == "v" || lemma ~ / /)) next
  list = ""
  for (i = first; i <= NF && i < first + 8; i++) list = list " " pos $i
  senses[lemma, pos] = list
  rare[lemma] = !common(lemma)
  if (!(lemma in seen)) { seen[lemma] = 1; order[++lemmas] = lemma }
  next
}
{
  pos = FILENAME ~ /verb/ ? "v" : "n"
  id = pos $1
  file[id] = $2
  w = 0; hex = "0123456789abcdef"
  w = 16 * (index(hex, substr($4, 1, 1)) - 1) + index(hex, substr($4, 2, 1)) - 1
  p = 5 + 2 * w
  n = $p + 0
  for (i = 0; i < n; i++) {
    sym = $(p + 1 + 4 * i); to = $(p + 3 + 4 * i) $(p + 2 + 4 * i)
    to = $(p + 3 + 4 * i) $(p + 2 + 4 * i)
    if (sym == "@") up[id] = add(up[id], to)
    if (pos == "n" && sym == "+" && $(p + 3 + 4 * i) == "v") verb[id] = add(verb[id], to)
    if (pos == "v" && sym == "$") twin[id] = add(twin[id], to)
  }
}
END {
  for (k = 1; k <= lemmas; k++) {
    lemma = order[k]; mine = ""; above = ""
    for (q = 1; q <= 2; q++) {
      pos = q == 1 ? "v" : "n"
      n = split(senses[lemma, pos], s, " ")
      for (i = 1; i <= n; i++) {
        if (pos == "n" && (i > 4 || !(file[s[i]] in eventive) || (rare[lemma] && !(file[s[i]] in deed)))) continue
        mine = add(mine, s[i])
        m = split(pos == "n" ? verb[s[i]] : twin[s[i]], t, " ")
        for (j = 1; j <= m; j++) mine = add(mine, t[j])
        if (i <= 3) { m = split(up[s[i]], t, " "); for (j = 1; j <= m; j++) above = add(above, t[j]) }
      }
    }
    own[lemma] = mine; over[lemma] = above
    n = split(mine, s, " "); for (i = 1; i <= n; i++) used[s[i]]++
    n = split(above, s, " "); for (i = 1; i <= n; i++) used[s[i]]++
  }
  print "# Which verbs and event nouns are kin: made by tools/kin.awk from WordNet 3.0 (Princeton University; its licence allows this)."
  print "# meanings: shared numbers are shared meanings, the commonest first; kinds: what the first meanings are kinds of."
  print "# deed: 1 for a noun that mostly stands for a deed or happening."
  print "word\tmeanings\tkinds\tdeed"
  for (k = 1; k <= lemmas; k++) {
    lemma = order[k]; line = ""; line2 = ""
    n = split(own[lemma], s, " ")
    for (i = 1; i <= n; i++) if (used[s[i]] > 1) { if (!(s[i] in num)) num[s[i]] = ++nums; line = line (line == "" ? "" : " ") num[s[i]] }
    n = split(over[lemma], s, " ")
    for (i = 1; i <= n; i++) if (used[s[i]] > 1) { if (!(s[i] in num)) num[s[i]] = ++nums; line2 = line2 (line2 == "" ? "" : " ") num[s[i]] }
    if (line == "" && (line2 == "" || rare[lemma])) continue
    print lemma "\t" line "\t" line2 "\t" deeds(lemma)
    if (lemma ~ /-/) { plain = lemma; gsub(/-/, "", plain); if (!(plain in seen)) print plain "\t" line "\t" line2 "\t" deeds(lemma) }
  }
}
