/* coreference.h - pronouns and common nouns that stand for somebody or some place.
 *
 * in     r->text; r->mention and r->entity with the names, joined
 * out    r->mention and r->entity with pronouns and noun phrases added, each in the entity it most likely means
 * how    a mention is ranked against those before it, and against "new", by a linear model over named features
 * cost   O(mentions x window)
 * from   Denis & Baldridge 2008, "Specialized models and ranking for coreference resolution"; Durrett & Klein 2013
 *
 * Cannot fail.  Results on r->doc->arena; tmp comes back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_COREFERENCE_H
#define PLX_MEANING_COREFERENCE_H

#include "meaning/actors.h"

typedef struct plx_coreference plx_coreference;
plx_coreference *plx_coreference_new(const plx_actors *actors, plx_arena *process);

void plx_coreference_find(const plx_coreference *m, plx_record *r, plx_arena *tmp);

#endif
