/* times.h - when: every expression of time, with its TIMEX3 type and value.
 *
 * in     r->text (tags and trees where there are any) and r->doc->published
 * out    r->time, in order of the text, not overlapping
 * how    pieces (pieces.h) are read by a grammar (time_grammar.h); neighbours in a range share month and year; then
 * each is resolved in order of the text (time_resolve.h), with the tense of its clause cost   see bench/times.md from
 * TIMEX3 (ISO-TimeML); Strötgen & Gertz 2013 (HeidelTime) for news against narrative
 *
 * Cannot fail.  An expression that cannot be counted from anywhere is left out.  Results on r->doc->arena; tmp comes
 * back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_TIMES_H
#define PLX_MEANING_TIMES_H

#include "meaning/numbers.h"
#include "meaning/record.h"

typedef struct plx_times plx_times;
plx_times *plx_times_new(plx_arena *process);

void plx_times_find(const plx_times *t, plx_record *r, plx_arena *tmp);

// What times and figures share, so that it is made once.
const plx_wordbook *plx_times_wordbook(const plx_times *t);
const plx_numbers *plx_times_numbers(const plx_times *t);

#endif
