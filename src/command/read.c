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
    .text =
        "Reads articles and writes each as one line of JSON: title, standfirst, byline, outlet, dates, language, and the text\n"
        "in blocks.  What is not article text (menus, share buttons, related links, comments) is not thrown away: it\n"
        "stands in `dropped`, with its kind.\n\n"
        "An input is a file, a folder, or - (standard input; the default).  Files may be HTML, text as it was scraped,\n"
        "RSS, Atom, RDF and JSON feeds, WARC and ARC archives, NDJSON or JSON arrays of documents, answers of news services\n"
        "(an object with a list of articles), CSV and TSV tables with a header; all of them also packed (.gz, .zst).  What a\n"
        "file is, is told by its first bytes.\n"
        "In a folder, what stands beside saved pages (pictures, scripts, styles, fonts, films) is left alone, and so are\n"
        "files whose names begin with a dot.\n\n"
        "A JSON document with `text` is taken as it is; one with `html` instead is read as a page.  Members and columns of\n"
        "other tools are known by their usual names (headline, body, date, source …); --map names those that are not:\n"
        "--map title=kop,text=artikel.\n"
        "Archives, tables and lines are read in one pass and never held whole; --from takes up at a record.",
    .options = options,
    .common = "threads records",
    .run = run,
};
