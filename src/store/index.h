/* index.h - what a search can ask for, taken out of a record or a comparison.
 *
 * in     the JSON of an annotated document, or of a story
 * out    its terms (whom and what it names), figures and events; the numbers of a story's row
 * how    reads the JSON as CONTRACT.md writes it, so that stored records can be indexed again without their models
 * cost   parsing the JSON: about 50 MB/s
 * from   CONTRACT.md
 *
 * Fails where the JSON is broken.  Results on the arena given.  Pure: any thread.
 */
#ifndef PLX_STORE_INDEX_H
#define PLX_STORE_INDEX_H

#include "base/err.h"
#include "base/json.h"
#include "base/map.h"
#include "base/str.h"

typedef struct plx_term {
  plx_str kind, value, label, detail;
  double lat, lon; // of kind "at"
} plx_term;
typedef struct plx_figure_row {
  double low, high;
  plx_str counted, state;
} plx_figure_row;
typedef struct plx_event_row {
  plx_str event, day, type, cameo, source, target, certainty;
  int64_t quad, at, n; // at, n: its sentence, in code points
} plx_event_row;

typedef struct plx_index {
  plx_map seen; // "kind value" of the terms
  PLX_VEC(plx_term) term;
  PLX_VEC(plx_figure_row) figure;
  PLX_VEC(plx_event_row) event;
} plx_index;

bool plx_index_record(plx_str record, plx_arena *a, plx_index *out, plx_err *e);

typedef struct plx_story_row {
  plx_str title, brief;
  int64_t origins, relation[5]; // agree, differ, conflict, deny, single
} plx_story_row;
bool plx_index_story(plx_str story, plx_arena *a, plx_story_row *out, plx_err *e);

extern const char *const plx_relation_names[5];

#endif
