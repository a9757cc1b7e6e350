/* survey.h - a page looked over as a whole, before its lines are looked at one by one.
 *
 * in     a measured page, what its head says of it
 * out    where its text stands, which lines are headings, cues, dates, frames that come back, which look alike
 * how    a few passes over lines and elements; each long sentence counts for the elements above it
 * cost   O(lines + elements)
 * from   Kohlschuetter, Fankhauser & Nejdl 2010, "Boilerplate detection using shallow text features"
 *
 * Cannot fail.  Pure but for the page: its elements are summed up (lines, letters, …) and its lines get their groups.
 */
#ifndef PLX_READING_SURVEY_H
#define PLX_READING_SURVEY_H

#include "reading/hints.h"
#include "reading/line.h"

typedef struct plx_group { // lines that look alike
  double lines, letters, sentences, links;
} plx_group;

// Line numbers are page->n where there is no such line.  "Before" and "after" do not count the line itself.
typedef struct plx_survey {
  plx_page *page;
  double letters, sentence_letters, max_letters; // of all lines, of those that end as sentences do, of the longest line
  uint32_t first, last;                          // the stretch of long sentences
  uint32_t title_line, h1_line;
  float *letters_before;                      // [n] share of the page's letters, the line's own counted
  uint32_t *heading, *cue_before, *cue_after; // [n] the heading above; the nearest lines that are nothing but a cue
  uint32_t *run_before, *run_after;           // [n] how many lines in a row look as it does
  uint32_t *date_before, *date_after;         // [n]
  uint32_t *dates_above;                      // [n + 1] how many
  uint32_t *signed_after;                     // [n] the next signature of a message, the line itself counted
  float *refrain;                             // [n][PLX_REFRAIN]
  plx_group *group;                           // [page->groups]
  float *weight;                              // [page->elements] how much text in sentences stands right below
  double top_weight;                          // the most of them, and whose it is
  uint32_t top;
} plx_survey;

plx_survey plx_survey_of(plx_page *page, const plx_hinted *hinted, plx_arena *tmp);

// Of scraped text a heading is a short line with no full stop that the next line is not like.
bool plx_heads(const plx_page *page, uint32_t i);
// A line such as articles consist of.
bool plx_long_sentence(const plx_line *l);

#endif
