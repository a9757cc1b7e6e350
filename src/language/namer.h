/* namer.h - a second opinion on names: what the words of a name and those around it say, each for itself.
 *
 * in     the words of a sentence, what the lists know of them
 * out    a bonus a word and label, added to the network's scores; the best run of labels is then sought over both
 * how    an averaged structured perceptron over words, neighbours, lists, senses, and the run of capitals a word is in
 * cost   some sixty probes a word
 * from   Collins 2002; Ratinov & Roth 2009.  The network forgets single words that a linear model keeps
 *        ("Hamas" seen six times), and knows contexts that the linear model cannot see: together they err less
 *
 * Pure.  Learning belongs to one thread.
 */
#ifndef PLX_LANGUAGE_NAMER_H
#define PLX_LANGUAGE_NAMER_H

#include "language/around.h"

enum { PLX_NAMER_LABELS = PLX_NER_I_LOC + 1 };

typedef struct plx_namer {
  plx_linear words;
  float scale, outside;                               // of a score, beside the network's; added to "no name"
  float follows[PLX_NAMER_LABELS * PLX_NAMER_LABELS]; // label behind label, scaled
} plx_namer;

// May label `to` stand behind label `from` (PLX_NAMER_LABELS: the sentence begins)?
bool plx_namer_may_follow(uint32_t from, uint32_t to);
// The best run of labels of a sentence.  score [n][columns].
void plx_namer_best(const float *score, uint32_t columns, const float *follows, uint32_t n, uint8_t *ner,
                    plx_arena *tmp);

bool plx_namer_open(plx_namer *m, plx_str packed); // borrowed, 8-aligned
// One sentence.  bonus [n][PLX_NAMER_LABELS], overwritten.
void plx_namer_score(const plx_namer *m, const plx_around *v, float *bonus);

// --- learning ---
typedef struct plx_namer_learner plx_namer_learner;
plx_namer_learner *plx_namer_learner_new(void);
void plx_namer_learner_free(plx_namer_learner *l);
// A sentence with its gold labels; returns how many were wrong.
uint32_t plx_namer_learner_study(plx_namer_learner *l, const plx_around *v, const uint8_t *ner, plx_arena *tmp);
// weight: what the mean lead of a label is worth beside the network's scores; caution: what "no name" loses.
void plx_namer_learner_pack(const plx_namer_learner *l, double weight, double caution, plx_buf *out);

#endif
