/* statements.h - who says, thinks, wants or denies what.
 *
 * in     r->text (tags, trees), r->mention and r->entity (may be empty), r->doc
 * out    r->statement in order of the text
 * how    cues.c: which words are cues; roles.c: source and content around each; goes_on.c: over sentences and
 *        paragraphs; then nesting, kind, polarity, speaker, addressee (doc/methods/40-statements.md)
 * cost   see bench/statements.md
 * from   PolNeAR (Newell, Margolin & Ruths 2018); Pareti 2015
 *
 * Cannot fail.  Results on r->doc->arena; tmp comes back as it was.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_STATEMENTS_H
#define PLX_MEANING_STATEMENTS_H

#include "meaning/record.h"

typedef struct plx_statements plx_statements;
plx_statements *plx_statements_new(plx_arena *process);

void plx_statements_find(const plx_statements *m, plx_record *r, plx_arena *tmp);

#endif
