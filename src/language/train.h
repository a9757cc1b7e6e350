/* train.h - a model from treebanks.
 *
 * in     CoNLL-U files, each with names in a second file if there are any
 * out    a model file, written anew after each round; what was learned, a line a round
 * how    lemmas and features are counted, cuts learned by perceptrons, the rest by the network; seeded shuffles
 * cost   half a minute a round of 320,000 words on one AVX-512 core
 * from   see net_learn.h, split.h, guess.h
 *
 * Fails where a file cannot be read, is no CoNLL-U, or cannot be written.  Same files and seed, same bytes.
 */
#ifndef PLX_LANGUAGE_TRAIN_H
#define PLX_LANGUAGE_TRAIN_H

#include <stdio.h>

#include "language/conllu.h"
#include "language/model.h"

#define PLX_TRAIN_RATE 2.2e-3

typedef struct plx_training {
  const char *const *bank; // CoNLL-U files
  const char *const *name; // IOB2 files; NULL at an index: names are in MISC, or there are none
  int banks;
  int rounds;          // through the banks
  int dev_from;        // banks from here on are not learned but measured on after each round (banks: none)
  const char *silver;  // CoNLL-U and names read by a better model: for the network alone; or NULL
  const char *senses;  // folder of WordNet's files, or NULL
  bool lists;          // know the names of data/ (and WordNet's)
  const char *classes; // word, tab, number: words that stand in alike places have the same; or NULL
  const char *from;    // a model to begin from, or several (A,B: their mean), or NULL
  const char *state;   // where the state is kept every other round, and taken up again; NULL: nowhere
  double rate;         // of learning at its highest; PLX_TRAIN_RATE is usual
  uint64_t seed;
  const char *version; // written into the model
  FILE *progress;      // or NULL
} plx_training;

bool plx_train(const plx_training *t, const char *path, plx_err *e);
// A whole bank (CoNLL-U and, if not NULL, its names).
bool plx_bank_open(const char *conllu, const char *iob2, plx_arena *a, plx_bank *b, plx_err *e);

#endif
