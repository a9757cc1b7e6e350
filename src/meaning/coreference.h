/* coreference.h - pronouns and common nouns that stand for somebody or some place.
 *
 * in     r->text; r->mention and r->entity with the names, joined
 * out    r->mention and r->entity with pronouns and noun phrases added, each in the entity it most likely means
 * how    from left to right each mention joins the best of the clusters so far or begins one, by a linear model over
 *        hashed features; a second one tells what a noun is; clusters that are no person, body or place are dropped
 * cost   see bench/entities.md
 * from   Denis & Baldridge 2008, "Specialized models and ranking for coreference resolution"; Durrett & Klein 2013
 *
 * Cannot fail; without model/coreference.bin only names stand for anybody.  Results on r->doc->arena; tmp comes back as
 * it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_COREFERENCE_H
#define PLX_MEANING_COREFERENCE_H

#include "meaning/linking.h"

typedef struct plx_coreference plx_coreference;
plx_coreference *plx_coreference_new(const plx_actors *actors, plx_arena *process);

void plx_coreference_find(const plx_coreference *m, plx_record *r, plx_arena *tmp);

// Log-probabilities of the types of every candidate: names and telling pronouns by rule, the rest by `model`.
void plx_coreference_types(const plx_weights *model, const plx_record *r, const plx_candidates *c,
                           float (*type)[PLX_TYPES]);

#endif
