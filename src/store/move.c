/* SPDX-License-Identifier: Apache-2.0 */
/* A story that is empty is taken out, so that no list has to leave it out; the moves still say where it went. */
#include "store/move.h"

enum { FOLLOWED_MAX = 64 };

// What went on from a story that is empty goes on from the one its last document went to.
static bool drop_if_empty(plx_store *s, plx_str story, plx_str to, plx_err *e) {
  return plx_db_run(
             s->db,
             "UPDATE story SET earlier = CASE WHEN id = ?2 THEN '' ELSE ?2 END WHERE earlier = ?1 AND earlier <> ''"
             " AND NOT EXISTS (SELECT 1 FROM document WHERE story = ?1)",
             e, PLX_BIND_S(story), PLX_BIND_S(to)) &&
         plx_db_run(s->db,
                    "DELETE FROM comparison WHERE story = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE story = ?1)",
                    e, PLX_BIND_S(story)) &&
         plx_db_run(s->db, "DELETE FROM story WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE story = ?1)",
                    e, PLX_BIND_S(story));
}

bool plx_store_move(plx_store *s, int64_t seq, plx_str from, plx_str to, plx_str why, plx_err *e) {
  plx_map_put(&s->touched, from);
  plx_map_put(&s->touched, to);
  return plx_db_run(s->db, "UPDATE document SET story = ?2 WHERE seq = ?1", e, PLX_BIND_I(seq), PLX_BIND_S(to)) &&
         plx_db_run(s->db, "INSERT INTO move (seq, story, went, why, at) VALUES (?1, ?2, ?3, ?4, ?5)", e,
                    PLX_BIND_I(seq), PLX_BIND_S(from), PLX_BIND_S(to), PLX_BIND_S(why),
                    PLX_BIND_S(plx_store_now(s->arena))) &&
         drop_if_empty(s, from, to, e);
}

typedef struct teller {
  plx_each_move *each;
  void *ctx;
} teller;

static bool move_row(void *ctx, const plx_db_row *r) {
  const teller *t = ctx;
  plx_stored_move m = {.n = plx_db_int(r, 0),
                       .seq = plx_db_int(r, 1),
                       .from = plx_db_text(r, 2),
                       .to = plx_db_text(r, 3),
                       .why = plx_db_text(r, 4),
                       .at = plx_db_text(r, 5)};
  return t->each(t->ctx, &m);
}

bool plx_store_moves(plx_store *s, int64_t n, plx_each_move *each, void *ctx, plx_err *e) {
  teller t = {each, ctx};
  return plx_db_query(s->db, "SELECT n, seq, story, went, why, at FROM move WHERE n > ?1 ORDER BY n", move_row, &t, e,
                      PLX_BIND_I(n));
}

static bool take_int(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

bool plx_store_last_move(plx_store *s, int64_t *n, plx_err *e) {
  *n = 0;
  return plx_db_query_n(s->db, "SELECT coalesce(max(n), 0) FROM move", NULL, 0, take_int, n, e);
}

typedef struct path {
  plx_arena *a;
  plx_str story;
  int64_t n;
  bool there;
} path;

static bool next_step(void *ctx, const plx_db_row *r) {
  path *p = ctx;
  p->n = plx_db_int(r, 0);
  p->story = plx_str_copy(p->a, plx_db_text(r, 1));
  return false;
}

static bool is_there(void *ctx, const plx_db_row *r) {
  (void)r;
  ((path *)ctx)->there = true;
  return false;
}

// From story to story along the newest move out of each, until one is there.
bool plx_store_went(plx_store *s, plx_str story, plx_arena *a, plx_str *now, plx_err *e) {
  path p = {.a = a, .story = story};
  *now = (plx_str){0};
  for (int i = 0; i < FOLLOWED_MAX; i++) {
    int64_t before = p.n;
    if (!plx_db_query(s->db, "SELECT n, went FROM move WHERE story = ?1 AND n > ?2 ORDER BY n DESC LIMIT 1", next_step,
                      &p, e, PLX_BIND_S(p.story), PLX_BIND_I(p.n)))
      return false;
    if (p.n == before) return true;
    if (!plx_db_query(s->db, "SELECT id FROM story WHERE id = ?1", is_there, &p, e, PLX_BIND_S(p.story))) return false;
    if (p.there) {
      *now = p.story;
      return true;
    }
  }
  return true;
}
