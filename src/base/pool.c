/* SPDX-License-Identifier: Apache-2.0 */
/* A ring of slots.  `put` counts what went in, `claimed` what a worker took, `drained` what came out in order:
 *
 *     drained <= claimed <= put <= drained + ahead
 *
 * One lock guards the counters; the work itself runs outside it. */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

typedef struct slot {
  void *item;
  bool finished;
} slot;

typedef struct worker {
  plx_pool *pool;
  int index;
  pthread_t thread;
} worker;

struct plx_pool {
  plx_pool_work *work;
  plx_pool_done *done;
  void *ctx;
  int threads, ahead;
  worker *hands; // NULL when threads = 1
  slot *ring;
  uint64_t put, claimed, drained;
  bool closing;
  pthread_mutex_t lock;
  pthread_cond_t more, finished;
};

static slot *slot_at(plx_pool *p, uint64_t i) {
  return &p->ring[i % (uint64_t)p->ahead];
}

static void *run(void *arg) {
  worker *w = arg;
  plx_pool *p = w->pool;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (p->claimed == p->put && !p->closing) pthread_cond_wait(&p->more, &p->lock);
    if (p->claimed == p->put) break;
    slot *s = slot_at(p, p->claimed++);
    pthread_mutex_unlock(&p->lock);
    p->work(p->ctx, w->index, s->item);
    pthread_mutex_lock(&p->lock);
    s->finished = true;
    pthread_cond_signal(&p->finished);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

plx_pool *plx_pool_new(int threads, int ahead, plx_pool_work *work, plx_pool_done *done, void *ctx) {
  plx_pool *p = plx_xrealloc(NULL, sizeof *p);
  *p = (plx_pool){
      .work = work, .done = done, .ctx = ctx, .threads = threads < 1 ? 1 : threads, .ahead = ahead < 1 ? 1 : ahead};
  if (p->threads == 1) return p;
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->more, NULL);
  pthread_cond_init(&p->finished, NULL);
  p->ring = plx_xrealloc(NULL, (size_t)p->ahead * sizeof *p->ring);
  p->hands = plx_xrealloc(NULL, (size_t)p->threads * sizeof *p->hands);
  for (int i = 0; i < p->threads; i++) {
    p->hands[i] = (worker){p, i, 0};
    if (pthread_create(&p->hands[i].thread, NULL, run, &p->hands[i]) != 0) abort();
  }
  return p;
}

// Called with the lock held: hands out what is finished at the front; waits for it while `keep` or more are under way.
static void drain(plx_pool *p, uint64_t keep) {
  while (p->put > p->drained) {
    slot *s = slot_at(p, p->drained);
    if (!s->finished && p->put - p->drained < keep) return;
    while (!s->finished) pthread_cond_wait(&p->finished, &p->lock);
    void *item = s->item;
    p->drained++;
    pthread_mutex_unlock(&p->lock);
    p->done(p->ctx, item);
    pthread_mutex_lock(&p->lock);
  }
}

void plx_pool_put(plx_pool *p, void *item) {
  if (!p->hands) {
    p->work(p->ctx, 0, item);
    p->done(p->ctx, item);
    return;
  }
  pthread_mutex_lock(&p->lock);
  drain(p, (uint64_t)p->ahead);
  *slot_at(p, p->put++) = (slot){item, false};
  pthread_cond_signal(&p->more);
  pthread_mutex_unlock(&p->lock);
}

void plx_pool_finish(plx_pool *p) {
  if (p->hands) {
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->more);
    drain(p, 0);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->threads; i++) pthread_join(p->hands[i].thread, NULL);
    pthread_cond_destroy(&p->more);
    pthread_cond_destroy(&p->finished);
    pthread_mutex_destroy(&p->lock);
    free(p->hands);
    free(p->ring);
  }
  free(p);
}

int plx_cores(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  return CPU_COUNT(&set);
}
