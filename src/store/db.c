/* SPDX-License-Identifier: Apache-2.0 */
/* The name tells the driver; everything else is handed to it. */
#include "store/db.h"

#include <string.h>

bool plx_db_is_postgres(const char *name) {
  return strncmp(name, "postgresql:", 11) == 0 || strncmp(name, "postgres:", 9) == 0;
}

plx_db *plx_db_open(const char *name, bool write, plx_err *e) {
  return (plx_db_is_postgres(name) ? &plx_db_postgres : &plx_db_sqlite)->open(name, write, e);
}

void plx_db_close(plx_db *db) {
  if (db) db->driver->close(db);
}

plx_db_kind plx_db_kind_of(const plx_db *db) {
  return db->kind;
}

bool plx_db_begin(plx_db *db, plx_err *e) {
  return db->in_transaction = db->driver->begin(db, e);
}

bool plx_db_commit(plx_db *db, plx_err *e) {
  bool ok = db->driver->commit(db, e);
  if (ok) db->in_transaction = false;
  return ok;
}

void plx_db_rollback(plx_db *db) {
  if (db->in_transaction) db->driver->rollback(db);
  db->in_transaction = false;
}

bool plx_db_in_transaction(const plx_db *db) {
  return db->in_transaction;
}

bool plx_db_script(plx_db *db, plx_str sql, plx_err *e) {
  return db->driver->script(db, sql, e);
}

bool plx_db_run_n(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_err *e) {
  return db->driver->run(db, sql, v, n, e);
}

bool plx_db_query_n(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_db_each *each, void *ctx,
                    plx_err *e) {
  return db->driver->query(db, sql, v, n, each, ctx, e);
}

plx_str plx_db_text(const plx_db_row *r, int i) {
  return r->db->driver->text(r, i);
}

int64_t plx_db_int(const plx_db_row *r, int i) {
  return r->db->driver->integer(r, i);
}

double plx_db_real(const plx_db_row *r, int i) {
  return r->db->driver->real(r, i);
}
