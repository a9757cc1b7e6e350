/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: a number alone says nothing; a figure is a number of something, or of people in a state.  So each number
 * looks for the noun it counts and each counted phrase for its state, and a number that finds neither is left out.  The
 * other half are people counted without a number: "a man was killed" is a figure of one. */
#include "meaning/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "meaning/states.h"
#include "tables.h"

struct plx_figures {
  const plx_times *times;
  const plx_states *states;
  plx_map unit; // word → row of units.tsv
};

plx_figures *plx_figures_new(const plx_times *times, plx_arena *a) {
  plx_figures *f = PLX_NEW(a, plx_figures);
  f->times = times;
  f->states = plx_states_new(a);
  plx_map_init(&f->unit, a);
  for (int i = 0; i < plx_table_units.rows; i++) {
    plx_str kind = plx_cell(&plx_table_units, i, PLX_UNITS_KIND);
    bool after = plx_str_eqz(kind, "money") || plx_str_eqz(kind, "measure");
    if (after) *plx_map_put(&f->unit, plx_cell(&plx_table_units, i, PLX_UNITS_WORD)) = (uint32_t)i;
  }
  return f;
}

// What one document is read with.
typedef struct finder {
  const plx_figures *f;
  plx_record *r;
  plx_trees trees;
  plx_pieces ps;
  uint8_t *taken; // [tokens] 1: part of a time, 2: counted already
  PLX_VEC(plx_figure) out;
  PLX_VEC(plx_state) state; // beside out
  plx_arena *tmp;
} finder;

static const plx_tok *tok(const finder *c, uint32_t i) { return &c->r->text.tok.v[i]; }

static const plx_sentence *sentence_of(const finder *c, uint32_t i) {
  return &c->r->text.sentence.v[c->trees.sentence[i]];
}

static uint32_t sentence_end(const finder *c, uint32_t i) {
  const plx_sentence *s = sentence_of(c, i);
  return s->first + s->count;
}

static bool form_is(const finder *c, uint32_t i, const char *list) {
  return i < c->r->text.tok.n && plx_tree_form_is(&c->trees, i, list);
}

// --- what is no figure ---

static void mark_times(finder *c) {
  uint32_t k = 0;
  for (uint32_t i = 0; i < c->r->text.tok.n && k < c->r->time.n;) {
    plx_span t = c->r->time.v[k].span, w = tok(c, i)->span;
    if (plx_span_end(t) <= w.at) k++;
    else {
      if (plx_span_overlap(t, w)) c->taken[i] = 1;
      i++;
    }
  }
}

// "John Smith, 34," and "aged 34".
static bool is_age(const finder *c, const plx_number *n) {
  const plx_piece *p = &c->ps.v[n->core], *next = &c->ps.v[n->core_end];
  if (plx_piece_in(p - 1, "age ages aged")) return true;
  if (plx_piece_in(p - 1, "and") && plx_piece_in(p - 3, "age ages aged")) return true;
  if (n->value > 115 || n->value != floor(n->value)) return false;
  bool bracketed = plx_piece_mark(p - 1, '(') && plx_piece_mark(next, ')');
  bool commas = plx_piece_mark(p - 1, ',') && (next->kind == PLX_PIECE_MARK || next->kind == PLX_PIECE_END || plx_piece_in(next, "of and was is from who has"));
  if (!bracketed && !commas) return false;
  bool many;
  uint32_t before = (p - 2)->tok;
  return tok(c, before)->upos == PLX_UPOS_PROPN || plx_state_person(c->f->states, &c->trees, before, &many);
}

// Telephone numbers, rooms, routes, versions, scores: digits that name rather than count.
static bool is_identifier(const finder *c, const plx_number *n) {
  const plx_piece *p = &c->ps.v[n->core], *before = p - 1, *next = &c->ps.v[n->core_end];
  if (!n->digits) return plx_piece_in(before, "no") && n->value == 1;
  if (p->tight && before->kind == PLX_PIECE_MARK && strchr("-/._#@:+=\\", before->mark)) return true;
  if (p->tight && before->kind == PLX_PIECE_WORD && !plx_piece_in(before, "us a c au nz hk rs r usd")) return true;
  if (next->tight && next->kind == PLX_PIECE_MARK && strchr("/_@:=\\", next->mark)) return true;
  if (next->tight && plx_piece_mark(next, '-') && (next + 1)->tight && (next + 1)->kind == PLX_PIECE_DIGITS) return true;
  if (plx_piece_in(before, "number channel flight route highway interstate page chapter section room apartment apt suite unit district ward grade "
                           "level type size figure table phase act article news fox abc nbc cbs version part volume issue i"))
    return true;
  return p->low.n > 1 && p->low.p[0] == '0' && p->low.p[1] != '.';
}

