/* net.h - the network: every word of a sentence seen in its context, then tags, names, heads and relations at once.
 *
 * in     the words of a run of sentences
 * out    a joint tag, a name label, a head and a relation each
 * how    rows for the word, its beginnings, endings, shape and dictionary senses are added up; a window of three feeds
 *        four bidirectional layers of simple recurrent units; tags are read off the second, names, heads (biaffine)
 *        and relations off the last; the tree is the best one, not the best head of each
 * cost   1.2 million integer products a word; n^2 a sentence, sentences being capped
 * from   Lei et al. 2018 (SRU); Dozat & Manning 2017 (biaffine); Kiperwasser & Goldberg 2016; Bohnet et al. 2018
 *
 * Never fails.  The weights are whole numbers (kernel.h): all machines and all thread counts give the same answer.
 */
#ifndef PLX_LANGUAGE_NET_H
#define PLX_LANGUAGE_NET_H

#include "language/kernel.h"
#include "language/namer.h"
#include "language/tagger.h"

enum {
  PLX_NET_ROW = 128,  // numbers in an embedding row
  PLX_NET_HALF = 128, // units of a layer in one direction
  PLX_NET_WIDE = 256, // of both
  PLX_NET_LAYERS = 4,
  PLX_NET_TAG_LAYER = 2, // tags are read off this layer's output
  PLX_NET_ARC = 128,
  PLX_NET_REL = 128,
  PLX_NET_NAMES = PLX_NAMER_LABELS,
  PLX_NET_FEATURES = 24, // of a word, at most
  PLX_NET_TAGS_MAX = 512,
  PLX_NET_BATCH = 256, // words taken through the layers together
};

// The tensors.  name, outputs, inputs (1: a vector).  Matrices lie [outputs][inputs].
#define PLX_NET_FIRST (2 * 4 * PLX_NET_HALF)
#define PLX_NET_NEXT  (2 * 3 * PLX_NET_HALF)
#define PLX_NET_LIST(X)                                                                                                \
  X(IN1, PLX_NET_FIRST, 3 * PLX_NET_ROW)                                                                               \
  X(IN2, PLX_NET_NEXT, PLX_NET_WIDE) X(IN3, PLX_NET_NEXT, PLX_NET_WIDE) X(IN4, PLX_NET_NEXT, PLX_NET_WIDE)             \
      X(GATE1, 4 * PLX_NET_WIDE, 1) X(GATE2, 4 * PLX_NET_WIDE, 1) X(GATE3, 4 * PLX_NET_WIDE, 1)                        \
          X(GATE4, 4 * PLX_NET_WIDE, 1) X(TAG, PLX_NET_TAGS_MAX, PLX_NET_WIDE) X(TAG_BIAS, PLX_NET_TAGS_MAX, 1)        \
              X(NAME, PLX_NET_NAMES, PLX_NET_WIDE) X(NAME_BIAS, PLX_NET_NAMES, 1)                                      \
                  X(HEADS, 2 * PLX_NET_ARC + 2 * PLX_NET_REL, PLX_NET_WIDE)                                            \
                      X(HEADS_BIAS, 2 * PLX_NET_ARC + 2 * PLX_NET_REL, 1) X(PAIR, PLX_NET_ARC, PLX_NET_ARC)            \
                          X(PAIR_BIAS, PLX_NET_ARC, 1) X(ROOT, PLX_NET_ARC + PLX_NET_REL, 1)                           \
                              X(LABEL, PLX_REL_COUNT, PLX_NET_REL) X(LABEL_BIAS, PLX_REL_COUNT, 1)                     \
                                  X(NAME_NEXT, PLX_NET_NAMES *PLX_NET_NAMES, 1)

#define PLX_ONE(name, n, k) PLX_NET_##name,
typedef enum plx_net_tensor { PLX_NET_LIST(PLX_ONE) PLX_NET_TENSORS } plx_net_tensor;
#undef PLX_ONE
// Outputs and inputs of a tensor, in a network of `tags` tags.
uint32_t plx_net_outputs(plx_net_tensor t, uint32_t tags);
uint32_t plx_net_inputs(plx_net_tensor t);

typedef struct plx_net {
  uint32_t tags, rows;
  plx_path path;
  plx_lexicon features;   // hash of a feature → its row
  const int8_t *row;      // [rows][PLX_NET_ROW]
  const float *row_scale; // [rows]
  plx_panels matrix[PLX_NET_TENSORS];
  const float *vector[PLX_NET_TENSORS]; // biases are filled up with zeros to whole panels
} plx_net;

// The hashes of a word's features; returns how many.  The first two are the word itself.
int plx_net_features(const plx_word *w, const plx_known_words *known, const plx_listed *listed,
                     uint64_t out[PLX_NET_FEATURES]);

// The network in a packed section (borrowed, 64-aligned); unpacked panels on `a`.  False if the section is broken.
bool plx_net_open(plx_net *net, plx_str packed, plx_str features, plx_arena *a);

typedef struct plx_net_words {
  uint32_t n;
  const plx_word *word;     // [n]
  const plx_listed *listed; // [n]
  uint32_t sentences;
  const uint32_t *end;      // [sentences] where each ends; each is at most PLX_SENTENCE_TOKENS_MAX long
  uint16_t *tag;            // out [n]
  int32_t *head;            // out [n] index in 0..n-1, or -1: the root
  uint8_t *rel, *ner;       // out [n]
  const plx_tagger *tagger; // second opinions, added to the network's; NULL: none
  const plx_namer *namer;
} plx_net_words;
void plx_net_label(const plx_net *net, const plx_known_words *known, plx_net_words *w, plx_arena *tmp);

// The scan of one layer over one sentence's rows, shared with the trainer.  u [n][width]: candidates, gates (and, in the
// first layer, the way past); skip [n][PLX_NET_WIDE] or NULL; out [n][PLX_NET_WIDE].  keep: the trainer's record
// [n][3][PLX_NET_WIDE] of forget gate, reset gate and state, or NULL.
void plx_net_scan(const float *u, uint32_t width, const float *gate, const float *skip, uint32_t n, float *out,
                  float *keep);

#endif
