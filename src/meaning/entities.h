/* entities.h - who and where: every mention of a person, a body or a place, joined into entities.
 *
 * in     r->text (tags, trees, name labels) and r->doc (publication date)
 * out    r->mention in order of the text, r->entity in order of first mention, with type, actor, country, place
 * how    names are found (names.h) and joined (joins.h); titles and appositions give persons their code; then pronouns
 *        and nominals (coreference.h); codes by actors.h, positions by places.h (doc/methods/50-entities.md)
 * cost   see bench/entities.md
 * from   Lee et al. 2013 (sieves: the surest joins first)
 *
 * Cannot fail.  Results on r->doc->arena; tmp comes back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_ENTITIES_H
#define PLX_MEANING_ENTITIES_H

#include "meaning/actors.h"
#include "meaning/record.h"

typedef struct plx_entities plx_entities;
// d: the user's actors and agents, or NULL; borrowed.
plx_entities *plx_entities_new(const plx_dictionary *d, plx_arena *process);
const plx_actors *plx_entities_actors(const plx_entities *m);

void plx_entities_find(const plx_entities *m, plx_record *r, plx_arena *tmp);
// The names only, without pronouns and nominals: the first half of the way, for trainers.
void plx_entities_find_names(const plx_entities *m, plx_record *r, plx_arena *tmp);

// The entity of the mention whose head is the token (plx_mention_at), or PLX_NONE.
uint32_t plx_entity_at(const plx_record *r, uint32_t tok);

// What stands for the entity across documents: equal for "Sergey Lavrov" and "Sergei Lavrov", "Isis" and "Islamic
// State", "US" and "Washington".  Absent for an entity that has no name ("the hospital workers").
plx_str plx_entity_key(const plx_record *r, uint32_t entity);

#endif
