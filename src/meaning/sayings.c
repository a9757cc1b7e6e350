/* SPDX-License-Identifier: Apache-2.0 */
/* Cues come first, all of them, because where one speaker ends is where another begins. */
#include "meaning/sayings.h"

#include "meaning/cues.h"
#include "meaning/goes_on.h"
#include "meaning/judge.h"
#include "meaning/rules.h"

// --- cues ---

uint8_t plx_sayings_strong(float score) {
  return score < -1.5f ? 0 : score < -0.2f ? 1 : score < 2 ? 2 : 3;
}

static float *score_cues(const plx_said_model *m, plx_said *d, plx_arena *tmp) {
  float *score = PLX_NEWS(tmp, float, d->text->tok.n);
  for (uint32_t i = 0; i < d->text->tok.n; i++) {
    if (!m->there) score[i] = plx_rules_cue(d, i) ? 1 : -9;
    else score[i] = plx_cues_candidate(d, i) ? plx_cues_score(&m->cue, d, i) : -9;
    d->word[i].strong = plx_sayings_strong(score[i]);
  }
  return score;
}

// --- roles ---

static void add_saying(const plx_said_model *m, const plx_said *d, uint32_t cue, float score, plx_sayings *out,
                       plx_arena *tmp) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[cue]];
  uint8_t *role = PLX_NEWS(tmp, uint8_t, s->count);
  if (m->there) plx_roles_find(&m->roles, d, cue, role, tmp);
  else plx_rules_roles(d, cue, role);
  plx_saying *x = plx_vec_push(tmp, out);
  *x = (plx_saying){.cue = cue, .score = score, .inside = PLX_NONE};
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_SOURCE, tmp, &x->source);
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CUE, tmp, &x->words);
  plx_said_stretch(d, role, s->first, s->count, PLX_SAID_CONTENT, tmp, &x->content);
}

static void drop_empty(plx_sayings *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->n; i++)
    if (s->v[i].content.n) s->v[n++] = s->v[i];
  s->n = n;
}

// --- nesting ---

bool plx_saying_holds(const plx_saying *s, uint32_t tok) {
  for (uint32_t k = 0; k < s->content.n; k++)
    if (s->content.v[k].first <= tok && tok <= s->content.v[k].last) return true;
  return false;
}

static uint32_t size_of(const plx_saying *s) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < s->content.n; k++) n += s->content.v[k].last - s->content.v[k].first + 1;
  return n;
}

// May a be the outer of b?  Where each holds the other's cue, the larger content is the outer one.
static bool outer(const plx_saying *a, const plx_saying *b) {
  if (!plx_saying_holds(a, b->cue)) return false;
  uint32_t m = size_of(a), n = size_of(b);
  return !plx_saying_holds(b, a->cue) || m > n || (m == n && a->cue < b->cue);
}

// Sayings that can hold each other's cues stand near each other: a saying looks this many places around itself.
#define NEAR 24

// spec: said.7
static void nest(plx_sayings *s) {
  for (uint32_t i = 0; i < s->n; i++) {
    uint32_t from = i > NEAR ? i - NEAR : 0, to = i + NEAR < s->n ? i + NEAR : s->n - 1, best = PLX_NONE;
    for (uint32_t j = from; j <= to; j++)
      if (j != i && outer(&s->v[j], &s->v[i]) && (best == PLX_NONE || size_of(&s->v[j]) < size_of(&s->v[best])))
        best = j;
    s->v[i].inside = best;
  }
}

// --- what stands behind the cue of a quotation ---

static bool in_double(const plx_said *d, uint32_t tok) {
  uint32_t q = d->quotes.of[tok];
  return q != PLX_NO_QUOTE && !d->quotes.quote.v[q].single;
}

// Does another speaker or another word of saying stand between the tokens?  "…," she said, adding later, "…"
static bool new_cue_between(const plx_said *d, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    plx_cue_class c = d->word[i].cue.class;
    if (d->text->tok.v[i].upos == PLX_UPOS_VERB && (c == PLX_CUE_SAY || c == PLX_CUE_ASK) && !in_double(d, i))
      return true;
  }
  return false;
}

