/* SPDX-License-Identifier: Apache-2.0 */
/* The terms of the index, and the events between actors. */
#include <stdlib.h>

#include "store/find.h"
#include "store/fold.h"

enum { BINDS_MAX = 16, BESIDE_SAMPLE = 500 };

typedef struct receiver {
  plx_each_term *term;
  plx_each_event *event;
  plx_each_code *code;
  plx_each_day *day;
  void *ctx;
  int64_t n, limit;
  plx_arena *a;
  plx_str last;
  bool more;
} receiver;

static bool term_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  plx_found_term t = {plx_db_text(r, 0), plx_db_text(r, 1), plx_db_text(r, 2), plx_db_int(r, 3)};
  return to->term(to->ctx, &t);
}

bool plx_find_terms(plx_store *s, plx_str kind, plx_str prefix, int64_t limit, plx_each_term *each, void *ctx,
                    plx_err *e) {
  receiver to = {.term = each, .ctx = ctx};
  if (!prefix.n)
    return plx_db_query(s->db,
                        "SELECT value, label, detail, documents FROM term WHERE kind = ?1 AND documents > 0 ORDER BY "
                        "documents DESC, value LIMIT ?2",
                        term_row, &to, e, PLX_BIND_S(kind), PLX_BIND_I(limit));
  plx_buf end = {0};
  plx_buf_fmt(&end, "%.*s\xf4\x8f\xbf\xbf", PLX_FMT(prefix)); // behind all that begins so
  bool ok = plx_db_query(
      s->db,
      "SELECT value, label, detail, documents FROM term WHERE kind = ?1 AND value >= ?2 AND value < ?3"
      " AND documents > 0 ORDER BY documents DESC, value LIMIT ?4",
      term_row, &to, e, PLX_BIND_S(kind), PLX_BIND_S(prefix), PLX_BIND_S(plx_buf_view(&end)), PLX_BIND_I(limit));
  plx_buf_free(&end);
  return ok;
}

bool plx_find_term(plx_store *s, plx_str kind, plx_str value, plx_each_term *each, void *ctx, plx_err *e) {
  receiver to = {.term = each, .ctx = ctx};
  return plx_db_query(s->db, "SELECT value, label, detail, documents FROM term WHERE kind = ?1 AND value = ?2",
                      term_row, &to, e, PLX_BIND_S(kind), PLX_BIND_S(value));
}

// Counted over the newest BESIDE_SAMPLE documents that name it.
bool plx_find_beside(plx_store *s, plx_str entity, int64_t limit, plx_each_term *each, void *ctx, plx_err *e) {
  receiver to = {.term = each, .ctx = ctx};
  plx_buf sql = {0};
  plx_buf_fmt(&sql,
              "SELECT t.value, t.label, t.detail, c.n FROM (SELECT e.term, count(*) AS n FROM facet e WHERE e.seq IN"
              " (SELECT f.seq FROM facet f JOIN term k ON k.id = f.term WHERE k.kind = 'entity' AND k.value = ?1 ORDER "
              "BY f.seq DESC LIMIT %d)"
              " GROUP BY e.term) c JOIN term t ON t.id = c.term WHERE t.kind = 'entity' AND t.value <> ?1 ORDER BY c.n "
              "DESC, t.value LIMIT ?2",
              BESIDE_SAMPLE);
  bool ok = plx_db_query(s->db, sql.p, term_row, &to, e, PLX_BIND_S(entity), PLX_BIND_I(limit));
  plx_buf_free(&sql);
  return ok;
}

static bool day_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  return to->day(to->ctx, plx_db_text(r, 0), plx_db_int(r, 1));
}

bool plx_find_entity_days(plx_store *s, plx_str entity, plx_each_day *each, void *ctx, plx_err *e) {
  receiver to = {.day = each, .ctx = ctx};
  return plx_db_query(
      s->db,
      "SELECT d.day, count(*) FROM term t JOIN facet f ON f.term = t.id JOIN document d ON d.seq = f.seq"
      " WHERE t.kind = 'entity' AND t.value = ?1 AND d.day <> '' GROUP BY d.day ORDER BY d.day",
      day_row, &to, e, PLX_BIND_S(entity));
}

/* --- events --- */

typedef struct maker {
  plx_arena *a;
  plx_buf sql;
  plx_bind bind[BINDS_MAX];
  size_t n;
} maker;

static void value(maker *m, const char *before, plx_str v) {
  m->bind[m->n++] = PLX_BIND_S(v);
  plx_buf_fmt(&m->sql, "%s?%zu", before, m->n);
}

// "RUS" is RUS and RUS MIL: '!' is behind the blank and before every letter.
static void actor(maker *m, const char *column, plx_str code) {
  if (!code.n) return;
  plx_buf_fmt(&m->sql, " AND v.%s >= ", column);
  value(m, "", code);
  plx_buf_fmt(&m->sql, " AND v.%s < ", column);
  value(m, "", plx_str_fmt(m->a, "%.*s!", PLX_FMT(code)));
}

