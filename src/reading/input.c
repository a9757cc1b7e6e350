/* SPDX-License-Identifier: Apache-2.0 */
/* A list of paths is worked off; a folder is replaced by its files.  What is packed is unpacked as it is read.  The first
 * bytes tell what a file is: records of an archive, lines of JSON, JSON objects, rows of a table (none of these is ever
 * held whole), or one input. */
#include "reading/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/lines.h"
#include "base/table.h"
#include "reading/csv.h"
#include "reading/unpack.h"
#include "reading/values.h"
#include "reading/warc.h"
#include "tables.h"

enum { FILE_BYTES_MAX = 64 << 20, READ_BYTES = 64 << 10, HEAD_BYTES = 16 << 10 };

// What the file being read is made of.
typedef enum kind { NOTHING, LINES, VALUES, ROWS, ARCHIVE } kind;

#define UTF8_MARK "\xEF\xBB\xBF"

struct plx_input {
  plx_arena *arena;
  plx_paths path; // still to be read, the next one last
  const plx_fields *fields;
  uint64_t from, files; // where to begin; files that were one input each, so far
  uint64_t last;        // of what `from` counts, the last that was passed over
  FILE *file;           // being read record by record, or NULL
  const char *name;
  kind kind;
  plx_lines lines;
  plx_values values;
  plx_csv csv;
  plx_warc warc;
  bool mark;       // the file begins with UTF-8's byte order mark, which has been passed over
  unsigned damage; // places in the packed file that could not be unpacked
  plx_buf whole;   // the bytes of an input that is not records, or the first bytes of one that is
  uint64_t bytes;
};

plx_input *plx_input_open(const char *const *paths, int n) {
  plx_arena *a = plx_arena_new();
  plx_input *in = PLX_NEW(a, plx_input);
  in->arena = a;
  for (int i = n; i-- > 0;) *plx_vec_push(a, &in->path) = paths[i];
  if (n == 0) *plx_vec_push(a, &in->path) = "-";
  return in;
}

void plx_input_set(plx_input *in, const plx_fields *fields, uint64_t from) {
  in->fields = fields;
  in->from = from;
}

