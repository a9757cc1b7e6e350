/* pool.h - many hands, one order.
 *
 * in     items, put in one after the other
 * out    work(item) on any thread, then done(item) on the caller's thread in the order they were put
 * how    a ring of `ahead` slots; workers take the next unclaimed slot, the caller drains finished ones at the front
 * cost   one lock a step; at most `ahead` items held at once
 * from   -
 *
 * With threads = 1 no thread is made and work and done run at once inside put: same calls, same order, same bytes.
 */
#ifndef PLX_BASE_POOL_H
#define PLX_BASE_POOL_H

typedef struct plx_pool plx_pool;

// worker is 0..threads-1: an index for things each thread owns (arenas).
typedef void plx_pool_work(void *ctx, int worker, void *item);
typedef void plx_pool_done(void *ctx, void *item);

plx_pool *plx_pool_new(int threads, int ahead, plx_pool_work *work, plx_pool_done *done, void *ctx);
void plx_pool_put(plx_pool *p, void *item); // waits while `ahead` items are under way
void plx_pool_finish(plx_pool *p);          // runs what is left, joins the threads, frees the pool

int plx_cores(void); // processors this process may use

#endif
