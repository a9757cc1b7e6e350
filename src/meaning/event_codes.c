/* SPDX-License-Identifier: Apache-2.0 */
/* CAMEO is less a list than a small algebra: an appeal (02), an intent (03), a demand (10) and a refusal (12) each say
 * of what, in the same order; a threat (13) says of which hostile act.  So the verbs that govern an act are operators,
 * and event_compose.tsv is their multiplication table. */
#include "meaning/event_codes.h"

#include "tables.h"

static const char *const op_names[PLX_OP_COUNT] = {"",       "ASK",         "INTEND",  "DEMAND", "REFUSE", "THREATEN",
                                                   "ACCUSE", "INVESTIGATE", "PROTEST", "END",    "PLAN",   "ALLOW"};
static const int op_column[PLX_OP_COUNT] = {
    0,
    PLX_EVENT_COMPOSE_ASK,
    PLX_EVENT_COMPOSE_INTEND,
    PLX_EVENT_COMPOSE_DEMAND,
    PLX_EVENT_COMPOSE_REFUSE,
    PLX_EVENT_COMPOSE_THREATEN,
    PLX_EVENT_COMPOSE_ACCUSE,
    PLX_EVENT_COMPOSE_INVESTIGATE,
    PLX_EVENT_COMPOSE_PROTEST,
    PLX_EVENT_COMPOSE_END,
    PLX_EVENT_COMPOSE_PLAN,
    PLX_EVENT_COMPOSE_ALLOW,
};

static void rows_of(plx_map *m, plx_arena *a, const plx_table *t, int column) {
  plx_map_init(m, a);
  for (int i = 0; i < t->rows; i++) *plx_map_put(m, plx_cell(t, i, column)) = (uint32_t)i;
}

void plx_event_codes_init(plx_event_codes *c, plx_arena *process) {
  rows_of(&c->cameo, process, &plx_table_cameo, PLX_CAMEO_CODE);
  rows_of(&c->compose, process, &plx_table_event_compose, PLX_EVENT_COMPOSE_INNER);
}

plx_event_op plx_event_op_of(plx_str name) {
  for (int i = 1; i < PLX_OP_COUNT; i++)
    if (plx_str_eqz(name, op_names[i])) return (plx_event_op)i;
  return PLX_OP_NONE;
}

static int longest(const plx_map *m, plx_str code) {
  for (size_t n = code.n; n > 0; n--) {
    const uint32_t *row = plx_map_get(m, (plx_str){code.p, n});
    if (row) return (int)*row;
  }
  return -1;
}

int plx_event_code_row(const plx_event_codes *c, plx_str code) {
  return longest(&c->cameo, code);
}

plx_str plx_event_compose(const plx_event_codes *c, plx_event_op op, plx_str inner) {
  if (op == PLX_OP_NONE) return (plx_str){0};
  int row = longest(&c->compose, inner);
  if (row < 0) {
    const uint32_t *untold = plx_map_get(&c->compose, PLX_STR(""));
    if (!untold) return (plx_str){0};
    row = (int)*untold;
  }
  plx_str code = plx_cell(&plx_table_event_compose, row, op_column[op]);
  return plx_str_eqz(code, "-") || code.n == 0 ? (plx_str){0} : code;
}
