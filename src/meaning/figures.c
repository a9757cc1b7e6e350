/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: a number alone says nothing; a figure is a number of something, or of people in a state.  So each number
 * looks for the noun it counts and each counted phrase for its state, and a number that finds neither is left out.  The
 * other half are people counted without a number: "a man was killed" is a figure of one. */
#include "meaning/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "meaning/figure_find.h"
#include "tables.h"

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

// --- what is no figure ---

static void mark_times(plx_finder *c) {
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
static bool is_age(const plx_finder *c, const plx_number *n) {
  const plx_piece *p = &c->ps.v[n->core], *next = &c->ps.v[n->core_end];
  if (plx_piece_in(p - 1, "age ages aged") || plx_piece_in(&c->ps.v[n->first - 1], "age ages aged")) return true;
  if (n->core >= 3 && plx_piece_in(p - 1, "and") && plx_piece_in(p - 3, "age ages aged")) return true;
  if (n->value > 115 || n->value != floor(n->value)) return false;
  if (next->tight && plx_piece_mark(next, '-') && plx_piece_in(next + 1, "and or"))
    return true; // "14- and 18-year-olds"
  bool bracketed = plx_piece_mark(p - 1, '(') && plx_piece_mark(next, ')');
  bool commas = plx_piece_mark(p - 1, ',') && (next->kind == PLX_PIECE_MARK || next->kind == PLX_PIECE_END ||
                                               plx_piece_in(next, "of and was is from who has"));
  if (!bracketed && !commas) return false;
  bool many;
  uint32_t before = (p - 2)->tok;
  return tok(c, before)->upos == PLX_UPOS_PROPN || plx_state_person(c->f->states, &c->trees, before, &many);
}

// Telephone numbers, rooms, routes, versions, scores: digits that name rather than count.  spec: figure.9
static bool is_identifier(const plx_finder *c, const plx_number *n) {
  const plx_piece *p = &c->ps.v[n->core], *before = p - 1, *next = &c->ps.v[n->core_end];
  if (!n->digits) return plx_piece_in(before, "no") && n->value == 1;
  if (p->tight && before->kind == PLX_PIECE_MARK && strchr("-/._#@:+=\\", before->mark)) return true;
  if (p->tight && before->kind == PLX_PIECE_WORD && !plx_piece_in(before, "us a c au nz hk rs r usd")) return true;
  if (next->tight && next->kind == PLX_PIECE_MARK && strchr("/_@:=\\", next->mark)) return true;
  if (next->tight && next->kind == PLX_PIECE_WORD && next->low.n < 3 && !plx_map_get(&c->f->unit, next->low))
    return true; // 5G
  if (next->tight && plx_piece_mark(next, '-') && (next + 1)->tight && (next + 1)->kind == PLX_PIECE_DIGITS)
    return true;
  if (plx_piece_in(before,
                   "number channel flight route highway interstate page chapter section room apartment apt suite unit "
                   "district ward grade "
                   "level type size figure table phase act article news fox abc nbc cbs version part volume issue i"))
    return true;
  return p->low.n > 1 && p->low.p[0] == '0' && p->low.p[1] != '.';
}

// --- units ---  spec: figure.8

static plx_str sign_unit(const plx_finder *c, uint32_t piece, uint32_t *first) {
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
    if (plx_str_eqz(plx_cell(&plx_table_units, i, PLX_UNITS_KIND), "prefix") &&
        plx_str_eq(plx_cell(&plx_table_units, i, PLX_UNITS_WORD), q->low) && (unit.n || q->low.n >= 2)) {
      *first = (uint32_t)(q - c->ps.v);
      return plx_cell(&plx_table_units, i, PLX_UNITS_UNIT);
    }
  return unit;
}

static plx_str word_unit(const plx_finder *c, uint32_t piece, uint32_t *end) {
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
  if (k > piece && plx_piece_in(&c->ps.v[k], "pound pounds")) { // "a 40-pound shell" is weighed, not paid
    *end = k + 1;
    return PLX_STR("lb");
  }
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

static bool noun(const plx_finder *c, uint32_t i) {
  return tok(c, i)->upos == PLX_UPOS_NOUN || tok(c, i)->upos == PLX_UPOS_PROPN;
}

// The last noun of the run of adjectives, participles and nouns from token i on.
static uint32_t run_head(const plx_finder *c, uint32_t i) {
  uint32_t head = PLX_NONE, end = sentence_end(c, i);
  if (i >= end) return PLX_NONE;
  for (uint32_t k = i; k < end && k < i + 7; k++) {
    const plx_tok *t = tok(c, k);
    if (c->taken[k] == 1 && !noun(c, k)) break;
    if (c->taken[k] == 1 && head != PLX_NONE) break;
    bool modifier = t->upos == PLX_UPOS_ADJ || plx_str_eqz(t->xpos, "VBN") || plx_str_eqz(t->xpos, "VBG") ||
                    plx_str_eqz(t->xpos, "HYPH");
    if (noun(c, k) && c->taken[k] == 1) continue; // "three Friday attacks"
    if (noun(c, k)) {
      if (head != PLX_NONE && plx_tree_head(&c->trees, head) != k && plx_tree_head(&c->trees, k) != head &&
          plx_tree_head(&c->trees, head) != plx_tree_head(&c->trees, k))
        break;
      head = k;
      if (k + 2 < end && form_is(c, k + 1, "'s ’s")) head = PLX_NONE, k++; // "one of the nation's ports"
    } else if (!modifier || head != PLX_NONE) break;
  }
  return head;
}

static uint32_t skip_of(const plx_finder *c, uint32_t i) {
  uint32_t k = i + 1, end = sentence_end(c, i);
  while (k < end && (tok(c, k)->upos == PLX_UPOS_DET ||
                     plx_tree_form_is(&c->trees, k, "all its their his her our these those 's") ||
                     tok(c, k)->upos == PLX_UPOS_NUM))
    k++;
  return k;
}

// Does the phrase name people: by the table, as a demonym, or by an ending that makes agents?
static bool people(const plx_finder *c, uint32_t head) {
  bool many;
  if (head == PLX_NONE || plx_state_person(c->f->states, &c->trees, head, &many)) return true;
  const plx_tok *t = tok(c, head);
  if (plx_str_eqz(t->xpos, "NNPS")) return true;
  static const char *const ends[] = {"ers", "ors", "ists", "ians", "men", "women", "ees", "ants", "kids"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (plx_str_ends(t->form, plx_str_of(ends[i])) && plx_str_eqz(t->xpos, "NNS")) return true;
  return false;
}

// "Men, women and children": the last of what is counted together.
static uint32_t with_conjuncts(const plx_finder *c, uint32_t head) {
  uint32_t last = head, k;
  if (!plx_str_eqz(tok(c, head)->xpos, "NNS") || !people(c, head)) return head;
  for (uint32_t n = 0; (k = plx_tree_kid(&c->trees, head, n)) != PLX_NO_TOK; n++) {
    if (tok(c, k)->rel != PLX_REL_CONJ || !plx_str_eqz(tok(c, k)->xpos, "NNS") || k > last + 3 || !people(c, k))
      continue;
    uint32_t first = c->trees.left[k];
    bool bare = (first + 1 >= k && tok(c, first)->upos != PLX_UPOS_ADV) ||
                (first + 2 >= k && tok(c, first)->upos == PLX_UPOS_PUNCT && tok(c, first + 1)->upos == PLX_UPOS_CCONJ);
    if (bare && plx_tree_child(&c->trees, k, PLX_REL_NUMMOD) == PLX_NO_TOK &&
        plx_tree_child(&c->trees, k, PLX_REL_DET) == PLX_NO_TOK)
      last = k;
  }
  return last;
}

// spec: figure.1
static counted count_what(const plx_finder *c, const plx_number *n, uint32_t t1, uint32_t number) {
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
    bool counting = rel == PLX_REL_NUMMOD || rel == PLX_REL_DET || rel == PLX_REL_AMOD || rel == PLX_REL_COMPOUND ||
                    rel == PLX_REL_NMOD;
    bool old = head != PLX_NO_TOK && form_is(c, head, "year month day week");
    if (head != PLX_NO_TOK && counting && head > t1 && head < t1 + 9 && head < end && noun(c, head) && !old)
      w.head = head;
    else if (n->kind != PLX_NUMBER_VAGUE || n->value >= 12) w.head = run_head(c, next);
  }
  // "9 shot in a bar", "one dead and hundreds injured": a state, whatever its tag and head
  bool state = form_is(c, next, "shot hurt dead injured wounded killed missing arrested stabbed slain");
  bool verb = n->value > 1 && form_is(c, next, "march rally protest demonstrate gather") &&
              (next + 1 >= end || tok(c, next + 1)->upos == PLX_UPOS_ADP);
  if (verb && w.head == next) w.head = PLX_NONE;
  if (state && (w.head == next || next + 1 >= end || !(noun(c, next + 1) || tok(c, next + 1)->upos == PLX_UPOS_ADJ)))
    w.head = PLX_NONE;
  if (w.head != PLX_NONE) w.last = with_conjuncts(c, w.head);
  return w;
}

// A place, a street or a thing with a number in its name.
static bool names(const plx_finder *c, const counted *w, const plx_number *n) {
  if (w->head == PLX_NONE) return false;
  const plx_tok *h = tok(c, w->head);
  bool many;
  if (n->digits && n->value == 911) return true; // an emergency number
  if (form_is(c, w->head,
              "year years month months week weeks day days hour hours minute minutes second seconds time times"))
    return true;
  if (form_is(
          c, w->head,
          "block street avenue road drive lane boulevard court st ave rd blvd highway route o'clock p.m. a.m. am pm "
          "edt est news caliber calibre mm"))
    return true;
  if (!plx_str_eqz(h->xpos, "NNP")) return false;
  if (plx_state_person(c->f->states, &c->trees, w->head, &many)) return false;
  return n->digits || n->value < 2;
}

// "one of the largest cities": no count.
static bool one_of_kind(const plx_finder *c, const plx_number *n, const counted *w) {
  if (n->value != 1 || w->head == PLX_NONE || w->first > w->head ||
      !form_is(c, w->first - 1, "the its his her their our"))
    return false;
  for (uint32_t k = w->first; k < w->head; k++)
    if (plx_str_eqz(tok(c, k)->xpos, "JJS") || plx_str_eqz(tok(c, k)->xpos, "RBS")) return true;
  return false;
}

static plx_str words(const plx_finder *c, uint32_t first, uint32_t last) {
  while (first < last && (tok(c, first)->upos == PLX_UPOS_PUNCT || tok(c, first)->upos == PLX_UPOS_ADP ||
                          tok(c, first)->upos == PLX_UPOS_DET))
    first++;
  return plx_span_str(c->r->text.bytes, plx_span_of(tok(c, first)->span.at, plx_span_end(tok(c, last)->span)));
}

// --- figures from numbers ---

// The death toll: "the toll rose to 34", "a death toll of 34".
static bool is_toll(const plx_finder *c, uint32_t number) {
  const plx_sentence *s = sentence_of(c, number);
  for (uint32_t k = number; k-- > s->first && k + 9 > number;)
    if (form_is(c, k, "toll"))
      return form_is(c, number - 1, "to at of was is stands reached hit over nearly than least about around");
  return false;
}

// "Police estimated the crowd at 338,000": people, doing what the crowd does.
static bool is_crowd(const plx_finder *c, uint32_t number, uint32_t before) {
  const plx_sentence *s = sentence_of(c, number);
  if (before == s->first || !form_is(c, before - 1, "at to of was is were")) return false;
  for (uint32_t k = before; k-- > s->first && k + 7 > before;)
    if (form_is(c, k, "crowd crowds turnout attendance")) return true;
  return false;
}

// "The police say 338,000", "their figure was 240,000": counted as the figure told just before.
static const plx_found *inherits_from(const plx_finder *c, const plx_number *n, uint32_t number) {
  uint32_t head = plx_tree_head(&c->trees, number), subject = PLX_NO_TOK;
  if (n->value < 20 || n->kind == PLX_NUMBER_FRACTION) return NULL;
  bool said = head != PLX_NO_TOK && plx_tree_lemma_is(&c->trees, head, "say put estimate count give report");
  if (plx_tree_child(&c->trees, number, PLX_REL_COP) != PLX_NO_TOK)
    subject = plx_tree_child_any(&c->trees, number, PLX_REL_NSUBJ);
  bool figure = subject != PLX_NO_TOK && form_is(c, subject, "estimate figure number count total tally which that");
  for (uint32_t k = c->out.n; (said || figure) && k-- > 0 && k + 4 > c->out.n;) {
    const plx_found *p = &c->out.v[k];
    if (c->trees.sentence[number] > c->trees.sentence[p->f.head] + 2) break;
    if (p->f.value > 1 && p->f.counted.n && !p->f.unit.n && p->f.state.n) return p;
  }
  return NULL;
}

// What a bare number counts: what its neighbour in the sentence counts, else people.  spec: figure.3
static plx_str counted_before(const plx_finder *c, uint32_t number) {
  if (c->out.n) {
    const plx_figure *p = &c->out.v[c->out.n - 1].f;
    if (c->trees.sentence[p->head] == c->trees.sentence[number] && p->counted_head != PLX_NONE &&
        people(c, p->counted_head) && p->value != 1)
      return p->counted;
  }
  return PLX_STR("people");
}

static uint32_t number_token(const plx_finder *c, uint32_t t0, uint32_t t1) {
  for (uint32_t i = t0; i <= t1; i++) {
    uint32_t h = plx_tree_head(&c->trees, i);
    if (h == PLX_NO_TOK || h < t0 || h > t1) return i;
  }
  return t1;
}

// "Many workers", "one of the reasons", "a 10-nation bloc" are figures only where those counted are in a state.
static bool says_little(const plx_finder *c, const plx_number *n, const counted *w) {
  bool few = n->kind == PLX_NUMBER_VAGUE && n->value <= 10 && n->value != 2;
  bool one_of = n->value == 1 && !n->digits && form_is(c, c->ps.v[n->core_end].tok, "of");
  bool compound = plx_piece_mark(&c->ps.v[n->core_end], '-') && c->ps.v[n->core_end].tight &&
                  plx_str_eqz(tok(c, w->head)->xpos, "NN");
  return few || one_of || compound;
}

static void counted_number(plx_finder *c, const plx_number *n, plx_figure f, uint32_t t1, uint32_t number) {
  counted w = f.unit.n ? (counted){PLX_NONE, t1 + 1, t1} : count_what(c, n, t1, number);
  if (f.unit.n && form_is(c, t1 + 1, "of")) w = count_what(c, n, t1, number);
  if (names(c, &w, n) || one_of_kind(c, n, &w)) return;
  uint32_t before = c->ps.v[n->first].tok; // where the phrase begins, "at least" and all
  plx_state s = {.row = -1};
  if (w.head == PLX_NONE && !f.unit.n) {
    s = plx_state_of(c->f->states, &c->trees, number, before, t1);
    if (s.row == -1 && is_toll(c, number)) s = (plx_state){.row = -2, .name = PLX_STR("killed"), .word = number};
    if (s.row == -1 && is_crowd(c, number, before))
      s = (plx_state){.row = -2, .name = plx_state_of_crowd(&c->trees, number), .word = number};
    const plx_found *told = s.row == -1 ? inherits_from(c, n, number) : NULL;
    if (told) s = (plx_state){.row = -2, .name = told->f.state, .word = number};
    if (s.row == -1) return;
    f.counted = told ? told->f.counted : counted_before(c, number);
  } else if (w.head != PLX_NONE) {
    f.counted_head = w.head;
    f.counted = words(c, w.first, w.last);
    f.span = plx_span_join(f.span, tok(c, w.last)->span);
    // "two of the men were killed": the number is the phrase
    bool of = w.first > t1 + 1;
    s = plx_state_of(c->f->states, &c->trees, of ? number : w.head, before, w.last);
    if (s.row == -1 && number < w.head) s = plx_state_of(c->f->states, &c->trees, of ? w.head : number, before, w.last);
    bool of_people =
        s.row >= 0 && plx_str_eqz(plx_cell(&plx_table_states, s.row, PLX_STATES_HOW), "noun") && s.word == w.head;
    bool living = plx_str_in(s.name, "killed wounded injured shot arrested hospitalised kidnapped");
    if (!people(c, w.head) && !of_people && !(living && s.rank >= 4)) s.row = -1;
    if (of_people && plx_str_eqz(s.name, "killed")) f.counted = PLX_STR("people");
    uint32_t verb = plx_tree_head(&c->trees, w.head); // "counted a million people" at a march
    if (s.row == -1 && verb != PLX_NO_TOK && plx_tree_lemma_is(&c->trees, verb, "count") && people(c, w.head) &&
        plx_str_eqz(plx_state_of_crowd(&c->trees, number), "protested"))
      s = (plx_state){.row = -2, .name = PLX_STR("protested"), .word = verb};
    if (s.row == -1 && says_little(c, n, &w)) return;
    for (uint32_t k = w.first; k <= w.last; k++) c->taken[k] = c->taken[k] ? c->taken[k] : 2;
  }
  plx_figure_push(c, f, s);
}

static void from_number(plx_finder *c, plx_number *n) {
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

static void read_numbers(plx_finder *c) {
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

// --- when, and said by whom ---

static uint32_t depth_of(const plx_record *r, uint32_t s) {
  uint32_t d = 0;
  while (r->statement.v[s].inside != PLX_NONE && d < 16) s = r->statement.v[s].inside, d++;
  return d;
}

// The innermost statement whose content holds the figure.  spec: figure.10
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
    if (best == PLX_NONE || depth > best_depth || (depth == best_depth && size < best_size))
      best = i, best_depth = depth, best_size = size;
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
static uint32_t time_of(const plx_finder *c, uint32_t word) {
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

static void hand_over(plx_finder *c) {
  for (uint32_t i = 0; i < c->out.n; i++) {
    plx_figure *f = &c->out.v[i].f;
    uint32_t word = c->out.v[i].s.row != -1       ? c->out.v[i].s.word
                    : f->counted_head != PLX_NONE ? f->counted_head
                                                  : f->head;
    f->time = time_of(c, word);
    f->statement = statement_of(c->r, f->span);
  }
  for (uint32_t i = 0; i < c->out.n; i++) *plx_vec_push(c->r->doc->arena, &c->r->figure) = c->out.v[i].f;
}

void plx_figures_find(const plx_figures *f, plx_record *r, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_finder c = {.f = f, .r = r, .tmp = tmp};
  c.trees = plx_trees_of(&r->text, tmp);
  c.ps = plx_pieces_of(plx_times_wordbook(f->times), &r->text, tmp);
  c.taken = PLX_NEWS(tmp, uint8_t, r->text.tok.n);
  mark_times(&c);
  read_numbers(&c);
  plx_figure_people(&c);
  plx_figure_sums(&c);
  hand_over(&c);
  plx_arena_reset(tmp, mark);
}
