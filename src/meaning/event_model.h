/* event_model.h - a trained second opinion: what a sentence tells, by all its words.
 *
 * in     a view, a sentence, the acts that the rows of events.tsv found in it
 * out    a probability for each PLOVER type, for "only words" (CAMEO 01) and for "nothing political"
 * how    a multinomial linear model over lemmas, word pairs, edges of the tree and what the rows found; its weights are
 *        the table event_weights, one letter a weight, made by train/events.c
 * cost   about 150 look-ups a sentence
 * from   doc/methods/60-events.md
 *
 * Cannot fail; without weights every answer is uniform and plx_event_model_trained says so.  Read-only after making.
 */
#ifndef PLX_MEANING_EVENT_MODEL_H
#define PLX_MEANING_EVENT_MODEL_H

#include "meaning/event_acts.h"

// YIELD is CONCEDE and RETREAT: the training sentences do not tell them apart.
#define PLX_EVENT_LABEL_LIST(Y)                                                                                        \
  Y(AGREE)                                                                                                             \
  Y(CONSULT) Y(SUPPORT) Y(YIELD) Y(COOPERATE) Y(AID) Y(REQUEST) Y(ACCUSE) Y(REJECT) Y(THREATEN) Y(PROTEST) Y(SANCTION) \
      Y(MOBILIZE) Y(COERCE) Y(ASSAULT) Y(WORDS) Y(NOTHING)
#define PLX_ONE(name) PLX_LABEL_##name,
typedef enum plx_event_label { PLX_EVENT_LABEL_LIST(PLX_ONE) PLX_EVENT_LABELS } plx_event_label;
#undef PLX_ONE

const char *plx_event_label_name(plx_event_label y);
// The label of a PLOVER type ("RETREAT" is YIELD); NULL or unknown is PLX_LABEL_WORDS.
plx_event_label plx_event_label_of(const char *plover);
// The CAMEO code to give where only the type is known.
plx_str plx_event_label_code(plx_event_label y);

typedef struct plx_event_model {
  plx_map feature;
  float (*weight)[PLX_EVENT_LABELS]; // [features]
} plx_event_model;

// From the table event_weights.
void plx_event_model_init(plx_event_model *m, plx_arena *process);
bool plx_event_model_trained(const plx_event_model *m);

// What a row found at a token, for the features: `told` if it became an event.
typedef struct plx_event_hint {
  uint32_t tok;
  plx_event_label label;
  plx_str code;
  bool told;
} plx_event_hint;

typedef PLX_VEC(plx_str) plx_event_features;
// Features of a sentence, as strings on `tmp`.
void plx_event_features_of(const plx_event_view *v, const plx_sentence *s, const plx_event_hint *hint, uint32_t hints,
                           plx_event_features *out, plx_arena *tmp);
// p [PLX_EVENT_LABELS] out: probabilities.
void plx_event_model_score(const plx_event_model *m, const plx_event_features *f, double *p);

// One weight as a letter, and back: -4.65 .. 4.65 in steps of 0.1.
char plx_event_weight_letter(double w);
double plx_event_letter_weight(char c);

#endif
