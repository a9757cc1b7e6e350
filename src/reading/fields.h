/* fields.h - which member of an object, or which column, is which field of a document.
 *
 * in     a JSON object (a row of a CSV file is one too); what the user said with --map
 * out    the value of a field
 * how    --map first, then the field's own name, then the usual names of data/field_names.tsv, best first
 * cost   O(members x log names) an object
 * from   data/field_names.tsv
 *
 * Only plx_fields_new can fail.  Read-only after it: any thread.
 */
#ifndef PLX_READING_FIELDS_H
#define PLX_READING_FIELDS_H

#include "base/json.h"

typedef enum plx_member {
  PLX_MEMBER_ID,
  PLX_MEMBER_TITLE,
  PLX_MEMBER_STANDFIRST,
  PLX_MEMBER_TEXT,
  PLX_MEMBER_PUBLISHED,
  PLX_MEMBER_MODIFIED,
  PLX_MEMBER_OUTLET,
  PLX_MEMBER_URL,
  PLX_MEMBER_BYLINE,
  PLX_MEMBER_PLACE,
  PLX_MEMBER_LANGUAGE,
  PLX_MEMBER_LICENSE,
  PLX_MEMBER_HTML, // the page, or a piece of one, where there is no text
  PLX_MEMBERS
} plx_member;

// What --map said: "title=headline,text=body"; {0} if nothing.
typedef struct plx_fields {
  plx_str said[PLX_MEMBERS]; // the member's name, or a path to it with dots; borrowed
} plx_fields;

// What an object's members are.
typedef struct plx_field_values {
  const json_t *value[PLX_MEMBERS]; // borrowed; NULL where there is none
  const char *key[PLX_MEMBERS];     // the member at the top that holds it; NULL where it has the field's own name
} plx_field_values;

bool plx_fields_new(const char *map, plx_fields *out, plx_err *e); // `map` NULL: nothing said; it is borrowed
// `fields` may be NULL: nothing said.  Empty strings and nulls are no values.
void plx_fields_of(const plx_fields *fields, const json_t *object, plx_field_values *out);
// "id, kop, tekst": the members an object has, for errors; at most `room` bytes with the NUL.
void plx_fields_list(const json_t *object, char *list, size_t room);

#endif
