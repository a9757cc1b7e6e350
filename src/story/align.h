/* align.h - which mentions, in one account or in several, tell the same thing.
 *
 * in     mentions in records: a span with its head token
 * out    a chain number for each; mentions of one chain tell one event
 * how    pairs scored on trigger kinship, actors, time, place and context, then clustered
 * cost   O(m^2) within a story, bounded by caps
 * from   doc/methods.md
 *
 * Cannot fail.  Pure: any thread.
 */
#ifndef PLX_STORY_ALIGN_H
#define PLX_STORY_ALIGN_H

#include "meaning/record.h"

typedef struct plx_anchor {
  uint32_t record; // index into the records given
  plx_span span;
  uint32_t head;  // token
  uint32_t event; // the event found there, or PLX_NONE
} plx_anchor;

// chain[n] out: 0.. in order of first mention.
void plx_align(const plx_record *const *records, uint32_t record_count, const plx_anchor *anchor, uint32_t n,
               plx_arena *tmp, uint32_t *chain);

#endif
