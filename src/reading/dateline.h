/* dateline.h - "WASHINGTON (Reuters) - " at the head of a report.
 *
 * in     a paragraph
 * out    how many bytes of it are dateline, the place, the agency
 * how    a short capitalised place, an agency in brackets or a place all in capitals, then a dash
 * cost   O(1): looks at the first 120 bytes
 * from   Associated Press Stylebook, "datelines"
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_READING_DATELINE_H
#define PLX_READING_DATELINE_H

#include "base/str.h"

typedef struct plx_dateline {
  size_t bytes;   // of the paragraph that are dateline, with the dash and the blank behind it; 0: it has none
  plx_str place;  // "Washington", first place only
  plx_str agency; // "Reuters" as it stands there, absent if none is named
} plx_dateline;

plx_dateline plx_dateline_of(plx_arena *a, plx_str paragraph);

#endif
