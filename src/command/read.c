/* SPDX-License-Identifier: Apache-2.0 */
/* Any input in, documents out: one line of JSON each, or the paragraphs alone. */
#include <stdio.h>

#include "command/command.h"
#include "meaning/record_json.h"
#include "reading/document_json.h"

typedef struct out {
  bool body;
  plx_arena *tmp;
  plx_buf line;
} out;

static void write_body(out *o, const plx_doc *d) {
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    plx_block_kind k = d->blocks.v[i].kind;
    if (k == PLX_BLOCK_TITLE || k == PLX_BLOCK_STANDFIRST || k == PLX_BLOCK_CAPTION) continue;
    plx_buf_str(&o->line, plx_span_str(d->text, d->blocks.v[i].span));
    plx_buf_str(&o->line, PLX_STR("\n\n"));
  }
}

static void write_json(out *o, const plx_doc *d) {
  plx_mark m = plx_arena_mark(o->tmp);
  plx_cpmap cp = plx_cpmap_of(o->tmp, d->text);
  plx_json j = plx_json_to(&o->line);
  plx_json_object(&j, NULL);
  plx_doc_members(&j, d, &cp);
  plx_json_end_object(&j);
  plx_buf_char(&o->line, '\n');
  plx_arena_reset(o->tmp, m);
}

static bool write_record(void *ctx, plx_record *r) {
  out *o = ctx;
  plx_buf_clear(&o->line);
  if (o->body) write_body(o, r->doc);
  else write_json(o, r->doc);
  fwrite(o->line.p, 1, o->line.n, stdout);
  return false;
}

static int run(const plx_args *a) {
  out o = {.body = plx_arg(a, "body") != NULL, .tmp = plx_arena_new()};
  int status = plx_each_input(a, NULL, write_record, &o, NULL);
  plx_buf_free(&o.line);
  plx_arena_free(o.tmp);
  return status;
}

static const plx_option options[] = {
    {"body", NULL, "only the paragraphs, as plain text"},
    {0},
};

const plx_command plx_command_read = {
    .name = "read",
    .usage = "[INPUT…]",
    .summary = "turns pages and texts into clean documents",
    .text = "Reads articles (text as it was scraped, HTML, RSS and Atom feeds, NDJSON documents, WARC and ARC archives, all of them\n"
            "also as .gz; folders; standard input when none is named) and\n"
            "writes each as one line of JSON: title, standfirst, byline, outlet, dates, and the text in blocks.  What is not\n"
            "article text (menus, share buttons, related links, comments) is not thrown away: it stands in `dropped`, with\n"
            "its kind.  An NDJSON document with `text` is taken as it is.",
    .options = options,
    .common = "threads",
    .run = run,
};
