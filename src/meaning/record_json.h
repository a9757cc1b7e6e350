/* record_json.h - the record as it leaves the program.
 *
 * in     a record
 * out    one JSON object, as CONTRACT.md writes it
 * how    spans turn from bytes to code points here and nowhere else
 * cost   about the size of the output
 * from   CONTRACT.md, "Annotated document"
 *
 * Cannot fail.
 */
#ifndef PLX_MEANING_RECORD_JSON_H
#define PLX_MEANING_RECORD_JSON_H

#include "base/json.h"
#include "meaning/record.h"

// The arrays of findings, for whoever wants only some of them.
typedef enum plx_parts {
  PLX_PART_SENTENCES = 1,
  PLX_PART_ENTITIES = 2,
  PLX_PART_TIMES = 4,
  PLX_PART_FIGURES = 8,
  PLX_PART_STATEMENTS = 16,
  PLX_PART_EVENTS = 32,
  PLX_PARTS_ALL = 63
} plx_parts;
// The part called "events" and so on; 0 for a word that is none.
plx_parts plx_part_of(plx_str name);

// Appends the object, without a newline, with these parts.
void plx_record_write(const plx_record *r, plx_parts parts, plx_arena *tmp, plx_buf *out);

#endif
