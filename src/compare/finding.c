/* SPDX-License-Identifier: Apache-2.0 */
/* Two passes: first every finding gets its words and the ids of their terms, and the story counts in how many findings
 * a term stands; then the terms get their weights.  "Aleppo" tells little where every sentence has it. */
#include "compare/finding.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "language/labels.h"
#include "tables.h"

enum { BAG_TERMS_MAX = 160, FINDINGS_MAX = 6000, TAIL_REST = 5 };

typedef struct maker {
  plx_arena *a;
  plx_findings *out;
  PLX_VEC(float) prior;   // [terms] rarity in English, 0..1
  PLX_VEC(uint32_t) here; // [terms] findings that have it
  bool *event_at, *taken; // [tokens] heads of events, and those and cues, of the record at hand
} maker;

// --- one record, indexed ---

static void mark_entities(const plx_record *r, uint32_t *entity) {
  for (uint32_t i = 0; i < r->text.tok.n; i++) entity[i] = PLX_NONE;
  for (uint32_t m = 0; m < r->mention.n; m++) {
    const plx_mention *x = &r->mention.v[m];
    if (x->kind == PLX_MENTION_NOMINAL) continue;
    for (uint32_t i = x->first; i < x->first + x->count && i < r->text.tok.n; i++) entity[i] = x->entity;
  }
}

static void mark_quoted(const plx_record *r, bool *quoted) {
  bool in = false;
  for (uint32_t i = 0; i < r->text.tok.n; i++) {
    plx_str f = r->text.tok.v[i].form;
    if (plx_str_eqz(f, "“") || plx_str_eqz(f, "``"))
      in = true;
    else if (plx_str_eqz(f, "”") || plx_str_eqz(f, "''"))
      in = false;
    else if (plx_str_eqz(f, "\""))
      in = !in;
    else
      quoted[i] = in;
  }
}

static plx_side side_of(const plx_record *r, plx_arena *a) {
  plx_side s = {.record = r, .trees = plx_trees_of(&r->text, a)};
  s.entity = PLX_NEWS(a, uint32_t, r->text.tok.n);
  s.quoted = PLX_NEWS(a, bool, r->text.tok.n);
  mark_entities(r, s.entity);
  mark_quoted(r, s.quoted);
  return s;
}

// --- the words of a finding ---

static const plx_tok *tok(const plx_side *s, uint32_t i) {
  return &s->record->text.tok.v[i];
}

// Does the clause end between a token and its head, seen from the head?
static bool leaves_clause(const plx_side *s, uint32_t i, bool noun) {
  switch (tok(s, i)->rel) {
  case PLX_REL_ACL_RELCL:
  case PLX_REL_ADVCL:
  case PLX_REL_ADVCL_RELCL:
  case PLX_REL_PARATAXIS:
  case PLX_REL_APPOS: return true;
  case PLX_REL_CCOMP:
  case PLX_REL_ACL: return noun || tok(s, i)->rel == PLX_REL_CCOMP;
  case PLX_REL_CONJ: return tok(s, i)->upos == PLX_UPOS_VERB || tok(s, i)->upos == PLX_UPOS_AUX;
  default: return false;
  }
}

static bool owns(const plx_side *s, uint32_t head, uint32_t i, bool noun) {
  for (int steps = 0; i != head; steps++) {
    if (steps > 64 || i == PLX_NO_TOK || leaves_clause(s, i, noun)) return false;
    i = plx_tree_head(&s->trees, i);
  }
  return true;
}

static bool is_punct(const plx_side *s, uint32_t i) {
  return tok(s, i)->upos == PLX_UPOS_PUNCT;
}

// Punctuation, and the "and", "unless", "in" that join the head to what stands before.
static bool is_link(const plx_side *s, uint32_t i, uint32_t head) {
  plx_upos u = tok(s, i)->upos;
  bool joins = u == PLX_UPOS_CCONJ || u == PLX_UPOS_SCONJ || u == PLX_UPOS_ADP;
  return u == PLX_UPOS_PUNCT || (joins && plx_tree_head(&s->trees, i) == head);
}

// The unbroken run of the clause's or phrase's own words around its head.
static void own_words(const plx_side *s, uint32_t head, uint32_t *first, uint32_t *last) {
  bool noun = tok(s, head)->upos != PLX_UPOS_VERB;
  uint32_t left = s->trees.left[head], right = s->trees.right[head];
  *first = *last = head;
  for (uint32_t i = head; i > left && (owns(s, head, i - 1, noun) || is_punct(s, i - 1)); i--) *first = i - 1;
  for (uint32_t i = head; i < right && (owns(s, head, i + 1, noun) || is_punct(s, i + 1)); i++) *last = i + 1;
  while (*first < head && is_link(s, *first, head)) ++*first;
  while (*last > head && is_punct(s, *last)) --*last;
}

