/* inflect.h - forms of words that a treebank did not show, with their lemmas: more to learn lemmas from.
 *
 * in     WordNet's folder: its lists of lemmas and of irregular forms; the joint tags of an English treebank
 * out    rows for plx_guess_learn
 * how    "verb.exc", "noun.exc", "adj.exc" as they are; of the other verbs and nouns the regular forms
 * cost   about 100,000 rows; only those stay in the model that say something else than their ending does
 * from   WordNet 3.0, morphy(7)
 *
 * English only.  Fails where a file cannot be read.
 */
#ifndef PLX_LANGUAGE_INFLECT_H
#define PLX_LANGUAGE_INFLECT_H

#include "base/err.h"
#include "language/guess.h"

typedef PLX_VEC(plx_guess_row) plx_guess_rows;
// tags: "UPOS<tab>XPOS"; scripts grows.  Rows are appended; their strings lie on `a`.
bool plx_inflect(const char *wordnet, const plx_map *tags, plx_map *scripts, plx_arena *a, plx_guess_rows *out,
                 plx_err *e);

#endif
