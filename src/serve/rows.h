/* rows.h - what is stored, as rows for those who analyse.
 *
 * in     a store, a kind of row, a format
 * out    rows, a chunk at a time
 * how    each record's JSON is read, and the columns of data/export.tsv are taken out of it by path
 * cost   reading the JSON; memory of one record
 * from   RFC 4180 (CSV); a cell that a spreadsheet would run as a formula gets an apostrophe in front
 *
 * Fails as the store does, and with PLX_E_USAGE on an unknown kind.
 */
#ifndef PLX_SERVE_ROWS_H
#define PLX_SERVE_ROWS_H

#include "meaning/annotate.h"
#include "store/store.h"

typedef enum plx_rows_format { PLX_ROWS_NDJSON, PLX_ROWS_CSV, PLX_ROWS_TSV, PLX_ROWS_CONLLU } plx_rows_format;
bool plx_rows_format_of(const char *name, plx_rows_format *out); // "ndjson", "csv", "tsv", "conllu"

// Is this kind made by comparing (so that it needs a meaning and a store that may be written)?
bool plx_rows_of_stories(const char *kind);

// CoNLL-U is made anew from the documents, so it needs a meaning; it is a format of sentences alone.
// kind: documents, sentences, entities, statements, figures, events, claims, stories.  meaning may be NULL for the
// first six.  Store and meaning must outlive it.
typedef struct plx_rows plx_rows;
plx_rows *plx_rows_open(const char *kind, plx_rows_format format, plx_store *store, const plx_meaning *meaning,
                        plx_err *e);
// Appends the next chunk; *more is false when it was the last.
bool plx_rows_next(plx_rows *x, plx_buf *out, bool *more, plx_err *e);
void plx_rows_close(plx_rows *x); // NULL is fine

#endif
