/* net_learn.h - how the network learns: the same layers in floats, their gradients, and Adam.
 *
 * in     sentences with gold tags, names, heads and relations, as rows of features
 * out    weights; the packed network
 * how    cross entropy of each head, summed; back through the layers by hand; Adam with lazily updated rows
 * cost   about 4 million products a word and round: half a minute a round for 320,000 words on one AVX-512 core
 * from   Kingma & Ba 2015; Gal & Ghahramani 2016 (one dropout mask a sentence); Kiperwasser & Goldberg 2016 (word dropout)
 *
 * One thread.  The same data and seed give the same weights on the same kind of processor.
 */
#ifndef PLX_LANGUAGE_NET_LEARN_H
#define PLX_LANGUAGE_NET_LEARN_H

#include "language/net.h"

#define PLX_GOLD_NONE 0xFFFF // no gold tag (or, as a name, none): nothing is learned there

typedef struct plx_lesson {
  uint32_t n, sentences;
  const uint32_t *end;                    // [sentences] as in plx_net_words
  const int32_t (*row)[PLX_NET_FEATURES]; // [n] rows of each word's features, -1: none
  const uint16_t *tag;                    // [n] gold, or PLX_GOLD_NONE
  const int32_t *head;                    // [n] gold: index within the sentence, its length for the root; -1: not known
  const uint8_t *rel, *ner;               // [n] gold; ner 255: not known
} plx_lesson;

typedef struct plx_losses {
  double tag, name, head, rel; // sums over words
  uint32_t words, right_heads, right_tags;
} plx_losses;

typedef struct plx_net_learner plx_net_learner;

plx_net_learner *plx_net_learner_new(uint32_t tags, uint32_t rows, uint64_t seed);
void plx_net_learner_free(plx_net_learner *l);
// Gradients of the summed loss of a lesson are added up; with `drop` words, inputs and layers are dropped at random.
void plx_net_learner_study(plx_net_learner *l, const plx_lesson *x, bool drop, plx_losses *loss);
// One step of Adam, then the gradients are zero again.
void plx_net_learner_step(plx_net_learner *l, double rate);

// For the gradient check: tensor t's weights and gradients (PLX_NET_TENSORS: the rows), and how many.
float *plx_net_learner_weights(plx_net_learner *l, int t, uint64_t *n);
float *plx_net_learner_gradients(plx_net_learner *l, int t);

// The network as plx_net_open reads it, appended; `average`: the running mean of the weights, else as they are.
void plx_net_learner_pack(const plx_net_learner *l, bool average, plx_buf *out);
// Takes over what a packed network of the same shapes has: its tensors, as many as it has of ours in order, and its rows
// (from[r]: the row there that is our row r, or -1: then it begins at nothing).  share: of the taken in the mean of it and
// what is there already (1: all).  False if the shapes differ.
bool plx_net_learner_take(plx_net_learner *l, plx_str packed, const int32_t *from, float share);
// All of the learner's state, for a later day; false if the bytes are not of such a learner.
void plx_net_learner_save(const plx_net_learner *l, plx_buf *out);
bool plx_net_learner_load(plx_net_learner *l, plx_str saved);

#endif