// Relative clauses, and second clauses with a subject of their own, that end the words of a statement are findings of
// their own.
static uint32_t cut_tail(const plx_side *s, uint32_t first, uint32_t last) {
  for (uint32_t i = first + 4; i <= last; i++) {
    const plx_tok *t = tok(s, i);
    bool tail = t->rel == PLX_REL_ACL_RELCL || t->rel == PLX_REL_PARATAXIS ||
                (t->rel == PLX_REL_CONJ && t->upos == PLX_UPOS_VERB &&
                 plx_tree_child_any(&s->trees, i, PLX_REL_NSUBJ) != PLX_NO_TOK);
    if (!tail || s->trees.right[i] + TAIL_REST < last || s->trees.left[i] < first + 4) continue;
    last = s->trees.left[i] - 1;
    while (last > first && (is_punct(s, last) || tok(s, last)->upos == PLX_UPOS_CCONJ)) last--;
    return last;
  }
  return last;
}

// First and last token that a span touches; false if it touches none.
static bool tokens_of(const plx_side *s, plx_span span, uint32_t *first, uint32_t *last) {
  const plx_text *t = &s->record->text;
  uint32_t low = 0, high = t->tok.n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    if (plx_span_end(t->tok.v[mid].span) <= span.at)
      low = mid + 1;
    else
      high = mid;
  }
  *first = low;
  while (low < t->tok.n && t->tok.v[low].span.at < plx_span_end(span)) low++;
  if (low == *first) return false;
  *last = low - 1;
  return true;
}

// --- terms ---

bool plx_tells(const plx_tok *t) {
  switch (t->upos) {
  case PLX_UPOS_NOUN:
  case PLX_UPOS_PROPN:
  case PLX_UPOS_ADJ:
  case PLX_UPOS_NUM: return true;
  case PLX_UPOS_VERB: return !plx_str_in(t->lemma, "be have do say tell go get make take come see");
  default: return false;
  }
}

// How rare a word is in English, 0 (everywhere) to 1 (not in the table).
static double rarity(plx_str word) {
  const plx_table *t = &plx_table_commonness;
  int low = 0, high = t->rows;
  while (low < high) {
    int mid = (low + high) / 2, c = plx_str_cmp(plx_cell(t, mid, PLX_COMMONNESS_WORD), word);
    if (!c) {
      double x = log(10000 / plx_cell_num(t, mid, PLX_COMMONNESS_PER_10000)) / log(10000.0 / 4);
      return x < 0.05 ? 0.05 : x;
    }
    if (c < 0)
      low = mid + 1;
    else
      high = mid;
  }
  return 1;
}

static uint32_t term(maker *m, char kind, plx_str a, plx_str b, double prior) {
  plx_str key = plx_str_fmt(m->a, "%c%.*s %.*s", kind, PLX_FMT(a), PLX_FMT(b));
  uint32_t id = plx_map_intern(&m->out->terms, key);
  if (id == m->prior.n) {
    *plx_vec_push(m->a, &m->prior) = (float)prior;
    *plx_vec_push(m->a, &m->here) = 0;
  }
  return id;
}

typedef struct draft {
  plx_bag_term v[BAG_TERMS_MAX];
  uint32_t n;
} draft;

static void put(draft *d, uint32_t id, double weight, bool quoted) {
  if (d->n < BAG_TERMS_MAX) d->v[d->n++] = (plx_bag_term){id, (float)weight, quoted};
}

static plx_str entity_key(const plx_side *s, uint32_t i) {
  uint32_t e = s->entity[i];
  return e == PLX_NONE ? (plx_str){0} : s->record->entity.v[e].key;
}

// A word is known by its entity, else by its lemma; and, more faintly, by its commonest meanings.
static void put_word(maker *m, const plx_side *s, uint32_t i, draft *d) {
  plx_str key = entity_key(s, i);
  if (key.n) {
    put(d, term(m, 'e', key, (plx_str){0}, 0.7), 1, false);
    return;
  }
  const plx_tok *t = tok(s, i);
  if (!plx_tells(t)) return;
  plx_str lemma = plx_str_lower(m->a, t->lemma);
  double rare = rarity(lemma);
  put(d, term(m, 'l', lemma, (plx_str){0}, rare), 1, false);
  if (t->upos != PLX_UPOS_NOUN && t->upos != PLX_UPOS_VERB) return;
  plx_kin k = plx_kin_of(lemma);
  for (int j = 0; j < k.meanings && j < 3; j++)
    put(d, term(m, 'm', plx_str_fmt(m->a, "%u", k.meaning[j]), (plx_str){0}, rare), 0.45 / (1 + j), false);
}

