/* events.h - who did what to whom, when, where, and whether it happened.
 *
 * in     a record with text, mentions, entities, times, statements and figures
 * out    r->event in order of the text: CAMEO code, PLOVER type, roles, certainty, date, place, statement, confidence;
 *        r->figure[].event
 * how    rows of events.tsv over the trees (event_acts.h), operators (event_codes.h), roles, certainty; a linear model
 *        over the same findings (event_model.h) gives the confidence and answers where no row does
 * cost   see bench/events.md
 * from   CAMEO 1.1b3, PLOVER 2021; doc/methods/60-events.md
 *
 * Cannot fail.  Results on r->doc->arena; tmp comes back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_EVENTS_H
#define PLX_MEANING_EVENTS_H

#include "meaning/actors.h"
#include "meaning/dictionary.h"
#include "meaning/record.h"

typedef struct plx_events plx_events;
// `actors` is borrowed and must outlive it; NULL leaves roles without codes.  d: the user's verbs, or NULL.
plx_events *plx_events_new(plx_arena *process, const plx_actors *actors, const plx_dictionary *d);
void plx_events_find(const plx_events *m, plx_record *r, plx_arena *tmp);

#endif
