/* SPDX-License-Identifier: Apache-2.0 */
#include "language/evaluate.h"

#include <string.h>

#include "base/utf8.h"

static const char *const name[PLX_MEASURES] = {"Sentences", "Words", "UPOS",    "XPOS", "Lemma",
                                               "UAS",       "LAS",   "LAS-sub", "Names"};

const char *plx_measure_name(plx_measure m) {
  return m < PLX_MEASURES ? name[m] : "";
}

double plx_score_f1(plx_score s) {
  return s.gold + s.said ? 200.0 * s.right / (s.gold + s.said) : 0;
}

// A text as the comparison sees it: places count bytes that are not white space.
typedef struct side {
  const plx_text *t;
  plx_buf bytes;                            // without white space
  PLX_VEC(plx_span) word, sentence, joined; // in those places
} side;

static void add_bytes(side *s, plx_str form) {
  for (size_t i = 0, n; i < form.n; i += n) {
    int len;
    uint32_t cp = plx_utf8_at(form, i, &len);
    n = (size_t)len;
    if (!plx_cp_space(cp)) plx_buf_add(&s->bytes, form.p + i, n);
  }
}

// Words in order; those of a multiword token (of the bank, or words whose spans touch it) share out its surface.
static void lay_out(side *s, const plx_text *t, const plx_bank *b, plx_arena *a) {
  s->t = t;
  uint32_t next = 0;
  for (uint32_t k = 0; k < t->sentence.n; k++) {
    uint32_t begin = (uint32_t)s->bytes.n, end = t->sentence.v[k].first + t->sentence.v[k].count;
    for (uint32_t i = t->sentence.v[k].first; i < end; i++) {
      const plx_joined *j = b && next < b->joined.n && b->joined.v[next].first == i ? &b->joined.v[next] : NULL;
      if (!j) {
        uint32_t at = (uint32_t)s->bytes.n;
        add_bytes(s, t->tok.v[i].form);
        *plx_vec_push(a, &s->word) = plx_span_of(at, (uint32_t)s->bytes.n);
        continue;
      }
      uint32_t at = (uint32_t)s->bytes.n;
      add_bytes(s, j->form);
      plx_span whole = plx_span_of(at, (uint32_t)s->bytes.n);
      *plx_vec_push(a, &s->joined) = whole;
      for (uint32_t n = 0; n < j->count && i < end; n++, i++) *plx_vec_push(a, &s->word) = whole;
      i--;
      next++;
    }
    *plx_vec_push(a, &s->sentence) = plx_span_of(begin, (uint32_t)s->bytes.n);
  }
}

static bool same(plx_span a, plx_span b) {
  return a.at == b.at && a.n == b.n;
}

// Stretches that a multiword token of either side covers, in order, overlapping ones as one.
typedef PLX_VEC(plx_span) spans;
static spans regions(const side *a, const side *b, plx_arena *tmp) {
  spans out = {0};
  for (uint32_t i = 0, j = 0; i < a->joined.n || j < b->joined.n;) {
    bool left = j >= b->joined.n || (i < a->joined.n && a->joined.v[i].at <= b->joined.v[j].at);
    plx_span s = left ? a->joined.v[i++] : b->joined.v[j++];
    if (out.n && s.at < plx_span_end(out.v[out.n - 1])) out.v[out.n - 1] = plx_span_join(out.v[out.n - 1], s);
    else *plx_vec_push(tmp, &out) = s;
  }
  return out;
}

enum { REGION_WORDS_MAX = 64 };

static void pair_region(const side *g, uint32_t g0, uint32_t gn, const side *p, uint32_t p0, uint32_t pn,
                        int32_t *pair) {
  uint8_t best[REGION_WORDS_MAX + 1][REGION_WORDS_MAX + 1] = {{0}};
  if (gn > REGION_WORDS_MAX) gn = REGION_WORDS_MAX;
  if (pn > REGION_WORDS_MAX) pn = REGION_WORDS_MAX;
  for (uint32_t i = gn; i-- > 0;)
    for (uint32_t j = pn; j-- > 0;) {
      bool eq = plx_str_eqi(g->t->tok.v[g0 + i].form, p->t->tok.v[p0 + j].form);
      uint8_t skip = best[i + 1][j] > best[i][j + 1] ? best[i + 1][j] : best[i][j + 1];
      best[i][j] = eq ? (uint8_t)(best[i + 1][j + 1] + 1) : skip;
    }
  for (uint32_t i = 0, j = 0; i < gn && j < pn;) {
    if (plx_str_eqi(g->t->tok.v[g0 + i].form, p->t->tok.v[p0 + j].form)) pair[g0 + i++] = (int32_t)(p0 + j++);
    else if (best[i + 1][j] >= best[i][j + 1]) i++;
    else j++;
  }
}

