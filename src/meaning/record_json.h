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

// Appends the object, without a newline.
void plx_record_write(const plx_record *r, plx_arena *tmp, plx_buf *out);

#endif
