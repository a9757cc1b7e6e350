/* SPDX-License-Identifier: Apache-2.0 */
/* The features say twice what the rows say once: a sentence's words, and what the patterns made of them.  So the model
 * learns both what the rows overlook and how far each row can be trusted. */
#include "meaning/event_model.h"

#include <math.h>

#include "tables.h"

#define FEATURES_MAX 512 // of a sentence; the rest of a longer one says nothing new

static const char *const names[PLX_EVENT_LABELS] = {
#define PLX_ONE(name) #name,
    PLX_EVENT_LABEL_LIST(PLX_ONE)
#undef PLX_ONE
};
static const char *const codes[PLX_EVENT_LABELS] = {"030", "040", "050", "080", "060", "070", "020", "112", "120",
                                                    "130", "141", "160", "150", "170", "190", "010", ""};

const char *plx_event_label_name(plx_event_label y) {
  return names[y];
}

plx_event_label plx_event_label_of(const char *plover) {
  plx_str s = plx_str_of(plover);
  if (plx_str_in(s, "CONCEDE RETREAT")) return PLX_LABEL_YIELD;
  for (int y = 0; y < PLX_LABEL_WORDS; y++)
    if (plx_str_eqz(s, names[y])) return (plx_event_label)y;
  return PLX_LABEL_WORDS;
}

plx_str plx_event_label_code(plx_event_label y) {
  return plx_str_of(codes[y]);
}

// --- weights ---

#define LETTER_ZERO 80 // 'P': 33..126 are the letters that print
#define LETTER_STEP 0.1

char plx_event_weight_letter(double w) {
  long q = lround(w / LETTER_STEP) + LETTER_ZERO;
  if (q == '\\' || q == '"') q++; // those two mean something in a table: a step off is near enough
  return (char)(q < 33 ? 33 : q > 126 ? 126 : q);
}

double plx_event_letter_weight(char c) {
  return (c - LETTER_ZERO) * LETTER_STEP;
}

void plx_event_model_init(plx_event_model *m, plx_arena *process) {
  const plx_table *t = &plx_table_event_weights;
  plx_map_init(&m->feature, process);
  m->weight = plx_arena_array(process, (size_t)t->rows + 1, sizeof *m->weight);
  for (int i = 0; i < t->rows; i++) {
    uint32_t f = plx_map_intern(&m->feature, plx_cell(t, i, PLX_EVENT_WEIGHTS_FEATURE));
    plx_str letters = plx_cell(t, i, PLX_EVENT_WEIGHTS_LETTERS);
    for (uint32_t y = 0; y < PLX_EVENT_LABELS && y < letters.n; y++)
      m->weight[f][y] = (float)plx_event_letter_weight(letters.p[y]);
  }
}

bool plx_event_model_trained(const plx_event_model *m) {
  return m->feature.n > 0;
}

// Numbers of the features the model knows, each once.
static uint32_t known_features(const plx_event_model *m, const plx_event_features *f, uint32_t *out) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < f->n && n < FEATURES_MAX; i++) {
    uint32_t k = plx_map_index(&m->feature, f->v[i]);
    bool there = k == PLX_MAP_NONE;
    for (uint32_t j = 0; j < n && !there; j++) there = out[j] == k;
    if (!there) out[n++] = k;
  }
  return n;
}

// p(y) = exp(sum of w[f][y] over the features) / the sum of that over all y
void plx_event_model_score(const plx_event_model *m, const plx_event_features *f, double *p) {
  double top = -1e300, sum = 0;
  for (int y = 0; y < PLX_EVENT_LABELS; y++) p[y] = 0;
  uint32_t known[FEATURES_MAX], n = known_features(m, f, known);
  for (uint32_t i = 0; i < n; i++)
    for (int y = 0; y < PLX_EVENT_LABELS; y++) p[y] += m->weight[known[i]][y];
  for (int y = 0; y < PLX_EVENT_LABELS; y++) top = p[y] > top ? p[y] : top;
  for (int y = 0; y < PLX_EVENT_LABELS; y++) sum += p[y] = exp(p[y] - top);
  for (int y = 0; y < PLX_EVENT_LABELS; y++) p[y] /= sum;
}

// --- features ---

typedef struct writer {
  const plx_event_view *v;
  plx_event_features *out;
  plx_arena *tmp;
} writer;

static void feature(writer *w, plx_str s) {
  *(plx_str *)plx_vec_push(w->tmp, w->out) = s;
}

static bool content_word(const plx_tok *k) {
  switch (k->upos) {
  case PLX_UPOS_NOUN:
  case PLX_UPOS_VERB:
  case PLX_UPOS_ADJ:
  case PLX_UPOS_ADV:
  case PLX_UPOS_ADP:
  case PLX_UPOS_AUX:
  case PLX_UPOS_PART:
  case PLX_UPOS_SCONJ: return true;
  default: return false;
  }
}

