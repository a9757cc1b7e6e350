/* document.h - what reading gives: an article as data, and all that was not article beside it.
 *
 * in     -
 * out    plx_doc, as CONTRACT.md writes it ("Document")
 * how    plain data; every string lives on the document's arena
 * cost   -
 * from   -
 *
 * Spans are bytes into `text`; they become code points only when written (reading/document_json.h).
 */
#ifndef PLX_READING_DOCUMENT_H
#define PLX_READING_DOCUMENT_H

#include "base/str.h"

typedef enum plx_block_kind {
  PLX_BLOCK_TITLE,
  PLX_BLOCK_STANDFIRST,
  PLX_BLOCK_HEADING,
  PLX_BLOCK_PARAGRAPH,
  PLX_BLOCK_LIST,
  PLX_BLOCK_QUOTE,
  PLX_BLOCK_CAPTION,
  PLX_BLOCK_KINDS
} plx_block_kind;

typedef struct plx_block {
  plx_block_kind kind;
  plx_span span;
  plx_str time; // of the entry of a live blog, ISO 8601
} plx_block;

// What reading left out of the text.  kind: dateline byline furniture related share comments newsletter cookie paywall
// advertising navigation credit duplicate.
typedef struct plx_drop {
  const char *kind;
  plx_str quote;
  uint32_t line; // in the input, from 1; 0 if it has no lines
} plx_drop;

// What a stage could not read, or had to repair.
typedef struct plx_note {
  const char *code; // a word: "no-date", "bad-utf8", "cut"
  plx_str message;
  uint32_t line;
  plx_span span; // in the text, if it has a place there
} plx_note;

typedef struct plx_doc {
  plx_str id; // 16 hex digits of XXH3-64 over title, outlet, published and text, or the id the document came with
  plx_str path, url, sha256;
  uint64_t record; // line of an NDJSON file or record of an archive, from 1; 0 if the file is the document
  plx_str outlet, title, standfirst, published, modified, place, language, license;
  PLX_VEC(plx_str) byline;
  plx_str text;
  PLX_VEC(plx_block) blocks; // in order, not overlapping; together with the blank lines between them they are the text
  PLX_VEC(plx_drop) dropped;
  PLX_VEC(plx_note) notes;
  plx_str extra; // members of an NDJSON document we do not know, carried through: '"gold":{…},"x":1'
  plx_str raw; // the bytes it was read from, borrowed from whoever gave them; absent where they were a document already
  plx_arena *arena; // doc lifetime: everything above lives here
} plx_doc;

bool plx_doc_noted(const plx_doc *d, const char *code); // is there such a note?
void plx_doc_note(plx_doc *d, const char *code, uint32_t line, plx_span span, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
// That a date could be read with day and month the other way round: as it was written, and as it was taken.
void plx_doc_note_unsure(plx_doc *d, plx_str written, plx_str taken);

#endif
