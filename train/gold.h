/* gold.h - articles whose attributions are known, parsed, with the attributions laid over their tokens.
 *
 * in     NDJSON documents with "attributions", gzipped or not; the language model
 * out    records with text, and for each attribution which tokens are source, cue, content
 * how    spans become bytes, bytes become tokens; the head of a cue is its word whose own head lies outside
 * cost   that of parsing; a file of parsed articles saves it the next time
 * from   CONTRACT.md; PolNeAR
 *
 * For the trainers only, which is why it is all in this header.
 */
#ifndef TRAIN_GOLD_H
#define TRAIN_GOLD_H

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "base/json.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "language/language.h"
#include "meaning/record.h"
#include "meaning/said.h"
#include "reading/read.h"

typedef struct plx_gold_attribution {
  plx_spans span[PLX_SAID_ROLES]; // by role
  uint32_t cue;                   // head token, or PLX_NONE
} plx_gold_attribution;

typedef struct plx_gold {
  plx_record record;
  PLX_VEC(plx_gold_attribution) attribution;
  uint8_t *cue_head, *in_content; // [tokens]
} plx_gold;
typedef PLX_VEC(plx_gold *) plx_golds;

static bool plx_gold_over(const plx_spans *s, plx_span w) {
  for (uint32_t i = 0; i < s->n; i++)
    if (plx_span_overlap(s->v[i], w)) return true;
  return false;
}

// The role of a token in an attribution.
static uint8_t plx_gold_role(const plx_gold_attribution *a, const plx_text *t, uint32_t tok) {
  plx_span w = t->tok.v[tok].span;
  for (uint8_t y = PLX_SAID_SOURCE; y < PLX_SAID_ROLES; y++)
    if (plx_gold_over(&a->span[y], w)) return y;
  return PLX_SAID_NONE;
}

static void gold_spans(const json_t *list, const plx_cpmap *cp, plx_arena *a, plx_spans *out) {
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *s = json_array_get(list, i);
    uint32_t at = plx_cpmap_byte(cp, (uint32_t)json_integer_value(json_object_get(s, "start")));
    uint32_t end = plx_cpmap_byte(cp, (uint32_t)json_integer_value(json_object_get(s, "end")));
    if (end > at) *plx_vec_push(a, out) = plx_span_of(at, end);
  }
}

// The highest word of the cue; of several the first verb, else the first.
static uint32_t gold_cue_head(const plx_gold_attribution *a, const plx_text *t) {
  uint32_t best = PLX_NONE;
  for (uint32_t i = 0; i < t->tok.n; i++) {
    const plx_tok *w = &t->tok.v[i];
    if (!plx_gold_over(&a->span[PLX_SAID_CUE], w->span)) continue;
    bool inner = w->head >= 0 && plx_gold_over(&a->span[PLX_SAID_CUE], t->tok.v[w->head].span);
    if (inner) continue;
    bool punct = w->upos == PLX_UPOS_PUNCT, verb = w->upos == PLX_UPOS_VERB;
    if (best == PLX_NONE || (!punct && t->tok.v[best].upos == PLX_UPOS_PUNCT) ||
        (verb && t->tok.v[best].upos != PLX_UPOS_VERB))
      best = i;
  }
  return best;
}

static void gold_lay(plx_gold *g, plx_arena *a) {
  const plx_text *t = &g->record.text;
  g->cue_head = PLX_NEWS(a, uint8_t, t->tok.n);
  g->in_content = PLX_NEWS(a, uint8_t, t->tok.n);
  for (uint32_t k = 0; k < g->attribution.n; k++) {
    plx_gold_attribution *at = &g->attribution.v[k];
    at->cue = gold_cue_head(at, t);
    if (at->cue != PLX_NONE) g->cue_head[at->cue] = 1;
    for (uint32_t i = 0; i < t->tok.n; i++)
      if (plx_gold_over(&at->span[PLX_SAID_CONTENT], t->tok.v[i].span)) g->in_content[i] = 1;
  }
}

static bool gold_attributions(plx_gold *g, plx_arena *a, plx_err *e) {
  plx_str members = plx_str_fmt(a, "{%.*s}", PLX_FMT(g->record.doc->extra));
  json_t *o = plx_json_parse(members, "attributions", 0, e), *list = json_object_get(o, "attributions");
  if (!o) return false;
  plx_cpmap cp = plx_cpmap_of(a, g->record.doc->text);
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *x = json_array_get(list, i);
    plx_gold_attribution *at = plx_vec_push(a, &g->attribution);
    gold_spans(json_object_get(x, "source"), &cp, a, &at->span[PLX_SAID_SOURCE]);
    gold_spans(json_object_get(x, "cue"), &cp, a, &at->span[PLX_SAID_CUE]);
    gold_spans(json_object_get(x, "content"), &cp, a, &at->span[PLX_SAID_CONTENT]);
  }
  json_decref(o);
  return true;
}

