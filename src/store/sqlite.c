/* SPDX-License-Identifier: Apache-2.0 */
/* Statements are prepared once, when first used, and kept by their text; one that is still giving rows further up the
 * stack is prepared a second time. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/db.h"

enum { BUSY_MS = 10000, KEPT_MAX = 256 };

typedef struct lite {
  plx_db db;
  sqlite3 *file;
  char *name;
  plx_arena *arena;
  plx_map texts; // of kept statements
  sqlite3_stmt *kept[KEPT_MAX];
} lite;

/* --- errors --- */

static const char *remedy(int code) {
  switch (code & 0xFF) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return "another program is writing to it; try again when it is done";
  case SQLITE_FULL: return "the disk is full; free some space and run the same command again";
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return "it is not a store, or is damaged: `parallax doctor` looks into it; else give another name with --db, or "
           "restore a copy";
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM: return "check the name and the permissions of the file and its folder";
  default: return "nothing was lost: the step was undone";
  }
}

static bool failed(const lite *s, plx_err *e) {
  return plx_fail(e, PLX_E_STORE, s->name, 0, "%s; %s", sqlite3_errmsg(s->file), remedy(sqlite3_errcode(s->file)));
}

/* --- statements --- */

static sqlite3_stmt *prepare(lite *s, const char *sql, plx_err *e) {
  sqlite3_stmt *st = NULL;
  if (sqlite3_prepare_v3(s->file, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL) != SQLITE_OK) failed(s, e);
  return st;
}

// The kept statement of this text, or a fresh one; *fresh tells the caller to finalize it.
static sqlite3_stmt *ready(lite *s, const char *sql, bool *fresh, plx_err *e) {
  uint32_t at = plx_map_index(&s->texts, plx_str_of(sql));
  *fresh = at == PLX_MAP_NONE ? s->texts.n == KEPT_MAX : sqlite3_stmt_busy(s->kept[at]);
  if (*fresh) return prepare(s, sql, e);
  if (at != PLX_MAP_NONE) return s->kept[at];
  sqlite3_stmt *st = prepare(s, sql, e);
  if (st) s->kept[plx_map_intern(&s->texts, plx_str_of(sql))] = st;
  return st;
}

static void bind(sqlite3_stmt *st, const plx_bind *v, size_t n) {
  for (int i = 1; i <= (int)n; i++, v++) {
    const char *p = v->s.p ? v->s.p : "";
    if (v->type == PLX_BIND_TEXT) sqlite3_bind_text64(st, i, p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    else if (v->type == PLX_BIND_BLOB) sqlite3_bind_blob64(st, i, p, v->s.n, SQLITE_STATIC);
    else if (v->type == PLX_BIND_INT) sqlite3_bind_int64(st, i, v->i);
    else sqlite3_bind_double(st, i, v->r);
  }
}

static bool query(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_db_each *each, void *ctx, plx_err *e) {
  lite *s = (lite *)db;
  bool fresh;
  sqlite3_stmt *st = ready(s, sql, &fresh, e);
  if (!st) return false;
  bind(st, v, n);
  plx_db_row row = {db, st, 0};
  int code;
  while ((code = sqlite3_step(st)) == SQLITE_ROW)
    if (!each || !each(ctx, &row)) break;
  bool ok = code == SQLITE_ROW || code == SQLITE_DONE || failed(s, e);
  sqlite3_reset(st);
  sqlite3_clear_bindings(st);
  if (fresh) sqlite3_finalize(st);
  return ok;
}

static bool run(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_err *e) {
  return query(db, sql, v, n, NULL, NULL, e);
}

static bool script(plx_db *db, plx_str sql, plx_err *e) {
  lite *s = (lite *)db;
  char *z = strndup(sql.p, sql.n);
  bool ok = sqlite3_exec(s->file, z, NULL, NULL, NULL) == SQLITE_OK || failed(s, e);
  free(z);
  return ok;
}

static plx_str text(const plx_db_row *r, int i) {
  const void *p = sqlite3_column_blob(r->handle, i); // of a text its bytes, as they are
  return (plx_str){p ? p : "", p ? (size_t)sqlite3_column_bytes(r->handle, i) : 0};
}

static int64_t integer(const plx_db_row *r, int i) {
  return sqlite3_column_int64(r->handle, i);
}

static double real(const plx_db_row *r, int i) {
  return sqlite3_column_double(r->handle, i);
}

/* --- opening, beginning, ending --- */

static void close_file(plx_db *db) {
  lite *s = (lite *)db;
  for (uint32_t i = 0; i < s->texts.n; i++) sqlite3_finalize(s->kept[i]);
  sqlite3_close(s->file);
  free(s->name);
  plx_arena_free(s->arena);
}

static plx_db *open_file(const char *name, bool write, plx_err *e) {
  static const char settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                                 "PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY";
  plx_arena *a = plx_arena_new();
  lite *s = PLX_NEW(a, lite);
  s->db = (plx_db){.driver = &plx_db_sqlite, .kind = PLX_DB_SQLITE};
  s->arena = a;
  s->name = strdup(name);
  plx_map_init(&s->texts, a);
  int flags = SQLITE_OPEN_READWRITE | (write ? SQLITE_OPEN_CREATE : 0);
  bool ok = true;
  if (sqlite3_open_v2(name, &s->file, flags, NULL) != SQLITE_OK)
    ok = plx_fail(e, PLX_E_STORE, name, 0, "cannot open the store: %s; make one with `parallax add --db %s INPUT…`",
                  sqlite3_errmsg(s->file), name);
  if (ok) sqlite3_busy_timeout(s->file, BUSY_MS);
  ok = ok && script(&s->db, plx_str_of(write ? settings : "PRAGMA query_only = ON; PRAGMA cache_size = -32768"), e);
  if (ok) return &s->db;
  close_file(&s->db);
  return NULL;
}

static bool begin(plx_db *db, plx_err *e) {
  return run(db, "BEGIN IMMEDIATE", NULL, 0, e);
}

static bool commit(plx_db *db, plx_err *e) {
  return run(db, "COMMIT", NULL, 0, e);
}

static void rollback(plx_db *db) {
  lite *s = (lite *)db;
  if (!sqlite3_get_autocommit(s->file)) sqlite3_exec(s->file, "ROLLBACK", NULL, NULL, NULL);
}

const plx_db_driver plx_db_sqlite = {open_file, close_file, begin, commit,  rollback, script,
                                     run,       query,      text,  integer, real};
