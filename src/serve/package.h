/* package.h - the tables of export described for other programs: a frictionless data package.
 *
 * in     a store, how the tables are called
 * out    datapackage.json: every table with its columns, their types and what they mean; which program and models made
 *        the records, from which documents
 * how    data/export.tsv says what a column means; provenance is counted in the store
 * cost   the ids of all documents, once
 * from   specs.frictionlessdata.io (Data Package, Table Schema)
 *
 * Fails as the store does.
 */
#ifndef PLX_SERVE_PACKAGE_H
#define PLX_SERVE_PACKAGE_H

#include "store/store.h"

extern const char *const plx_package_kinds[]; // ended by NULL

// path: a format with one %s for the kind: "%s.csv".
bool plx_package_write(plx_store *s, const char *path, plx_buf *out, plx_err *e);

#endif