// --- the file of parsed articles: numbers and strings as they come, good on the machine that wrote it ---

static void kept_str(FILE *f, plx_str *s, plx_arena *a) { // reads when a is set, else writes
  uint32_t n = (uint32_t)s->n;
  if (a) {
    if (fread(&n, 4, 1, f) != 1) n = 0;
    char *p = plx_arena_alloc(a, n + 1);
    if (n && fread(p, n, 1, f) != 1) n = 0;
    *s = (plx_str){p, n};
  } else {
    fwrite(&n, 4, 1, f);
    fwrite(s->p, 1, n, f);
  }
}

static bool kept_bytes(FILE *f, void *p, size_t n, plx_arena *a) {
  return n == 0 || (a ? fread(p, n, 1, f) : fwrite(p, n, 1, f)) == 1;
}

static bool kept_text(FILE *f, plx_text *t, plx_str bytes, plx_arena *a) {
  uint32_t n[2] = {t->tok.n, t->sentence.n};
  if (!kept_bytes(f, n, sizeof n, a)) return false;
  if (a) {
    t->bytes = bytes;
    t->tok.v = PLX_NEWS(a, plx_tok, n[0]);
    t->sentence.v = PLX_NEWS(a, plx_sentence, n[1]);
    t->tok.n = t->tok.cap = n[0];
    t->sentence.n = t->sentence.cap = n[1];
  }
  for (uint32_t i = 0; i < n[0]; i++) {
    plx_tok *w = &t->tok.v[i];
    plx_tok copy = *w;
    if (!kept_bytes(f, &copy, sizeof copy, a)) return false;
    *w = copy;
    kept_str(f, &w->lemma, a);
    kept_str(f, &w->xpos, a);
    kept_str(f, &w->feats, a);
    if (a) w->form = plx_span_str(bytes, w->span);
  }
  return kept_bytes(f, t->sentence.v, n[1] * sizeof *t->sentence.v, a);
}

// --- reading ---

static bool gold_slurp(const char *path, plx_buf *out, plx_err *e) {
  gzFile f = gzopen(path, "rb");
  char part[1 << 16];
  int n;
  if (!f) return plx_fail(e, PLX_E_INPUT, path, 0, "cannot be opened");
  while ((n = gzread(f, part, sizeof part)) > 0) plx_buf_add(out, part, (size_t)n);
  gzclose(f);
  return n == 0 || plx_fail(e, PLX_E_INPUT, path, 0, "cannot be unpacked");
}

static void gold_parse(const plx_model *m, plx_record *r, plx_arena *a, plx_arena *tmp) {
  plx_span *block = PLX_NEWS(a, plx_span, r->doc->blocks.n);
  for (uint32_t i = 0; i < r->doc->blocks.n; i++) block[i] = r->doc->blocks.v[i].span;
  plx_language_read(m, r->doc->text, block, r->doc->blocks.n, a, tmp, &r->text);
}

// `kept`: NULL, or the file of parsed articles; it is made if it is not there.
static bool plx_gold_read(const char *path, const char *kept, plx_arena *a, plx_golds *out, plx_err *e) {
  plx_buf all = {0};
  if (!gold_slurp(path, &all, e)) return false;
  FILE *had = kept ? fopen(kept, "rb") : NULL, *make = kept && !had ? fopen(kept, "wb") : NULL;
  plx_model *m = had ? NULL : plx_model_open(NULL, e);
  if (!had && !m) return false;
  plx_lines l = plx_lines_str(plx_str_copy(a, plx_buf_view(&all)), path);
  plx_buf_free(&all);
  plx_arena *tmp = plx_arena_new();
  plx_str line;
  bool ok = true;
  while (ok && plx_lines_next(&l, &line, e) == PLX_LINES_ONE) {
    plx_raw raw = {.path = plx_str_of(path), .record = l.number, .bytes = line, .format = PLX_FORMAT_JSON};
    plx_docs docs = {0};
    if (!plx_read(&raw, a, &docs, e) || docs.n == 0) {
      ok = false;
      break;
    }
    plx_gold *g = PLX_NEW(a, plx_gold);
    g->record.doc = docs.v[0];
    if (had) ok = kept_text(had, &g->record.text, g->record.doc->text, a);
    else gold_parse(m, &g->record, a, tmp);
    if (make) kept_text(make, &g->record.text, g->record.doc->text, NULL);
    ok = ok && gold_attributions(g, a, e);
    gold_lay(g, a);
    *plx_vec_push(a, out) = g;
    plx_arena_clear(tmp);
  }
  if (had) fclose(had);
  if (make) fclose(make);
  plx_arena_free(tmp); // the model stays open: tags and features of words are borrowed from it
  return ok || plx_fail(e, PLX_E_INPUT, path, l.number, "could not be used");
}

#endif