// Two neighbouring words that tell; more if they were quoted.
static void put_pair(maker *m, const plx_side *s, uint32_t i, uint32_t before, draft *d) {
  if (before == PLX_NO_TOK) return;
  plx_str a = plx_str_lower(m->a, tok(s, before)->lemma), b = plx_str_lower(m->a, tok(s, i)->lemma);
  put(d, term(m, 'p', a, b, (rarity(a) + rarity(b)) / 2), s->quoted[i] ? 1.1 : 0.6, s->quoted[i] && s->quoted[before]);
}

static int by_id(const void *x, const void *y) {
  const plx_bag_term *a = x, *b = y;
  return a->id < b->id ? -1 : a->id > b->id;
}

// The words first..last but one; sorted, each term once with its largest weight.  With pairs they are a finding's own
// words, and counted.
static plx_bag bag_of(maker *m, const plx_side *s, uint32_t first, uint32_t last, uint32_t without, bool pairs) {
  draft d = {.n = 0};
  uint32_t before = PLX_NO_TOK;
  for (uint32_t i = first; i <= last; i++) {
    if (i != without) put_word(m, s, i, &d);
    if (!plx_tells(tok(s, i))) continue;
    if (pairs) put_pair(m, s, i, before, &d);
    before = i;
  }
  if (d.n) qsort(d.v, d.n, sizeof *d.v, by_id);
  plx_bag b = {.v = PLX_NEWS(m->a, plx_bag_term, d.n)};
  for (uint32_t i = 0; i < d.n; i++) {
    if (b.n && b.v[b.n - 1].id == d.v[i].id) {
      if (d.v[i].weight > b.v[b.n - 1].weight) b.v[b.n - 1].weight = d.v[i].weight;
      b.v[b.n - 1].quoted |= d.v[i].quoted;
    } else {
      b.v[b.n++] = d.v[i];
    }
  }
  if (pairs)
    for (uint32_t i = 0; i < b.n; i++) m->here.v[b.v[i].id]++;
  return b;
}

static void weigh(const maker *m, plx_bag *b) {
  double sum = 0, all = log(1.0 + m->out->v.n);
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t id = b->v[i].id;
    double here = all > 0 ? log((1.0 + m->out->v.n) / (1.0 + m->here.v[id])) / all : 1;
    if (here < 0.1) here = 0.1;
    b->v[i].weight *= (float)sqrt(m->prior.v[id] * here);
    sum += (double)b->v[i].weight * b->v[i].weight;
  }
  b->norm = (float)sqrt(sum);
}

enum { SMALL_BAG = 4 };

double plx_bag_alike(const plx_bag *a, const plx_bag *b) {
  double dot = 0;
  for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->v[i].id == b->v[j].id)
      dot += (double)a->v[i++].weight * b->v[j++].weight;
    else if (a->v[i].id < b->v[j].id)
      i++;
    else
      j++;
  }
  if (dot <= 0) return 0;
  double least = a->norm < b->norm ? a->norm : b->norm, cosine = dot / a->norm / b->norm;
  double part = (a->n < b->n ? a->n : b->n) < SMALL_BAG ? 0 : 0.7 * dot / (least * least);
  return part > cosine ? (part > 1 ? 1 : part) : cosine;
}

uint32_t plx_bag_quoted(const plx_bag *a, const plx_bag *b) {
  uint32_t n = 0;
  for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
    if (a->v[i].id == b->v[j].id) {
      n += a->v[i].quoted || b->v[j].quoted;
      i++, j++;
    } else if (a->v[i].id < b->v[j].id) {
      i++;
    } else {
      j++;
    }
  }
  return n;
}

// --- speakers ---

plx_str plx_speaker_key(const plx_record *r, uint32_t statement, plx_arena *a) {
  if (statement == PLX_NONE) return (plx_str){0};
  const plx_statement *s = &r->statement.v[statement];
  if (s->speaker != PLX_NONE) {
    const plx_entity *e = &r->entity.v[s->speaker];
    if (plx_str_find(e->actor, PLX_STR(" GOV"), 0) > 0) return e->actor;
    if (e->key.n) return e->key;
  }
  if (s->source_head == PLX_NONE || s->source_head >= r->text.tok.n) return (plx_str){0};
  const plx_tok *t = &r->text.tok.v[s->source_head];
  if (t->upos == PLX_UPOS_PRON) return (plx_str){0};
  return plx_str_lower(a, t->lemma);
}

