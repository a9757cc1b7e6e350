/* SPDX-License-Identifier: Apache-2.0 */
/* Up to the story that goes on from none, then down again. */
#include "store/thread.h"

bool plx_store_goes_on(plx_store *s, plx_str story, plx_str earlier, plx_err *e) {
  return plx_db_run(s->db, "UPDATE story SET earlier = ?2 WHERE id = ?1", e, PLX_BIND_S(story), PLX_BIND_S(earlier));
}

typedef struct walk {
  plx_arena *a;
  plx_thread *out;
} walk;

static bool is_in(const plx_thread *t, plx_str id) {
  for (uint32_t i = 0; i < t->n; i++)
    if (plx_str_eq(t->v[i], id)) return true;
  return false;
}

static bool take(void *ctx, const plx_db_row *r) {
  walk *w = ctx;
  plx_str id = plx_db_text(r, 0);
  if (id.n && !is_in(w->out, id)) *plx_vec_push(w->a, w->out) = plx_str_copy(w->a, id);
  return w->out->n < PLX_THREAD_STORIES;
}

bool plx_store_thread(plx_store *s, plx_str story, plx_arena *a, plx_thread *out, plx_err *e) {
  plx_thread up = {0};
  walk w = {a, &up};
  *plx_vec_push(a, &up) = story;
  for (uint32_t i = 0; i < up.n; i++)
    if (!plx_db_query(s->db, "SELECT earlier FROM story WHERE id = ?1", take, &w, e, PLX_BIND_S(up.v[i]))) return false;
  *out = (plx_thread){0};
  w.out = out;
  *plx_vec_push(a, out) = up.v[up.n - 1];
  for (uint32_t i = 0; i < out->n; i++)
    if (!plx_db_query(s->db, "SELECT id FROM story WHERE earlier = ?1 AND earlier <> '' ORDER BY first_day, id", take,
                      &w, e, PLX_BIND_S(out->v[i])))
      return false;
  return true;
}
