/* thread.h - long-running stories: which story goes on from which.
 *
 * in     a story and an earlier one
 * out    the stories of a thread
 * how    a story names one earlier story; a thread is the tree of those
 * cost   a look-up a story, at most PLX_THREAD_STORIES
 * from   story/group.h
 *
 * Fails as the store does.
 */
#ifndef PLX_STORE_THREAD_H
#define PLX_STORE_THREAD_H

#include "store/store.h"

enum { PLX_THREAD_STORIES = 64 };

// Inside a transaction.
bool plx_store_goes_on(plx_store *s, plx_str story, plx_str earlier, plx_err *e);
// The ids of the stories in the thread of this one, itself among them, each behind the one it goes on from.
typedef PLX_VEC(plx_str) plx_thread;
bool plx_store_thread(plx_store *s, plx_str story, plx_arena *a, plx_thread *out, plx_err *e);

#endif
