/* event_facts.h - when and where it happened, who told it, how many it struck.
 *
 * in     a record with times, entities, statements and figures; an event with its trigger
 * out    the event's time, date, place, statement and figures; the figures' event
 * how    a time belongs to the clause it hangs in, and to the nouns and infinitives of that clause; a place must be the
 *        event's own phrase or its target's; an undated event takes the date of the event it continues, never a guess
 * cost   O(times and figures of the sentence) an event
 * from   doc/methods/60-events.md
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_EVENT_FACTS_H
#define PLX_MEANING_EVENT_FACTS_H

#include "meaning/event_acts.h"

void plx_event_facts(plx_event_view *v, plx_event *e, plx_arena *doc);
// When all events are there: dates that carry over from one mention of an act to the next.
void plx_event_dates_carry(const plx_event_view *v);

#endif
