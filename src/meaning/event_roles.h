/* event_roles.h - who did it, and to whom.
 *
 * in     a view, the token of an act
 * out    sources and targets: the phrase, its entity, its actor code
 * how    the role slots of the row, in order; the first that names an actor wins.  A phrase that is no actor is searched
 *        for one ("the army base of Oslo", "Rome's proposal"); `inner` asks the governed act whom it is about
 * cost   O(slots x children)
 * from   doc/methods/60-events.md
 *
 * Cannot fail.  Results on the document's arena.
 */
#ifndef PLX_MEANING_EVENT_ROLES_H
#define PLX_MEANING_EVENT_ROLES_H

#include "meaning/event_acts.h"

#define PLX_ROLES_MAX 8
typedef struct plx_roles {
  plx_role role[PLX_ROLES_MAX];
  uint32_t n;
  bool known; // at least one has an actor code
} plx_roles;

void plx_event_roles(plx_event_view *v, uint32_t tok, plx_roles *source, plx_roles *target, plx_arena *doc);

// Whoever says the clause that tok stands in.
void plx_event_sayer(plx_event_view *v, uint32_t tok, plx_roles *out, plx_arena *doc);

#endif
