/* actors.h - CAMEO-style codes of names and of phrases: "Russian jets" is RUS MIL.
 *
 * in     the tables countries, actors, agents; the tokens and trees of a record, its mentions and entities
 * out    codes: ISO 3166-1 alpha-3 country and sector, "RUS GOV", "SYR REB", "IGOUNO"; compound actors split
 * how    a noun gives the sector, what modifies it gives the country or the body it belongs to, in the order
 *        modifier, possessor, "of" and "in" phrase; the backer in "X-backed" is never the actor
 * cost   plx_actors_new a few ms, once; a phrase O(tokens of its sentence)
 * from   CAMEO 1.1b3, chapter 3; PETRARCH's actor and agent dictionaries, whose shape the tables share
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_ACTORS_H
#define PLX_MEANING_ACTORS_H

#include "meaning/gazetteer.h"
#include "meaning/record.h"

typedef struct plx_actors plx_actors;
// d: the user's actors and agents, asked before ours, or NULL; borrowed.
plx_actors *plx_actors_new(const plx_dictionary *d, plx_arena *process);
const plx_gazetteer *plx_actors_names(const plx_actors *a);

// Whom the noun phrase headed by token `head` names: one role for each actor ("Russian or Syrian jets" is two, so is
// "Moscow and Damascus"), at most PLX_ACTOR_PARTS, in order of the text.  A role's entity is that of the mention with
// this head, if there is one; its actor is that of the phrase itself, else that of the entity (so pronouns work);
// its span is the phrase.  Returns how many; 0 only where head is PLX_NONE.  A role may have no actor.
// Needs r->mention and r->entity (plx_entities_find).  Codes live in a table or on `doc`.
#define PLX_ACTOR_PARTS 6
uint32_t plx_actor_roles(const plx_actors *a, const plx_record *r, uint32_t head, plx_role out[PLX_ACTOR_PARTS],
                         plx_arena *doc);

// The code of the first of these roles, absent if there is none.
plx_str plx_actor_of_phrase(const plx_actors *a, const plx_record *r, uint32_t head, plx_arena *doc);

// What the words of a phrase say by themselves, coordination and coreference aside; absent if nothing.
plx_str plx_actor_of_words(const plx_actors *a, const plx_record *r, uint32_t head, plx_arena *doc);

// What the title that ends at token `last`, right before a name, makes of its bearer: "French Foreign Minister" FRA
// GOV, "former President" ELI.  Read word by word, not by the tree.  Absent if it is no title.
plx_str plx_actor_of_title(const plx_actors *a, const plx_record *r, uint32_t last, plx_arena *doc);

// The country that tokens first..last, a body's name, or the demonym or owner right before them tell; absent if none.
plx_str plx_actor_country_near(const plx_actors *a, const plx_record *r, uint32_t first, uint32_t last);

// The row of the table agents for the noun at token `head` with the words before it ("prime minister"), or -1.
// *first: the token at which that phrase begins.  Rows behind the table's last are the user's.
int plx_actor_noun(const plx_actors *a, const plx_text *text, uint32_t head, uint32_t *first);
// A cell of such a row; absent for -1.
plx_str plx_actor_noun_cell(const plx_actors *a, int row, int column);

// The code that a known name has on a day ("2016-09-28", or absent: when its last term began).
plx_str plx_actor_of_known(const plx_actors *a, uint32_t known, plx_str day, plx_arena *doc);

// The country part of a code ("RUS" of "RUS GOV"), absent for "IGOUNO" and "REB"; and its sector part ("GOV").
plx_str plx_actor_country(plx_str code);
plx_str plx_actor_sector(plx_str code);

// --- mentions, by token ---

// The mention whose head is the token `tok` (a name first, else the longest), or PLX_NONE.  Of "President Assad" both
// tokens find the name.
uint32_t plx_mention_at(const plx_record *r, uint32_t tok);
// The name mention that covers the token, or PLX_NONE.
uint32_t plx_mention_over(const plx_record *r, uint32_t tok);

#endif
