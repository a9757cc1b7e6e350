/* figure_find.h - what the parts of figures.h share while they read one document.
 *
 * in     -
 * out    plx_finder, and the steps that fill it
 * how    figures.c reads numbers, then calls figure_people.c for people counted without one; both push what they find
 * cost   -
 * from   -
 *
 * Inside figures.h only.
 */
#ifndef PLX_MEANING_FIGURE_FIND_H
#define PLX_MEANING_FIGURE_FIND_H

#include "meaning/figures.h"
#include "meaning/states.h"

struct plx_figures {
  const plx_times *times;
  const plx_states *states;
  plx_map unit; // word → row of units.tsv
};

typedef struct plx_found {
  plx_figure f;
  plx_state s;
  uint32_t group; // the first word of the coordination it stands in
} plx_found;

// What one document is read with.
typedef struct plx_finder {
  const plx_figures *f;
  plx_record *r;
  plx_trees trees;
  plx_pieces ps;
  uint8_t *taken; // [tokens] 1: part of a time, 2: counted already
  PLX_VEC(plx_found) out;
  plx_arena *tmp;
} plx_finder;

static inline const plx_tok *tok(const plx_finder *c, uint32_t i) {
  return &c->r->text.tok.v[i];
}

static inline const plx_sentence *sentence_of(const plx_finder *c, uint32_t i) {
  return &c->r->text.sentence.v[c->trees.sentence[i]];
}

static inline uint32_t sentence_end(const plx_finder *c, uint32_t i) {
  const plx_sentence *s = sentence_of(c, i);
  return s->first + s->count;
}

static inline bool form_is(const plx_finder *c, uint32_t i, const char *list) {
  return i < c->r->text.tok.n && plx_tree_form_is(&c->trees, i, list);
}

// Adds a figure; its state is s, its coordination that of what it counts.
static inline plx_found *plx_figure_push(plx_finder *c, plx_figure f, plx_state s) {
  plx_found *out = plx_vec_push(c->tmp, &c->out);
  f.time = f.statement = f.event = PLX_NONE;
  f.state = s.row == -1 ? (plx_str){0} : s.name;
  *out = (plx_found){f, s, plx_tree_first_conjunct(&c->trees, f.counted_head != PLX_NONE ? f.counted_head : f.head)};
  return out;
}

// "A man was killed", "killed himself", "Jane Smith died", "Man, woman dead": people who are counted by being told of.
void plx_figure_people(plx_finder *c);
// "Two men and a boy were hurt" is also three.  Puts all that has been found in order of the text.
void plx_figure_sums(plx_finder *c);

#endif
