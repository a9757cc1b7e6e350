/* stored.h - the story of stored documents, compared.
 *
 * in     a store, the id of a story
 * out    the story, as data or as JSON
 * how    a story is compared when somebody asks, from the documents as they are stored, and kept until another document
 *        of it comes
 * cost   comparing: reading its documents anew (bench/pipeline.md)
 * from   doc/decisions/0004-lazy-stories.md
 *
 * Fails as the store does.
 */
#ifndef PLX_SERVE_STORED_H
#define PLX_SERVE_STORED_H

#include "compare/story.h"
#include "meaning/annotate.h"
#include "store/store.h"

// Fails: there is no such story; says where it went if it was merged into another.
bool plx_stored_missing(plx_store *s, plx_str story, plx_arena *tmp, plx_err *e);
// Appends the records of a story's documents, read and annotated anew.
typedef PLX_VEC(const plx_record *) plx_stored_records;
bool plx_stored_read(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                     plx_stored_records *out, plx_err *e);
// Compares the stored documents of a story, on the arena given.  False if the store fails or has no such story.
bool plx_stored_compare(plx_store *s, plx_str story, const plx_meaning *meaning, plx_arena *arena, plx_arena *tmp,
                        plx_story *out, plx_err *e);
// The story as JSON, appended: the one kept, or a new one, which is then kept (where the store may be written).
// PLX_E_USAGE where there is no such story.
bool plx_stored_json(plx_store *s, plx_str story, const plx_meaning *meaning, plx_buf *out, plx_err *e);
// Compares up to `limit` stories that wait for it, newest first; *done: how many.
bool plx_stored_catch_up(plx_store *s, const plx_meaning *meaning, int64_t limit, int64_t *done, plx_err *e);

#endif
