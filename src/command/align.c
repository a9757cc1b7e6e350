/* SPDX-License-Identifier: Apache-2.0 */
/* Documents of a story in, the mentions of events in them out, each with the chain it belongs to. */
#include <stdio.h>

#include "base/json.h"
#include "base/utf8.h"
#include "command/command.h"
#include "story/anchor.h"

typedef struct collected {
  plx_arena *arena;
  PLX_VEC(const plx_record *) record;
  plx_anchors anchor;
} collected;

static bool collect(void *ctx, plx_record *r) {
  collected *c = ctx;
  plx_record *mine = PLX_NEW(c->arena, plx_record);
  *mine = *r;
  plx_anchors_of(mine, c->record.n, c->arena, &c->anchor);
  *plx_vec_push(c->arena, &c->record) = mine;
  return true;
}

static void write_mention(const plx_record *r, const plx_cpmap *cp, plx_span span, uint32_t chain, plx_buf *line) {
  plx_buf_clear(line);
  plx_json j = plx_json_to(line);
  char name[16];
  snprintf(name, sizeof name, "k%u", chain + 1);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "document", r->doc->id);
  plx_json_int(&j, "start", plx_cpmap_at(cp, span.at));
  plx_json_int(&j, "end", plx_cpmap_at(cp, plx_span_end(span)));
  plx_json_str(&j, "chain", plx_str_of(name));
  plx_json_end_object(&j);
  plx_buf_char(line, '\n');
  fwrite(line->p, 1, line->n, stdout);
}

static void write_chains(collected *c) {
  plx_arena *tmp = plx_arena_new();
  uint32_t *chain = PLX_NEWS(c->arena, uint32_t, c->anchor.n);
  plx_cpmap *cp = PLX_NEWS(c->arena, plx_cpmap, c->record.n);
  plx_buf line = {0};
  for (uint32_t d = 0; d < c->record.n; d++) cp[d] = plx_cpmap_of(c->arena, c->record.v[d]->doc->text);
  plx_align(c->record.v, c->record.n, c->anchor.v, c->anchor.n, tmp, chain);
  for (uint32_t i = 0; i < c->anchor.n; i++) {
    uint32_t d = c->anchor.v[i].record;
    write_mention(c->record.v[d], &cp[d], c->anchor.v[i].span, chain[i], &line);
  }
  plx_buf_free(&line);
  plx_arena_free(tmp);
}

static int run(const plx_args *a) {
  plx_model *model = NULL;
  plx_meaning *meaning = plx_open_meaning(a, &model);
  if (!meaning) return PLX_EXIT_FAILED;
  collected c = {.arena = plx_arena_new()};
  plx_kept kept = {0};
  int status = plx_each_input(a, meaning, collect, &c, &kept);
  write_chains(&c);
  plx_kept_free(&kept);
  plx_arena_free(c.arena);
  plx_meaning_free(meaning);
  plx_model_close(model);
  return status;
}

const plx_command plx_command_align = {
    .name = "align",
    .usage = "[INPUT…]",
    .summary = "says which mentions of events, in one account or in several, are one event",
    .text =
        "Reads the articles of one or more stories (text, HTML, NDJSON documents, folders; standard input when none "
        "is\n"
        "named) and writes a line for each mention of an event: `document`, `start`, `end` and the `chain` it belongs\n"
        "to.  Where a document brings `mentions`, a list of `start` and `end` in code points, exactly those are\n"
        "linked; otherwise the events found in it.",
    .common = "threads records model",
    .run = run,
};