// --- units ---

static plx_str sign_unit(const finder *c, uint32_t piece, uint32_t *first) {
  const plx_piece *p = &c->ps.v[piece - 1];
  plx_str unit = {0};
  for (int i = 0; i < plx_table_units.rows; i++) {
    plx_str kind = plx_cell(&plx_table_units, i, PLX_UNITS_KIND), word = plx_cell(&plx_table_units, i, PLX_UNITS_WORD);
    bool sign = plx_str_eqz(kind, "sign") && p->kind == PLX_PIECE_MARK && word.p[0] == p->mark;
    if (sign) unit = plx_cell(&plx_table_units, i, PLX_UNITS_UNIT), *first = piece - 1;
  }
  // "US$", "AU$ 40 million"
  const plx_piece *q = unit.n ? p - 1 : p;
  if (q->kind != PLX_PIECE_WORD || q->low.n > 3 || !plx_piece_capital(&c->ps, q) || (unit.n && !p->tight)) return unit;
  for (int i = 0; i < plx_table_units.rows; i++)
    if (plx_str_eqz(plx_cell(&plx_table_units, i, PLX_UNITS_KIND), "prefix") && plx_str_eq(plx_cell(&plx_table_units, i, PLX_UNITS_WORD), q->low) &&
        (unit.n || q->low.n >= 2)) {
      *first = (uint32_t)(q - c->ps.v);
      return plx_cell(&plx_table_units, i, PLX_UNITS_UNIT);
    }
  return unit;
}

static plx_str word_unit(const finder *c, uint32_t piece, uint32_t *end) {
  const plx_piece *p = &c->ps.v[piece];
  if (plx_piece_mark(p, '%')) {
    *end = piece + 1;
    return PLX_STR("percent");
  }
  if (plx_piece_is(p, "per") && plx_piece_is(p + 1, "cent")) {
    *end = piece + 2;
    return PLX_STR("percent");
  }
  uint32_t k = plx_piece_mark(p, '-') ? piece + 1 : piece;
  if (plx_piece_in(&c->ps.v[k], "us australian canadian") && plx_piece_capital(&c->ps, &c->ps.v[k])) k++;
  if (plx_piece_in(&c->ps.v[k], "square cubic")) k++;
  const plx_piece *u = &c->ps.v[k];
  if (u->kind != PLX_PIECE_WORD) return (plx_str){0};
  const uint32_t *row = plx_map_get(&c->f->unit, u->low);
  if (!row || (u->low.n < 2 && !u->tight)) return (plx_str){0};
  *end = k + 1;
  if (plx_piece_is(u, "percentage") && plx_piece_in(u + 1, "point points")) *end = k + 2;
  return plx_cell(&plx_table_units, (int)*row, PLX_UNITS_UNIT);
}

// --- what is counted ---

typedef struct counted {
  uint32_t head;        // or PLX_NONE
  uint32_t first, last; // tokens of the phrase behind the number
} counted;

static bool noun(const finder *c, uint32_t i) {
  return tok(c, i)->upos == PLX_UPOS_NOUN || tok(c, i)->upos == PLX_UPOS_PROPN;
}

// The last noun of the run of adjectives, participles and nouns from token i on.
static uint32_t run_head(const finder *c, uint32_t i) {
  uint32_t head = PLX_NONE, end = sentence_end(c, i);
  if (i >= end) return PLX_NONE;
  for (uint32_t k = i; k < end && k < i + 7; k++) {
    const plx_tok *t = tok(c, k);
    if (c->taken[k] == 1 && !noun(c, k)) break;
    if (c->taken[k] == 1 && head != PLX_NONE) break;
    bool modifier = t->upos == PLX_UPOS_ADJ || plx_str_eqz(t->xpos, "VBN") || plx_str_eqz(t->xpos, "VBG") || plx_str_eqz(t->xpos, "HYPH");
    if (noun(c, k)) {
      if (head != PLX_NONE && plx_tree_head(&c->trees, head) != k && plx_tree_head(&c->trees, k) != head &&
          plx_tree_head(&c->trees, head) != plx_tree_head(&c->trees, k)) break;
      head = k;
    } else if (!modifier || head != PLX_NONE) break;
  }
  return head;
}

