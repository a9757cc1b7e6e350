/* SPDX-License-Identifier: Apache-2.0 */
#include "store/watched.h"

static bool own(plx_store *s, bool ok, plx_err *e) {
  if (ok && plx_store_commit(s, e)) return true;
  plx_store_rollback(s);
  return false;
}

bool plx_watched_add(plx_store *s, plx_str url, plx_str kind, plx_str page, plx_err *e) {
  return plx_store_begin(s, e) &&
         own(s,
             plx_db_run(s->db, "INSERT INTO watched (url, kind, page) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", e,
                        PLX_BIND_S(url), PLX_BIND_S(kind), PLX_BIND_S(page)),
             e);
}

bool plx_watched_put(plx_store *s, const plx_watched *w, plx_err *e) {
  return plx_store_begin(s, e) &&
         own(s,
             plx_db_run(
                 s->db,
                 "UPDATE watched SET etag = ?2, modified = ?3, next_s = ?4, failures = ?5, status = ?6 WHERE url = ?1",
                 e, PLX_BIND_S(w->url), PLX_BIND_S(w->etag), PLX_BIND_S(w->modified), PLX_BIND_I(w->next_s),
                 PLX_BIND_I(w->failures), PLX_BIND_S(w->status)),
             e);
}

typedef struct receiver {
  plx_each_watched *each;
  void *ctx;
} receiver;

static bool row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_watched w = {.url = plx_db_text(r, 0),
                   .kind = plx_db_text(r, 1),
                   .etag = plx_db_text(r, 2),
                   .modified = plx_db_text(r, 3),
                   .next_s = plx_db_int(r, 4),
                   .failures = plx_db_int(r, 5),
                   .status = plx_db_text(r, 6)};
  return to->each(to->ctx, &w);
}

bool plx_watched_due(plx_store *s, plx_str kind, int64_t now_s, int64_t limit, plx_each_watched *each, void *ctx,
                     plx_err *e) {
  receiver to = {each, ctx};
  return plx_db_query(
      s->db,
      "SELECT url, kind, etag, modified, next_s, failures, status FROM watched WHERE kind = ?1 AND next_s <= ?2"
      " ORDER BY next_s, url LIMIT ?3",
      row, &to, e, PLX_BIND_S(kind), PLX_BIND_I(now_s), PLX_BIND_I(limit));
}

static bool take_int(void *ctx, const plx_db_row *r) {
  *(int64_t *)ctx = plx_db_int(r, 0);
  return false;
}

bool plx_watched_next(plx_store *s, int64_t *next_s, plx_err *e) {
  *next_s = PLX_NEVER;
  return plx_db_query(s->db, "SELECT coalesce(min(next_s), ?1) FROM watched", take_int, next_s, e,
                      PLX_BIND_I(PLX_NEVER));
}