// Names and numbers by kind: what they are called says nothing about what happened.
static plx_str shape(const plx_event_view *v, uint32_t i) {
  const plx_tok *k = plx_tree_tok(v->t, i);
  if (k->upos == PLX_UPOS_PROPN) return PLX_STR("NAME");
  if (k->upos == PLX_UPOS_NUM) return PLX_STR("NUM");
  if (k->upos == PLX_UPOS_PRON) return PLX_STR("PRON");
  return k->lemma.n ? k->lemma : k->form;
}

static void word_features(writer *w, const plx_sentence *s) {
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    const plx_tok *k = plx_tree_tok(w->v->t, i);
    if (k->upos == PLX_UPOS_PUNCT) continue;
    plx_str a = shape(w->v, i);
    if (content_word(k)) feature(w, plx_str_fmt(w->tmp, "w %.*s", PLX_FMT(a)));
    if (k->upos == PLX_UPOS_PRON) feature(w, plx_str_fmt(w->tmp, "p %.*s", PLX_FMT(k->lemma)));
    if (i + 1 < s->first + s->count) {
      plx_str b = shape(w->v, i + 1);
      feature(w, plx_str_fmt(w->tmp, "b %.*s %.*s", PLX_FMT(a), PLX_FMT(b)));
    }
  }
}

static void edge_features(writer *w, const plx_sentence *s) {
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    const plx_tok *k = plx_tree_tok(w->v->t, i);
    uint32_t h = plx_tree_head(w->v->t, i);
    if (k->upos == PLX_UPOS_PUNCT || k->upos == PLX_UPOS_DET) continue;
    plx_str a = shape(w->v, i);
    if (h == PLX_NO_TOK) {
      feature(w, plx_str_fmt(w->tmp, "r %.*s", PLX_FMT(a)));
      feature(w, plx_str_fmt(w->tmp, "rx %.*s", PLX_FMT(k->xpos)));
      continue;
    }
    plx_str b = shape(w->v, h);
    plx_rel r = plx_rel_universal((plx_rel)k->rel);
    feature(w, plx_str_fmt(w->tmp, "e %.*s %s %.*s", PLX_FMT(b), plx_rel_name(r), PLX_FMT(a)));
    if (r == PLX_REL_AUX && plx_tree_head(w->v->t, h) == PLX_NO_TOK)
      feature(w, plx_str_fmt(w->tmp, "ra %.*s", PLX_FMT(a)));
  }
}

static void hint_features(writer *w, const plx_event_hint *hint, uint32_t n) {
  uint32_t told = 0, best = UINT32_MAX, depth = UINT32_MAX;
  for (uint32_t i = 0; i < n; i++) {
    const char *y = plx_event_label_name(hint[i].label);
    feature(w, plx_str_fmt(w->tmp, "h %s", y));
    feature(w, plx_str_fmt(w->tmp, "hc %.*s", PLX_FMT(hint[i].code)));
    if (!hint[i].told) continue;
    feature(w, plx_str_fmt(w->tmp, "t %s", y));
    told++;
    uint32_t d = plx_tree_depth(w->v->t, hint[i].tok);
    if (d < depth) {
      depth = d;
      best = i;
    }
  }
  feature(w, plx_str_fmt(w->tmp, "tn %u", told < 3 ? told : 3));
  if (best == UINT32_MAX) return;
  feature(w, plx_str_fmt(w->tmp, "t1 %s", plx_event_label_name(hint[best].label)));
  feature(w, plx_str_fmt(w->tmp, "t1c %.*s", PLX_FMT(hint[best].code)));
}

static void actor_features(writer *w, const plx_sentence *s) {
  uint32_t names_there = 0, known = 0;
  for (uint32_t i = 0; i < w->v->r->mention.n; i++) {
    const plx_mention *m = &w->v->r->mention.v[i];
    if (m->head < s->first || m->head >= s->first + s->count) continue;
    names_there += m->kind == PLX_MENTION_NAME;
    known += m->entity != PLX_NONE && w->v->r->entity.v[m->entity].actor.n > 0;
  }
  feature(w, plx_str_fmt(w->tmp, "an %u", names_there < 3 ? names_there : 3));
  feature(w, plx_str_fmt(w->tmp, "ak %u", known < 3 ? known : 3));
}

void plx_event_features_of(const plx_event_view *v, const plx_sentence *s, const plx_event_hint *hint, uint32_t hints,
                           plx_event_features *out, plx_arena *tmp) {
  writer w = {v, out, tmp};
  feature(&w, PLX_STR("bias"));
  word_features(&w, s);
  edge_features(&w, s);
  hint_features(&w, hint, hints);
  actor_features(&w, s);
}
