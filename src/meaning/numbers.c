/* SPDX-License-Identifier: Apache-2.0 */
/* The idea: a number word is read by place value, as it is spoken.  `group` holds what has been said since the last
 * scale word; "two hundred and five thousand" adds 2, times 100, plus 5, times 1000.  What the word leaves open is
 * not guessed here: data/vague.tsv has a row for every inexact word, with low, best, high and where they come from. */
#include "meaning/numbers.h"

#include <math.h>
#include <string.h>

#include "tables.h"

struct plx_numbers {
  const plx_wordbook *lex;
  plx_map phrase; // words joined by blanks → row of vague.tsv
  plx_map first;  // first word → length of the longest phrase in words
};

typedef enum vague_kind { VAGUE_WORD, VAGUE_MULTITUDE, VAGUE_BEFORE, VAGUE_AFTER } vague_kind;

static vague_kind kind_of(int row) {
  plx_str k = plx_cell(&plx_table_vague, row, PLX_VAGUE_KIND);
  return plx_str_eqz(k, "word")     ? VAGUE_WORD
         : plx_str_eqz(k, "before") ? VAGUE_BEFORE
         : plx_str_eqz(k, "after")  ? VAGUE_AFTER
                                    : VAGUE_MULTITUDE;
}

plx_numbers *plx_numbers_new(const plx_wordbook *lex, plx_arena *a) {
  plx_numbers *n = PLX_NEW(a, plx_numbers);
  n->lex = lex;
  plx_map_init(&n->phrase, a);
  plx_map_init(&n->first, a);
  for (int i = 0; i < plx_table_vague.rows; i++) {
    plx_str phrase = plx_cell(&plx_table_vague, i, PLX_VAGUE_PHRASE), rest = phrase, word, first = phrase;
    *plx_map_put(&n->phrase, phrase) = (uint32_t)i;
    uint32_t words = 0;
    while (plx_str_cut(&rest, ' ', &word))
      if (words++ == 0) first = word;
    uint32_t *longest = plx_map_put(&n->first, first);
    if (*longest < words) *longest = words;
  }
  return n;
}

// The longest row of vague.tsv that begins at piece i; -1 if none.
static int vague_at(const plx_numbers *n, const plx_pieces *ps, uint32_t i, uint32_t *end) {
  const plx_piece *p = &ps->v[i];
  if (p->kind != PLX_PIECE_WORD) return -1;
  const uint32_t *longest = plx_map_get(&n->first, p->low);
  if (!longest) return -1;
  char key[64];
  size_t len = 0;
  int row = -1;
  for (uint32_t k = i; k < i + *longest && ps->v[k].kind == PLX_PIECE_WORD; k++) {
    if (len + ps->v[k].low.n + 1 >= sizeof key) break;
    if (len) key[len++] = ' ';
    memcpy(key + len, ps->v[k].low.p, ps->v[k].low.n);
    len += ps->v[k].low.n;
    const uint32_t *hit = plx_map_get(&n->phrase, (plx_str){key, len});
    if (!hit) continue;
    row = (int)*hit;
    *end = k + 1;
  }
  return row;
}

// --- digits ---

// "2,000.5" → 2000.5; false for clock times, addresses, and what else is no plain number.
static bool digits_value(plx_str s, double *out) {
  double v = 0, place = 0;
  int commas = 0, group = 0, stops = 0;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (c == ':') return false;
    if (c == ',') {
      if (stops || (commas && group != 3) || (!commas && group > 3)) return false;
      commas++, group = 0;
    } else if (c == '.') {
      if (stops++ || (commas && group != 3)) return false;
      place = 1;
    } else {
      group += !stops;
      if (stops) v += (c - '0') * (place /= 10);
      else v = v * 10 + (c - '0');
    }
  }
  if (commas && group != 3) return false;
  *out = v;
  return true;
}

static bool is_scale(const plx_piece *p) {
  return p->lex->numeral == PLX_NUM_SCALE || p->lex->numeral == PLX_NUM_HUNDRED;
}

