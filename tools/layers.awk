# layers.awk - a file includes only its own folder, an earlier one, or base/: `awk -f tools/layers.awk src/*/*.[ch]`
BEGIN { n = split("base reading text language meaning story compare store serve work command", order, " ")
        for (i = 1; i <= n; i++) rank[order[i]] = i }
FNR == 1 { split(FILENAME, part, "/"); room = part[2]
           if (!(room in rank)) { print FILENAME ": the folder " room " is not in the order of DESIGN: " ; bad++ } }
match($0, /^#include "[a-z]+\//) {
  from = substr($0, RSTART + 10, RLENGTH - 11)
  if (from in rank && rank[from] > rank[room]) { print FILENAME ":" FNR ": " room "/ may not include " from "/, which comes later"; bad++ }
}
END { print (bad ? "0 passed, 1 failed" : "1 passed, 0 failed"); exit bad > 0 }
