/* story_json.h - the story as it leaves the program.
 *
 * in     a story
 * out    one JSON object, as CONTRACT.md writes it ("Story"); claims are "c1"…, findings "s1" "v1" "f1" as in the records
 * how    spans turn from bytes to code points on the way
 * cost   about the size of the output
 * from   CONTRACT.md
 *
 * Cannot fail.
 */
#ifndef PLX_COMPARE_STORY_JSON_H
#define PLX_COMPARE_STORY_JSON_H

#include "base/json.h"
#include "compare/story.h"

void plx_story_write(const plx_story *s, plx_arena *tmp, plx_buf *out); // appends the object, without a newline

#endif