static double vulgar(const plx_piece *p) {
  if (p->kind != PLX_PIECE_MARK) return 0;
  return p->mark == 'q' ? 0.25 : p->mark == 'r' ? 0.5 : p->mark == 's' ? 0.75 : 0;
}

// "1/2" at piece i.
static bool slash_fraction(const plx_pieces *ps, uint32_t i, double *out) {
  const plx_piece *p = &ps->v[i];
  if (!plx_piece_mark(p + 1, '/')) return false;
  int a = plx_piece_int(ps, p), b = plx_piece_int(ps, p + 2);
  if (a < 1 || b < 2 || a >= b || b > 16) return false;
  *out = (double)a / b;
  return true;
}

// The ends "-1/2", " 1/2", "½", "and a half" of a mixed number.  Returns the piece after it, i if there is none.
static uint32_t mixed_end(const plx_pieces *ps, uint32_t i, double *part) {
  const plx_piece *p = &ps->v[i];
  uint32_t k = plx_piece_mark(p, '-') ? i + 1 : i;
  if (slash_fraction(ps, k, part)) return k + 3;
  if ((*part = vulgar(p)) > 0) return i + 1;
  if (plx_piece_is(p, "and") && plx_piece_is(p + 1, "a") && ps->v[i + 2].lex->numeral == PLX_NUM_FRACTION) {
    *part = ps->v[i + 2].lex->number;
    return i + 3;
  }
  return i;
}

static bool read_digits(const plx_pieces *ps, uint32_t i, plx_number *o) {
  const plx_piece *p = &ps->v[i];
  double v, part;
  if (vulgar(p) > 0) v = vulgar(p), o->end = i + 1, o->kind = PLX_NUMBER_FRACTION;
  else if (p->kind != PLX_PIECE_DIGITS) return false;
  else if (slash_fraction(ps, i, &v)) o->end = i + 3, o->kind = PLX_NUMBER_FRACTION;
  else if (digits_value(p->low, &v)) {
    o->end = mixed_end(ps, i + 1, &part);
    if (o->end > i + 1) v += part;
    const plx_piece *next = &ps->v[o->end];
    if (next->tight && next->kind == PLX_PIECE_WORD && plx_str_in(next->low, "st nd rd th"))
      o->kind = PLX_NUMBER_ORDINAL, o->end++;
  } else return false;
  uint32_t hyphen = plx_piece_mark(&ps->v[o->end], '-') && is_scale(&ps->v[o->end + 1]);
  while (o->kind == PLX_NUMBER_CARDINAL && is_scale(&ps->v[o->end + hyphen])) {
    v *= ps->v[o->end + hyphen].lex->number;
    o->end += 1 + hyphen;
    hyphen = 0;
  }
  if (plx_piece_is(&ps->v[o->end], "m") && ps->v[o->end].tight) v *= 1e6, o->end++;
  o->value = v;
  o->digits = true;
  return true;
}

// --- words ---

// Skips the hyphen or "and" inside a number word: "twenty-one", "two hundred and five".
static uint32_t joint(const plx_pieces *ps, uint32_t i, bool may_and) {
  if (plx_piece_mark(&ps->v[i], '-') && ps->v[i].tight) return i + 1;
  return may_and && plx_piece_is(&ps->v[i], "and") ? i + 1 : i;
}

