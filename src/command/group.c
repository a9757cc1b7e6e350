/* SPDX-License-Identifier: Apache-2.0 */
/* Documents in, in the order they came; which story each belongs to, at once. */
#include <stdio.h>

#include "base/json.h"
#include "command/command.h"
#include "story/group.h"

typedef struct out {
  plx_group *group;
  plx_arena *tmp;
  plx_buf line;
} out;

static bool place(void *ctx, plx_record *r) {
  out *o = ctx;
  plx_mark m = plx_arena_mark(o->tmp);
  plx_str story = plx_group_place(o->group, plx_group_sketch(r->doc, o->tmp));
  plx_arena_reset(o->tmp, m);
  plx_buf_clear(&o->line);
  plx_json j = plx_json_to(&o->line);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "id", r->doc->id);
  plx_json_str(&j, "story", story);
  plx_json_end_object(&j);
  plx_buf_char(&o->line, '\n');
  fwrite(o->line.p, 1, o->line.n, stdout);
  fflush(stdout); // a stream is read as it flows
  return false;
}

static int run(const plx_args *a) {
  out o = {.group = plx_group_new(), .tmp = plx_arena_new()};
  int status = plx_each_input(a, NULL, place, &o, NULL);
  plx_buf_free(&o.line);
  plx_arena_free(o.tmp);
  plx_group_free(o.group);
  return status;
}

const plx_command plx_command_group = {
    .name = "group",
    .usage = "[INPUT…]",
    .summary = "says which documents tell one story, as they arrive",
    .text =
        "Reads articles in the order they came (text, HTML, NDJSON documents, folders; standard input when none is\n"
        "named) and writes a line for each: its `id` and the id of its `story`.  A document joins a story on what\n"
        "stands in its title and its first 700 words, names above all, and on the days between them; an id once\n"
        "given stays.  The work for one document does not grow with the number that went before.",
    .common = "threads records",
    .run = run,
};
