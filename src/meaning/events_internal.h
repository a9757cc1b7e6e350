/* events_internal.h - what events.c shows to its trainer and to nobody else.
 *
 * in     -
 * out    the struct, and the features of a sentence
 * how    train/events.c puts weights of its own into `model`
 * cost   -
 * from   -
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_EVENTS_INTERNAL_H
#define PLX_MEANING_EVENTS_INTERNAL_H

#include "meaning/event_candidates.h"
#include "meaning/event_model.h"

struct plx_events {
  plx_event_patterns patterns;
  plx_event_codes codes;
  plx_event_model model;
  const plx_actors *actors;
  double keep;                       // confidence below which an event is not told
  double keep_row;                   // belief in a row above which it is told, whatever else the sentence is about
  double keep_alone, keep_beside;    // the same where only the model saw it: alone, or beside an event of a row
  double share;                      // of the model in the confidence of an event that a row found
  double row_line[2], alone_line[2]; // shift and slope, on log odds, from what was weighed to what is told
};

void plx_events_features(const struct plx_events *m, plx_event_view *v, const plx_sentence *s, const plx_candidates *cs,
                         plx_event_features *out, plx_arena *tmp);

#endif