static bool read_words(const plx_pieces *ps, uint32_t i, plx_number *o) {
  double total = 0, group = 0;
  plx_numeral last = PLX_NUM_NONE;
  uint32_t k = i;
  for (uint32_t next = i;; next = joint(ps, k, last == PLX_NUM_HUNDRED || last == PLX_NUM_SCALE)) {
    const plx_entry *x = ps->v[next].lex;
    plx_numeral now = (plx_numeral)x->numeral;
    bool units = now == PLX_NUM_SMALL && last != PLX_NUM_SMALL && last != PLX_NUM_ARTICLE &&
                 !(last == PLX_NUM_TENS && x->number > 9);
    bool tens = now == PLX_NUM_TENS && last != PLX_NUM_SMALL && last != PLX_NUM_TENS && last != PLX_NUM_ARTICLE;
    bool ordinal = now == PLX_NUM_ORDINAL && !(last == PLX_NUM_TENS && x->number > 9) && last != PLX_NUM_SMALL &&
                   last != PLX_NUM_ARTICLE;
    bool article = now == PLX_NUM_ARTICLE && last == PLX_NUM_NONE;
    if (units || tens || ordinal) group += x->number;
    else if (article) group = 1;
    else if ((now == PLX_NUM_HUNDRED || now == PLX_NUM_DOZEN) && last != now && last != PLX_NUM_NONE)
      group = (group > 0 ? group : 1) * x->number;
    else if ((now == PLX_NUM_HUNDRED || now == PLX_NUM_DOZEN) && last == PLX_NUM_NONE) group = x->number;
    else if (now == PLX_NUM_SCALE && last != PLX_NUM_NONE && x->number > 0)
      total += (group > 0 ? group : 1) * x->number, group = 0;
    else break;
    k = next + 1;
    last = now;
    if (ordinal) {
      o->kind = PLX_NUMBER_ORDINAL;
      break;
    }
  }
  if (last == PLX_NUM_NONE) return false;
  if (last == PLX_NUM_ARTICLE) o->article = true;
  o->value = total + group;
  o->end = k;
  return true;
}

// "half", "a third", "two-thirds", "three quarters"; "two and a half", "one and a half million".
static bool add_fraction(const plx_pieces *ps, uint32_t i, plx_number *o) {
  uint32_t k = joint(ps, o->end, false), end;
  const plx_entry *x = ps->v[k].lex;
  double part;
  bool fraction = x->numeral == PLX_NUM_FRACTION;
  bool third = x->numeral == PLX_NUM_ORDINAL && x->number > 2 && (o->article || o->value == 1) &&
               plx_piece_is(&ps->v[k + 1], "of");
  if (o->end > i && (fraction || third) && o->kind == PLX_NUMBER_CARDINAL && o->value < 16) {
    o->value *= fraction ? x->number : 1 / x->number;
    o->kind = PLX_NUMBER_FRACTION;
    o->article = false;
    o->end = k + 1;
    return true;
  }
  end = mixed_end(ps, o->end, &part);
  if (end > o->end && o->kind == PLX_NUMBER_CARDINAL && !o->article) {
    o->value += part;
    o->end = end;
    if (is_scale(&ps->v[end])) o->value *= ps->v[end].lex->number, o->end = end + 1;
    return true;
  }
  return false;
}

static bool read_half(const plx_pieces *ps, uint32_t i, plx_number *o) {
  if (!plx_piece_is(&ps->v[i], "half")) return false;
  o->value = 0.5;
  o->kind = PLX_NUMBER_FRACTION;
  o->end = i + 1;
  uint32_t k = plx_piece_is(&ps->v[i + 1], "a") ? i + 2 : joint(ps, i + 1, false);
  const plx_entry *x = ps->v[k].lex;
  if (x->numeral == PLX_NUM_SCALE || x->numeral == PLX_NUM_DOZEN || x->numeral == PLX_NUM_HUNDRED) {
    o->value = x->number / 2;
    o->kind = PLX_NUMBER_CARDINAL;
    o->end = k + 1;
  }
  return true;
}

static bool read_vague(const plx_numbers *n, const plx_pieces *ps, uint32_t i, plx_number *o) {
  int row = vague_at(n, ps, i, &o->end);
  if (row < 0 || kind_of(row) >= VAGUE_BEFORE) return false;
  o->kind = PLX_NUMBER_VAGUE;
  o->low = plx_cell_num(&plx_table_vague, row, PLX_VAGUE_LOW);
  o->value = plx_cell_num(&plx_table_vague, row, PLX_VAGUE_BEST);
  o->high = plx_cell_num(&plx_table_vague, row, PLX_VAGUE_HIGH);
  o->approx = true;
  return true;
}

