/* SPDX-License-Identifier: Apache-2.0 */
#include "language/guess.h"

#include <string.h>

#include "base/utf8.h"
#include "text/linear.h"

enum { EXACT, LOWER, LONGEST, SHORTEST = 8, TAG = 9, LEVELS, ENDING_MAX = 7, FORM_MAX = 64 };

typedef struct keys {
  uint64_t v[LEVELS]; // 0: the word has no such ending
} keys;

static uint64_t hash(const char *p, size_t n, uint64_t level, uint32_t tag) {
  uint64_t h = plx_mix(plx_mix(31, level), tag);
  for (size_t i = 0; i < n; i++) h = plx_mix(h, (unsigned char)p[i]);
  return h | 1;
}

// Lower case, into a buffer; words longer than it are known by their end.
static size_t lower_end(plx_str s, char *out) {
  size_t at = s.n > FORM_MAX ? s.n - FORM_MAX : 0, n = 0;
  for (int len; at < s.n && n + 4 <= FORM_MAX + 4; at += (size_t)len) {
    uint32_t cp = plx_utf8_at(s, at, &len);
    n += (size_t)plx_utf8_put(out + n, plx_cp_fold(cp == 0x2019 ? '\'' : cp));
  }
  return n;
}

// How a word is written: small, with a capital, a few capitals, many.
static uint64_t manner_of(plx_str s) {
  uint32_t upper = 0, lower = 0;
  for (size_t i = 0; i < s.n && i < FORM_MAX; i++) {
    upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
    lower += s.p[i] >= 'a' && s.p[i] <= 'z';
  }
  return upper == 0 ? 0 : lower || upper == 1 ? 1 : upper < 5 ? 2 : 3;
}

static void keys_of(plx_str form, uint32_t tag, keys *k) {
  char low[FORM_MAX * 2 + 8];
  size_t n = lower_end(form, low);
  uint64_t manner = tag & PLX_GUESS_NAME ? manner_of(form) << 8 : 0;
  k->v[EXACT] = hash(form.p, form.n < 256 ? form.n : 256, EXACT, tag);
  k->v[LOWER] = hash(low, n, LOWER | manner, tag);
  for (int level = LONGEST; level <= SHORTEST; level++) {
    size_t end = (size_t)(ENDING_MAX - (level - LONGEST));
    k->v[level] = n > end ? hash(low + n - end, end, (LONGEST + end) | manner, tag) : 0;
  }
  k->v[TAG] = hash(NULL, 0, TAG | manner, tag);
}

int32_t plx_guess(const plx_lexicon *x, plx_str form, uint32_t tag) {
  keys k;
  keys_of(form, tag, &k);
  for (int level = EXACT; level < LEVELS; level++) {
    int32_t v = k.v[level] ? plx_lexicon_get(x, k.v[level]) : -1;
    if (v >= 0) return v;
  }
  return -1;
}

// --- learning: count values a key, then keep a key where it differs from what is more general ---

typedef struct tally {
  uint32_t value, count;
} tally;
typedef struct entry {
  uint64_t key;
  PLX_VEC(tally) seen;
  int level;
  uint32_t best, total;
} entry;

static void count(plx_arena *a, entry *e, uint32_t value) {
  e->total++;
  for (uint32_t i = 0; i < e->seen.n; i++)
    if (e->seen.v[i].value == value) {
      e->seen.v[i].count++;
      return;
    }
  *plx_vec_push(a, &e->seen) = (tally){value, 1};
}

static void choose(entry *e) {
  uint32_t top = 0;
  for (uint32_t i = 0; i < e->seen.n; i++)
    if (e->seen.v[i].count > top) top = e->seen.v[i].count, e->best = e->seen.v[i].value;
}

