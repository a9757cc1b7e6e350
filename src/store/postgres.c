/* SPDX-License-Identifier: Apache-2.0 */
/* Inside a transaction statements go down the pipeline without waiting; a query, the commit, or PENDING_MAX of them wait
 * for all answers.  After a failure everything prepared is forgotten: a pipeline that failed may not have prepared it. */
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/db.h"

enum {
  PENDING_MAX = 256,
  BINDS_MAX = 64,
  OID_BYTEA = 17,
  OID_INT8 = 20,
  OID_TEXT = 25,
  OID_FLOAT8 = 701,
  LOCK = 0x706c78
};

typedef struct pg {
  plx_db db;
  PGconn *link;
  char *name;
  plx_arena *arena;
  plx_map prepared; // texts of statements and types of their values; "s" and its number is the name of each
  int pending;
} pg;

/* --- errors --- */

static bool failed(pg *s, const PGresult *r, plx_err *e) {
  const char *why = r ? PQresultErrorMessage(r) : PQerrorMessage(s->link);
  plx_str text = plx_str_trim(plx_str_of(why && *why ? why : "the connection was lost"));
  bool gone = PQstatus(s->link) == CONNECTION_BAD;
  return plx_fail(e, PLX_E_STORE, s->name, 0, "%.*s; %s", PLX_FMT(text),
                  gone ? "is the server running, and is the name right?" : "nothing was lost: the step was undone");
}

static void no_notices(void *ctx, const char *text) {
  (void)ctx, (void)text;
}

// A password in the name is not repeated in messages.
static char *shown_name(const char *name) {
  const char *at = strrchr(name, '@'), *slashes = strstr(name, "://");
  char *shown = strdup(name);
  if (at && slashes && at > slashes) {
    char *colon = memchr(shown + (slashes - name) + 3, ':', (size_t)(at - slashes - 3));
    if (colon) memmove(colon, shown + (at - name), strlen(at) + 1);
  }
  return shown;
}

/* --- opening --- */

static void close_link(plx_db *db) {
  pg *s = (pg *)db;
  PQfinish(s->link);
  free(s->name);
  plx_arena_free(s->arena);
}

static void forget_prepared(pg *s) {
  plx_arena *a = s->arena;
  pg kept = *s;
  plx_map_init(&kept.prepared, a); // the old texts stay on the arena until the end: failures are few
  *s = kept;
}

static plx_db *open_link(const char *name, bool write, plx_err *e) {
  (void)write;
  plx_arena *a = plx_arena_new();
  pg *s = PLX_NEW(a, pg);
  s->db = (plx_db){.driver = &plx_db_postgres, .kind = PLX_DB_POSTGRES};
  s->arena = a;
  s->name = shown_name(name);
  s->link = PQconnectdb(name);
  forget_prepared(s);
  if (PQstatus(s->link) == CONNECTION_OK && PQsetClientEncoding(s->link, "UTF8") == 0) {
    PQsetNoticeProcessor(s->link, no_notices, NULL);
    return &s->db;
  }
  failed(s, NULL, e);
  close_link(&s->db);
  return NULL;
}

/* --- the pipeline --- */

// Waits for all answers; the last one with rows into *rows, if it is asked for.
static bool wait_all(pg *s, PGresult **rows, plx_err *e) {
  bool ok = PQpipelineSync(s->link) == 1 || failed(s, NULL, e);
  s->pending = 0;
  while (PQstatus(s->link) == CONNECTION_OK) {
    PGresult *r = PQgetResult(s->link);
    ExecStatusType status = r ? PQresultStatus(r) : PGRES_EMPTY_QUERY;
    if (r && (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) && ok) ok = failed(s, r, e);
    if (status == PGRES_TUPLES_OK && rows) {
      PQclear(*rows);
      *rows = r;
    } else {
      PQclear(r);
    }
    if (status == PGRES_PIPELINE_SYNC) return ok;
  }
  return ok && failed(s, NULL, e);
}

