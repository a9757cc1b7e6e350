/* SPDX-License-Identifier: Apache-2.0 */
// A document is remembered by its terms.  Every word is brought to a normal form in a small buffer and hashed; a
// little open-addressing table counts the hashes.  When the words have been read, the terms that tell most by
// themselves (in the title, in the lead, a name, often) stay, sorted by hash so that two sketches can be merged.
#include "story/sketch.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "reading/tongue.h"

enum { SLOTS = 4096, FOREIGN_NAME_BYTES = 5 };

typedef struct seen {
  uint32_t term;
  uint16_t count, caps, mid; // mid: where no sentence begins
  uint8_t flags;
} seen;

typedef struct counter {
  seen *slot; // [SLOTS], term 0 is empty
  uint32_t used;
} counter;

// --- words ---

static bool word_char(uint32_t cp) {
  return cp < 128 ? (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9')
                  : plx_cp_letter(cp) || plx_cp_digit(cp);
}

static uint32_t next_cp(plx_str s, size_t at, int *n) {
  unsigned char c = (unsigned char)s.p[at];
  if (c < 128) return *n = 1, c;
  return plx_utf8_at(s, at, n);
}

// Does the mark at `at` stand inside a word or number: "O'Neill", "2,000", "U.S.", "co-host" (two words)?
static bool joins(plx_str s, size_t at, uint32_t cp, int n, bool digit) {
  if (at + n >= s.n) return false;
  unsigned char next = (unsigned char)s.p[at + n];
  if (cp == ',' || cp == '.') {
    bool initials =
        cp == '.' && at >= 1 && (at < 2 || !word_char((unsigned char)s.p[at - 2])) && next >= 'A' && next <= 'Z';
    return initials || (digit && next >= '0' && next <= '9');
  }
  return (cp == '\'' || cp == 0x2019) && ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'));
}

static void fold_into(plx_word *w, uint32_t cp) {
  char utf8[4];
  int n = plx_utf8_put(utf8, cp < 128 ? (cp >= 'A' && cp <= 'Z' ? cp + 32 : cp) : plx_cp_fold(cp));
  if (w->n + n > PLX_WORD_MAX) return;
  memcpy(w->form + w->n, utf8, (size_t)n);
  w->n += (uint32_t)n;
}

// Possessive and plural off: "leaders'" "leader's" "leaders" → "leader", "cities" → "city".
static void strip(plx_word *w) {
  char *f = w->form;
  if (w->n > 2 && f[w->n - 1] == 's' && f[w->n - 2] == '\'') w->n -= 2;
  if (w->n < 4 || w->digit || f[w->n - 1] != 's') return;
  char before = f[w->n - 2];
  if (before == 's' || before == 'u' || before == 'i') return;
  if (before == 'e' && w->n > 4 && f[w->n - 3] == 'i') {
    f[w->n - 3] = 'y';
    w->n -= 2;
  } else {
    w->n--;
  }
}

bool plx_words_next(plx_words *r, plx_word *w) {
  *w = (plx_word){0};
  bool begun = false;
  for (int n; r->at < r->text.n; r->at += (size_t)n) {
    uint32_t cp = next_cp(r->text, r->at, &n);
    if (word_char(cp)) {
      if (!begun) {
        w->upper = cp < 128 ? cp >= 'A' && cp <= 'Z' : plx_cp_upper(cp);
        w->starts = r->fresh;
        r->fresh = false;
        begun = true;
      }
      w->digit |= cp >= '0' && cp <= '9';
      fold_into(w, cp);
    } else if (begun && joins(r->text, r->at, cp, n, w->digit)) {
      if (cp == '\'' || cp == 0x2019) fold_into(w, '\'');
    } else if (begun) {
      break;
    } else if (cp == '.' || cp == '!' || cp == '?' || cp == '\n' || cp == 0x201C || cp == '"' || cp == ':') {
      r->fresh = true;
    }
  }
  if (begun) strip(w);
  return begun;
}

uint32_t plx_sketch_term(plx_str normal) {
  uint32_t h = (uint32_t)plx_hash(normal.p, normal.n);
  return h ? h : 1;
}

// --- counting ---

static seen *look(counter *c, uint32_t term) {
  uint32_t i = term & (SLOTS - 1);
  while (c->slot[i].term && c->slot[i].term != term) i = (i + 1) & (SLOTS - 1);
  if (!c->slot[i].term) {
    c->slot[i].term = term;
    c->used++;
  }
  return &c->slot[i];
}

// Words of one letter and the commonest function words tell nothing.
static bool idle(const plx_word *w) {
  static const char *const common[] = {
      "",
      "",
      "an as at be by he if in is it mr ms no of on or so to up us we",
      "all and are but for had has her him his its mrs not now one our out said say she "
      "that the two was who you",
      "also been from have into more over said some than that them they this were what "
      "when will with would your",
      "about after could other their there these those which would"};
  if (w->n < 2) return !w->digit;
  return w->n < sizeof common / sizeof *common && plx_str_in((plx_str){w->form, w->n}, common[w->n]);
}

static void count(counter *c, const plx_word *w, uint8_t flags, bool title) {
  if (c->used > SLOTS / 2) return;
  seen *s = look(c, plx_sketch_term((plx_str){w->form, w->n}));
  if (s->count < 255) s->count++;
  s->flags |= flags | (w->digit ? PLX_TERM_NUMBER : 0);
  if (!title && !w->starts) {
    s->mid++;
    s->caps += w->upper;
  }
}

// The bit of a day of the week; names of other things ("day") have none.
static uint8_t weekday(const plx_word *w) {
  static const char *const day[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  if (!w->upper || w->n < 6) return 0;
  for (int k = 0; k < 7; k++)
    if (plx_str_eqz((plx_str){w->form, w->n}, day[k])) return (uint8_t)(1 << k);
  return 0;
}

// Of a language whose words we do not know: a name, as far as that can be seen.
static bool name_like(const plx_word *w) {
  return w->digit || (w->upper && !w->starts && w->n >= FOREIGN_NAME_BYTES);
}

static uint32_t count_words(counter *c, plx_str text, bool title, bool foreign, uint32_t max, plx_sketch *out) {
  plx_words r = {text, 0, true};
  plx_word w;
  uint32_t n = 0;
  while (n < max && plx_words_next(&r, &w)) {
    uint8_t flags = title ? PLX_TERM_TITLE : n < PLX_SKETCH_LEAD ? PLX_TERM_LEAD : 0;
    n++;
    out->weekdays |= weekday(&w);
    if (!idle(&w) && (!foreign || name_like(&w))) count(c, &w, flags, title);
  }
  return n;
}

// --- choosing ---

typedef struct choice {
  uint32_t term;
  uint32_t worth;
  uint8_t count, flags;
} choice;

static int by_worth(const void *x, const void *y) {
  const choice *a = x, *b = y;
  if (a->worth != b->worth) return a->worth > b->worth ? -1 : 1;
  return a->term < b->term ? -1 : a->term > b->term;
}

static int by_term(const void *x, const void *y) {
  const choice *a = x, *b = y;
  return a->term < b->term ? -1 : a->term > b->term;
}

static choice choose(const seen *s) {
  choice c = {s->term, 0, s->count > 255 ? 255 : (uint8_t)s->count, s->flags};
  if (s->mid && 2 * s->caps > s->mid) c.flags |= PLX_TERM_NAME;
  c.worth = 2u * c.count + (c.flags & PLX_TERM_TITLE ? 8 : 0) + (c.flags & PLX_TERM_LEAD ? 4 : 0) +
            (c.flags & (PLX_TERM_NAME | PLX_TERM_NUMBER) ? 3 : 0);
  return c;
}

static void keep_terms(const counter *c, plx_arena *tmp, plx_sketch *out) {
  choice *all = PLX_NEWS(tmp, choice, c->used + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < SLOTS; i++)
    if (c->slot[i].term) all[n++] = choose(&c->slot[i]);
  if (n > PLX_SKETCH_TERMS) {
    qsort(all, n, sizeof *all, by_worth);
    n = PLX_SKETCH_TERMS;
  }
  qsort(all, n, sizeof *all, by_term);
  out->n = (uint16_t)n;
  for (uint32_t i = 0; i < n; i++) {
    out->term[i] = all[i].term;
    out->count[i] = all[i].count;
    out->flags[i] = all[i].flags;
  }
}

// The text behind its title: NDJSON documents usually repeat the title as their first block.
static plx_str body_of(const plx_doc *d) {
  if (d->title.n && plx_str_starts(d->text, d->title)) return plx_str_sub(d->text, d->title.n, d->text.n);
  return d->text;
}

void plx_sketch_make(const plx_doc *d, plx_arena *tmp, plx_sketch *out) {
  plx_mark m = plx_arena_mark(tmp);
  counter c = {PLX_NEWS(tmp, seen, SLOTS), 0};
  *out = (plx_sketch){.document = plx_hash(d->id.p, d->id.n), .day = plx_day_of(d->published)};
  bool foreign = !plx_tongue_annotated(d->language);
  count_words(&c, d->title, true, foreign, PLX_SKETCH_WORDS, out);
  out->words = (uint16_t)count_words(&c, body_of(d), false, foreign, PLX_SKETCH_WORDS, out);
  keep_terms(&c, tmp, out);
  plx_arena_reset(tmp, m);
}

// --- days ---

static int digits(plx_str s, size_t at, int n) {
  int v = 0;
  for (int i = 0; i < n; i++) {
    if (at + (size_t)i >= s.n || s.p[at + (size_t)i] < '0' || s.p[at + (size_t)i] > '9') return -1;
    v = 10 * v + s.p[at + (size_t)i] - '0';
  }
  return v;
}

// Howard Hinnant's days_from_civil.
int32_t plx_day_of(plx_str iso) {
  int y = digits(iso, 0, 4), m = digits(iso, 5, 2), d = digits(iso, 8, 2);
  if (y < 0 || m < 1 || m > 12 || d < 1 || d > 31) return PLX_NO_DAY;
  y -= m <= 2;
  int era = y / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
