#!/bin/sh
# score.sh [SET…] - runs the scorers of the measuring kit in ../shared/bench (python3) on this build, a line a set.
# Sets: language names coref times statements events figures stories links reading seeds.  Without a set: all.
set -u
B=${BENCH:-../shared/bench}
export PARALLAX=${PARALLAX:-build/parallax}
[ -d "$B" ] || { echo "score.sh: no measuring kit at $B" >&2; exit 0; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT
last() { tail -n 1 "$1"; }
annotated() { # annotated FILE.jsonl.gz SCORER [ARGS]
  gold=$1 scorer=$2; shift 2
  zcat "$gold" | "$PARALLAX" annotate --quiet 2>/dev/null | python3 "$scorer" "$@" "$gold" - >"$tmp/o" 2>&1
  printf '%-26s %s\n' "$(basename "$gold" .jsonl.gz)" "$(last "$tmp/o")"
}
set_language() {
  for s in ewt-dev ewt-test gum_free-dev gum_free-test; do
    python3 "$B/language/text_of.py" "$B/language/$s.conllu.gz" | "$PARALLAX" parse 2>/dev/null | python3 "$B/language/score_language.py" "$B/language/$s.conllu.gz" - >"$tmp/o" 2>&1
    printf '%-26s %s\n' "$s raw text" "$(last "$tmp/o")"; grep -iE 'lemma|sent' "$tmp/o" | head -2 | sed 's/^/                           /'
  done
}
set_names() {
  for s in uner_ewt-dev uner_ewt-test gum_free-dev gum_free-test; do
    zcat "$B/language/$(echo $s | sed s/uner_//).conllu.gz" | "$PARALLAX" parse --conllu 2>/dev/null | python3 "$B/names/score_names.py" "$B/names/$s.iob2.gz" - >"$tmp/o" 2>&1
    printf '%-26s %s\n' "names $s" "$(last "$tmp/o")"
  done
}
set_coref() { annotated "$B/language/coref_dev.jsonl.gz" "$B/language/score_coref.py"; }
set_times() { for s in meantime wikiwars gum_dates-dev; do annotated "$B/times/$s.jsonl.gz" "$B/times/score_times.py"; done; }
set_statements() { annotated "$B/statements/polnear_dev.jsonl.gz" "$B/statements/score_statements.py"; }
set_events() { for s in cameo_manual plover_gsr plv_train coped_train negative; do annotated "$B/events/$s.jsonl.gz" "$B/events/score_events.py"; done; }
set_figures() { 
  zcat "$B/figures/gva_dev.jsonl.gz" | "$PARALLAX" annotate --quiet >"$tmp/p"; python3 "$B/figures/score_figures.py" "$B/figures/gva_dev.jsonl.gz" "$tmp/p" | sed "s/^/gva_dev  /"; }
set_stories() {
  for s in basil allsides gva neus ecb; do
    zcat "$B/stories/$s.jsonl.gz" | "$PARALLAX" group --quiet >"$tmp/p" 2>/dev/null
    printf '%-26s %s\n' "$s" "$(python3 "$B/stories/score_stories.py" "$B/stories/$s.jsonl.gz" "$tmp/p" | tail -n 1)"
  done
}
set_links() { zcat "$B/stories/ecb_dev.jsonl.gz" | "$PARALLAX" align >"$tmp/p" 2>/dev/null; python3 "$B/stories/score_links.py" "$B/stories/ecb_dev.jsonl.gz" "$tmp/p" | sed 's/^/ecb_dev  /'; }
set_reading() {
  [ -d "$tmp/r" ] || python3 "$B/reading/unpack.py" "$tmp/r" >/dev/null
  for s in zyte fundus_dev wcxb_dev plain_near_dev plain_full_dev; do
    in="$tmp/r/$s/html"; [ -d "$in" ] || in="$tmp/r/$s/text"
    "$PARALLAX" read --quiet "$in" >"$tmp/p" 2>/dev/null
    printf '%-26s %s\n' "$s" "$(python3 "$B/reading/score_reading.py" "$tmp/r/$s" "$tmp/p" 2>&1 | tail -n 1)"
  done
}
set_seeds() {
  "$PARALLAX" annotate --quiet "$B"/../seeds/*.txt >"$tmp/p"; "$PARALLAX" compare --quiet --json "$B"/../seeds/*.txt >"$tmp/s"
  python3 "$B/../seeds/check_seeds.py" "$tmp/p" "$tmp/s" | sed -n '/^$/,$p'
}
[ $# -gt 0 ] || set -- language names coref times statements events figures stories links reading seeds
for s in "$@"; do "set_$s"; done
