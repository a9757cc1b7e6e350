# reliability.awk - how often what was told with a confidence is right: a diagram, and the expected calibration error.
#
#     build/train/events --reliability FOLDS.tsv SET.jsonl … >pairs.tsv
#     awk -v title="…" -f tools/reliability.awk pairs.tsv >bench/reliability.svg      # the table goes to standard error
#
# A line in: set, confidence, 1 if right.  Ten bins of equal width; the error is the mean distance of confidence and
# share right over bins, weighted by what is in them (Guo et al. 2017).  One line a set, dots as large as their bin.
BEGIN { FS = "\t"; bins = 10; side = 320; left = 46; top = 34 }
{
  b = int($2 * bins); if (b > bins - 1) b = bins - 1
  n[$1, b]++; sum[$1, b] += $2; right[$1, b] += $3; of[$1]++
  if (!($1 in number)) { number[$1] = sets; set[sets++] = $1 }
}
function x(p) { return left + p * side }
function y(p) { return top + (1 - p) * side }
END {
  split("#3b6ea8 #b8552e #4d8a4a #7a5c9e", colour, " ")
  printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n", side + 70, side + 96 + 16 * sets
  printf "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>\n", left, title
  for (i = 0; i <= 5; i++) {
    printf "<path d=\"M%.1f %dV%.1fM%d %.1fH%.1f\" stroke=\"#ddd\"/>", x(i / 5), top, top + side, left, y(i / 5), left + side
    printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>\n", x(i / 5), top + side + 16, i / 5, left - 6, y(i / 5) + 4, i / 5
  }
  printf "<path d=\"M%d %.1fL%.1f %d\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>\n", left, top + side, left + side, top
  printf "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">confidence told</text>\n", left + side / 2, top + side + 34
  printf "<text transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">share right</text>\n", top + side / 2
  for (s = 0; s < sets; s++) {
    name = set[s]; error = 0; path = ""; dots = ""
    for (b = 0; b < bins; b++) {
      k = n[name, b]; if (!k) continue
      told = sum[name, b] / k; got = right[name, b] / k
      error += k / of[name] * (told > got ? told - got : got - told)
      if (k < 5) continue # too few to say
      path = path sprintf("%s%.1f %.1f", path == "" ? "M" : "L", x(told), y(got))
      dots = dots sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%d events, told %.2f, right %.2f</title></circle>", x(told), y(got), 2 + sqrt(k) / 3, k, told, got)
      printf "%s\t%.1f-%.1f\t%d\t%.2f\t%.2f\n", name, b / bins, (b + 1) / bins, k, told, got >"/dev/stderr"
    }
    printf "%s\texpected calibration error\t%d\t%.3f\n", name, of[name], error >"/dev/stderr"
    c = colour[s % 4 + 1]
    printf "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/><g fill=\"%s\" fill-opacity=\".7\">%s</g>\n", path, c, c, dots
    label = name; sub(/\.jsonl$/, "", label)
    printf "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s: %d events, expected calibration error %.3f</text>\n", left, top + side + 48 + 16 * s, c, left + 16, top + side + 57 + 16 * s, label, of[name], error
  }
  print "</svg>"
}