bool plx_number_core(const plx_numbers *n, const plx_pieces *ps, uint32_t i, bool article, plx_number *out) {
  const plx_piece *p = &ps->v[i];
  plx_number o = {.first = i, .core = i, .end = i};
  if (p->kind == PLX_PIECE_END) return false;
  if (p->kind == PLX_PIECE_WORD && p->lex->numeral == PLX_NUM_NONE && p->low.n > 8) return false;
  bool vague = read_vague(n, ps, i, &o);
  if (!vague) {
    if (!read_digits(ps, i, &o) && !read_half(ps, i, &o)) {
      if (p->lex->numeral == PLX_NUM_NONE || p->lex->numeral == PLX_NUM_SCALE || !read_words(ps, i, &o)) return false;
    }
    if (!o.digits) add_fraction(ps, i, &o);
    if (o.article && !article) return false;
    o.low = o.high = o.value;
  }
  o.core_end = o.end;
  *out = o;
  return true;
}

// --- what stands around a number ---  spec: figure.7

static void widen(plx_number *o, int row) {
  double low = plx_cell_num(&plx_table_vague, row, PLX_VAGUE_LOW),
         high = plx_cell_num(&plx_table_vague, row, PLX_VAGUE_HIGH);
  o->low *= low;
  o->high *= high > 0 ? high : 1;
  if (o->value == floor(o->value)) o->low = ceil(o->low - 1e-9) + 0.0, o->high = floor(o->high + 1e-9);
  o->approx = true;
}

// The second number of "10 to 15", "10-15", "10 or 15", "between 10 and 15"; 0 if there is none.
static uint32_t range_end(const plx_numbers *n, const plx_pieces *ps, plx_number *o, bool between) {
  const plx_piece *p = &ps->v[o->end];
  bool word = plx_piece_is(p, "to") || plx_piece_is(p, "or") || (between && plx_piece_is(p, "and"));
  if (!word && !plx_piece_mark(p, '-')) return 0;
  plx_number b;
  if (!plx_number_core(n, ps, o->end + 1, false, &b) || b.kind != o->kind || b.kind == PLX_NUMBER_ORDINAL) return 0;
  double a = o->value;
  // "two to three million", "1.5-2 billion": the scale is said once
  const plx_piece *scale = &ps->v[b.end - 1];
  if (is_scale(scale) && a < b.value && a < 1000) a *= scale->lex->number;
  if (b.value <= a || (o->digits && b.digits && plx_piece_mark(p, '-') && a == 1 && b.value == 2)) return 0;
  if (plx_piece_is(p, "to") && b.value > 1e3 * a) return 0;
  o->low = a;
  o->high = b.value;
  o->value = (a + b.value) / 2;
  o->range = o->approx = true;
  return b.end;
}

bool plx_number_read(const plx_numbers *n, const plx_pieces *ps, uint32_t i, plx_number *out) {
  uint32_t at = i, end = i;
  int row = vague_at(n, ps, i, &end);
  bool before = row >= 0 && kind_of(row) == VAGUE_BEFORE;
  bool between = plx_piece_is(&ps->v[i], "between") || plx_piece_is(&ps->v[i], "from");
  if (before) at = end;
  else if (between) at = i + 1;
  if (!plx_number_core(n, ps, at, false, out)) return false;
  uint32_t to = range_end(n, ps, out, between);
  if (between && !to) return false;
  if (to) out->end = out->core_end = to;
  if (before) widen(out, row);
  out->first = i;
  uint32_t after = joint(ps, out->end, false);
  int tail = vague_at(n, ps, after, &end);
  if (tail >= 0 && kind_of(tail) == VAGUE_AFTER) {
    widen(out, tail);
    out->end = end;
  } else if (plx_piece_is(&ps->v[after], "odd") && after > out->end) {
    out->approx = true;
    out->end = after + 1;
  }
  return true;
}
