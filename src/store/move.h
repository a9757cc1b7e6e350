/* move.h - documents that grouping puts into another story than before, and where a story went that is no more.
 *
 * in     the number of a document, its story and the new one
 * out    the document there; the move on record; a story that lost its last document is gone
 * how    a table of moves, in order; stories are followed along it
 * cost   a move: some index look-ups; where a story went: a look-up a move
 * from   story/group.h
 *
 * Fails as the store does.
 */
#ifndef PLX_STORE_MOVE_H
#define PLX_STORE_MOVE_H

#include "store/store.h"

typedef struct plx_stored_move {
  int64_t n, seq;            // its number, from 1; the document
  plx_str from, to, why, at; // why: merge (the whole story went) or move; at: when, UTC
} plx_stored_move;
typedef bool plx_each_move(void *ctx, const plx_stored_move *m);

// Inside a transaction; the story `to` is there.
bool plx_store_move(plx_store *s, int64_t seq, plx_str from, plx_str to, plx_str why, plx_err *e);
// The moves behind number n, in order.
bool plx_store_moves(plx_store *s, int64_t n, plx_each_move *each, void *ctx, plx_err *e);
bool plx_store_last_move(plx_store *s, int64_t *n, plx_err *e);
// Where the documents of a story that is no more are now, on the arena given; absent if there never was one.
bool plx_store_went(plx_store *s, plx_str story, plx_arena *a, plx_str *now, plx_err *e);

#endif
