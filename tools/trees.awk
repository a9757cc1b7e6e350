# trees.awk - model/reading_html.tsv and reading_plain.tsv become C: `awk -v out=build/gen -f tools/trees.awk FILE…`
# A row is a node in preorder: forest, tree (or "bias"), feature (-1: a leaf), right (rows further), value.
# Writes out/trees.c: a plx_forest for each forest, its splits by feature and value, each with the leaves it keeps.
function end_tree(i, from, to) {
  if (!nodes) return
  if (leaves > 32) { print "trees.awk: a tree of more than 32 leaves" > "/dev/stderr"; exit 1 }
  for (i = 0; i < nodes; i++) {
    if (feature[i] < 0) continue
    from = before[i]; to = before[i + right[i]]
    add_split(feature[i], value[i], 4294967295 - 2 ^ to + 2 ^ from)
  }
  for (i = leaves; i < 32; i++) leaf = leaf "0,"
  print leaf > c
  trees++; nodes = 0; leaves = 0; leaf = ""
}
# Splits of a feature, kept in order of value.
function add_split(f, v, keep, i) {
  for (i = count[f]++; i > 0 && at[f, i - 1] > v; i--) {
    at[f, i] = at[f, i - 1]; row[f, i] = row[f, i - 1]
  }
  at[f, i] = v
  row[f, i] = sprintf("{%.6ff,%.0fu,%du},", v, keep, trees)
  if (f >= features) features = f + 1
}
function end_forest(f, i, n, begin) {
  end_tree()
  if (name == "") return
  printf "};\nstatic const plx_split split_%s[] = {\n", name > c
  for (f = 0; f < features; f++) {
    begin = begin n + 0 ","
    for (i = 0; i < count[f]; i++) { print row[f, i] > c; n++ }
    count[f] = 0
  }
  printf "};\nstatic const uint32_t begin_%s[] = {%s%d};\n", name, begin, n > c
  printf "const plx_forest plx_forest_%s = {split_%s, begin_%s, leaf_%s, %d, %d, %sf};\n\n", name, name, name, name, features, trees, bias > c
}
BEGIN {
  FS = "\t"
  nodes = 0; leaves = 0
  c = out "/trees.c"
  print "/* Made by tools/trees.awk from model/: do not edit. */\n#include \"reading/trees.h\"\n" > c
}
/^#/ || $1 == "forest" { next }
$1 != name {
  end_forest()
  name = $1; trees = 0; features = 0; last = ""
  printf "static const float leaf_%s[] = {\n", name > c
}
$2 == "bias" { bias = sprintf("%.6f", $5); next }
$2 != last { end_tree(); last = $2 }
{
  before[nodes] = leaves; feature[nodes] = $3; right[nodes] = $4; value[nodes] = $5 + 0
  if ($3 < 0) { leaf = leaf sprintf("%.6ff,", $5); leaves++ }
  nodes++; before[nodes] = leaves
}
END { end_forest() }