// pair[gold word] = the word of the analysis, or -1.
static int32_t *pair_words(const side *g, const side *p, plx_arena *tmp) {
  int32_t *pair = PLX_NEWS(tmp, int32_t, g->word.n + 1u);
  for (uint32_t i = 0; i < g->word.n; i++) pair[i] = -1;
  spans r = regions(g, p, tmp);
  uint32_t k = 0;
  for (uint32_t i = 0, j = 0; i < g->word.n && j < p->word.n;) {
    while (k < r.n && plx_span_end(r.v[k]) <= g->word.v[i].at && plx_span_end(r.v[k]) <= p->word.v[j].at) k++;
    bool gin = k < r.n && plx_span_holds(r.v[k], g->word.v[i]), pin = k < r.n && plx_span_holds(r.v[k], p->word.v[j]);
    if (gin && pin) {
      uint32_t i0 = i, j0 = j;
      while (i < g->word.n && plx_span_holds(r.v[k], g->word.v[i])) i++;
      while (j < p->word.n && plx_span_holds(r.v[k], p->word.v[j])) j++;
      pair_region(g, i0, i - i0, p, j0, j - j0, pair);
    } else if (!gin && !pin && same(g->word.v[i], p->word.v[j])) {
      pair[i++] = (int32_t)j++;
    } else if (plx_span_end(g->word.v[i]) <= plx_span_end(p->word.v[j])) {
      i++;
    } else {
      j++;
    }
  }
  return pair;
}

static uint32_t same_spans(const plx_span *a, uint32_t n, const plx_span *b, uint32_t m) {
  uint32_t right = 0;
  for (uint32_t i = 0, j = 0; i < n && j < m;) {
    right += same(a[i], b[j]);
    if (plx_span_end(a[i]) <= plx_span_end(b[j])) i++;
    else j++;
  }
  return right;
}

static void count_words(const side *g, const side *p, const int32_t *pair, plx_score *out) {
  for (uint32_t i = 0; i < g->word.n; i++) {
    if (pair[i] < 0) continue;
    const plx_tok *a = &g->t->tok.v[i], *b = &p->t->tok.v[pair[i]];
    out[PLX_MEASURE_WORDS].right++;
    out[PLX_MEASURE_UPOS].right += a->upos == b->upos;
    out[PLX_MEASURE_XPOS].right += plx_str_eq(a->xpos, b->xpos);
    out[PLX_MEASURE_LEMMA].right += plx_str_eqz(a->lemma, "_") || plx_str_eq(a->lemma, b->lemma);
    bool attached = a->head < 0 || b->head < 0 ? a->head < 0 && b->head < 0 : pair[a->head] == b->head;
    out[PLX_MEASURE_UAS].right += attached;
    out[PLX_MEASURE_LAS].right += attached && plx_rel_universal(a->rel) == plx_rel_universal(b->rel);
    out[PLX_MEASURE_LAS_SUB].right += attached && a->rel == b->rel;
  }
}

// The end of the name that begins at i.
static uint32_t name_end(const plx_text *t, uint32_t i) {
  uint8_t inside = (uint8_t)(t->tok.v[i].ner + 1);
  for (i++; i < t->tok.n && t->tok.v[i].ner == inside;) i++;
  return i;
}

static bool begins(uint8_t ner) {
  return ner % 2 == 1;
}

static void count_names(const side *g, const side *p, const int32_t *pair, plx_score *out) {
  for (uint32_t j = 0; j < p->t->tok.n; j++) out->said += begins(p->t->tok.v[j].ner);
  for (uint32_t i = 0; i < g->t->tok.n; i++) {
    if (!begins(g->t->tok.v[i].ner)) continue;
    out->gold++;
    uint32_t end = name_end(g->t, i);
    if (pair[i] < 0 || pair[end - 1] < 0) continue;
    const plx_tok *b = &p->t->tok.v[pair[i]];
    out->right += b->ner == g->t->tok.v[i].ner && name_end(p->t, (uint32_t)pair[i]) == (uint32_t)pair[end - 1] + 1;
  }
}

bool plx_evaluate(const plx_text *gold, const plx_bank *gold_bank, const plx_text *said, const plx_bank *said_bank,
                  plx_score out[PLX_MEASURES], plx_arena *tmp, plx_err *e) {
  plx_mark mark = plx_arena_mark(tmp);
  side g = {0}, p = {0};
  lay_out(&g, gold, gold_bank, tmp);
  lay_out(&p, said, said_bank, tmp);
  bool ok = plx_str_eq(plx_buf_view(&g.bytes), plx_buf_view(&p.bytes));
  if (ok) {
    memset(out, 0, PLX_MEASURES * sizeof *out);
    for (int m = PLX_MEASURE_WORDS; m <= PLX_MEASURE_LAS_SUB; m++) out[m] = (plx_score){0, g.word.n, p.word.n};
    int32_t *pair = pair_words(&g, &p, tmp);
    count_words(&g, &p, pair, out);
    count_names(&g, &p, pair, &out[PLX_MEASURE_NAMES]);
    out[PLX_MEASURE_SENTENCES] =
        (plx_score){same_spans(g.sentence.v, g.sentence.n, p.sentence.v, p.sentence.n), g.sentence.n, p.sentence.n};
  } else {
    size_t at = 0;
    while (at < g.bytes.n && at < p.bytes.n && g.bytes.p[at] == p.bytes.p[at]) at++;
    plx_fail(e, PLX_E_INPUT, "eval", 0, "the two texts differ from byte %zu on (white space not counted)", at);
  }
  plx_buf_free(&g.bytes);
  plx_buf_free(&p.bytes);
  plx_arena_reset(tmp, mark);
  return ok;
}
