/* stored.h - what the commands over a store share.
 *
 * in     the command line, a store
 * out    an open store; the story of stored documents, compared
 * how    a story is compared when somebody asks, from the documents as they are stored, and kept until another document
 *        of it comes
 * cost   comparing: reading its documents anew (bench/pipeline.md)
 * from   -
 */
#ifndef PLX_COMMAND_STORED_H
#define PLX_COMMAND_STORED_H

#include "command/command.h"
#include "compare/story.h"
#include "store/store.h"

// The store named by --db, or NULL and a report.
plx_store *plx_open_store(const plx_args *a, plx_store_mode mode);

// Compares the stored documents of a story, on the arena given.  False if the store fails or has no such story.
bool plx_stored_compare(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                        plx_story *out, plx_err *e);
// The story as JSON: the one kept, or a new one, which is then kept (where the store may be written).
bool plx_stored_json(plx_store *s, const plx_stored_story *row, const plx_meaning *meaning, plx_buf *out, plx_err *e);

#endif
