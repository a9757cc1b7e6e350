/* SPDX-License-Identifier: Apache-2.0 */
#include "language/inflect.h"

#include <string.h>

#include "base/file.h"

enum { FILE_BYTES_MAX = 64 << 20 };

typedef struct work {
  const plx_map *tags;
  plx_map *scripts;
  plx_arena *a;
  plx_guess_rows *out;
} work;

static void add(work *w, plx_str form, plx_str lemma, const char *tag) {
  uint32_t t = plx_map_index(w->tags, plx_str_of(tag));
  if (t == PLX_MAP_NONE) return;
  uint32_t script = plx_map_intern(w->scripts, plx_script_make(w->a, form, lemma, false));
  *plx_vec_push(w->a, w->out) = (plx_guess_row){form, t, script, plx_script_is_odd(w->scripts->key[script])};
}

static void add_verb(work *w, plx_str form, plx_str lemma) {
  if (plx_str_ends(form, PLX_STR("ing"))) {
    add(w, form, lemma, "VERB\tVBG");
  } else if (plx_str_ends(form, PLX_STR("s"))) {
    add(w, form, lemma, "VERB\tVBZ");
  } else {
    add(w, form, lemma, "VERB\tVBD");
    add(w, form, lemma, "VERB\tVBN");
  }
}

static void add_adjective(work *w, plx_str form, plx_str lemma) {
  add(w, form, lemma, plx_str_ends(form, PLX_STR("est")) ? "ADJ\tJJS" : "ADJ\tJJR");
}

static void add_noun(work *w, plx_str form, plx_str lemma) {
  add(w, form, lemma, "NOUN\tNNS");
}

static bool small_letters(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < 'a' || s.p[i] > 'z') return false;
  return s.n > 2;
}

static bool vowel(char c) {
  return memchr("aeiou", c, 5) != NULL;
}

// "-s", "-es" or "-ies".
static plx_str with_s(const work *w, plx_str lemma) {
  char last = lemma.p[lemma.n - 1], before = lemma.p[lemma.n - 2];
  if (last == 'y' && !vowel(before)) return plx_str_fmt(w->a, "%.*sies", (int)lemma.n - 1, lemma.p);
  bool hisses = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
  return plx_str_fmt(w->a, "%.*s%s", PLX_FMT(lemma), hisses ? "es" : "s");
}

// Regular forms; those that double their last letter are in the lists of irregular ones.
static void add_regular_verb(work *w, plx_str lemma) {
  char last = lemma.p[lemma.n - 1], before = lemma.p[lemma.n - 2];
  bool e = last == 'e', silent = e && before != 'e' && before != 'o' && before != 'y';
  add_verb(w, with_s(w, lemma), lemma);
  add_verb(w, plx_str_fmt(w->a, "%.*sing", (int)(lemma.n - silent), lemma.p), lemma);
  if (last == 'y' && !vowel(before)) add_verb(w, plx_str_fmt(w->a, "%.*sied", (int)lemma.n - 1, lemma.p), lemma);
  else add_verb(w, plx_str_fmt(w->a, "%.*s%s", PLX_FMT(lemma), e ? "d" : "ed"), lemma);
}

static void add_regular_noun(work *w, plx_str lemma) {
  add_noun(w, with_s(w, lemma), lemma);
}

typedef void adder(work *w, plx_str form, plx_str lemma);

// Lines of "form lemma…"; words of several parts are left out.
static bool add_irregular(work *w, const char *folder, const char *name, adder *put, plx_err *e) {
  plx_buf file = {0};
  bool ok = plx_file_read(plx_str_fmt(w->a, "%s/%s.exc", folder, name).p, FILE_BYTES_MAX, &file, e);
  plx_str all = plx_buf_view(&file), line;
  while (ok && plx_str_cut(&all, '\n', &line)) {
    plx_str form, lemma, rest = line;
    if (!plx_str_cut(&rest, ' ', &form) || !plx_str_cut(&rest, ' ', &lemma) || !small_letters(form) ||
        !small_letters(lemma))
      continue;
    put(w, plx_str_copy(w->a, form), plx_str_copy(w->a, lemma));
  }
  plx_buf_free(&file);
  return ok;
}

typedef void maker(work *w, plx_str lemma);

// Lines that begin with a lemma; those of the licence begin with a space.
static bool add_regular(work *w, const char *folder, const char *name, maker *put, plx_err *e) {
  plx_buf file = {0};
  bool ok = plx_file_read(plx_str_fmt(w->a, "%s/index.%s", folder, name).p, FILE_BYTES_MAX, &file, e);
  plx_str all = plx_buf_view(&file), line;
  while (ok && plx_str_cut(&all, '\n', &line)) {
    plx_str lemma, rest = line;
    if (line.n && line.p[0] != ' ' && plx_str_cut(&rest, ' ', &lemma) && small_letters(lemma))
      put(w, plx_str_copy(w->a, lemma));
  }
  plx_buf_free(&file);
  return ok;
}

bool plx_inflect(const char *wordnet, const plx_map *tags, plx_map *scripts, plx_arena *a, plx_guess_rows *out,
                 plx_err *e) {
  work w = {tags, scripts, a, out};
  return add_irregular(&w, wordnet, "verb", add_verb, e) && add_irregular(&w, wordnet, "noun", add_noun, e) &&
         add_irregular(&w, wordnet, "adj", add_adjective, e) && add_regular(&w, wordnet, "verb", add_regular_verb, e) &&
         add_regular(&w, wordnet, "noun", add_regular_noun, e);
}
