/* view.h - what the drawings of a story show, in which order, and how people write it.
 *
 * in     a story
 * out    claims by section, figures by value and speaker, words inside their sentence, dates and numbers
 * how    picks and sorts; nothing is worked out anew
 * cost   O(documents x claims)
 * from   -
 *
 * Cannot fail.  Results on the arena given; strings borrow the story.  Pure: any thread.
 */
#ifndef PLX_COMPARE_VIEW_H
#define PLX_COMPARE_VIEW_H

#include "compare/story.h"

typedef enum plx_section {
  PLX_SECTION_ALL,     // agree, and no account lacks it
  PLX_SECTION_SEVERAL, // agree, and some accounts lack it
  PLX_SECTION_DIFFER,
  PLX_SECTION_CONFLICT,
  PLX_SECTION_DENY,
  PLX_SECTION_SINGLE,
  PLX_SECTIONS
} plx_section;

plx_section plx_view_section(const plx_story *s, const plx_claim *c);

typedef PLX_VEC(uint32_t) plx_picks; // indices of claims, or of documents
// The claims of a section, those with the most accounts first, else in the story's order, those of few words last.
plx_picks plx_view_claims(const plx_story *s, plx_section section, plx_arena *a);
// The claims of a day, those of few words last.
plx_picks plx_view_day(const plx_story *s, const plx_day *day, plx_arena *a);
// The documents that a claim has accounts in, each once, in order.
plx_picks plx_view_documents(const plx_claim *c, plx_arena *a);

// The account of a document that gives this value (NULL: any value), or NULL.  A document that gives several is asked for
// the account whose figure or whose words are the value's.
const plx_account *plx_view_account(const plx_story *s, const plx_claim *c, const plx_value *value, uint32_t document);

// A point as a sentence.
plx_str plx_view_point(const plx_story *s, const plx_point *point, plx_arena *a);
// What a claim is called above its values: of counts what is counted ("People killed"), else its summary.
plx_str plx_view_heading(const plx_story *s, const plx_claim *c, plx_arena *a);
// A claim's summary as a heading: capitalised, without the "that" of reported speech.
plx_str plx_view_summary(const plx_claim *c, plx_arena *a);
// A value as a person reads it: a bare number grouped; an actor's code as the words of the account that names the actor.
plx_str plx_view_value(const plx_story *s, const plx_claim *c, const plx_value *v, plx_arena *a);

// The values of a claim in the order to read them: of an update by when they were first told, else by number, else as given.
plx_picks plx_view_values(const plx_story *s, const plx_claim *c, plx_arena *a);

// An account's words in their sentence, at most columns_max wide: what is cut away is told, the words themselves stay.
typedef struct plx_quote {
  plx_str before, words, after;
  bool cut_before, cut_after;
} plx_quote;
plx_quote plx_view_quote(const plx_story *s, const plx_account *account, int columns_max);

// Who says it inside the account: "the police"; absent where the outlet says it itself.
plx_str plx_view_speaker(const plx_story *s, const plx_account *account);

// One value of a range, with each speaker that gives it and the documents that print it so.
typedef struct plx_voice {
  plx_str said_by; // absent where the outlet itself says it
  plx_picks document;
} plx_voice;
typedef struct plx_row {
  double value;
  uint32_t claim;
  PLX_VEC(plx_voice) voice;
} plx_row;
typedef PLX_VEC(plx_row) plx_rows;
plx_rows plx_view_rows(const plx_story *s, const plx_range *r,
                       plx_arena *a);                       // by value; voices in the order of the range
bool plx_view_spread(const plx_range *r);                   // do its values differ?
plx_str plx_view_counted(const plx_range *r, plx_arena *a); // "people killed"

plx_str plx_view_letter(uint32_t document, plx_arena *a);                     // A, B, … Z, AA, …
plx_str plx_view_outlet(const plx_story *s, uint32_t document, plx_arena *a); // or the file's name
plx_str plx_view_number(double v, plx_arena *a);                              // 1,030,000   3.3
plx_str plx_view_when(plx_str iso, plx_arena *a);                             // 16 June 2019, 23:50; else as it is
plx_str plx_view_days(const plx_story *s, plx_arena *a);                      // 28 – 29 September 2016
uint32_t plx_view_outlets(const plx_story *s);                                // different outlets of the story

#endif