static uint32_t skip_of(const finder *c, uint32_t i) {
  uint32_t k = i + 1, end = sentence_end(c, i);
  while (k < end && (tok(c, k)->upos == PLX_UPOS_DET || plx_tree_form_is(&c->trees, k, "all its their his her our these those 's") ||
                     tok(c, k)->upos == PLX_UPOS_NUM))
    k++;
  return k;
}

static counted count_what(const finder *c, uint32_t t0, uint32_t t1, uint32_t number) {
  counted w = {PLX_NONE, t1 + 1, t1};
  uint32_t end = sentence_end(c, t1), next = t1 + 1;
  if (next >= end) return w;
  if (form_is(c, next, "of")) {
    next = skip_of(c, next);
    if (next < end && tok(c, next)->upos == PLX_UPOS_PRON && form_is(c, next, "them us whom those")) return w;
    w.first = next;
    w.head = next < end ? run_head(c, next) : PLX_NONE;
  } else {
    uint32_t head = plx_tree_head(&c->trees, number);
    plx_rel rel = plx_rel_universal((plx_rel)tok(c, number)->rel);
    bool counting = rel == PLX_REL_NUMMOD || rel == PLX_REL_DET || rel == PLX_REL_AMOD || rel == PLX_REL_COMPOUND || rel == PLX_REL_NMOD;
    bool old = head != PLX_NO_TOK && form_is(c, head, "year month day week");
    if (head != PLX_NO_TOK && counting && head > t1 && head < t1 + 9 && head < end && noun(c, head) && !old) w.head = head;
    else w.head = run_head(c, next);
  }
  (void)t0;
  if (w.head != PLX_NONE) w.last = w.head;
  return w;
}