static void close_file(plx_input *in) {
  if (in->file && in->file != stdin) fclose(in->file);
  if (in->kind == LINES) plx_lines_free(&in->lines);
  if (in->kind == VALUES) plx_values_close(&in->values);
  if (in->kind == ROWS) plx_csv_close(&in->csv);
  if (in->kind == ARCHIVE) plx_warc_close(&in->warc);
  in->file = NULL;
  in->kind = NOTHING;
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

// A picture, a script, a style: what stands beside a saved page and has no text of its own.
static bool asset(const char *path) {
  const char *dot = strrchr(path, '.');
  char low[8];
  size_t n = 0;
  for (; dot && dot[1 + n] && n < sizeof low; n++)
    low[n] = (char)(dot[1 + n] >= 'A' && dot[1 + n] <= 'Z' ? dot[1 + n] | 32 : dot[1 + n]);
  return n && plx_table_find(&plx_table_asset_endings, (plx_str){low, n}) >= 0;
}

// A folder's files take its place in the list.
static bool enter_folder(plx_input *in, const char *folder, plx_err *e) {
  plx_paths inside = {0};
  uint32_t before = in->path.n;
  if (!plx_file_walk(folder, in->arena, &inside, e)) return false;
  for (uint32_t i = inside.n; i-- > 0;)
    if (!asset(inside.v[i])) *plx_vec_push(in->arena, &in->path) = inside.v[i];
  if (!inside.n) return plx_fail(e, PLX_E_INPUT, folder, 0, "an empty folder: nothing to read");
  if (in->path.n == before)
    return plx_fail(e, PLX_E_INPUT, folder, 0, "only pictures, scripts and the like in this folder: nothing to read");
  return true;
}

/* --- what a file is --- */

// Its name without ".gz" or ".zst" ends like this.
static bool has_ending(const char *name, const char *ending) {
  plx_str s = plx_str_of(name);
  if (plx_str_ends(s, PLX_STR(".gz"))) s.n -= 3;
  else if (plx_str_ends(s, PLX_STR(".zst"))) s.n -= 4;
  return plx_str_ends(s, plx_str_of(ending));
}

static bool named_lines(const char *name) {
  return has_ending(name, ".ndjson") || has_ending(name, ".jsonl");
}

static bool named_table(const char *name) {
  return has_ending(name, ".csv") || has_ending(name, ".tsv") || has_ending(name, ".tab");
}

// The first bytes of a file, which stay in it.  POSIX promises to take back one; these few still stand in the buffer,
// and every library in use takes them back.
static size_t peek(FILE *f, char *first, size_t n) {
  size_t got = fread(first, 1, n, f);
  for (size_t i = got; i > 0; i--) ungetc((unsigned char)first[i - 1], f);
  return got;
}

// Passes over a byte order mark, before which no format's sign is seen.
static bool take_mark(FILE *f) {
  char first[sizeof UTF8_MARK - 1];
  bool found = peek(f, first, sizeof first) == sizeof first && memcmp(first, UTF8_MARK, sizeof first) == 0;
  return found && fread(first, 1, sizeof first, f) == sizeof first;
}

static plx_input_got begin(plx_input *in, FILE *f, kind k) {
  in->file = f;
  in->kind = k;
  return PLX_INPUT_END; // nothing yet: the records come next
}

/* --- an input that is one file --- */

static bool read_whole(plx_input *in, FILE *f, plx_err *e) {
  for (;;) {
    plx_buf_reserve(&in->whole, READ_BYTES);
    size_t n = fread(in->whole.p + in->whole.n, 1, READ_BYTES, f);
    in->whole.n += n;
    if (n == 0 && ferror(f)) return plx_fail(e, PLX_E_INPUT, in->name, 0, "cannot read: %s", strerror(errno));
    if (n == 0) return true;
    if (in->whole.n > FILE_BYTES_MAX)
      return plx_fail(e, PLX_E_INPUT, in->name, 0, "larger than %d MiB; split it, or give one article a file",
                      FILE_BYTES_MAX >> 20);
  }
}

static plx_input_got give_whole(plx_input *in, FILE *f, plx_raw *raw, plx_err *e) {
  bool ok = read_whole(in, f, e);
  if (f != stdin) fclose(f); // also what unpacks a compressed file
  in->bytes += in->whole.n;
  in->files++;
  if (!ok) return PLX_INPUT_BAD;
  if (in->damage && !in->whole.n) {
    plx_fail(e, PLX_E_INPUT, in->name, 0, "nothing in it can be unpacked: is it cut or damaged? get it anew");
    return PLX_INPUT_BAD;
  }
  *raw = (plx_raw){.path = plx_str_of(in->name), .bytes = plx_buf_view(&in->whole), .damage = in->damage};
  in->damage = 0;
  return PLX_INPUT_ONE;
}

/* --- inputs that are records --- */

// A first line that cannot be a whole object, and does not look like one that is cut: an object over many lines.
static bool goes_on(plx_str line) {
  line = plx_str_trim(line);
  return line.n && strchr("{[,", line.p[line.n - 1]) != NULL;
}

static plx_input_got next_line(plx_input *in, plx_raw *raw, plx_err *e) {
  plx_str line;
  for (;;) {
    plx_lines_got got = plx_lines_next(&in->lines, &line, e);
    if (got == PLX_LINES_END) return PLX_INPUT_END;
    raw->path = plx_str_of(in->name);
    raw->record = in->lines.number;
    if (got == PLX_LINES_BAD) return PLX_INPUT_BAD;
    if (!plx_str_trim(line).n) continue;
    if (raw->record == 1 && goes_on(line) && !named_lines(in->name)) {
      plx_buf_str(&in->whole, line);
      plx_buf_char(&in->whole, '\n');
      plx_lines_free(&in->lines);
      in->kind = VALUES;
      in->values = plx_values_open(in->file, in->name, plx_buf_view(&in->whole));
      return plx_values_next(&in->values, raw, e);
    }
    raw->bytes = line;
    raw->format = PLX_FORMAT_JSON;
    return PLX_INPUT_ONE;
  }
}

// At the end of a file: what could not be read or unpacked is told once.
static plx_input_got end_file(plx_input *in, plx_raw *raw, plx_err *e) {
  bool failed = ferror(in->file);
  const char *why = strerror(errno);
  close_file(in);
  if (!in->damage && !failed) return PLX_INPUT_END;
  *raw = (plx_raw){.path = plx_str_of(in->name)};
  if (failed) plx_fail(e, PLX_E_INPUT, in->name, 0, "cannot read on: %s; what stands behind is missing", why);
  else
    plx_fail(e, PLX_E_INPUT, in->name, 0,
             "%u damaged or cut places in it could not be unpacked; what stood there is missing: get it anew",
             in->damage);
  in->damage = 0;
  return PLX_INPUT_BAD;
}

static plx_input_got next_record(plx_input *in, plx_raw *raw, plx_err *e) {
  plx_input_got got = in->kind == LINES    ? next_line(in, raw, e)
                      : in->kind == VALUES ? plx_values_next(&in->values, raw, e)
                      : in->kind == ROWS   ? plx_csv_next(&in->csv, raw, e)
                                           : plx_warc_next(&in->warc, raw, e);
  if (got == PLX_INPUT_ONE) in->bytes += raw->bytes.n;
  return got == PLX_INPUT_END ? end_file(in, raw, e) : got;
}

/* --- opening --- */

static plx_input_got begin_table(plx_input *in, FILE *f, plx_err *e) {
  bool ok = plx_csv_open(f, in->name, plx_buf_view(&in->whole), in->fields, &in->csv, e);
  begin(in, f, ROWS);
  if (ok) return PLX_INPUT_END;
  close_file(in);
  in->damage = 0;
  return PLX_INPUT_BAD;
}

static plx_input_got begin_by_head(plx_input *in, FILE *f, plx_raw *raw, plx_err *e) {
  if (in->mark) plx_buf_str(&in->whole, PLX_STR(UTF8_MARK)); // a whole file is given, and fingerprinted, as it is
  size_t before = in->whole.n;
  plx_buf_reserve(&in->whole, HEAD_BYTES);
  in->whole.n += fread(in->whole.p + before, 1, HEAD_BYTES, f);
  plx_str head = plx_str_sub(plx_buf_view(&in->whole), before, in->whole.n);
  if (plx_warc_sign(head.p, head.n)) {
    in->warc = plx_warc_open(f, in->name);
    plx_buf_str(&in->warc.pending, head);
    return begin(in, f, ARCHIVE);
  }
  if (plx_values_sign(head)) {
    in->values = plx_values_open(f, in->name, head);
    return begin(in, f, VALUES);
  }
  if ((named_table(in->name) && plx_str_trim(head).n) || plx_csv_sign(head)) return begin_table(in, f, e);
  return give_whole(in, f, raw, e);
}

static plx_input_got open_next(plx_input *in, plx_raw *raw, plx_err *e) {
  char first[PLX_UNPACK_SIGN_BYTES];
  in->name = in->path.v[--in->path.n];
  *raw = (plx_raw){.path = plx_str_of(in->name)};
  bool standard = strcmp(in->name, "-") == 0;
  if (!standard && plx_file_is_folder(in->name)) return enter_folder(in, in->name, e) ? PLX_INPUT_END : PLX_INPUT_BAD;
  FILE *f = standard ? stdin : fopen(in->name, "re");
  if (!f) {
    const char *hint = errno == ENOENT ? "check the name" : "check its permissions";
    plx_fail(e, PLX_E_INPUT, in->name, 0, "cannot read: %s; %s", strerror(errno), hint);
    return PLX_INPUT_BAD;
  }
  plx_buf_clear(&in->whole);
  in->damage = 0;
  if (plx_unpack_sign(first, peek(f, first, sizeof first))) f = plx_unpack_stream(f, &in->damage);
  in->mark = take_mark(f);
  bool braces = peek(f, first, 1) == 1 && first[0] == '{';
  if (!braces && !named_lines(in->name)) return begin_by_head(in, f, raw, e);
  in->lines = plx_lines_file(f, in->name, PLX_ARTICLE_BYTES_MAX);
  return begin(in, f, LINES);
}

// Does the input stand before the place where reading is to begin?  The place is a record of the first file that has
// records, or else one of the files.
static bool before_start(plx_input *in, const plx_raw *raw) {
  uint64_t place = raw->record ? raw->record : in->files;
  if (place < in->from) {
    in->last = place;
    return true;
  }
  in->from = 0;
  return false;
}

// All was passed over: said once.
static plx_input_got end(plx_input *in, plx_raw *raw, plx_err *e) {
  if (in->from <= 1) return PLX_INPUT_END;
  *raw = (plx_raw){.path = plx_str_of(in->name ? in->name : "-")};
  plx_fail(e, PLX_E_INPUT, in->name, 0, "ends with number %llu, and --from is %llu: nothing was read",
           (unsigned long long)in->last, (unsigned long long)in->from);
  in->from = 0;
  return PLX_INPUT_BAD;
}

plx_input_got plx_input_next(plx_input *in, plx_raw *raw, plx_err *e) {
  for (;;) {
    plx_input_got got = in->kind != NOTHING ? next_record(in, raw, e)
                        : in->path.n        ? open_next(in, raw, e)
                                            : PLX_INPUT_END;
    if (got != PLX_INPUT_END && in->from && before_start(in, raw)) {
      *raw = (plx_raw){0};
      if (got == PLX_INPUT_BAD && e) *e = (plx_err){0};
      continue;
    }
    if (got != PLX_INPUT_END) return got;
    if (in->kind == NOTHING && !in->path.n) return end(in, raw, e);
  }
}
