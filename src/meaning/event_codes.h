/* event_codes.h - the CAMEO codes, and the arithmetic of operators over them.
 *
 * in     the tables cameo and event_compose
 * out    rows of cameo; the code that "demand", "promise", "refuse" … make of the code of the act they govern
 * how    longest beginning: 0234 stands for itself, a code the table does not have for its first digits
 * cost   plx_event_codes_new reads two small tables; a question is a few look-ups
 * from   CAMEO 1.1b3, whose roots 02, 03, 10 and 12 repeat one list of things wanted; PLOVER 2021
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_EVENT_CODES_H
#define PLX_MEANING_EVENT_CODES_H

#include "base/map.h"
#include "base/table.h"

// Columns of event_compose, as rows of events name them.
typedef enum plx_event_op {
  PLX_OP_NONE,
  PLX_OP_ASK,
  PLX_OP_INTEND,
  PLX_OP_DEMAND,
  PLX_OP_REFUSE,
  PLX_OP_THREATEN,
  PLX_OP_ACCUSE,
  PLX_OP_INVESTIGATE,
  PLX_OP_PROTEST,
  PLX_OP_END,
  PLX_OP_PLAN,
  PLX_OP_ALLOW,
  PLX_OP_COUNT
} plx_event_op;

typedef struct plx_event_codes {
  plx_map cameo;   // code → row of cameo
  plx_map compose; // inner code → row of event_compose
} plx_event_codes;

void plx_event_codes_init(plx_event_codes *c, plx_arena *process);
// PLX_OP_NONE for a word that is no operator.
plx_event_op plx_event_op_of(plx_str name);
// The row of cameo for a code, or for its longest beginning that has one; -1 if there is none.
int plx_event_code_row(const plx_event_codes *c, plx_str code);
// What an operator makes of an act with this code (or topic, "+crime"; empty: no act is told).  Absent: no event.
plx_str plx_event_compose(const plx_event_codes *c, plx_event_op op, plx_str inner);

#endif
