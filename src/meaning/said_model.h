/* said_model.h - the trained weights of statements, as they lie in model/statements.bin.
 *
 * in     the file, beside the language model
 * out    tables of weights for cues, roles, where content goes on, and second thoughts
 * how    the tables stand one after the other (weights.h)
 * cost   one read of about 2 MB
 * from   train/statements.c
 *
 * Without the file `there` is false and statements are found by rule.  Read-only after opening, any thread.
 */
#ifndef PLX_MEANING_SAID_MODEL_H
#define PLX_MEANING_SAID_MODEL_H

#include "meaning/roles.h"

typedef struct plx_said_model {
  bool there;
  plx_weights cue, goes_on, holds, source; // `holds` and `source` are judge.h's
  float cue_min, holds_min;                // params.tsv: said_cue_min, said_min
  plx_role_model roles;
} plx_said_model;

void plx_said_model_open(plx_said_model *m, plx_arena *process);

#endif
