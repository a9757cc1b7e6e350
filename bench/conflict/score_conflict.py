#!/usr/bin/env python3
"""How often is a contradiction or an update that `parallax compare` tells between two figures one that a reader sees?

    score_conflict.py [--show] [--blind] [--only N] [BENCH]

BENCH  the measuring kit's folder (default ../shared/bench); its gva sets hold the documents that the labels name.
Runs $PARALLAX (default build/parallax) on the documents of each incident.  A pair of labelled figures counts as told
where one claim whose values differ has an account over each and its `why` is update or disagreement.
--blind takes the second set, which was labelled before the program's output on it was looked at, and on which nothing is chosen.
--show prints each wrong, missed or unjudged pair with its words, sorted by cause; --only N takes one incident.
"""
import collections, gzip, itertools, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STRONG = {"update": "update", "disagreement": "conflict"}


def table(name, part):
    rows = [l.rstrip("\n").split("\t") for l in open(os.path.join(HERE, part, name), encoding="utf-8")]
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def documents(bench):
    docs = {}
    for part in ("stories/gva.jsonl.gz", "figures/gva_dev.jsonl.gz"):
        with gzip.open(os.path.join(bench, part), "rt", encoding="utf-8") as f:
            for line in f:
                d = json.loads(line)
                docs.setdefault(d["id"], d)
    return docs


def compare(docs):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as f:
        for d in docs:
            f.write(json.dumps({k: v for k, v in d.items() if k != "gold"}) + "\n")
        f.flush()
        program = os.environ.get("PARALLAX", "build/parallax")
        return json.loads(subprocess.run([program, "compare", "--quiet", "--json", f.name], capture_output=True, check=True).stdout)


def told(story):
    """{two accounts (document, start, end, values its document gives in the claim): why} where a claim's numbers differ."""
    out = {}
    for c in story["claims"]:
        if c.get("field") != "number" or c["kind"] != "figure" or c["relation"] not in ("differ", "conflict"):
            continue
        gives = collections.defaultdict(set)
        for v in c["values"]:
            for d in v["documents"]:
                gives[d].add(float(v["value"]))
        key = lambda a: (a["document"], a["start"], a["end"], tuple(sorted(gives[a["document"]])))
        for a, b in itertools.combinations(c["accounts"], 2):
            x, y = key(a), key(b)
            if x[0] != y[0] and x[3] != y[3]:
                if out.get((x, y)) not in STRONG:
                    out[x, y] = c.get("why", "none")
    return out


def covers(account, figure):
    """The account stands over the figure, or over another telling of it, and gives its value."""
    document, start, end, values = account
    if document != figure["document"] or float(figure["value"]) not in values:
        return False
    size = int(figure["end"]) - int(figure["start"])
    places = [int(figure["start"])] + [int(x) for x in figure["also"].split() if x != "-"]
    return any(start < at + size and at < end for at in places)


def clip(text, start, end):
    lo, hi = max(0, start - 70), min(len(text), end + 70)
    return " ".join((text[lo:start] + "[" + text[start:end] + "]" + text[end:hi]).split())


def main(args):
    show, part = "--show" in args, "blind" if "--blind" in args else ""
    only = args[args.index("--only") + 1] if "--only" in args else None
    rest = [a for a in args if not a.startswith("--") and a != only]
    docs = documents(rest[0] if rest else "../shared/bench")
    figures = {(f["document"], f["start"]): f for f in table("figures.tsv", part)}
    pairs = collections.defaultdict(list)
    for p in table("pairs.tsv", part):
        pairs[p["incident"]].append(p)
    members = collections.defaultdict(list)
    for m in table("documents.tsv", part):
        members[m["incident"]].append(m["document"])
    count, notes, wrong = collections.Counter(), [], set()
    for incident in members:
        if only and incident != only:
            continue
        claims = told(compare([docs[d] for d in members[incident]]))
        used = set()
        for p in pairs[incident]:
            a, b = figures[p["document_a"], p["start_a"]], figures[p["document_b"], p["start_b"]]
            why = None
            for key, w in claims.items():
                for x, y in (key, key[::-1]):
                    if covers(x, a) and covers(y, b):
                        used.add(key)
                        why = w if why not in STRONG else why
            says, is_ = STRONG.get(why), p["final"]
            strong = is_ in ("conflict", "update")
            count["labelled " + is_] += 1
            count["naive right"] += strong
            count["told"] += says is not None
            count["right"] += says is not None and strong
            count["same kind"] += says == is_
            count["strong"] += strong
            count["scope told"] += why == "other_scope"
            count["scope right"] += why == "other_scope" and is_ == "scope"
            if (says is not None) != strong:
                kind = f"told {says}, is {is_}" if says else f"missed {is_}, said {why}"
                notes.append((kind, incident, *((f["document"], int(f["start"]), int(f["end"])) for f in (a, b))))
        for key, why in claims.items():
            x, y = ((d, docs[d]["text"][s:e]) for d, s, e, _ in key)
            if key not in used and why in STRONG and x[1].lower() != y[1].lower():
                count["unjudged"] += 1
                wrong.add((incident, frozenset((x[1].lower(), y[1].lower()))))
                notes.append((f"unjudged {STRONG[why]}", incident, *(k[:3] for k in key)))
    if show:
        for kind, incident, *two in sorted(notes):
            print(f"\n{kind} (incident {incident})")
            for d, s, e in two:
                print("   ", (docs[d].get("published") or "")[:10], clip(docs[d]["text"], s, e))
        print()
    n = sum(v for k, v in count.items() if k.startswith("labelled "))
    ratio = lambda a, b: f"{a}/{b} = {a / b:.2f}" if b else "0/0"
    print(f"incidents {len(members)}, pairs {n}:", ", ".join(f"{k[9:]} {v}" for k, v in sorted(count.items()) if k.startswith("labelled ")))
    print("conflict or update: precision", ratio(count["right"], count["told"]), " recall", ratio(count["right"], count["strong"]),
          " kind right", ratio(count["same kind"], count["right"]), " unjudged", count["unjudged"])
    print("  with every wording told that no row judges taken for wrong: precision", ratio(count["right"], count["told"] + len(wrong)))
    print("unequal is conflict: precision", ratio(count["naive right"], n), " recall 1")
    print("other scope: precision", ratio(count["scope right"], count["scope told"]))


if __name__ == "__main__":
    main(sys.argv[1:])
