# senses.awk - what kind of thing a common verb or noun mostly is, by the lexicographers of WordNet 3.0.
#   awk -v words=data/commonness.tsv -f tools/senses.awk /usr/share/wordnet/{data,index}.{verb,noun} >data/senses.tsv
# The first two different lexicographer files among a word's senses, the most frequent sense first; nouns and verbs that
# data/commonness.tsv has.  Files are numbered as in lexnames(5WN): 18 is noun.person, 32 verb.communication.
BEGIN {
  while ((getline line < words) > 0) { split(line, c, "\t"); common[c[1]] = 1 }
  print "# Made by tools/senses.awk from WordNet 3.0 (wordnet-base): the lexicographer files of a word's first senses."
  print "word\tpos\tfirst\tsecond"
}
/^ / { next } # the licence
FILENAME ~ /data\./ { file[FILENAME ~ /verb/ ? "v" $1 : "n" $1] = $2 + 0; next }
{
  word = $1; pos = $2
  if (!(word in common) || word ~ /[0-9_.]/) next
  n = $3; first = second = ""
  for (i = NF - n + 1; i <= NF; i++) {
    f = file[pos $i]
    if (first == "") first = f
    else if (second == "" && f != first) second = f
  }
  print word "\t" pos "\t" first "\t" second
}
