/* event_candidates.h - the acts of a sentence that may be events, with their roles and certainty.
 *
 * in     a view, a sentence
 * out    every act a row found, marked by whether it can be told as an event, and a prior belief in it
 * how    an act is not told if an operator governs it ("threatened to bomb" is a threat and no bombing), if it stayed
 *        undone ("did not meet", "plans to meet"), or, for a noun, if nothing says that it took place
 * cost   O(tokens of the sentence x rows of their lemmas)
 * from   doc/methods/60-events.md
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_EVENT_CANDIDATES_H
#define PLX_MEANING_EVENT_CANDIDATES_H

#include "meaning/certainty.h"
#include "meaning/event_roles.h"

typedef struct plx_candidate {
  uint32_t tok;
  plx_str code; // after tense: "will visit" is 036
  plx_certainty_of sure;
  plx_roles source, target;
  bool told;     // may be an event
  double belief; // 0..1, from the row and the roles alone
} plx_candidate;
typedef PLX_VEC(plx_candidate) plx_candidates;

// Tokens that an operator's act takes away.  [tokens], on v->tmp.
bool *plx_event_taken(plx_event_view *v);
void plx_event_candidates(plx_event_view *v, const plx_sentence *s, const bool *taken, plx_candidates *out,
                          plx_arena *doc);
// An event at the main predicate of a sentence, for when only the model saw it.  False: there is no predicate.
bool plx_event_at_predicate(plx_event_view *v, const plx_sentence *s, plx_candidate *out, plx_arena *doc);

#endif
