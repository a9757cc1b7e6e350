/* db.h - one way to speak SQL to two databases.
 *
 * in     a name (a file, or postgresql://…), SQL with parameters ?1 ?2 …, values
 * out    rows, handed to a callback as they are read
 * how    a driver each (sqlite.c, postgres.c); statements are prepared once and kept; what gives no rows may be sent
 *        ahead and answered later (PostgreSQL's pipeline), so its failure may show at the next query or at the commit
 * cost   the database's
 * from   sqlite.org/c3ref, postgresql.org/docs/15/libpq-pipeline-mode.html
 *
 * Everything fails with PLX_E_STORE.  One thread at a time per plx_db.
 */
#ifndef PLX_STORE_DB_H
#define PLX_STORE_DB_H

#include "base/err.h"
#include "base/str.h"

typedef struct plx_db plx_db;

typedef enum plx_db_kind { PLX_DB_SQLITE, PLX_DB_POSTGRES } plx_db_kind;

typedef enum plx_bind_type { PLX_BIND_TEXT, PLX_BIND_INT, PLX_BIND_REAL, PLX_BIND_BLOB } plx_bind_type;
typedef struct plx_bind {
  plx_bind_type type;
  plx_str s; // an absent string is bound as the empty one: columns are NOT NULL, so that queries need not ask twice
  int64_t i;
  double r;
} plx_bind;
#define PLX_BIND_S(v) ((plx_bind){.type = PLX_BIND_TEXT, .s = (v)})
#define PLX_BIND_I(v) ((plx_bind){.type = PLX_BIND_INT, .i = (v)})
#define PLX_BIND_R(v) ((plx_bind){.type = PLX_BIND_REAL, .r = (v)})
#define PLX_BIND_B(v) ((plx_bind){.type = PLX_BIND_BLOB, .s = (v)})

// Values are counted by the compiler: plx_db_run(db, "…", e, PLX_BIND_S(id), PLX_BIND_I(3))
#define plx_db_run(db, sql, e, ...)                                                                                    \
  plx_db_run_n((db), (sql), (const plx_bind[]){__VA_ARGS__},                                                           \
               sizeof((const plx_bind[]){__VA_ARGS__}) / sizeof(plx_bind), (e))
#define plx_db_query(db, sql, row, ctx, e, ...)                                                                        \
  plx_db_query_n((db), (sql), (const plx_bind[]){__VA_ARGS__},                                                         \
                 sizeof((const plx_bind[]){__VA_ARGS__}) / sizeof(plx_bind), (row), (ctx), (e))

typedef struct plx_db_row plx_db_row;
typedef bool plx_db_each(void *ctx, const plx_db_row *row); // false: no more

// `write`: makes a SQLite file that is not there.
plx_db *plx_db_open(const char *name, bool write, plx_err *e);
void plx_db_close(plx_db *db); // NULL is fine; what is not committed is gone
plx_db_kind plx_db_kind_of(const plx_db *db);

// Begins a transaction that writes; nobody else's is under way until it ends.
bool plx_db_begin(plx_db *db, plx_err *e);
bool plx_db_commit(plx_db *db, plx_err *e);
void plx_db_rollback(plx_db *db);
bool plx_db_in_transaction(const plx_db *db);

bool plx_db_script(plx_db *db, plx_str sql, plx_err *e); // several statements, without values
// A statement without rows.  The values may go as soon as it returns.
bool plx_db_run_n(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_err *e);
// A statement with rows.  The callback may query again.
bool plx_db_query_n(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_db_each *each, void *ctx, plx_err *e);

// Column i of a row, from 0; strings live until the callback returns.
plx_str plx_db_text(const plx_db_row *r, int i);
int64_t plx_db_int(const plx_db_row *r, int i);
double plx_db_real(const plx_db_row *r, int i);

// --- for the drivers ---

typedef struct plx_db_driver {
  plx_db *(*open)(const char *name, bool write, plx_err *e);
  void (*close)(plx_db *db);
  bool (*begin)(plx_db *db, plx_err *e);
  bool (*commit)(plx_db *db, plx_err *e);
  void (*rollback)(plx_db *db);
  bool (*script)(plx_db *db, plx_str sql, plx_err *e);
  bool (*run)(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_err *e);
  bool (*query)(plx_db *db, const char *sql, const plx_bind *v, size_t n, plx_db_each *each, void *ctx, plx_err *e);
  plx_str (*text)(const plx_db_row *r, int i);
  int64_t (*integer)(const plx_db_row *r, int i);
  double (*real)(const plx_db_row *r, int i);
} plx_db_driver;

struct plx_db {
  const plx_db_driver *driver;
  plx_db_kind kind;
  bool in_transaction;
};
struct plx_db_row {
  const plx_db *db;
  void *handle; // sqlite3_stmt or PGresult
  int row;
};

extern const plx_db_driver plx_db_sqlite, plx_db_postgres;
bool plx_db_is_postgres(const char *name);

#endif
