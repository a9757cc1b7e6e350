/* figures.h - how many: every amount with what it counts, in what state, when, and in which statement it was said.
 *
 * in     r->text (tags and trees), r->time, r->statement; either may be empty
 * out    r->figure in order of the text
 * how    numbers (numbers.h) outside times; what they count from the tree, or from the words after them; the state
 *        (states.h); "a man was killed" is one; "two men and a boy were hurt" is also three; then the time and the
 *        innermost statement around each
 * cost   see bench/figures.md
 * from   UCDP GED and ACLED codebooks (low, best, high; data/vague.tsv)
 *
 * Cannot fail.  Ordinals, dates, ages, addresses and identifiers are no figures.  Results on r->doc->arena; tmp comes
 * back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_FIGURES_H
#define PLX_MEANING_FIGURES_H

#include "meaning/record.h"
#include "meaning/times.h"

typedef struct plx_figures plx_figures;
plx_figures *plx_figures_new(const plx_times *times, plx_arena *process);

void plx_figures_find(const plx_figures *f, plx_record *r, plx_arena *tmp);

#endif
