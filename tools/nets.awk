# nets.awk - model/reading_net_*.tsv become C: `awk -v out=build/gen -f tools/nets.awk FILE…`
# A row is a net's name, KIND_NUMBER, and some of its numbers, which follow each other in the order of plx_line_net.
# Writes out/nets.c: plx_line_nets_KIND, all nets of a kind; none for a file without rows, which is what the trainer is built
# with after a change of features.
function end_kind() {
  if (kind == "") return
  printf "};\nstatic const plx_line_net nets_%s[] = {\n", kind > c
  for (i = 0; i < nets; i++)
    printf "{numbers_%s + %d, numbers_%s + %d, numbers_%s + %d},\n", kind, at[i], kind, at[i] + inputs, kind, at[i] + 2 * inputs > c
  printf "};\nconst plx_line_nets plx_line_nets_%s = {nets_%s, %d};\n\n", kind, kind, nets > c
}
BEGIN {
  FS = "\t"
  c = out "/nets.c"
  print "/* Made by tools/nets.awk from model/: do not edit. */\n#include \"reading/line_net.h\"\n" > c
}
FNR == 1 {
  end_kind(); kind = ""
  if (file != "" && !rows) printf "const plx_line_nets plx_line_nets_%s = {0};\n", file > c
  file = FILENAME; sub(/.*reading_net_/, "", file); sub(/\.tsv$/, "", file); rows = 0
}
/^#/ { if (match($0, /inputs [0-9]+/)) inputs = substr($0, RSTART + 7, RLENGTH - 7) + 0; next }
{
  rows++
  k = $1; sub(/_[0-9]+$/, "", k)
  if (k != kind) {
    end_kind()
    kind = k; nets = 0; n = 0; name = ""
    printf "_Static_assert(PLX_NET_INPUTS == %d, \"model/reading_net_%s.tsv is of other features: train again\");\n", inputs, kind > c
    printf "static const float numbers_%s[] = {\n", kind > c
  }
  if ($1 != name) { name = $1; at[nets++] = n }
  line = ""
  for (i = 2; i <= NF; i++) { line = line sprintf("%s%sf,", $i, $i ~ /[.e]/ ? "" : "."); n++ }
  print line > c
}
END {
  end_kind()
  if (!rows) printf "const plx_line_nets plx_line_nets_%s = {0};\n", file > c
}
