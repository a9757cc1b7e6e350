/* intake.h - documents go into the store, each into its story.
 *
 * in     records, in order of arrival
 * out    rows in the store; what is there already is counted, not added again
 * how    grouping is taken up where an earlier run left it, from the stored sketches; rows wait in a batch, which is
 *        written in one transaction, there whole or not at all; what other programs stored meanwhile is grouped with
 * cost   placing and some hundred inserts a document; opening reads the ids and the newest sketches
 * from   doc/decisions/0004-lazy-stories.md
 *
 * Fails as the store does; after a failure nothing more is added and the batch under way is undone.
 */
#ifndef PLX_SERVE_INTAKE_H
#define PLX_SERVE_INTAKE_H

#include "meaning/record.h"
#include "store/store.h"

typedef struct plx_intake plx_intake;

// pipeline: what made the records, kept with each.  The store must outlive the intake.
plx_intake *plx_intake_new(plx_store *store, plx_str pipeline, plx_err *e);
void plx_intake_free(plx_intake *t); // NULL is fine; what is not committed is undone

// Was a document with this id there when the intake was made?  Any thread may ask.
bool plx_intake_had(const plx_intake *t, plx_str id);
// Adds a record, or counts it as there already.
bool plx_intake_add(plx_intake *t, const plx_record *r, plx_err *e);
bool plx_intake_commit(plx_intake *t, plx_err *e);

// A record as a row: its strings on `a`, without story and sketch.
plx_stored plx_intake_row(const plx_record *r, plx_str pipeline, plx_arena *a, plx_arena *tmp);

uint64_t plx_intake_added(const plx_intake *t);
uint64_t plx_intake_already(const plx_intake *t);

#endif
