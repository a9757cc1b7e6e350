/* train_parts.h - what the parts of training share.  Only train*.c include it. */
#ifndef PLX_LANGUAGE_TRAIN_PARTS_H
#define PLX_LANGUAGE_TRAIN_PARTS_H

#include "language/train.h"

typedef struct plx_train_bank {
  plx_bank b;
  plx_word *word; // [tok.n]
  uint16_t *tag;  // [tok.n] gold joint tag
} plx_train_bank;

typedef struct plx_trainer {
  const plx_training *job;
  plx_arena *a, *tmp;
  plx_train_bank *bank;         // [banks learned from, and the silver one]
  int banks;                    // without the silver one
  plx_map tags, scripts, feats; // strings numbered in order of arrival
  uint32_t *turn, turns;        // sentences in the order of this round: the bank in the upper 8 bits
  uint64_t seed;
  plx_model_out out;
} plx_trainer;

bool plx_train_open_banks(plx_trainer *t, plx_err *e);
uint32_t plx_train_random(plx_trainer *t, uint32_t below);
void plx_train_shuffle(plx_trainer *t);
void plx_train_add_silver(plx_trainer *t); // its sentences get their turns too
// Second opinions, of the gold banks.  On tags, over a finished network; on names if there are any (else nothing is appended).
void plx_train_tagger(plx_trainer *t, const plx_known_words *known, const plx_net *net, plx_buf *out);
void plx_train_namer(plx_trainer *t, const plx_known_words *known, plx_buf *out);
bool plx_train_net(plx_trainer *t, const char *path, plx_err *e); // writes the model after each round

#endif