static bool exec(pg *s, const char *sql, plx_err *e) {
  PGresult *r = PQexec(s->link, sql);
  ExecStatusType status = PQresultStatus(r);
  bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || failed(s, r, e);
  PQclear(r);
  return ok;
}

static bool leave_pipeline(pg *s, plx_err *e) {
  if (PQpipelineStatus(s->link) == PQ_PIPELINE_OFF) return true;
  bool ok = wait_all(s, NULL, e);
  return (PQexitPipelineMode(s->link) == 1 || failed(s, NULL, e)) && ok;
}

static bool begin(plx_db *db, plx_err *e) {
  pg *s = (pg *)db;
  char sql[64];
  snprintf(sql, sizeof sql, "SELECT pg_advisory_xact_lock(%d)", LOCK);
  if (!exec(s, "BEGIN", e)) return false;
  if (exec(s, sql, e) && (PQenterPipelineMode(s->link) == 1 || failed(s, NULL, e))) return true;
  exec(s, "ROLLBACK", NULL);
  return false;
}

static bool commit(plx_db *db, plx_err *e) {
  pg *s = (pg *)db;
  return leave_pipeline(s, e) && exec(s, "COMMIT", e);
}

static void rollback(plx_db *db) {
  pg *s = (pg *)db;
  leave_pipeline(s, NULL);
  exec(s, "ROLLBACK", NULL);
  exec(s, "DEALLOCATE ALL", NULL);
  forget_prepared(s);
}

/* --- statements --- */

typedef struct values {
  const char *p[BINDS_MAX];
  int n[BINDS_MAX], format[BINDS_MAX];
  Oid type[BINDS_MAX];
  uint64_t number[BINDS_MAX]; // big-endian
  plx_buf clean;
} values;

// Texts cannot hold NULs here.
static plx_str without_nuls(values *v, plx_str s) {
  if (!s.n || !memchr(s.p, 0, s.n)) return s;
  plx_buf_clear(&v->clean);
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i]) plx_buf_char(&v->clean, s.p[i]);
  return plx_buf_view(&v->clean);
}

static void take_values(values *v, const plx_bind *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    uint64_t bits = (uint64_t)b[i].i;
    if (b[i].type == PLX_BIND_REAL) memcpy(&bits, &b[i].r, sizeof bits);
    v->format[i] = 1;
    if (b[i].type == PLX_BIND_INT || b[i].type == PLX_BIND_REAL) {
      v->number[i] = __builtin_bswap64(bits);
      v->p[i] = (const char *)&v->number[i];
      v->n[i] = sizeof bits;
      v->type[i] = b[i].type == PLX_BIND_INT ? OID_INT8 : OID_FLOAT8;
    } else {
      plx_str s = b[i].type == PLX_BIND_TEXT ? without_nuls(v, b[i].s) : b[i].s;
      v->p[i] = s.p ? s.p : "";
      v->n[i] = (int)s.n;
      v->type[i] = b[i].type == PLX_BIND_TEXT ? OID_TEXT : OID_BYTEA;
    }
  }
}

// "?1" is "$1" here.
static void spell(const char *sql, plx_buf *out) {
  for (; *sql; sql++) plx_buf_char(out, *sql == '?' ? '$' : *sql);
}

// A statement is prepared for its values' types: one that passes over a value may be the same for another type of it.
static uint32_t number_of(pg *s, const char *sql, const values *v, int n, plx_buf *text) {
  spell(sql, text);
  size_t end = text->n;
  for (int i = 0; i < n; i++) plx_buf_fmt(text, " %u", v->type[i]);
  uint32_t at = plx_map_intern(&s->prepared, plx_buf_view(text));
  text->p[text->n = end] = 0;
  return at;
}

