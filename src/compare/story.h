/* story.h - one story: what its accounts tell, as data.
 *
 * in     -
 * out    plx_story, as CONTRACT.md writes it ("Story")
 * how    plain arrays on the story arena; documents are named by their index in `documents`
 * cost   -
 * from   CONTRACT.md
 */
#ifndef PLX_COMPARE_STORY_H
#define PLX_COMPARE_STORY_H

#include "meaning/record.h"

typedef enum plx_claim_kind { PLX_CLAIM_EVENT, PLX_CLAIM_STATEMENT, PLX_CLAIM_FIGURE } plx_claim_kind;
typedef enum plx_relation { PLX_AGREE, PLX_DIFFER, PLX_CONFLICT, PLX_DENY_, PLX_SINGLE } plx_relation;
typedef enum plx_field {
  PLX_FIELD_NONE,
  PLX_FIELD_NUMBER,
  PLX_FIELD_DATE,
  PLX_FIELD_PLACE,
  PLX_FIELD_ACTOR,
  PLX_FIELD_CERTAINTY,
  PLX_FIELD_DURATION
} plx_field;
typedef enum plx_why { PLX_WHY_NONE, PLX_WHY_UPDATE, PLX_WHY_OTHER_SCOPE, PLX_WHY_DISAGREEMENT, PLX_WHYS } plx_why;

typedef struct plx_account {
  uint32_t document;                 // index into plx_story.document
  plx_span span;                     // the words, in that document's text
  uint32_t statement, event, figure; // in that document's record, or PLX_NONE
} plx_account;

typedef struct plx_value {
  plx_str value;
  PLX_VEC(uint32_t) documents;
} plx_value;

typedef struct plx_claim {
  plx_claim_kind kind;
  plx_str summary;
  uint32_t told_by; // the document that the summary is from
  plx_span told;    // its words there
  plx_relation relation;
  plx_field field;
  plx_why why;
  PLX_VEC(plx_value) values;
  uint32_t outlets, origins;
  PLX_VEC(plx_account) accounts; // by document, then by place in it
  plx_str date;                  // when it happened, ISO 8601; absent if unknown
} plx_claim;

typedef struct plx_range_value {
  double value;
  uint32_t claim, document;
  plx_str said_by; // the speaker's words, or the outlet's name where nobody is named
} plx_range_value;

typedef struct plx_range {
  plx_str counted, state;
  uint32_t claim; // the event claim it belongs to, or PLX_NONE
  double low, best, high;
  PLX_VEC(plx_range_value) values;
} plx_range;

typedef struct plx_day {
  plx_str date;
  PLX_VEC(uint32_t) claims;
} plx_day;

// One sentence of an account, as it stands there, that tells what several share.
typedef struct plx_point {
  uint32_t claim, document;
  plx_span span;
} plx_point;

typedef struct plx_story_doc {
  const plx_record *record;
  uint32_t copied_from; // index of the document it copies, or PLX_NONE
  double share;         // of its text that is copied, 0..1
} plx_story_doc;

typedef struct plx_story {
  plx_str id, title, brief, from, to;
  PLX_VEC(plx_point) point; // at most five, none of them the brief
  PLX_VEC(plx_story_doc) document;
  PLX_VEC(plx_claim) claim;
  PLX_VEC(plx_day) timeline;
  PLX_VEC(plx_range) range;
} plx_story;

#endif
