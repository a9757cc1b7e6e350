/* SPDX-License-Identifier: Apache-2.0 */
/* Documents in, in the order they came; which story each belongs to, at once; and what later ones put right. */
#include <stdio.h>

#include "base/json.h"
#include "command/command.h"
#include "story/group.h"

// The ids of the documents that can still move: those of the window, and of the one before it.
typedef struct names {
  plx_arena *arena[2];
  plx_str *id[2]; // [PLX_GROUP_WINDOW]
  uint32_t n;
} names;

static void add_name(names *s, plx_str id) {
  uint32_t half = s->n / PLX_GROUP_WINDOW % 2, at = s->n++ % PLX_GROUP_WINDOW;
  if (!at) {
    plx_arena_free(s->arena[half]);
    s->arena[half] = plx_arena_new();
    s->id[half] = PLX_NEWS(s->arena[half], plx_str, PLX_GROUP_WINDOW);
  }
  s->id[half][at] = plx_str_copy(s->arena[half], id);
}

static plx_str name_of(const names *s, uint32_t document) {
  return s->id[document / PLX_GROUP_WINDOW % 2][document % PLX_GROUP_WINDOW];
}

typedef struct out {
  plx_group *group;
  plx_arena *tmp;
  names names;
  plx_buf line;
} out;

static void write_line(out *o, plx_str id, plx_str story, const plx_group_move *move) {
  plx_buf_clear(&o->line);
  plx_json j = plx_json_to(&o->line);
  plx_json_object(&j, NULL);
  plx_json_str(&j, "id", id);
  plx_json_str(&j, "story", story);
  if (move) {
    plx_json_str(&j, "from", move->from);
    plx_json_str(&j, "why", move->merged ? PLX_STR("merge") : PLX_STR("move"));
  } else if (plx_group_earlier(o->group).n) {
    plx_json_str(&j, "earlier", plx_group_earlier(o->group));
  }
  plx_json_end_object(&j);
  plx_buf_char(&o->line, '\n');
  fwrite(o->line.p, 1, o->line.n, stdout);
}

static bool place(void *ctx, plx_record *r) {
  out *o = ctx;
  plx_mark m = plx_arena_mark(o->tmp);
  uint32_t moves;
  add_name(&o->names, r->doc->id);
  plx_str story = plx_group_place(o->group, plx_group_sketch(r->doc, o->tmp));
  write_line(o, r->doc->id, story, NULL);
  const plx_group_move *move = plx_group_moves(o->group, &moves);
  for (uint32_t i = 0; i < moves; i++) write_line(o, name_of(&o->names, move[i].document), move[i].to, &move[i]);
  plx_arena_reset(o->tmp, m);
  fflush(stdout); // a stream is read as it flows
  return false;
}

static int run(const plx_args *a) {
  out o = {.group = plx_group_new(), .tmp = plx_arena_new()};
  int status = plx_each_input(a, NULL, place, &o, NULL);
  plx_buf_free(&o.line);
  plx_arena_free(o.names.arena[0]);
  plx_arena_free(o.names.arena[1]);
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
        "stands in its title and its first 700 words, names and days above all, and on the days between them; an id\n"
        "once given stays.  The work for one document does not grow with the number that went before.\n"
        "\n"
        "Where a document opens a story that goes on from an earlier one (the same names in much the same words, days or\n"
        "weeks later), its line names that one under `earlier`: so stories make threads.  Where a later document shows that two stories are one (`\"why\":\"merge\"`) or that a document stands\n"
        "nearer to another story (`\"why\":\"move\"`), a line for each document that goes says so behind the line of\n"
        "the document that showed it: `id`, the new `story`, the one it comes `from`.  The last line of a document holds.",
    .common = "threads records",
    .run = run,
};
