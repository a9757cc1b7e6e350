/* review.h - what coders decide about findings, beside what the program found.
 *
 * in     decisions: a coder accepts, corrects or rejects a finding, or one field of it
 * out    the same, listed; what is still to decide; where coders disagree; how far they agree
 * how    decisions are only ever added; of one coder, finding and field the last one counts; whoever accepts a finding as
 *        a whole has accepted its fields; an adjudication stands above all
 * cost   a listing: an index look-up; agreement: all decisions, once
 * from   Krippendorff 2011 (alpha.h); ISO 24617 practice of double coding and adjudication
 *
 * Fails as the store does, and with PLX_E_USAGE on a decision that is none.
 */
#ifndef PLX_STORE_REVIEW_H
#define PLX_STORE_REVIEW_H

#include "base/json.h"
#include "store/store.h"

typedef struct plx_decision {
  int64_t id;
  plx_str at, coder, document, story; // one of document and story
  plx_str kind, finding, field;       // field absent: the finding as a whole
  plx_str verdict, machine, value, reason, note, quote, pipeline;
  int64_t start, end;
  bool adjudicates;
} plx_decision;

typedef bool plx_each_decision(void *ctx, const plx_decision *d);

// Adds one.  What the program had found, its words and the pipeline are looked up and filled in; strings on `a`.
bool plx_review_add(plx_store *s, plx_decision *d, plx_arena *a, plx_err *e);

// Absent members ask for nothing.  Newest first; before: only decisions with a smaller number (0: all); limit 0: all.
typedef struct plx_decision_query {
  plx_str document, story, coder, kind, verdict, cursor; // cursor: of the queue
  int64_t before, limit;
} plx_decision_query;
bool plx_review_list(plx_store *s, const plx_decision_query *q, plx_each_decision *each, void *ctx, plx_err *e);

// A finding with its words, for whoever decides.  The JSON values live until the callback returns.
typedef struct plx_item {
  const plx_stored *document; // of a claim only story, title and published are known
  plx_str kind, finding, quote, sentence;
  int64_t start, end, sentence_start, sentence_end;
  const json_t *record, *json; // the annotated document, or the story as compared, and the finding in it
} plx_item;
typedef bool plx_each_item(void *ctx, const plx_item *i);
// Findings of a kind (absent: events, figures and statements) that the coder has not decided on: of one document, of one
// story, or of all, newest first; of claims those that accounts share or dispute.  *next (on `a`): the cursor of the next
// page, absent after the last.
bool plx_review_queue(plx_store *s, const plx_decision_query *q, plx_each_item *each, void *ctx, plx_arena *a,
                      plx_str *next, plx_err *e);

// A finding by its id, in an annotated document or a compared story; NULL where there is none.
const json_t *plx_review_finding(const json_t *whole, plx_str kind, plx_str id);
// The fields of a kind, ended by NULL; and what the program found in one, as a coder would write it.
const char *const *plx_review_fields(plx_str kind);
plx_str plx_review_machine(const json_t *record, const json_t *finding, plx_str kind, const char *field, plx_arena *a);

// Per kind and field: units that two coders or more have decided on, decisions, and alpha where it is defined.
typedef struct plx_agreement {
  plx_str kind, field;
  uint32_t units, decisions;
  bool defined;
  double alpha;
} plx_agreement;
typedef bool plx_each_agreement(void *ctx, const plx_agreement *a);
bool plx_review_agreement(plx_store *s, plx_each_agreement *each, void *ctx, plx_err *e);
// The decisions of coders who disagree where nobody has adjudicated: those of one finding and field after the other.
bool plx_review_conflicts(plx_store *s, plx_each_decision *each, void *ctx, plx_err *e);

#endif
