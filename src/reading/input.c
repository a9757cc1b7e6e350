/* SPDX-License-Identifier: Apache-2.0 */
/* A list of paths is worked off; a folder is replaced by its files.  gzip is unpacked as it is read.  A file whose first
 * sign is '{' is lines of JSON, one that begins like an archive is records; neither is ever held whole.  Any other file is
 * one input. */
#include "reading/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/lines.h"
#include "reading/unpack.h"
#include "reading/warc.h"

enum { FILE_BYTES_MAX = 64 << 20, READ_BYTES = 64 << 10 };

struct plx_input {
  plx_arena *arena;
  plx_paths path; // still to be read, from `next` on
  uint32_t next;
  FILE *file; // being read line by line, or NULL
  const char *name;
  plx_lines lines;
  plx_warc warc; // its archive, if it is one
  bool archive;
  unsigned damage;
  plx_buf whole; // the bytes of an input that is not lines
  uint64_t bytes;
};

plx_input *plx_input_open(const char *const *paths, int n) {
  plx_arena *a = plx_arena_new();
  plx_input *in = PLX_NEW(a, plx_input);
  in->arena = a;
  for (int i = 0; i < n; i++) *plx_vec_push(a, &in->path) = paths[i];
  if (n == 0) *plx_vec_push(a, &in->path) = "-";
  return in;
}

static void close_file(plx_input *in) {
  if (in->file && in->file != stdin) fclose(in->file);
  if (in->file && in->archive) plx_warc_close(&in->warc);
  else if (in->file) plx_lines_free(&in->lines);
  in->file = NULL;
  in->archive = false;
}

void plx_input_close(plx_input *in) {
  if (!in) return;
  close_file(in);
  plx_buf_free(&in->whole);
  plx_arena_free(in->arena);
}

uint64_t plx_input_bytes(const plx_input *in) {
  return in->bytes;
}

// A folder's files take its place in the list.
static bool enter_folder(plx_input *in, const char *folder, plx_err *e) {
  plx_paths inside = {0}, rest = {0};
  if (!plx_file_walk(folder, in->arena, &inside, e)) return false;
  if (!inside.n) return plx_fail(e, PLX_E_INPUT, folder, 0, "an empty folder: nothing to read");
  for (uint32_t i = 0; i < inside.n; i++) *plx_vec_push(in->arena, &rest) = inside.v[i];
  for (uint32_t i = in->next; i < in->path.n; i++) *plx_vec_push(in->arena, &rest) = in->path.v[i];
  in->path = rest;
  in->next = 0;
  return true;
}

static bool has_ending(const char *name, const char *ending) {
  return plx_str_ends(plx_str_of(name), plx_str_of(ending));
}

static bool read_whole(plx_input *in, FILE *f, plx_err *e) {
  for (;;) {
    plx_buf_reserve(&in->whole, READ_BYTES);
    size_t n = fread(in->whole.p + in->whole.n, 1, READ_BYTES, f);
    in->whole.n += n;
    if (n == 0 && ferror(f)) return plx_fail(e, PLX_E_INPUT, in->name, 0, "cannot read: %s", strerror(errno));
    if (n == 0) return true;
    if (in->whole.n > FILE_BYTES_MAX)
      return plx_fail(e, PLX_E_INPUT, in->name, 0, "larger than %d MiB; split it, or give one article a file", FILE_BYTES_MAX >> 20);
  }
}

static plx_input_got give_whole(plx_input *in, FILE *f, plx_format format, plx_raw *raw, plx_err *e) {
  bool ok = read_whole(in, f, e);
  if (f != stdin) fclose(f); // also what unpacks a compressed file
  in->bytes += in->whole.n;
  if (!ok) return PLX_INPUT_BAD;
  *raw = (plx_raw){.path = plx_str_of(in->name), .bytes = plx_buf_view(&in->whole), .format = format};
  return PLX_INPUT_ONE;
}

