/* event_columns.h - what a table of events has besides the record: names, countries, sectors, intensity, place.
 *
 * in     an annotated document as JSON (CONTRACT.md), one of its events
 * out    members added to the event: event_id, intensity, label, sentence, place_name, place_country, lat, lon;
 *        and to each of its roles: name, country, sector
 * how    ids followed to the entities; the code looked up in the table cameo
 * cost   O(entities + sentences) an event
 * from   the columns of ICEWS and POLECAT; doc/events-table.md
 *
 * Cannot fail: what is not known is not added.
 */
#ifndef PLX_SERVE_EVENT_COLUMNS_H
#define PLX_SERVE_EVENT_COLUMNS_H

#include <jansson.h>

#include "base/str.h"

// The row of plx_table_cameo for the longest beginning of the code that the table has, or -1.
int plx_cameo_row(plx_str code);
void plx_event_columns_add(const json_t *document, json_t *event);

#endif
