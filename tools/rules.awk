# rules.awk - rules of doc/spec without an example, or that no code names: `awk -f tools/rules.awk doc/spec/*.md src/*/*.c`
/^### [a-z]+\.[0-9]+/ { rule = $2; rules[++n] = rule; next }
/^```example/ { examples[rule]++ }
{ while (match($0, /spec: [a-z]+\.[0-9]+/)) { code[substr($0, RSTART + 6, RLENGTH - 6)]++; $0 = substr($0, RSTART + RLENGTH) } }
END { for (i = 1; i <= n; i++) {
        if (!examples[rules[i]]) bare = bare " " rules[i]
        if (!code[rules[i]]) loose = loose " " rules[i] }
      if (bare) print "note  rules without an example:" bare
      if (loose) print "note  rules that no code names:" loose }