static plx_input_got next_line(plx_input *in, plx_raw *raw, plx_err *e) {
  plx_str line;
  for (;;) {
    plx_lines_got got = plx_lines_next(&in->lines, &line, e);
    if (got == PLX_LINES_END) {
      close_file(in);
      return PLX_INPUT_END;
    }
    raw->path = plx_str_of(in->name);
    raw->record = in->lines.number;
    if (got == PLX_LINES_BAD) return PLX_INPUT_BAD;
    in->bytes += line.n + 1;
    if (!plx_str_trim(line).n) continue;
    raw->bytes = line;
    raw->format = PLX_FORMAT_JSON;
    // A brace alone on the first line: one object over many lines, unless the name says lines.
    bool lone = raw->record == 1 && plx_str_eqz(plx_str_trim(line), "{") && !has_ending(in->name, ".ndjson") && !has_ending(in->name, ".jsonl");
    if (!lone) return PLX_INPUT_ONE;
    plx_buf_str(&in->whole, PLX_STR("{\n"));
    FILE *f = in->file;
    plx_lines_free(&in->lines);
    in->file = NULL;
    return give_whole(in, f, PLX_FORMAT_JSON, raw, e);
  }
}

static int peek(FILE *f) {
  int c = getc(f);
  if (c != EOF) ungetc(c, f);
  return c;
}

// Archives are told by their first bytes; bytes of anything else stay in `whole`, where give_whole goes on.
static bool begin_archive(plx_input *in, FILE *f) {
  plx_buf_reserve(&in->whole, 16);
  in->whole.n = fread(in->whole.p, 1, 16, f);
  if (!plx_warc_sign(in->whole.p, in->whole.n)) return false;
  in->file = f;
  in->archive = true;
  in->warc = plx_warc_open(f, in->name);
  plx_buf_str(&in->warc.pending, plx_buf_view(&in->whole));
  return true;
}

static plx_input_got next_record(plx_input *in, plx_raw *raw, plx_err *e) {
  plx_input_got got = plx_warc_next(&in->warc, raw, e);
  if (got == PLX_INPUT_ONE) in->bytes += raw->bytes.n;
  if (got == PLX_INPUT_END) close_file(in);
  return got;
}

static int first_sign(FILE *f) {
  int c = getc(f);
  while (c == ' ' || c == '\n' || c == '\r' || c == '\t') c = getc(f);
  if (c != EOF) ungetc(c, f);
  return c;
}

static plx_input_got open_next(plx_input *in, plx_raw *raw, plx_err *e) {
  in->name = in->path.v[in->next++];
  *raw = (plx_raw){.path = plx_str_of(in->name)};
  bool standard = strcmp(in->name, "-") == 0;
  if (!standard && plx_file_is_folder(in->name)) return enter_folder(in, in->name, e) ? PLX_INPUT_END : PLX_INPUT_BAD;
  FILE *f = standard ? stdin : fopen(in->name, "re");
  if (!f) {
    const char *remedy = errno == ENOENT ? "check the name" : "check its permissions";
    plx_fail(e, PLX_E_INPUT, in->name, 0, "cannot read: %s; %s", strerror(errno), remedy);
    return PLX_INPUT_BAD;
  }
  plx_buf_clear(&in->whole);
  int c = peek(f);
  if (c == 0x1F) {
    in->damage = 0;
    f = plx_unpack_gzip(f, &in->damage);
    c = peek(f);
  }
  if ((c == 'W' || c == 'f') && begin_archive(in, f)) return PLX_INPUT_END;
  bool named = has_ending(in->name, ".ndjson") || has_ending(in->name, ".jsonl");
  if (c != '{' && !named) return give_whole(in, f, PLX_FORMAT_GUESS, raw, e);
  first_sign(f);
  in->file = f;
  in->lines = plx_lines_file(f, in->name, PLX_ARTICLE_BYTES_MAX);
  return PLX_INPUT_END; // nothing yet: the lines come next
}

plx_input_got plx_input_next(plx_input *in, plx_raw *raw, plx_err *e) {
  for (;;) {
    plx_input_got got = in->archive ? next_record(in, raw, e)
                        : in->file    ? next_line(in, raw, e)
                        : in->next < in->path.n ? open_next(in, raw, e) : PLX_INPUT_END;
    if (got != PLX_INPUT_END) return got;
    if (!in->file && in->next >= in->path.n) return PLX_INPUT_END;
  }
}