// Does the phrase name people: by the table, as a demonym, or by an ending that makes agents?
static bool people(const finder *c, uint32_t head) {
  bool many;
  if (head == PLX_NONE || plx_state_person(c->f->states, &c->trees, head, &many)) return true;
  const plx_tok *t = tok(c, head);
  if (plx_str_eqz(t->xpos, "NNPS")) return true;
  static const char *const ends[] = {"ers", "ors", "ists", "ians", "men", "women", "ees", "ants", "kids"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (plx_str_ends(t->form, plx_str_of(ends[i])) && plx_str_eqz(t->xpos, "NNS")) return true;
  return false;
}

// A place, a street or a thing with a number in its name.
static bool names(const finder *c, const counted *w, const plx_number *n) {
  if (w->head == PLX_NONE) return false;
  const plx_tok *h = tok(c, w->head);
  bool many;
  if (plx_tree_lemma_is(&c->trees, w->head, "block street avenue road drive lane boulevard court st ave rd blvd highway route o'clock p.m. a.m. am pm "
                                            "edt est news caliber calibre mm"))
    return true;
  if (!plx_str_eqz(h->xpos, "NNP")) return false;
  if (plx_state_person(c->f->states, &c->trees, w->head, &many)) return false;
  return n->digits || n->value < 2;
}

// "one of the largest cities": no count.
static bool one_of_kind(const finder *c, const plx_number *n, const counted *w) {
  if (n->value != 1 || w->head == PLX_NONE || w->first > w->head || !form_is(c, w->first - 1, "the its his her their our")) return false;
  for (uint32_t k = w->first; k < w->head; k++)
    if (plx_str_eqz(tok(c, k)->xpos, "JJS") || plx_str_eqz(tok(c, k)->xpos, "RBS")) return true;
  return false;
}

static plx_str words(const finder *c, uint32_t first, uint32_t last) {
  while (first < last && (tok(c, first)->upos == PLX_UPOS_PUNCT || tok(c, first)->upos == PLX_UPOS_ADP || tok(c, first)->upos == PLX_UPOS_DET)) first++;
  return plx_span_str(c->r->text.bytes, plx_span_of(tok(c, first)->span.at, plx_span_end(tok(c, last)->span)));
}

// --- figures from numbers ---

static plx_figure *push(finder *c, plx_figure f, plx_state s) {
  plx_figure *out = plx_vec_push(c->tmp, &c->out);
  *plx_vec_push(c->tmp, &c->state) = s;
  f.time = f.statement = f.event = PLX_NONE;
  f.state = s.row == -1 ? (plx_str){0} : s.name;
  *out = f;
  return out;
}

// The death toll: "the toll rose to 34", "a death toll of 34".
static bool is_toll(const finder *c, uint32_t number) {
  const plx_sentence *s = sentence_of(c, number);
  for (uint32_t k = number; k-- > s->first && k + 9 > number;)
    if (form_is(c, k, "toll")) return form_is(c, number - 1, "to at of was is stands reached hit over nearly than least about around");
  return false;
}

// What a bare number counts: what its neighbour in the sentence counts, else people.
static plx_str counted_before(const finder *c, uint32_t number) {
  if (c->out.n) {
    const plx_figure *p = &c->out.v[c->out.n - 1];
    if (c->trees.sentence[p->head] == c->trees.sentence[number] && p->counted_head != PLX_NONE && people(c, p->counted_head) && p->value != 1)
      return p->counted;
  }
  return PLX_STR("people");
}

static uint32_t number_token(const finder *c, uint32_t t0, uint32_t t1) {
  for (uint32_t i = t0; i <= t1; i++) {
    uint32_t h = plx_tree_head(&c->trees, i);
    if (h == PLX_NO_TOK || h < t0 || h > t1) return i;
  }
  return t1;
}

static void counted_number(finder *c, const plx_number *n, plx_figure f, uint32_t t1, uint32_t number) {
  counted w = f.unit.n ? (counted){PLX_NONE, t1 + 1, t1} : count_what(c, t1, t1, number);
  if (f.unit.n && form_is(c, t1 + 1, "of")) w = count_what(c, t1, t1, number);
  if (names(c, &w, n) || one_of_kind(c, n, &w)) return;
  plx_state s = {.row = -1};
  if (w.head == PLX_NONE && !f.unit.n) {
    s = plx_state_of(c->f->states, &c->trees, number, number, t1);
    if (s.row == -1 && is_toll(c, number))
      s = (plx_state){.row = -2, .name = PLX_STR("killed"), .word = number};
    if (s.row == -1) return;
    f.counted = counted_before(c, number);
  } else if (w.head != PLX_NONE) {
    f.counted_head = w.head;
    f.counted = words(c, w.first, w.last);
    f.span = plx_span_join(f.span, tok(c, w.last)->span);
    s = plx_state_of(c->f->states, &c->trees, w.head, w.first, w.last);
    // "two of the men were killed": the number is the phrase
    if (s.row == -1 && number < w.head) s = plx_state_of(c->f->states, &c->trees, number, number, w.last);
    bool of_people = s.row >= 0 && plx_str_eqz(plx_cell(&plx_table_states, s.row, PLX_STATES_HOW), "noun") && s.word == w.head;
    if (!people(c, w.head) && !of_people) s.row = -1;
    if (of_people && plx_str_eqz(s.name, "killed")) f.counted = PLX_STR("people");
    for (uint32_t k = w.first; k <= w.last; k++) c->taken[k] = c->taken[k] ? c->taken[k] : 2;
  }
  push(c, f, s);
}

static void from_number(finder *c, plx_number *n) {
  uint32_t t0 = c->ps.v[n->core].tok, t1 = c->ps.v[n->core_end - 1].tok, first = n->first, end = n->end;
  for (uint32_t k = t0; k <= t1; k++)
    if (c->taken[k]) return;
  if (n->kind == PLX_NUMBER_ORDINAL || is_identifier(c, n) || is_age(c, n)) return;
  plx_figure f = {.value = n->value, .low = n->low, .high = n->high, .approx = n->approx, .counted_head = PLX_NONE};
  uint32_t sign_at = n->core;
  f.unit = sign_unit(c, n->core, &sign_at);
  if (sign_at < first) first = sign_at;
  plx_str after = word_unit(c, n->core_end, &end);
  if (after.n) f.unit = f.unit.n ? f.unit : after;
  if (end < n->end) end = n->end;
  uint32_t last = c->ps.v[end - 1].tok, number = number_token(c, t0, t1);
  f.head = number;
  f.span = plx_pieces_span(&c->ps, first, end);
  counted_number(c, n, f, last > t1 ? last : t1, number);
}

static void read_numbers(finder *c) {
  const plx_numbers *numbers = plx_times_numbers(c->f->times);
  for (uint32_t i = 1; i + 1 < c->ps.n;) {
    plx_number n;
    if (!plx_number_read(numbers, &c->ps, i, &n)) {
      i++;
      continue;
    }
    from_number(c, &n);
    i = n.end > i ? n.end : i + 1;
  }
}

// --- people counted without a number ---

static bool in_title(const finder *c, uint32_t i) {
  const plx_doc *d = c->r->doc;
  uint32_t b = sentence_of(c, i)->block;
  return b < d->blocks.n && (d->blocks.v[b].kind == PLX_BLOCK_TITLE || d->blocks.v[b].kind == PLX_BLOCK_HEADING);
}

// Sentences that look like headlines: no full stop at their end.
static bool headline(const finder *c, uint32_t i) {
  return in_title(c, i) || !form_is(c, sentence_end(c, i) - 1, ". ! ? ” \" '' ”.");
}

// Is this noun one person: "a man", "his wife", "the victim", "Boy, 16," in a headline; not "men", "man's"?
static bool one_person(const finder *c, uint32_t i) {
  const plx_trees *t = &c->trees;
  bool many;
  if (!plx_state_person(c->f->states, t, i, &many) || many) return false;
  plx_rel rel = (plx_rel)tok(c, i)->rel;
  if (plx_str_eqz(tok(c, i)->xpos, "NNS") || plx_str_eqz(tok(c, i)->xpos, "NNPS")) return false;
  if (rel == PLX_REL_COMPOUND || rel == PLX_REL_AMOD || plx_tree_child(t, i, PLX_REL_NUMMOD) != PLX_NO_TOK) return false;
  if (i + 1 < sentence_end(c, i) && form_is(c, i + 1, "old")) return false;
  uint32_t k;
  bool det = false;
  for (uint32_t n = 0; (k = plx_tree_kid(t, i, n)) != PLX_NO_TOK; n++) {
    plx_rel u = plx_rel_universal((plx_rel)tok(c, k)->rel);
    if (k > i) break;
    if (form_is(c, k, "no any every each either neither which what these those")) return false;
    det |= u == PLX_REL_DET || (plx_rel)tok(c, k)->rel == PLX_REL_NMOD_POSS;
  }
  if (det) return true;
  uint32_t first = plx_tree_first_conjunct(t, i);
  if (first != i && first < i) return one_person(c, first); // "a man and woman"
  return headline(c, i);
}

static void from_persons(finder *c) {
  for (uint32_t i = 0; i < c->r->text.tok.n; i++) {
    if (c->taken[i] == 2 || !one_person(c, i)) continue;
    uint32_t first, last;
    plx_tree_np_tokens(&c->trees, i, PLX_NP_CORE, &first, &last);
    if (first > i || last < i) first = last = i;
    plx_state s = plx_state_of(c->f->states, &c->trees, i, first, i);
    if (s.row < 0 || s.rank < 4) continue;
    plx_figure f = {.value = 1, .low = 1, .high = 1, .head = i, .counted_head = i};
    f.span = plx_span_of(tok(c, first)->span.at, plx_span_end(tok(c, i)->span));
    f.counted = plx_str_eqz(tok(c, i)->form, "old") ? PLX_STR("person") : tok(c, i)->form;
    push(c, f, s);
  }
}

// --- sums ---

static bool same_state(const plx_figure *a, const plx_figure *b) { return a->state.n && plx_str_eq(a->state, b->state); }

// "Two men and a boy were hurt": also three.
static void add_sums(finder *c) {
  uint32_t n = c->out.n;
  for (uint32_t i = 0; i < n; i++) {
    plx_figure sum = c->out.v[i];
    uint32_t head = sum.counted_head != PLX_NONE ? sum.counted_head : sum.head, parts = 1;
    if (!sum.state.n || sum.unit.n || plx_tree_first_conjunct(&c->trees, head) != head) continue;
    for (uint32_t k = 0; k < n; k++) {
      const plx_figure *p = &c->out.v[k];
      uint32_t other = p->counted_head != PLX_NONE ? p->counted_head : p->head;
      if (k == i || other == head || !same_state(&sum, p) || plx_tree_first_conjunct(&c->trees, other) != head) continue;
      if (c->state.v[k].word != c->state.v[i].word) continue;
      sum.value += p->value, sum.low += p->low, sum.high += p->high;
      sum.approx |= p->approx;
      sum.span = plx_span_join(sum.span, p->span);
      parts++;
    }
    if (parts < 2) continue;
    sum.counted = PLX_STR("people");
    push(c, sum, c->state.v[i]);
  }
}

// --- when, and said by whom ---

static uint32_t depth_of(const plx_record *r, uint32_t s) {
  uint32_t d = 0;
  while (r->statement.v[s].inside != PLX_NONE && d < 16) s = r->statement.v[s].inside, d++;
  return d;
}

// The innermost statement whose content holds the figure.
static uint32_t statement_of(const plx_record *r, plx_span span) {
  uint32_t best = PLX_NONE, best_depth = 0, best_size = 0;
  for (uint32_t i = 0; i < r->statement.n; i++) {
    const plx_spans *content = &r->statement.v[i].content;
    uint32_t size = 0;
    bool holds = false;
    for (uint32_t k = 0; k < content->n; k++) {
      size += content->v[k].n;
      holds |= plx_span_overlap(content->v[k], span) * 2 > span.n;
    }
    if (!holds) continue;
    uint32_t depth = depth_of(r, i);
    if (best == PLX_NONE || depth > best_depth || (depth == best_depth && size < best_size)) best = i, best_depth = depth, best_size = size;
  }
  // "the ministry said it told them …": one speaker, and the outer statement has the name
  while (best != PLX_NONE && r->statement.v[best].inside != PLX_NONE) {
    const plx_statement *in = &r->statement.v[best], *out = &r->statement.v[in->inside];
    bool pronoun = in->source_head != PLX_NONE && r->text.tok.v[in->source_head].upos == PLX_UPOS_PRON;
    if (!pronoun || (in->speaker != PLX_NONE && in->speaker != out->speaker)) break;
    best = in->inside;
  }
  return best;
}

static bool dated(const plx_time *t) {
  return t->type <= PLX_TIME_TIME && !plx_str_ends(t->value, PLX_STR("_REF")) && t->value.n && t->value.p[0] != 'P';
}

// The date of the figure's own clause, else the nearest one in its sentence.
static uint32_t time_of(const finder *c, uint32_t word) {
  const plx_record *r = c->r;
  const plx_sentence *s = sentence_of(c, word);
  uint32_t best = PLX_NONE, best_cost = UINT32_MAX, clause = plx_tree_clause(&c->trees, word);
  uint32_t low = 0, high = r->time.n; // the first time of the sentence
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (r->time.v[middle].head < s->first) low = middle + 1;
    else high = middle;
  }
  for (uint32_t k = low; k < r->time.n && r->time.v[k].head < s->first + s->count; k++) {
    if (!dated(&r->time.v[k])) continue;
    uint32_t h = r->time.v[k].head, cost = h > word ? h - word : word - h;
    if (plx_tree_clause(&c->trees, h) != clause) cost += 100;
    if (cost < best_cost) best = k, best_cost = cost;
  }
  return best;
}