// --- making findings ---

static plx_finding *add(maker *m, uint32_t document, plx_finding_kind kind, uint32_t index, uint32_t head) {
  const plx_side *s = &m->out->side[document];
  if (m->out->v.n >= FINDINGS_MAX || head >= s->record->text.tok.n) return NULL;
  plx_finding *f = plx_vec_push(m->a, &m->out->v);
  *f = (plx_finding){.kind = kind, .document = document, .index = index, .head = head, .statement = PLX_NONE};
  f->sentence = s->trees.sentence[head];
  f->first = f->last = head;
  return f;
}

static void finish(maker *m, plx_finding *f, plx_str trigger) {
  const plx_side *s = &m->out->side[f->document];
  const plx_sentence *se = &s->record->text.sentence.v[f->sentence];
  f->span = plx_tree_words(&s->trees, f->first, f->last);
  plx_str lemma = plx_str_lower(m->a, trigger);
  f->kin = plx_kin_of(lemma);
  f->rare = (float)rarity(lemma);
  f->own = bag_of(m, s, f->first, f->last, plx_is_deed(f->kind) ? f->head : PLX_NO_TOK, true);
  f->around = bag_of(m, s, se->first, se->first + se->count - 1, PLX_NO_TOK, false);
  f->speaker = plx_speaker_key(s->record, f->statement, m->a);
}

// "break down" of "broke … down".
static plx_str trigger_lemma(maker *m, const plx_side *s, uint32_t head) {
  uint32_t particle = plx_tree_child(&s->trees, head, PLX_REL_COMPOUND_PRT);
  plx_str lemma = tok(s, head)->lemma;
  return particle == PLX_NO_TOK ? lemma
                                : plx_str_fmt(m->a, "%.*s %.*s", PLX_FMT(lemma), PLX_FMT(tok(s, particle)->lemma));
}

static void add_event(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_event *v = &s->record->event.v[i];
  if (!v->plover || v->head >= s->record->text.tok.n || m->event_at[v->head]) return; // plain talk is a statement's
  m->taken[v->head] = m->event_at[v->head] = true;
  plx_finding *f = add(m, document, PLX_FIND_EVENT, i, v->head);
  if (!f) return;
  f->statement = v->statement;
  own_words(s, v->head, &f->first, &f->last);
  finish(m, f, trigger_lemma(m, s, v->head));
}

static void add_statement(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_statement *st = &s->record->statement.v[i];
  uint32_t first, last;
  if (!st->content.n || !tokens_of(s, st->content.v[0], &first, &last)) return;
  uint32_t head = first;
  for (uint32_t k = 1; k < st->content.n; k++) { // what goes on in the same sentence
    uint32_t from, to;
    if (tokens_of(s, st->content.v[k], &from, &to) && s->trees.sentence[from] == s->trees.sentence[first]) last = to;
  }
  uint32_t end = s->record->text.sentence.v[s->trees.sentence[first]].first +
                 s->record->text.sentence.v[s->trees.sentence[first]].count - 1;
  if (last > end) last = end;
  while (first < last && (is_punct(s, first) || tok(s, first)->upos == PLX_UPOS_SCONJ)) first++;
  while (last > first && is_punct(s, last)) last--;
  last = cut_tail(s, first, last);
  for (uint32_t t = first; t <= last; t++) { // the highest token of the content stands for it
    uint32_t up = plx_tree_head(&s->trees, t);
    if (up == PLX_NO_TOK || up < first || up > last) {
      head = t;
      if (plx_tells(tok(s, t))) break;
    }
  }
  plx_finding *f = add(m, document, PLX_FIND_STATEMENT, i, head);
  if (!f) return;
  f->first = first;
  f->last = last;
  f->statement = i;
  finish(m, f, trigger_lemma(m, s, head));
}

static void add_figure(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_figure *g = &s->record->figure.v[i];
  plx_finding *f = add(m, document, PLX_FIND_FIGURE, i, g->head);
  if (!f) return;
  f->statement = g->statement;
  tokens_of(s, g->span, &f->first, &f->last);
  finish(m, f, g->counted_head == PLX_NONE ? g->counted : tok(s, g->counted_head)->lemma);
}

