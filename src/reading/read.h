/* read.h - any bytes become documents.
 *
 * in     one raw input: a file's bytes, an NDJSON line, an archive record
 * out    the documents in it (most have one)
 * how    the format is told from the bytes, then one reader a format (plain.h, html.h, feed.h, ndjson.h)
 * cost   see bench/reading
 * from   CONTRACT.md, "Document"
 *
 * plx_read fails with PLX_E_INPUT when there is no article in the bytes (binary, empty, broken JSON, no text); the
 * message says what to do.  Everything else becomes notes on the document.  Pure but for the arenas: any thread.
 */
#ifndef PLX_READING_READ_H
#define PLX_READING_READ_H

#include "base/err.h"
#include "reading/document.h"

#define PLX_ARTICLE_BYTES_MAX (8u << 20) // larger inputs are refused: no article is that long

typedef enum plx_format { PLX_FORMAT_GUESS, PLX_FORMAT_TEXT, PLX_FORMAT_HTML, PLX_FORMAT_JSON } plx_format;

typedef struct plx_raw {
  plx_str path; // as the user gave it; "-" for standard input
  uint64_t record;
  plx_str bytes;
  plx_format format;
  plx_str url;                     // of a record of an archive
  const struct plx_fields *fields; // what --map said (reading/fields.h), of JSON and tables; NULL for nothing
  unsigned damage;                 // places in its packed file that could not be unpacked
  bool cut;                        // of a record of an archive: it ends early, or its length is wrong
} plx_raw;

typedef PLX_VEC(plx_doc *) plx_docs;

// Appends the documents of `raw` to *out, on arena `doc`.
bool plx_read(const plx_raw *raw, plx_arena *doc, plx_docs *out, plx_err *e);

#endif
