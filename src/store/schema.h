/* schema.h - the tables: made where there are none, brought forward where they are old.
 *
 * in     an open database
 * out    the same with the schema this program knows
 * how    a number in the database tells its schema; each step forward is one transaction, and what was there is copied
 *        before the first: a SQLite file beside itself, PostgreSQL's tables into a schema of their own
 * cost   the copy; from 1 each document is read once, from 2 only indexes are made
 * from   -
 *
 * Fails as the database does, and with PLX_E_STORE on what a newer program has made or what holds nothing to read.
 */
#ifndef PLX_STORE_SCHEMA_H
#define PLX_STORE_SCHEMA_H

#include "store/db.h"

enum { PLX_SCHEMA = 3 };

// A document of schema 1, handed to whoever adds it anew.
typedef struct plx_schema_document {
  plx_str id, story, outlet, title, published, text, json, record, pipeline, sketch;
} plx_schema_document;

// How documents are added, for the step from 1: all between begin and commit.
typedef struct plx_schema_adder {
  void *ctx;
  bool (*begin)(void *ctx, plx_err *e);
  bool (*add)(void *ctx, const plx_schema_document *d, plx_err *e);
  bool (*commit)(void *ctx, plx_err *e);
  void (*rollback)(void *ctx);
} plx_schema_adder;

// name: as the database was opened.
bool plx_schema_ready(plx_db *db, const char *name, bool write, const plx_schema_adder *adder, plx_err *e);
// The schema with what this kind of database writes its own way.
void plx_schema_sql(plx_db_kind kind, plx_str sql, plx_buf *out);

#endif
