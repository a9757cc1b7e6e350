# tables.awk - data/*.tsv become C: `awk -v out=build/gen -f tools/tables.awk data/*.tsv`
# Writes out/tables.h (an extern and an enum of columns for each table) and out/tables.c (the cells).
# A table whose comment says "Sorted by bytes" is one of words: it gets a hash of its first column (plx_table_find)
# and its cells as numbers.
function quote(s) { gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s); gsub(/\?/, "\\?", s); return s }
function finish() {
  if (name == "") return
  if (rows == 0) print "  {0}," > c
  print "};" > c
  if (sorted) index_words()
  numbers = ""
  printf "const plx_table plx_table_%s = {\"%s\", %d, %d, cell_%s, %s};\n\n", name, name, rows, columns, name, sorted ? "slot_" name ", " size - 1 ", num_" name : "NULL, 0, NULL" > c
}
# As base/table.c: slots hold a row's number from 1 and 16 bits of its hash, the next free one is taken.
function hash(s,   i, h) {
  h = 5381
  for (i = 1; i <= length(s); i++) h = (h * 33 + ord[substr(s, i, 1)]) % 16777216
  return h
}
function index_words(   i, k, h24, slot) {
  for (size = 16; size < 2 * rows; size *= 2) {}
  for (i = 1; i <= rows; i++) {
    h24 = hash(word[i])
    for (k = (h24 + int(h24 / 4096)) % size; k in slot; k = (k + 1) % size) {}
    slot[k] = i + 65536 * int(h24 / 256)
  }
  printf "static const uint32_t slot_%s[] = {", name > c
  for (i = 0; i < size; i++) printf "%s%u,", i % 32 ? "" : "\n  ", slot[i] > c
  print "\n};" > c
  printf "static const double num_%s[] = {\n%s};\n", name, numbers > c
}
BEGIN {
  FS = "\t"
  for (i = 1; i < 256; i++) ord[sprintf("%c", i)] = i
  h = out "/tables.h"; c = out "/tables.c"
  print "/* Made by tools/tables.awk from data/: do not edit. */\n#ifndef PLX_TABLES_H\n#define PLX_TABLES_H\n\n#include \"base/table.h\"\n" > h
  print "/* Made by tools/tables.awk from data/: do not edit. */\n#include \"tables.h\"\n\n#define S(z) {z, sizeof z - 1}\n" > c
}
FNR == 1 {
  finish()
  n = split(FILENAME, part, "/"); name = part[n]; sub(/\.tsv$/, "", name)
  rows = 0; columns = 0; sorted = 0
}
/^#.*Sorted by bytes/ { sorted = 1 }
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
  word[++rows] = $1
  if (!sorted) next
  for (i = 1; i <= columns; i++) numbers = numbers ($i ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/ ? sprintf("%.9g", $i) : 0) ","
  numbers = numbers "\n"
}
END { finish(); print "#endif" > h }