// "the six-year-long conflict": how long something has lasted.
static void add_length(maker *m, uint32_t document, uint32_t i) {
  const plx_side *s = &m->out->side[document];
  const plx_time *t = &s->record->time.v[i];
  if (t->type != PLX_TIME_DURATION || t->head >= s->record->text.tok.n) return;
  uint32_t noun = t->head;
  for (int steps = 0; steps < 4; steps++) { // out of the expression, to the noun it stands before
    uint32_t up = plx_tree_head(&s->trees, noun);
    if (up == PLX_NO_TOK) return;
    bool inside = plx_span_overlap(tok(s, noun)->span, t->span);
    if (!inside) break;
    noun = up;
  }
  if (tok(s, noun)->upos != PLX_UPOS_NOUN || plx_span_overlap(tok(s, noun)->span, t->span)) return;
  if (tok(s, noun)->span.at < t->span.at) return;
  plx_finding *f = add(m, document, PLX_FIND_LENGTH, i, noun);
  if (!f) return;
  uint32_t last;
  if (!tokens_of(s, t->span, &f->first, &last)) return;
  f->last = noun;
  finish(m, f, tok(s, noun)->lemma);
}

// --- what no event, statement or figure has ---

static uint32_t telling(const plx_side *s, uint32_t first, uint32_t last) {
  uint32_t n = 0;
  for (uint32_t i = first; i <= last; i++) n += plx_tells(tok(s, i)) || s->entity[i] != PLX_NONE;
  return n;
}

// The statement whose words hold the token, the innermost.
static uint32_t statement_around(const plx_record *r, uint32_t token) {
  uint32_t found = PLX_NONE, size = UINT32_MAX;
  for (uint32_t i = 0; i < r->statement.n; i++)
    for (uint32_t k = 0; k < r->statement.v[i].content.n; k++) {
      plx_span c = r->statement.v[i].content.v[k];
      if (!plx_span_holds(c, r->text.tok.v[token].span) || c.n >= size) continue;
      found = i;
      size = c.n;
    }
  return found;
}

static void add_clause(maker *m, uint32_t document, uint32_t head) {
  const plx_side *s = &m->out->side[document];
  const plx_tok *t = tok(s, head);
  uint32_t first, last;
  bool verb = t->upos == PLX_UPOS_VERB, deed = t->upos == PLX_UPOS_NOUN;
  if (m->taken[head] || !(verb || deed || plx_tree_child(&s->trees, head, PLX_REL_COP) != PLX_NO_TOK)) return;
  if (deed && !plx_kin_of(plx_str_lower(m->a, t->lemma)).deed) deed = false;
  if (!verb && !deed && !plx_tree_heads_clause(&s->trees, head)) return;
  own_words(s, head, &first, &last);
  if (telling(s, first, last) < (deed ? 2 : 3)) return;
  plx_finding *f = add(m, document, deed ? PLX_FIND_NOUN : PLX_FIND_CLAUSE, head, head);
  if (!f) return;
  f->first = first;
  f->last = last;
  f->statement = statement_around(s->record, head);
  finish(m, f, trigger_lemma(m, s, head));
}

static void take_cues(maker *m, const plx_record *r) {
  m->taken = PLX_NEWS(m->a, bool, r->text.tok.n);
  m->event_at = PLX_NEWS(m->a, bool, r->text.tok.n);
  for (uint32_t i = 0; i < r->statement.n; i++)
    if (r->statement.v[i].cue_head < r->text.tok.n) m->taken[r->statement.v[i].cue_head] = true;
}

void plx_findings_of(const plx_record *const *records, uint32_t n, plx_arena *a, plx_findings *out) {
  maker m = {.a = a, .out = out};
  *out = (plx_findings){.side = PLX_NEWS(a, plx_side, n), .sides = n};
  plx_map_init(&out->terms, a);
  for (uint32_t d = 0; d < n; d++) {
    const plx_record *r = records[d];
    out->side[d] = side_of(r, a);
    take_cues(&m, r);
    for (uint32_t i = 0; i < r->event.n; i++) add_event(&m, d, i);
    for (uint32_t i = 0; i < r->statement.n; i++) add_statement(&m, d, i);
    for (uint32_t i = 0; i < r->figure.n; i++) add_figure(&m, d, i);
    for (uint32_t i = 0; i < r->time.n; i++) add_length(&m, d, i);
    for (uint32_t i = 0; i < r->text.tok.n; i++) add_clause(&m, d, i);
  }
  for (uint32_t i = 0; i < out->v.n; i++) {
    weigh(&m, &out->v.v[i].own);
    weigh(&m, &out->v.v[i].around);
  }
}