// What a reporter adds to a quotation that is whole is his own: "We lost," she said, but nobody heard.  Only a further
// quotation goes on with it, unless it has a word of saying to itself.  spec: said.13
static void end_with_quotation(const plx_said *d, plx_saying *s, plx_arena *tmp) {
  const plx_said_range first = s->content.n ? s->content.v[0] : (plx_said_range){0};
  if (s->content.n < 2 || first.last >= s->cue || !in_double(d, first.first) || !in_double(d, first.last)) return;
  if (!d->quotes.quote.v[d->quotes.of[first.last]].closed) return;
  plx_said_ranges kept = {0};
  for (uint32_t k = 0; k < s->content.n; k++) {
    plx_said_range r = s->content.v[k];
    bool same = d->trees.sentence[r.first] == d->trees.sentence[s->cue];
    while (r.first > s->cue && same && r.first < r.last && !in_double(d, r.first)) r.first++;
    if (r.first > s->cue && same && (!in_double(d, r.first) || new_cue_between(d, s->cue + 1, r.first))) break;
    *plx_vec_push(tmp, &kept) = r;
  }
  s->content = kept;
}

// The last token of a name that ends its line, from `first` on; PLX_NO_TOK if there is none.
static uint32_t name_line(const plx_said *d, uint32_t first) {
  const plx_tok *t = d->text->tok.v;
  plx_str bytes = d->text->bytes;
  uint32_t i = first, n = d->text->tok.n;
  while (i < n && i < first + 6 && (t[i].upos == PLX_UPOS_PROPN || (i > first && t[i].ner != PLX_NER_O))) {
    uint32_t stop = i + 1 < n && plx_str_eqz(t[i + 1].form, ".") ? i + 1 : i;
    if (stop > i && (stop + 1 == n || d->trees.sentence[stop + 1] != d->trees.sentence[i])) return i;
    uint32_t end = plx_span_end(t[i].span), next = i + 1 < n ? t[i + 1].span.at : (uint32_t)bytes.n;
    if (i + 1 == n || plx_str_find(plx_str_sub(bytes, end, next - end), PLX_STR("\n"), 0) >= 0) return i;
    i++;
  }
  return PLX_NO_TOK;
}

// “…” — Her Name, and the line ends: whoever signs a quotation has said it.  spec: said.12
static bool add_signed(const plx_said *d, uint32_t dash, plx_sayings *out, plx_arena *tmp) {
  uint32_t last = plx_cues_signs(d, dash) ? name_line(d, dash + 1) : PLX_NO_TOK, q = d->quotes.of[dash ? dash - 1 : 0];
  if (last == PLX_NO_TOK || q == PLX_NO_QUOTE || d->quotes.quote.v[q].single) return false;
  const plx_quote *said = &d->quotes.quote.v[q];
  plx_saying *x = plx_vec_push(tmp, out);
  *x = (plx_saying){.cue = dash, .score = 9, .inside = PLX_NONE, .sure = true};
  *plx_vec_push(tmp, &x->source) = (plx_said_range){dash + 1, last};
  *plx_vec_push(tmp, &x->words) = (plx_said_range){dash, dash};
  *plx_vec_push(tmp, &x->content) = (plx_said_range){said->first, said->first + said->count - 1};
  return true;
}

// --- a reporting clause that is a sentence of its own ---

#define REPORTING_WORDS_MAX 24

// The verb of saying that heads a sentence and says nothing in it: "Holm demanded.", "He said:"; or PLX_NO_TOK.
static uint32_t bare_report(const plx_said *d, const plx_sentence *s) {
  if (s->count > REPORTING_WORDS_MAX) return PLX_NO_TOK;
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    plx_cue_class c = d->word[i].cue.class;
    if (plx_tree_head(&d->trees, i) != PLX_NO_TOK || d->text->tok.v[i].upos != PLX_UPOS_VERB) continue;
    bool speaks = c == PLX_CUE_SAY || c == PLX_CUE_ASK || c == PLX_CUE_ORDER || c == PLX_CUE_WANT;
    if (!speaks || in_double(d, i) || plx_tree_negated(&d->trees, i)) return PLX_NO_TOK;
    bool says = plx_tree_child(&d->trees, i, PLX_REL_CCOMP) != PLX_NO_TOK ||
                plx_tree_child(&d->trees, i, PLX_REL_XCOMP) != PLX_NO_TOK;
    return says ? PLX_NO_TOK : i;
  }
  return PLX_NO_TOK;
}

static bool same_line(const plx_said *d, uint32_t a, uint32_t b) {
  uint32_t end = plx_span_end(d->text->tok.v[a].span), gap = d->text->tok.v[b].span.at - end;
  return plx_str_find(plx_str_sub(d->text->bytes, end, gap), PLX_STR("\n"), 0) < 0;
}

