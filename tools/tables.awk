# tables.awk - data/*.tsv become C: `awk -v out=build/gen -f tools/tables.awk data/*.tsv`
# Writes out/tables.h (an extern and an enum of columns for each table) and out/tables.c (the cells).
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\?/, "\\?", s); return s }
function finish() {
  if (name == "") return
  if (rows == 0) print "  {0}," > c
  print "};" > c
  printf "const plx_table plx_table_%s = {\"%s\", %d, %d, cell_%s};\n\n", name, name, rows, columns, name > c
}
BEGIN {
  FS = "\t"
  h = out "/tables.h"; c = out "/tables.c"
  print "/* Made by tools/tables.awk from data/: do not edit. */\n#ifndef PLX_TABLES_H\n#define PLX_TABLES_H\n\n#include \"base/table.h\"\n" > h
  print "/* Made by tools/tables.awk from data/: do not edit. */\n#include \"tables.h\"\n\n#define S(z) {z, sizeof z - 1}\n" > c
}
FNR == 1 {
  finish()
  n = split(FILENAME, part, "/"); name = part[n]; sub(/\.tsv$/, "", name)
  rows = 0; columns = 0
}
/^#/ || /^[ \t]*$/ { next }
columns == 0 {
  columns = NF
  printf "extern const plx_table plx_table_%s;\nenum {", name > h
  for (i = 1; i <= NF; i++) printf " PLX_%s_%s,", toupper(name), toupper($i) > h
  print " };\n" > h
  printf "static const plx_str cell_%s[] = {\n", name > c
  next
}
{
  if (NF > columns) { printf "%s:%d: %d cells in a table of %d columns\n", FILENAME, FNR, NF, columns > "/dev/stderr"; exit 1 }
  line = "  "
  for (i = 1; i <= columns; i++) line = line "S(\"" quote($i) "\"), "
  print line > c
  rows++
}
END { finish(); print "#endif" > h }
