/* record.h - an annotated document: what was found, each with the words it was found in.
 *
 * in     -
 * out    plx_record, as CONTRACT.md writes it ("Annotated document")
 * how    plain arrays; one thing points at another by index, PLX_NONE for "nothing"
 * cost   -
 * from   CAMEO 1.1b3, PLOVER 2021, TIMEX3 (ISO-TimeML)
 *
 * Each array is filled by one module of meaning/, in the order they stand here; a module reads what stands above it.
 * All strings live on the document's arena, in a table, or in the text.  Spans are bytes of text.bytes.
 */
#ifndef PLX_MEANING_RECORD_H
#define PLX_MEANING_RECORD_H

#include "reading/document.h"
#include "text/token.h"

#define PLX_NONE UINT32_MAX

typedef PLX_VEC(plx_span) plx_spans; // in order of the text, not overlapping

/* --- entities: who and where --- */

typedef enum plx_mention_kind { PLX_MENTION_NAME, PLX_MENTION_NOMINAL, PLX_MENTION_PRONOUN } plx_mention_kind;

typedef struct plx_mention {
  plx_mention_kind kind;
  plx_span span;         // the name or phrase, without a leading article for names
  uint32_t first, count; // tokens
  uint32_t head;         // token
  uint32_t entity;       // index into plx_record.entity
} plx_mention;

typedef enum plx_entity_type { PLX_ENTITY_PER, PLX_ENTITY_ORG, PLX_ENTITY_LOC, PLX_ENTITY_MISC } plx_entity_type;

typedef struct plx_entity {
  plx_str name; // the fullest name; for a nominal without a name its first phrase
  plx_entity_type type;
  plx_str actor;              // "USA GOV", absent if unknown
  plx_str country;            // ISO 3166-1 alpha-3, absent if unknown
  plx_str key;                // equal for the same entity in other documents (plx_entity_key); absent if it has no name
  bool located;               // lat and lon are known
  double lat, lon;            // degrees, WGS 84
  PLX_VEC(uint32_t) mentions; // indices into plx_record.mention, in order of the text
} plx_entity;

/* --- times --- */

typedef enum plx_time_type { PLX_TIME_DATE, PLX_TIME_TIME, PLX_TIME_DURATION, PLX_TIME_SET } plx_time_type;

typedef struct plx_time {
  plx_time_type type;
  plx_span span;
  uint32_t head; // token that stands for it in the tree
  plx_str value; // TIMEX3: "2016-09-28", "2016-W39", "2016-09-28TMO", "P6D"
} plx_time;

/* --- statements: who says what --- */

typedef enum plx_statement_kind { PLX_SAID_DIRECT, PLX_SAID_INDIRECT, PLX_SAID_MIXED } plx_statement_kind;
typedef enum plx_polarity { PLX_ASSERT, PLX_DENY, PLX_DOUBT } plx_polarity;

typedef struct plx_statement {
  plx_statement_kind kind;
  plx_polarity polarity;
  plx_spans source, cue, content; // source may be empty
  uint32_t source_head;           // token, or PLX_NONE
  uint32_t cue_head;              // token, or PLX_NONE
  uint32_t speaker, addressee;    // entities, or PLX_NONE
  uint32_t inside;                // the statement this one was said in, or PLX_NONE
  plx_span occasion, place;       // "at a news conference", "Geneva": where the words tell them
} plx_statement;

/* --- figures: how many --- */

typedef struct plx_figure {
  plx_span span;         // number and what is counted: "approximately 500 people"
  uint32_t head;         // token of the number
  uint32_t counted_head; // token of the noun counted, or PLX_NONE
  double value;          // the number as given; of a range, its middle
  double low, high;      // of a range or a vague number; otherwise both equal value
  bool approx;
  plx_str unit;                    // "USD", "km", "percent"; absent for plain counts
  plx_str counted;                 // "people"
  plx_str state;                   // "killed"
  uint32_t time, statement, event; // or PLX_NONE; `event` is filled when events are there
} plx_figure;

/* --- events: who did what to whom --- */

typedef enum plx_certainty {
  PLX_ACTUAL,
  PLX_PLANNED,
  PLX_THREATENED,
  PLX_CONDITIONAL,
  PLX_SUSPECTED,
  PLX_DENIED
} plx_certainty;

typedef struct plx_role {
  plx_span span;
  uint32_t entity; // or PLX_NONE
  plx_str actor;   // "RUS MIL", absent if unknown
} plx_role;

typedef struct plx_event {
  plx_span trigger;
  uint32_t head;         // token of the trigger
  const char *plover;    // "THREATEN"; NULL for CAMEO 01 and 02
  plx_str mode, context; // PLOVER; absent if none.  Several contexts: blank-separated
  plx_str cameo;         // "134"
  int quad;              // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  PLX_VEC(plx_role) source, target;
  uint32_t time;  // or PLX_NONE
  plx_str date;   // when it happened, ISO 8601, as far as known: "2016-09-28", "2016-W38"
  uint32_t place; // entity, or PLX_NONE
  plx_certainty certainty;
  plx_span condition; // "unless Russian and Syrian air strikes … end"
  uint32_t statement; // or PLX_NONE
  PLX_VEC(uint32_t) figures;
  double confidence; // 0..1
  plx_str rule;      // the line of the user's dictionary it rests on, "mine.verbs:12"; absent for our rows
} plx_event;

typedef struct plx_record {
  plx_doc *doc;
  plx_text text;
  PLX_VEC(plx_mention) mention;
  PLX_VEC(plx_entity) entity;
  PLX_VEC(plx_time) time;
  PLX_VEC(plx_statement) statement;
  PLX_VEC(plx_figure) figure;
  PLX_VEC(plx_event) event;
} plx_record;

#endif
