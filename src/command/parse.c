/* SPDX-License-Identifier: Apache-2.0 */
/* Plain text to trees.  The input is cut at blank lines into batches (a sentence never runs over one), the batches go
 * through the workers, and their CoNLL-U comes out in order. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/pool.h"
#include "base/utf8.h"
#include "command/command.h"
#include "language/conllu.h"

enum { BATCH_BYTES = 64 << 10, BATCH_SENTENCES = 200, LINE_BYTES_MAX = 64 << 20, AHEAD_PER_WORKER = 4 };

typedef enum form { FORM_TEXT, FORM_CONLLU, FORM_HORIZONTAL } form;

typedef struct batch {
  plx_arena *arena;
  plx_str bytes; // FORM_TEXT
  plx_bank bank; // otherwise
  plx_buf out;
} batch;

typedef struct parser {
  const plx_model *model;
  form form;
  plx_pool *pool;
  plx_arena **tmp; // one a worker
  uint64_t sentences;
} parser;

static void work(void *ctx, int worker, void *item) {
  parser *p = ctx;
  batch *b = item;
  plx_text read, *t = &b->bank.text;
  if (p->form == FORM_CONLLU) {
    plx_language_label(p->model, t, b->arena, p->tmp[worker]);
  } else {
    plx_language_read(p->model, b->bytes, NULL, 0, b->arena, p->tmp[worker], &read);
    t = &read;
  }
  for (uint32_t s = 0; s < t->sentence.n; s++) {
    if (p->form == FORM_HORIZONTAL) plx_horizontal_write(t, s, &b->out);
    else plx_conllu_write(t, p->form == FORM_CONLLU ? &b->bank : NULL, s, &b->out);
  }
}

static void done(void *ctx, void *item) {
  (void)ctx;
  batch *b = item;
  fwrite(b->out.p, 1, b->out.n, stdout);
  plx_buf_free(&b->out);
  plx_arena_free(b->arena);
}

static batch *new_batch(void) {
  plx_arena *a = plx_arena_new();
  batch *b = PLX_NEW(a, batch);
  b->arena = a;
  return b;
}

static bool put_text(parser *p, plx_buf *text) {
  if (text->n == 0) return true;
  batch *b = new_batch();
  uint32_t changed;
  b->bytes = plx_utf8_clean(b->arena, plx_str_copy(b->arena, plx_buf_view(text)), &changed);
  plx_buf_clear(text);
  plx_pool_put(p->pool, b);
  return true;
}

static bool parse_text(parser *p, plx_lines *in, plx_err *e) {
  plx_buf text = {0};
  plx_str line;
  plx_lines_got got;
  while ((got = plx_lines_next(in, &line, e)) == PLX_LINES_ONE) {
    plx_buf_str(&text, line);
    plx_buf_char(&text, '\n');
    if (text.n >= BATCH_BYTES && plx_str_trim(line).n == 0) put_text(p, &text);
  }
  put_text(p, &text);
  plx_buf_free(&text);
  return got == PLX_LINES_END;
}

static bool parse_conllu(parser *p, plx_lines *in, plx_err *e) {
  for (bool more = true; more;) {
    batch *b = new_batch();
    if (!plx_conllu_read(in, BATCH_SENTENCES, b->arena, &b->bank, &more, e)) {
      plx_arena_free(b->arena);
      return false;
    }
    plx_pool_put(p->pool, b);
  }
  return true;
}

static int parse_input(parser *p, const char *path) {
  plx_err e = {0};
  bool in = strcmp(path, "-") == 0;
  FILE *f = in ? stdin : fopen(path, "rb");
  if (!f) {
    plx_fail(&e, PLX_E_INPUT, path, 0, "cannot be opened: %s; check the name", strerror(errno));
    return plx_report(&e);
  }
  plx_lines lines = plx_lines_file(f, path, LINE_BYTES_MAX);
  bool ok = p->form == FORM_CONLLU ? parse_conllu(p, &lines, &e) : parse_text(p, &lines, &e);
  plx_lines_free(&lines);
  if (!in) fclose(f);
  return ok ? PLX_EXIT_DONE : plx_report(&e);
}

static int run(const plx_args *a) {
  plx_err e = {0};
  plx_model *model = plx_model_open(a->model, &e);
  if (!model) return plx_report(&e);
  plx_arena *arena = plx_arena_new();
  parser p = {.model = model};
  p.form = plx_arg(a, "conllu") ? FORM_CONLLU : plx_arg(a, "horizontal") ? FORM_HORIZONTAL : FORM_TEXT;
  p.tmp = PLX_NEWS(arena, plx_arena *, (size_t)a->threads);
  for (int i = 0; i < a->threads; i++) p.tmp[i] = plx_arena_new();
  p.pool = plx_pool_new(a->threads, AHEAD_PER_WORKER * a->threads, work, done, &p);
  int status = PLX_EXIT_DONE;
  for (int i = 0; i < a->inputs || (i == 0 && a->inputs == 0); i++) {
    int s = parse_input(&p, a->inputs ? a->input[i] : "-");
    if (s > status) status = s;
  }
  plx_pool_finish(p.pool);
  for (int i = 0; i < a->threads; i++) plx_arena_free(p.tmp[i]);
  plx_arena_free(arena);
  plx_model_close(model);
  return status;
}

static const plx_option options[] = {
    {"conllu", NULL, "the input is CoNLL-U: its sentences and words are kept, the other columns are made anew"},
    {"horizontal", NULL, "write one sentence a line, its tokens with a space between"},
    {0},
};

const plx_command plx_command_parse = {
    .name = "parse",
    .usage = "[INPUT…]",
    .summary = "cuts plain text into sentences and words, and writes their trees as CoNLL-U",
    .text =
        "Reads plain text (standard input when none is named); a blank line ends a paragraph and so a sentence.  Writes\n"
        "CoNLL-U: form, lemma, part of speech (universal and Penn), features, head and relation, and in the last column\n"
        "SpaceAfter=No and, for the words of a name, NER=B-PER, NER=I-PER, … (PER, ORG, LOC).",
    .options = options,
    .common = "threads model",
    .run = run,
};