void plx_guess_learn(const plx_guess_row *row, uint32_t n, plx_arena *tmp, plx_buf *out) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_map index;
  plx_map_init(&index, tmp);
  PLX_VEC(entry) e = {0};
  uint32_t *at = PLX_NEWS(tmp, uint32_t, (size_t)n * LEVELS + 1); // row, level → entry + 1
  for (uint32_t i = 0; i < n; i++) {
    keys k;
    keys_of(row[i].form, row[i].tag, &k);
    for (int level = 0; level < LEVELS; level++) {
      if (!k.v[level] || (row[i].alone && level > LOWER)) continue;
      uint32_t id = plx_map_intern(&index, (plx_str){(const char *)&k.v[level], sizeof k.v[level]});
      if (id == e.n) *plx_vec_push(tmp, &e) = (entry){.key = k.v[level], .level = level};
      count(tmp, &e.v[id], row[i].value);
      at[i * LEVELS + (uint32_t)level] = id + 1;
    }
  }
  for (uint32_t i = 0; i < e.n; i++) choose(&e.v[i]);
  uint8_t *keep = PLX_NEWS(tmp, uint8_t, e.n + 1), *done = PLX_NEWS(tmp, uint8_t, e.n + 1);
  for (int level = TAG; level >= 0; level--) // from the general to the special
    for (uint32_t i = 0; i < n; i++) {
      uint32_t id = at[i * LEVELS + (uint32_t)level];
      if (!id-- || done[id]) continue;
      done[id] = 1;
      if (level > LOWER && level < TAG && e.v[id].total < 2) continue; // an ending seen once proves nothing
      keep[id] = 1;
      for (int up = level + 1; up < LEVELS; up++) {
        uint32_t more = at[i * LEVELS + (uint32_t)up];
        if (!more || !keep[more - 1]) continue;
        keep[id] = e.v[more - 1].best != e.v[id].best;
        break;
      }
    }
  uint64_t *key = PLX_NEWS(tmp, uint64_t, e.n + 1);
  uint32_t *value = PLX_NEWS(tmp, uint32_t, e.n + 1), kept = 0;
  for (uint32_t i = 0; i < e.n; i++)
    if (keep[i]) {
      key[kept] = e.v[i].key;
      value[kept++] = e.v[i].best;
    }
  plx_lexicon_pack(key, value, kept, out);
  plx_arena_reset(tmp, mark);
}

// --- edit scripts ---

static size_t common(plx_str a, plx_str b) {
  size_t n = 0;
  while (n < a.n && n < b.n && a.p[n] == b.p[n]) n++;
  while (n > 0 && n < a.n && ((unsigned char)a.p[n] & 0xC0) == 0x80) n--; // not inside a character
  return n;
}

// In lower case but for the first letter, if that is one of ASCII.
static plx_str capitalised(plx_arena *a, plx_str s) {
  plx_str low = plx_str_lower(a, s);
  if (low.n == 0 || low.p[0] < 'a' || low.p[0] > 'z') return low;
  plx_str copy = plx_str_copy(a, low);
  *(char *)(uintptr_t)copy.p -= 'a' - 'A';
  return copy;
}

plx_str plx_script_make(plx_arena *a, plx_str form, plx_str lemma, bool name) {
  plx_str low = plx_str_lower(a, form), cap = capitalised(a, form);
  if (!plx_str_eq(form, lemma) && !plx_str_eq(form, cap) && !plx_str_eq(low, lemma) && plx_str_eq(cap, lemma))
    return PLX_STR("C0+");
  size_t as = common(form, lemma), lo = common(low, lemma);
  bool lower = name ? lo > as : lo >= as;
  size_t same = lower ? lo : as, n = lower ? low.n : form.n;
  return plx_str_fmt(a, "%c%zu+%.*s", lower ? 'L' : 'A', n - same, (int)(lemma.n - same), lemma.p + same);
}

bool plx_script_is_odd(plx_str s) {
  enum { PUT_ON_MAX = 2 };
  ptrdiff_t plus = plx_str_find(s, PLX_STR("+"), 0);
  return plus >= 0 && s.n - (size_t)plus - 1 > PUT_ON_MAX;
}

bool plx_script_parse(plx_str s, plx_script *out) {
  ptrdiff_t plus = plx_str_find(s, PLX_STR("+"), 0);
  if (plus < 2 || (s.p[0] != 'L' && s.p[0] != 'A' && s.p[0] != 'C')) return false;
  *out = (plx_script){.lower = s.p[0] == 'L', .capital = s.p[0] == 'C', .add = plx_str_sub(s, (size_t)plus + 1, s.n)};
  for (ptrdiff_t i = 1; i < plus; i++) out->strip = out->strip * 10 + (uint32_t)(s.p[i] - '0');
  return true;
}

static bool is_lower(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] >= 0x80) return false;
  return true;
}

plx_str plx_script_apply(const plx_script *s, plx_str form, plx_arena *a) {
  if (s->capital) return capitalised(a, form);
  plx_str base = s->lower && !is_lower(form) ? plx_str_lower(a, form) : form;
  if (s->strip == 0 && s->add.n == 0) return base;
  if (s->strip > base.n || (s->strip == base.n && s->add.n == 0)) return base;
  size_t keep = base.n - s->strip;
  // A script learned on other letters may cut inside a character; then the word stays as it is.
  if (s->strip && ((unsigned char)base.p[keep] & 0xC0) == 0x80) return base;
  char *p = plx_arena_alloc(a, keep + s->add.n + 1);
  memcpy(p, base.p, keep);
  if (s->add.n) memcpy(p + keep, s->add.p, s->add.n);
  return (plx_str){p, keep + s->add.n};
}
