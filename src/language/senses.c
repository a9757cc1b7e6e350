/* SPDX-License-Identifier: Apache-2.0 */
/* A common word's number packs the lexicographer file of its first sense as a noun and as a verb, and whether it can be
 * an adjective or an adverb.  A word of names has a bit for each kind of name it is part of, first, last or alone. */
#include "language/senses.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "text/linear.h"

enum { FILE_BYTES_MAX = 64 << 20, ADJ = 1 << 12, ADV = 1 << 13 };

int32_t plx_senses_common(const plx_senses *s, const plx_word *w) {
  if (!s->any) return -1;
  int32_t v = plx_lexicon_get(&s->common, w->lower);
  uint64_t try[4] = {0};
  switch (w->last) {
  case 's': try[0] = w->cut[0], try[1] = w->cut[1], try[2] = w->cut[2] ? plx_mix(w->cut[2], 'y') : 0; break;
  case 'd':
    try[0] = w->cut[0], try[1] = w->cut[1], try[2] = w->cut[2], try[3] = w->cut[2] ? plx_mix(w->cut[2], 'y') : 0;
    break;
  case 'g': try[0] = w->cut[2], try[1] = w->cut[2] ? plx_mix(w->cut[2], 'e') : 0, try[2] = w->cut[3]; break;
  default: break;
  }
  for (int i = 0; i < 4 && v < 0; i++)
    if (try[i]) v = plx_lexicon_get(&s->common, try[i]);
  return v;
}

int32_t plx_senses_proper(const plx_senses *s, const plx_word *w) {
  return s->any && w->upper ? plx_lexicon_get(&s->proper, w->lower) : -1;
}

// --- learning: WordNet's files, whose format is in its manual, wndb(5) ---

static plx_str word_of(plx_str *rest) {
  plx_str part = {0};
  while (plx_str_cut(rest, ' ', &part) && part.n == 0) continue;
  return part;
}

static uint32_t number_of(plx_str s) {
  uint32_t n = 0;
  for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) n = n * 10 + (uint32_t)(s.p[i] - '0');
  return n;
}

static bool read_file(const char *folder, const char *name, plx_arena *tmp, plx_buf *out, plx_err *e) {
  return plx_file_read(plx_str_fmt(tmp, "%s/%s", folder, name).p, FILE_BYTES_MAX, out, e);
}

typedef struct table {
  plx_map words; // lower hash → number
  plx_arena *a;
} table;

static uint32_t *number_at(table *t, plx_str word) {
  plx_word w;
  plx_word_of(word, &w);
  return plx_map_put(&t->words, (plx_str){(const char *)&w.lower, sizeof w.lower});
}

static void pack(const table *t, plx_arena *tmp, plx_buf *out) {
  uint64_t *key = PLX_NEWS(tmp, uint64_t, t->words.n + 1u);
  for (uint32_t i = 0; i < t->words.n; i++) memcpy(&key[i], t->words.key[i].p, sizeof *key);
  plx_lexicon_pack(key, t->words.value, t->words.n, out);
}

// index.noun: lemma pos synsets pointers [pointer…] senses tagged offset…; the first offset is the commonest sense,
// and data.noun at that byte says in its second word which lexicographer file it is from.
static void add_index(table *t, plx_str index, plx_str data, char pos) {
  plx_str line;
  while (plx_str_cut(&index, '\n', &line)) {
    if (line.n == 0 || line.p[0] == ' ') continue;
    plx_str lemma = word_of(&line);
    if (memchr(lemma.p, '_', lemma.n)) continue;
    word_of(&line), word_of(&line);
    for (uint32_t n = number_of(word_of(&line)) + 2; n > 0; n--) word_of(&line);
    uint32_t offset = number_of(word_of(&line)), file = 0;
    if (offset + 12u < data.n) file = number_of(plx_str_sub(data, offset + 9u, 2));
    *number_at(t, lemma) |= pos == 'n' ? file + 1 : pos == 'v' ? (file - 28) << 6 : pos == 'a' ? ADJ : ADV;
  }
}

bool plx_senses_learn_common(const char *folder, plx_arena *tmp, plx_buf *out, plx_err *e) {
  static const char *const pos[] = {"noun", "verb", "adj", "adv"};
  static const char letter[] = "nvar";
  table t = {.a = tmp};
  plx_map_init(&t.words, tmp);
  for (int i = 0; i < 4; i++) {
    plx_buf index = {0}, data = {0};
    bool ok = read_file(folder, plx_str_fmt(tmp, "index.%s", pos[i]).p, tmp, &index, e) &&
              read_file(folder, plx_str_fmt(tmp, "data.%s", pos[i]).p, tmp, &data, e);
    if (ok) add_index(&t, plx_buf_view(&index), plx_buf_view(&data), letter[i]);
    plx_buf_free(&index);
    plx_buf_free(&data);
    if (!ok) return false;
  }
  pack(&t, tmp, out);
  return true;
}

enum { GROUP_FILE = 14, PLACE_FILE = 15, PERSON_FILE = 18 };

static void add_name(table *t, plx_str name, uint32_t file) {
  uint32_t kind = file == PERSON_FILE ? 0 : file == PLACE_FILE ? 1 : file == GROUP_FILE ? 2 : 3;
  plx_str rest = name, part;
  for (bool first = true; plx_str_cut(&rest, '_', &part); first = false) {
    if (part.n == 0 || part.p[0] < 'A' || part.p[0] > 'Z') continue;
    uint32_t place = part.n == name.n ? 0 : first ? 1 : rest.p == NULL ? 2 : 1;
    *number_at(t, part) |= 1u << (kind * 3 + place);
  }
}

bool plx_senses_learn_proper(const char *folder, plx_arena *tmp, plx_buf *out, plx_err *e) {
  table t = {.a = tmp};
  plx_buf data = {0};
  plx_map_init(&t.words, tmp);
  if (!read_file(folder, "data.noun", tmp, &data, e)) return false;
  plx_str all = plx_buf_view(&data), line;
  while (plx_str_cut(&all, '\n', &line)) {
    if (line.n == 0 || line.p[0] == ' ') continue;
    word_of(&line);
    uint32_t file = number_of(word_of(&line));
    word_of(&line);
    plx_str count = word_of(&line);
    for (uint32_t n = (uint32_t)strtoul(plx_str_copy(tmp, count).p, NULL, 16); n > 0; n--) {
      plx_str name = word_of(&line);
      word_of(&line);
      if (name.n && name.p[0] >= 'A' && name.p[0] <= 'Z') add_name(&t, name, file);
    }
  }
  plx_buf_free(&data);
  pack(&t, tmp, out);
  return true;
}
