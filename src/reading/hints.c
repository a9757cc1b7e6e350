/* SPDX-License-Identifier: Apache-2.0 */
/* A text becomes a set of words or of runs of words; a line is asked word by word. */
#include "reading/hints.h"

#include "reading/cue.h"
#include "reading/text.h"

enum {
  RUN = 3, // words
  TITLE_BYTES_MAX = 500,
  STANDFIRST_BYTES_MAX = 1000,
  BODY_BYTES_MIN = 200,
  BODY_BYTES_MAX = 200000,
  RUNS_BYTES_MAX = 1500 // of a line
};

static plx_str normal(plx_str text, plx_arena *tmp) {
  size_t room = text.n * 2 + 16;
  char *buf = plx_arena_alloc(tmp, room);
  return (plx_str){buf, plx_cue_normal(text, buf, room)};
}

static void add_words(plx_map *m, plx_str text, plx_arena *tmp) {
  plx_str rest = normal(text, tmp), word;
  while (plx_str_cut(&rest, ' ', &word)) plx_map_intern(m, word);
}

typedef struct walk {
  plx_str rest;
  const char *start[RUN]; // of the last words, the latest first
  int words;
} walk;

static bool next_run(walk *w, plx_str *run) {
  plx_str word;
  do {
    if (!plx_str_cut(&w->rest, ' ', &word)) return false;
    for (int k = RUN - 1; k > 0; k--) w->start[k] = w->start[k - 1];
    w->start[0] = word.p;
  } while (++w->words < RUN);
  *run = (plx_str){w->start[RUN - 1], (size_t)(word.p + word.n - w->start[RUN - 1])};
  return true;
}

static void add_runs(plx_map *m, plx_str text, plx_arena *tmp) {
  walk w = {.rest = normal(text, tmp)};
  plx_str run;
  while (next_run(&w, &run)) plx_map_intern(m, run);
}

plx_hinted plx_hinted_by(const plx_hints *hints, plx_arena *tmp) {
  plx_hinted s;
  plx_map_init(&s.title, tmp);
  plx_map_init(&s.standfirst, tmp);
  plx_map_init(&s.body, tmp);
  add_words(&s.title, plx_text_head(hints->title, TITLE_BYTES_MAX), tmp);
  add_words(&s.standfirst, plx_text_head(hints->standfirst, STANDFIRST_BYTES_MAX), tmp);
  if (hints->body.n > BODY_BYTES_MIN) add_runs(&s.body, plx_text_head(hints->body, BODY_BYTES_MAX), tmp);
  return s;
}

static double share(int part, int whole) {
  return whole ? (double)part / whole : 0;
}

double plx_hinted_words(const plx_map *words, plx_str normal) {
  plx_str rest = normal, word;
  int all = 0, both = 0;
  while (plx_str_cut(&rest, ' ', &word)) all++, both += plx_map_index(words, word) != PLX_MAP_NONE;
  return share(both, all);
}

double plx_hinted_runs(const plx_map *runs, plx_str line, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  walk w = {.rest = normal(plx_text_head(line, RUNS_BYTES_MAX), tmp)};
  plx_str run;
  int all = 0, both = 0;
  while (next_run(&w, &run)) all++, both += plx_map_index(runs, run) != PLX_MAP_NONE;
  plx_arena_reset(tmp, mark);
  return share(both, all);
}