static int by_place(const void *a, const void *b) {
  const plx_figure *x = a, *y = b;
  if (x->span.at != y->span.at) return x->span.at < y->span.at ? -1 : 1;
  return x->span.n != y->span.n ? (x->span.n < y->span.n ? -1 : 1) : 0;
}

static void hand_over(finder *c) {
  for (uint32_t i = 0; i < c->out.n; i++) {
    plx_figure *f = &c->out.v[i];
    uint32_t word = c->state.v[i].row != -1 ? c->state.v[i].word : f->counted_head != PLX_NONE ? f->counted_head : f->head;
    f->time = time_of(c, word);
    f->statement = statement_of(c->r, f->span);
  }
  qsort(c->out.v, c->out.n, sizeof *c->out.v, by_place);
  for (uint32_t i = 0; i < c->out.n; i++) *plx_vec_push(c->r->doc->arena, &c->r->figure) = c->out.v[i];
}

void plx_figures_find(const plx_figures *f, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  finder c = {.f = f, .r = r, .tmp = tmp};
  c.trees = plx_trees_of(&r->text, tmp);
  c.ps = plx_pieces_of(plx_times_wordbook(f->times), &r->text, tmp);
  c.taken = PLX_NEWS(tmp, uint8_t, r->text.tok.n);
  mark_times(&c);
  read_numbers(&c);
  from_persons(&c);
  add_sums(&c);
  hand_over(&c);
  plx_arena_reset(tmp, mark);
}
