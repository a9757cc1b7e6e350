/* again.h - what is stored, annotated again by this version of the program.
 *
 * in     a store, the models, a pipeline
 * out    the same documents with new records; their stories wait for a new comparison
 * how    documents that another pipeline made, in order, on any number of workers; each batch is one transaction, so it
 *        can be stopped and goes on where it was
 * cost   annotating (bench/pipeline.md) and an update a document
 * from   -
 *
 * Fails as the store does.
 */
#ifndef PLX_SERVE_AGAIN_H
#define PLX_SERVE_AGAIN_H

#include "meaning/annotate.h"
#include "store/store.h"

// Called after each batch; false stops.
typedef bool plx_again_told(void *ctx, int64_t done);
bool plx_again(plx_store *s, const plx_meaning *meaning, plx_str pipeline, int threads, plx_again_told *told, void *ctx,
               plx_err *e);

#endif
