/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a user's dictionary, of actors and of verbs: entries or notes, and rows that our tables' readers take. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "meaning/event_patterns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_note(void *ctx, const plx_err *e) {
  if (e->code == PLX_OK || e->record == 0) abort();
  ++*(uint32_t *)ctx;
}

static void check(const plx_dictionary *d, uint32_t notes) {
  if (d->lost != notes) abort();
  for (uint32_t i = 0; i < d->name.n; i++)
    if (d->name.v[i].actor >= d->actor.n || !d->name.v[i].name.n || !plx_utf8_valid(d->name.v[i].name)) abort();
  for (uint32_t i = 0; i < d->actor.n; i++) plx_dict_actor_code(&d->actor.v[i], PLX_STR("2003-03-15"));
  for (uint32_t i = 0; i < d->verb.n; i++)
    if (!d->verb.v[i].words.n || !d->verb.v[i].code.n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  plx_arena *arena = plx_arena_new();
  plx_dictionary d;
  plx_event_patterns p = {0};
  uint32_t notes = 0;
  plx_str bytes = {(const char *)data, size};
  plx_dictionary_init(&d, arena);
  plx_dictionary_add_actors(&d, "fuzz.actors", bytes, check_note, &notes);
  plx_dictionary_add_verbs(&d, "fuzz.verbs", bytes, check_note, &notes);
  check(&d, notes);
  if (d.verb.n) plx_event_patterns_init(&p, &d, arena);
  plx_arena_free(arena);
  return 0;
}

#include "main.inc"
