/* rows.h - what is stored, as rows for those who analyse.
 *
 * in     a store, a kind of row, a format
 * out    rows, handed to a sink as they come
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

typedef enum plx_rows_format { PLX_ROWS_NDJSON, PLX_ROWS_CSV, PLX_ROWS_TSV } plx_rows_format;
bool plx_rows_format_of(const char *name, plx_rows_format *out); // "ndjson", "csv", "tsv"

// Is this kind made by comparing (so that it needs a meaning and a store that may be written)?
bool plx_rows_of_stories(const char *kind);

typedef bool plx_rows_sink(void *ctx, plx_str bytes); // false: no more

// kind: documents, sentences, entities, statements, figures, events, claims, stories.  meaning may be NULL for the
// first six.
bool plx_rows_write(const char *kind, plx_rows_format format, plx_store *store, const plx_meaning *meaning,
                    plx_rows_sink *sink, void *ctx, plx_err *e);

#endif
