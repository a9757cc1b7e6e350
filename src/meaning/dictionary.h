/* dictionary.h - the actor, agent and verb files that users of older event coders bring.
 *
 * in     bytes of Phoenix and PETRARCH `.actors` and `.agents` files, CAMEO `.verbpatterns`, TABARI's older forms
 * out    what the gazetteer, the table agents and the table events hold too, to be asked before them: names with dated
 *        codes, nouns with sectors, rows of words and conditions; each with the file and line it rests on
 * how    line by line; a line that cannot be read is noted with its number and the rest loads
 * cost   about a microsecond a line, once
 * from   the dictionary formats of TABARI, PETRARCH and PETRARCH2; doc/dictionaries.md
 *
 * Cannot fail: bytes that are not UTF-8 are taken for Latin-1.  Strings live on the arena given; read-only once filled.
 */
#ifndef PLX_MEANING_DICTIONARY_H
#define PLX_MEANING_DICTIONARY_H

#include "base/err.h"
#include "base/map.h"

typedef struct plx_dict_term {
  plx_str code;     // "IRQ GOV"; absent for [---]: known, but no actor
  int32_t from, to; // days as 20030101, both included; 0 and INT32_MAX where open
} plx_dict_term;

typedef struct plx_dict_actor {
  plx_str origin; // "mine.actors:12"
  bool dated;     // a role of it has days
  PLX_VEC(plx_dict_term) terms;
} plx_dict_actor;

typedef struct plx_dict_name {
  plx_str name; // "Rufus Firefly", blanks between words, in whatever case it was written
  uint32_t actor;
} plx_dict_name;

typedef struct plx_dict_agent {
  plx_str noun, sector; // "chief of staff", "MIL"; the sector may be absent
  plx_str origin;
} plx_dict_agent;

// A row as data/events.tsv has them: trigger words, conditions, code, roles.
typedef struct plx_dict_verb {
  plx_str words, where, code, roles, origin;
  uint32_t file; // which of the verb files, from 0: later ones win
} plx_dict_verb;

// A row as data/event_classes.tsv has them.  Entries of several words are joined by _.
typedef struct plx_dict_class {
  plx_str name, words;
} plx_dict_class;

typedef struct plx_dictionary {
  plx_arena *arena;
  PLX_VEC(plx_dict_actor) actor;
  PLX_VEC(plx_dict_name) name;
  PLX_VEC(plx_dict_agent) agent;
  PLX_VEC(plx_dict_verb) verb;
  PLX_VEC(plx_dict_class) set;
  uint32_t verb_files;
  uint32_t lost; // lines that could not be read
} plx_dictionary;

// Told of each line that could not be read, with the file, the line and what to do.
typedef void plx_dict_note(void *ctx, const plx_err *e);

void plx_dictionary_init(plx_dictionary *d, plx_arena *process);
// Adds what one file holds: actors and agents, told apart by their codes ([~GOV] is an agent's), or verbs.
void plx_dictionary_add_actors(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx);
void plx_dictionary_add_verbs(plx_dictionary *d, const char *file, plx_str bytes, plx_dict_note *note, void *ctx);

// The code an actor has on a day ("2016-09-28"; absent: the one without days, else the last).  Absent: no actor then.
plx_str plx_dict_actor_code(const plx_dict_actor *a, plx_str day);

#endif
