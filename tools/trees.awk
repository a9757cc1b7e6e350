# trees.awk - model/reading_*.tsv become C: `awk -v out=build/gen -f tools/trees.awk model/reading_*.tsv`
# A row is a node: forest, tree (or "bias"), feature (-1: a leaf), right, value.  Writes out/trees.c: a plx_forest for each forest.
function finish() {
  if (name == "") return
  print "};" > c
  printf "static const uint32_t root_%s[] = {%s};\n", name, roots > c
  printf "const plx_forest plx_forest_%s = {node_%s, root_%s, %d, %sf};\n\n", name, name, name, trees, bias > c
}
BEGIN {
  FS = "\t"
  c = out "/trees.c"
  print "/* Made by tools/trees.awk from model/: do not edit. */\n#include \"reading/trees.h\"\n" > c
}
/^#/ || $1 == "forest" { next }
$1 != name {
  finish()
  name = $1; trees = 0; nodes = 0; roots = ""; last = ""
  printf "static const plx_node node_%s[] = {\n", name > c
}
$2 == "bias" { bias = sprintf("%.6f", $5); next }
{
  if ($2 != last) { roots = roots (trees ? ", " : "") nodes; trees++; last = $2 }
  printf "{%d,%d,%.6ff},\n", $3, $4, $5 > c
  nodes++
}
END { finish() }
