/* story_row.h - a story as a line of a list: "StoryRow" of web/openapi.json.
 *
 * in     the row, and what the store knows beside it
 * out    one JSON object
 * how    -
 * cost   two index look-ups where days and outlets are wanted
 * from   web/openapi.json
 *
 * Fails as the store does.
 */
#ifndef PLX_SERVE_STORY_ROW_H
#define PLX_SERVE_STORY_ROW_H

#include "base/json.h"
#include "store/store.h"

void plx_story_row_json(plx_json *j, const plx_stored_story *s); // without days and outlets
bool plx_story_row_whole(plx_json *j, plx_store *store, const plx_stored_story *s, plx_err *e);

#endif