static bool prepare(pg *s, const char *sql, const values *v, int n, char name[16], plx_err *e) {
  plx_buf text = {0};
  uint32_t before = s->prepared.n, at = number_of(s, sql, v, n, &text);
  snprintf(name, 16, "s%u", at);
  if (at < before) {
    plx_buf_free(&text);
    return true;
  }
  bool ok;
  if (PQpipelineStatus(s->link) != PQ_PIPELINE_OFF) {
    ok = PQsendPrepare(s->link, name, text.p, n, v->type) == 1 || failed(s, NULL, e);
  } else {
    PGresult *r = PQprepare(s->link, name, text.p, n, v->type);
    ok = PQresultStatus(r) == PGRES_COMMAND_OK || failed(s, r, e);
    PQclear(r);
    if (!ok) forget_prepared(s), exec(s, "DEALLOCATE ALL", NULL);
  }
  plx_buf_free(&text);
  return ok;
}

// Sends it, and waits for its rows where `rows` is given or no transaction is under way.
static bool execute(pg *s, const char *sql, const plx_bind *b, size_t n, PGresult **rows, plx_err *e) {
  values v = {.clean = {0}};
  char name[16];
  if (n > BINDS_MAX) return plx_fail(e, PLX_E_USAGE, NULL, 0, "too many conditions in one question");
  take_values(&v, b, n);
  bool ok = prepare(s, sql, &v, (int)n, name, e);
  if (ok && PQpipelineStatus(s->link) != PQ_PIPELINE_OFF) {
    ok = PQsendQueryPrepared(s->link, name, (int)n, v.p, v.n, v.format, 1) == 1 || failed(s, NULL, e);
    if (ok && (rows || ++s->pending >= PENDING_MAX)) ok = wait_all(s, rows, e);
  } else if (ok) {
    PGresult *r = PQexecPrepared(s->link, name, (int)n, v.p, v.n, v.format, 1);
    ok = PQresultStatus(r) == PGRES_TUPLES_OK || PQresultStatus(r) == PGRES_COMMAND_OK || failed(s, r, e);
    if (rows) *rows = r;
    else PQclear(r);
  }
  plx_buf_free(&v.clean);
  return ok;
}

static bool run(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_err *e) {
  return execute((pg *)db, sql, v, n, NULL, e);
}

static bool query(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_db_each *each, void *ctx, plx_err *e) {
  PGresult *rows = NULL;
  bool ok = execute((pg *)db, sql, v, n, &rows, e);
  plx_db_row row = {db, rows, 0};
  for (; ok && rows && row.row < PQntuples(rows); row.row++)
    if (!each(ctx, &row)) break;
  PQclear(rows);
  return ok;
}

static bool script(plx_db *db, plx_str sql, plx_err *e) {
  pg *s = (pg *)db;
  bool pipeline = PQpipelineStatus(s->link) != PQ_PIPELINE_OFF;
  char *z = strndup(sql.p, sql.n);
  bool ok = leave_pipeline(s, e) && exec(s, z, e);
  if (pipeline) PQenterPipelineMode(s->link);
  free(z);
  return ok;
}

/* --- columns, in binary --- */

static plx_str text(const plx_db_row *r, int i) {
  return (plx_str){PQgetvalue(r->handle, r->row, i), (size_t)PQgetlength(r->handle, r->row, i)};
}

static uint64_t bits(const plx_db_row *r, int i) {
  const unsigned char *p = (const unsigned char *)PQgetvalue(r->handle, r->row, i);
  uint64_t v = 0;
  for (int k = 0; k < PQgetlength(r->handle, r->row, i) && k < 8; k++) v = v << 8 | p[k];
  return v;
}

static int64_t integer(const plx_db_row *r, int i) {
  uint64_t v = bits(r, i);
  int n = PQgetlength(r->handle, r->row, i);
  return n == 4 ? (int32_t)v : n == 2 ? (int16_t)v : (int64_t)v;
}

static double real(const plx_db_row *r, int i) {
  uint64_t v = bits(r, i);
  double d;
  memcpy(&d, &v, sizeof d);
  return d;
}

const plx_db_driver plx_db_postgres = {open_link, close_link, begin, commit,  rollback, script,
                                       run,       query,      text,  integer, real};