// The closed quotation that ends right before the sentence, on its line.
static uint32_t quote_before(const plx_said *d, const plx_sentence *s) {
  uint32_t q = s->first ? d->quotes.of[s->first - 1] : PLX_NO_QUOTE;
  if (q == PLX_NO_QUOTE || d->quotes.quote.v[q].single || !d->quotes.quote.v[q].closed) return PLX_NO_QUOTE;
  const plx_quote *x = &d->quotes.quote.v[q];
  return x->first + x->count == s->first && same_line(d, s->first - 1, s->first) ? q : PLX_NO_QUOTE;
}

// The quotation that begins right behind the sentence's colon.
static uint32_t quote_behind(const plx_said *d, const plx_sentence *s) {
  uint32_t next = s->first + s->count;
  if (next >= d->text->tok.n || !plx_str_eqz(d->text->tok.v[next - 1].form, ":")) return PLX_NO_QUOTE;
  uint32_t q = d->quotes.of[next];
  return q != PLX_NO_QUOTE && !d->quotes.quote.v[q].single && d->quotes.quote.v[q].first == next ? q : PLX_NO_QUOTE;
}

static void add_quote(const plx_said *d, uint32_t q, plx_saying *x, plx_arena *tmp) {
  const plx_quote *said = &d->quotes.quote.v[q];
  *plx_vec_push(tmp, &x->content) = (plx_said_range){said->first, said->first + said->count - 1};
}

// "Is it proof?" Holm demanded.  He said: (new paragraph) "…"  The sentence parts the cue from what is said, and the
// quotation is right there.  spec: said.14
static bool add_report(const plx_said *d, uint32_t verb, plx_sayings *out, plx_arena *tmp) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[verb]];
  uint32_t who = verb == bare_report(d, s) ? plx_tree_child(&d->trees, verb, PLX_REL_NSUBJ) : PLX_NO_TOK, first, last;
  uint32_t q = who == PLX_NO_TOK ? PLX_NO_QUOTE : quote_behind(d, s);
  bool behind = q != PLX_NO_QUOTE;
  if (who != PLX_NO_TOK && !behind) q = quote_before(d, s);
  if (q == PLX_NO_QUOTE) return false;
  plx_saying *x = plx_vec_push(tmp, out);
  *x = (plx_saying){.cue = verb, .score = 9, .inside = PLX_NONE, .sure = true};
  plx_tree_np_tokens(&d->trees, who, PLX_NP_ALL, &first, &last);
  *plx_vec_push(tmp, &x->source) = (plx_said_range){first, last};
  *plx_vec_push(tmp, &x->words) = (plx_said_range){verb, verb};
  add_quote(d, q, x, tmp);
  while (behind && q + 1 < d->quotes.quote.n && d->quotes.quote.v[q + 1].follows == q) add_quote(d, ++q, x, tmp);
  return true;
}

void plx_sayings_try(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp) {
  const float *score = score_cues(m, d, tmp);
  for (uint32_t i = 0; i < d->text->tok.n; i++)
    if (!add_signed(d, i, out, tmp) && !add_report(d, i, out, tmp) && score[i] > m->cue_min)
      add_saying(m, d, i, score[i], out, tmp);
}

// All are judged before any is dropped: what stands beside a saying is part of its case.
static void drop_doubtful(const plx_said_model *m, const plx_said *d, plx_sayings *s, plx_arena *tmp) {
  if (!m->there) return;
  uint32_t feat[PLX_JUDGE_FEATURES_MAX], n = 0;
  bool *holds = PLX_NEWS(tmp, bool, s->n);
  for (uint32_t i = 0; i < s->n; i++) {
    float score[PLX_WEIGHTS_OUTPUTS];
    plx_weights_score(&m->holds, feat, plx_judge_features(d, s, i, feat), score);
    holds[i] = s->v[i].sure || score[0] > m->holds_min;
  }
  for (uint32_t i = 0; i < s->n; i++)
    if (holds[i]) s->v[n++] = s->v[i];
  s->n = n;
}

void plx_sayings_find(const plx_said_model *m, plx_said *d, plx_sayings *out, plx_arena *tmp) {
  plx_sayings_try(m, d, out, tmp);
  drop_doubtful(m, d, out, tmp);
  for (uint32_t i = 0; i < out->n; i++) end_with_quotation(d, &out->v[i], tmp);
  plx_goes_on(&m->goes_on, d, out, tmp);
  drop_empty(out);
  nest(out);
  plx_judge_sources(&m->source, d, out, tmp);
}