static void conditions(maker *m, const plx_event_query *q) {
  if (q->entity.n) {
    value(
        m,
        " AND v.seq IN (SELECT f.seq FROM facet f JOIN term t ON t.id = f.term WHERE t.kind = 'entity' AND t.value = ",
        q->entity);
    plx_buf_str(&m->sql, PLX_STR(")"));
  }
  if (q->source.n || q->target.n) {
    plx_buf_str(&m->sql, PLX_STR(" AND (1 = 1"));
    actor(m, "source", q->source);
    actor(m, "target", q->target);
    if (q->both) {
      plx_buf_str(&m->sql, PLX_STR(" OR 1 = 1"));
      actor(m, "target", q->source);
      actor(m, "source", q->target);
    }
    plx_buf_str(&m->sql, PLX_STR(")"));
  }
  if (q->from.n) value(m, " AND v.day >= ", q->from);
  if (q->to.n) value(m, " AND v.day <= ", plx_str_fmt(m->a, "%.*s~", PLX_FMT(q->to)));
}

static bool event_row(void *ctx, const plx_db_row *r) {
  receiver *to = ctx;
  if (to->n++ == to->limit) {
    to->more = true;
    return false;
  }
  plx_found_event v = {.document = plx_db_text(r, 0),
                       .story = plx_db_text(r, 1),
                       .outlet = plx_db_text(r, 2),
                       .event = plx_db_text(r, 3),
                       .day = plx_db_text(r, 4),
                       .type = plx_db_text(r, 5),
                       .cameo = plx_db_text(r, 6),
                       .quad = plx_db_int(r, 7),
                       .source = plx_db_text(r, 8),
                       .target = plx_db_text(r, 9),
                       .certainty = plx_db_text(r, 10),
                       .quote = plx_db_text(r, 11),
                       .seq = plx_db_int(r, 12)};
  bool go_on = to->event(to->ctx, &v);
  to->last = plx_str_fmt(to->a, "%.*s_%lld_%.*s", PLX_FMT(v.day), (long long)v.seq, PLX_FMT(v.event));
  return go_on;
}

static void behind(maker *m, plx_str cursor) {
  plx_str day = {0}, seq = {0}, event = cursor;
  if (!cursor.n || !plx_str_cut(&event, '_', &day) || !plx_str_cut(&event, '_', &seq)) return;
  long long number = atoll(plx_str_copy(m->a, seq).p);
  value(m, " AND (v.day < ", day);
  plx_buf_fmt(&m->sql, " OR (v.day = ?%zu AND (v.seq < %lld OR (v.seq = %lld AND v.event > ", m->n, number, number);
  value(m, "", event);
  plx_buf_str(&m->sql, PLX_STR("))))"));
}

bool plx_find_events(plx_store *s, const plx_event_query *q, plx_each_event *each, void *ctx, plx_arena *a,
                     plx_str *next, plx_err *e) {
  maker m = {.a = a};
  receiver to = {.event = each,
                 .ctx = ctx,
                 .limit = q->limit > 0 && q->limit <= PLX_FIND_LIMIT_MAX ? q->limit : PLX_FIND_LIMIT,
                 .a = a};
  plx_buf_str(
      &m.sql,
      PLX_STR(
          "SELECT d.id, d.story, d.outlet, v.event, v.day, v.type, v.cameo, v.quad, v.source, v.target, v.certainty,"
          " substr(b.text, CAST(v.at + 1 AS INTEGER), CAST(v.n AS INTEGER)), v.seq FROM (SELECT * FROM event v WHERE 1 "
          "= 1"));
  conditions(&m, q);
  behind(&m, q->cursor);
  plx_buf_fmt(&m.sql,
              " ORDER BY v.day DESC, v.seq DESC, v.event LIMIT %lld) v JOIN document d ON d.seq = v.seq"
              " JOIN body b ON b.seq = d.seq AND b.month = d.month ORDER BY v.day DESC, v.seq DESC, v.event",
              (long long)to.limit + 1);
  bool ok = plx_db_query_n(s->db, m.sql.p, m.bind, m.n, event_row, &to, e);
  plx_buf_free(&m.sql);
  *next = to.more ? to.last : (plx_str){0};
  return ok;
}

static bool code_row(void *ctx, const plx_db_row *r) {
  const receiver *to = ctx;
  return to->code(to->ctx, plx_db_text(r, 0), plx_db_text(r, 1), plx_db_int(r, 2), plx_db_int(r, 3));
}

bool plx_find_codes(plx_store *s, const plx_event_query *q, plx_each_code *each, void *ctx, plx_err *e) {
  maker m = {.a = plx_arena_new()};
  receiver to = {.code = each, .ctx = ctx};
  plx_buf_str(&m.sql, PLX_STR("SELECT v.day, v.cameo, v.quad, count(*) FROM event v WHERE v.quad > 0 AND v.day <> ''"));
  conditions(&m, q);
  plx_buf_str(&m.sql, PLX_STR(" GROUP BY v.day, v.cameo, v.quad ORDER BY v.day, v.cameo"));
  bool ok = plx_db_query_n(s->db, m.sql.p, m.bind, m.n, code_row, &to, e);
  plx_buf_free(&m.sql);
  plx_arena_free(m.a);
  return ok;
}
