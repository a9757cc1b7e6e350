/* SPDX-License-Identifier: Apache-2.0 */
/* reading/: packed streams, tables, JSON of other tools, feeds, archives: what comes out of a file, record by record.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <brotli/encode.h>
#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#include "reading/csv.h"
#include "reading/input.h"
#include "reading/seen.h"
#include "reading/tongue.h"
#include "reading/unpack.h"
#include "reading/values.h"
#include "tables.h"

static plx_arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = plx_arena_new();
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

static void assert_str(plx_str got, const char *want) {
  assert_string_equal(plx_str_copy(arena, got).p, want);
}

/* --- files made here --- */

// Bytes as a file with this ending; the caller unlinks it.
static const char *file_of(plx_str bytes, const char *ending) {
  static char name[64];
  snprintf(name, sizeof name, "/tmp/plx_formats_XXXXXX%s", ending);
  int fd = mkstemps(name, (int)strlen(ending));
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes.p, bytes.n), bytes.n);
  close(fd);
  return name;
}

typedef struct seen {
  plx_docs docs;
  int bad;
  plx_err e; // of the last bad one
} seen;

// Everything in a file, by the road that every command takes.
static seen read_file(plx_str bytes, const char *ending, const char *map, uint64_t from) {
  const char *name = file_of(bytes, ending);
  seen s = {0};
  plx_fields fields;
  assert_true(plx_fields_new(map, &fields, &s.e));
  plx_input *in = plx_input_open(&name, 1);
  plx_input_set(in, &fields, from);
  for (;;) {
    plx_raw raw = {0};
    plx_err e = {0};
    plx_input_got got = plx_input_next(in, &raw, &e);
    if (got == PLX_INPUT_END) break;
    raw.fields = &fields;
    if (got == PLX_INPUT_BAD || !plx_read(&raw, arena, &s.docs, &e)) s.bad++, s.e = e;
  }
  plx_input_close(in);
  unlink(name);
  return s;
}

static plx_str packed_zstd(plx_str s) {
  size_t room = ZSTD_compressBound(s.n);
  char *p = plx_arena_alloc(arena, room);
  return (plx_str){p, ZSTD_compress(p, room, s.p, s.n, 3)};
}

static plx_str packed_gzip(plx_str s) {
  z_stream z = {.next_in = (unsigned char *)s.p, .avail_in = (uInt)s.n};
  deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  size_t room = deflateBound(&z, s.n);
  z.next_out = plx_arena_alloc(arena, room), z.avail_out = (uInt)room;
  char *p = (char *)z.next_out;
  deflate(&z, Z_FINISH);
  size_t n = z.total_out;
  deflateEnd(&z);
  return (plx_str){p, n};
}

static plx_str joined(plx_str a, plx_str b) {
  plx_str both[] = {a, b};
  return plx_str_join(arena, both, 2, (plx_str){"", 0});
}

/* --- packed streams --- */

static const char lines[] =
    "{\"text\":\"The ferry ran again on Thursday.\"}\n{\"text\":\"The harbour was closed for a week.\"}\n";

static void packed_files_are_read_as_if_they_were_not(void **state) {
  (void)state;
  plx_str plain = plx_str_of(lines);
  plx_str packed[] = {packed_gzip(plain), packed_zstd(plain), joined(packed_gzip(plain), packed_gzip(plain)),
                      joined(packed_zstd(plain), packed_zstd(plain))};
  for (int i = 0; i < 4; i++) {
    seen s = read_file(packed[i], i % 2 ? ".zst" : ".gz", NULL, 0);
    assert_int_equal(s.bad, 0);
    assert_int_equal(s.docs.n, i < 2 ? 2 : 4);
    assert_str(s.docs.v[1]->text, "The harbour was closed for a week.");
  }
}

static void damage_costs_its_place_and_is_told(void **state) {
  (void)state;
  plx_str many = {0}, line = PLX_STR("{\"text\":\"The ferry ran again on Thursday.\"}\n");
  for (int i = 0; i < 3; i++) many = joined(many, packed_zstd(line));
  char *p = (char *)many.p;
  size_t one = packed_zstd(line).n;
  memset(p + one + 6, 0x55, one - 8); // inside the second frame
  seen s = read_file(many, ".jsonl.zst", NULL, 0);
  assert_int_equal(s.docs.n, 2);
  assert_true(s.bad >= 1);
  assert_non_null(strstr(s.e.msg, "damaged or cut"));
  s = read_file(plx_str_sub(many, 0, one - 3), ".zst", NULL, 0);
  assert_true(s.bad >= 1);
}

static void a_whole_file_that_was_cut_says_so(void **state) {
  (void)state;
  plx_buf b = {0};
  for (int i = 0; i < 4000; i++)
    plx_buf_fmt(&b, "The ferry number %d ran again on Thursday, the harbour master said.\n\n", i * 7919);
  plx_str packed = packed_zstd(plx_buf_view(&b));
  seen s = read_file(plx_str_sub(packed, 0, packed.n / 2), ".txt.zst", NULL, 0);
  plx_buf_free(&b);
  if (!s.docs.n) return; // libzstd gave nothing of it: told as an error
  bool told = false;
  for (uint32_t i = 0; i < s.docs.v[0]->notes.n; i++) told |= strcmp(s.docs.v[0]->notes.v[i].code, "damaged") == 0;
  assert_true(told);
}

// Web archives put a dictionary into a first, skippable frame.
static void archives_bring_their_dictionary(void **state) {
  (void)state;
  plx_str dictionary = PLX_STR("The ferry ran again on Thursday, the harbour master said. {\"text\":\"");
  plx_str line = PLX_STR("{\"text\":\"The ferry ran again on Thursday, the harbour master said.\"}\n");
  size_t room = ZSTD_compressBound(line.n);
  char *packed = plx_arena_alloc(arena, room), head[8] = {0x5D, 0x2A, 0x4D, 0x18, (char)dictionary.n};
  ZSTD_CCtx *z = ZSTD_createCCtx();
  size_t n = ZSTD_compress_usingDict(z, packed, room, line.p, line.n, dictionary.p, dictionary.n, 3);
  ZSTD_freeCCtx(z);
  plx_str all = joined(joined((plx_str){head, 8}, dictionary), (plx_str){packed, n});
  seen s = read_file(all, ".zst", NULL, 0);
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.docs.n, 1);
}

static void bodies_are_unpacked_by_sign_and_name(void **state) {
  (void)state;
  plx_str plain = PLX_STR("<p>The ferry ran again on Thursday.</p>");
  uint8_t brotli[200];
  size_t n = sizeof brotli;
  assert_true(BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, plain.n, (const uint8_t *)plain.p, &n, brotli));
  plx_str packed[] = {packed_gzip(plain), packed_zstd(plain), {(char *)brotli, n}};
  const char *coding[] = {NULL, NULL, "br"};
  for (int i = 0; i < 3; i++) {
    plx_buf out = {0};
    assert_true(plx_unpack_bytes(packed[i], plx_str_of(coding[i]), 1 << 20, &out));
    assert_str(plx_buf_view(&out), plain.p);
    plx_buf_free(&out);
  }
  plx_buf out = {0};
  assert_false(plx_unpack_bytes(plain, (plx_str){0}, 1 << 20, &out));
  plx_buf_free(&out);
}

/* --- tables --- */

static void tables_are_read_by_their_header(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR("\xEF\xBB\xBFHeadline,Source,\"Publication Date\",Body,Pages\r\n"
              "\"Ferry runs, at last\",The Harbour Post,7 March 2024,\"It ran \"\"again\"\".\n\nIt rained.\",3\r\n"
              "\r\n,,,Only text.,\r\n"),
      ".txt", NULL, 0);
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.docs.n, 2);
  const plx_doc *d = s.docs.v[0];
  assert_str(d->title, "Ferry runs, at last");
  assert_str(d->outlet, "The Harbour Post");
  assert_str(d->published, "2024-03-07");
  assert_str(d->text, "It ran \"again\".\n\nIt rained.");
  assert_int_equal(d->record, 1);
  assert_int_equal(d->blocks.n, 2);
  assert_true(plx_str_find(d->extra, PLX_STR("\"Pages\":\"3\""), 0) >= 0);
  assert_str(s.docs.v[1]->text, "Only text.");
  assert_int_equal(s.docs.v[1]->record, 2);
}

// Spreadsheets write Latin-1, in the names of the columns too.
static void a_table_in_latin_1(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "t\xEDtulo;text;published\nEl puente se abri\xF3;The ferry ran again on Thursday, said Jos\xE9.;2024-03-07\n"),
      ".csv", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_str(s.docs.v[0]->text, "The ferry ran again on Thursday, said José.");
  assert_str(s.docs.v[0]->published, "2024-03-07");
}

static void columns_can_be_named(void **state) {
  (void)state;
  plx_str table =
      PLX_STR("sep=;\nkop;tekst;datum\nVeer vaart;De veerboot; te laat\nVeer;De veerboot vaart.;2024-03-07\n");
  seen s = read_file(table, ".csv", NULL, 0);
  assert_int_equal(s.docs.n, 0);
  assert_non_null(strstr(s.e.msg, "kop, tekst, datum"));
  assert_non_null(strstr(s.e.msg, "--map text="));
  s = read_file(table, ".csv", "title=kop,text=tekst,published=datum", 2);
  assert_int_equal(s.docs.n, 1);
  assert_str(s.docs.v[0]->title, "Veer");
  assert_str(s.docs.v[0]->published, "2024-03-07");
  plx_fields f;
  plx_err e = {0};
  assert_false(plx_fields_new("headline=kop", &f, &e));
  assert_int_equal(e.code, PLX_E_USAGE);
}

static void bad_rows_cost_themselves(void **state) {
  (void)state;
  seen s = read_file(PLX_STR("title\ttext\nA\tone, two\nB\ttwo\tthree\nC\t\"never closed\nD\tfour\n"), ".tsv", NULL, 0);
  assert_int_equal(s.bad, 2);
  assert_int_equal(s.docs.n, 2);
  assert_str(s.docs.v[0]->text, "one, two");
  assert_str(s.docs.v[1]->text, "four");
}

static void prose_is_no_table(void **state) {
  (void)state;
  assert_true(plx_csv_sign(PLX_STR("id,title,text\n1,a,b\n")));
  assert_true(plx_csv_sign(PLX_STR("\"date\"\t\"content\"\n2024\tx\n")));
  assert_false(plx_csv_sign(PLX_STR("title, text\n")) &&
               plx_csv_sign(PLX_STR("Title, said the mayor, and then the text\n")));
  assert_false(plx_csv_sign(PLX_STR("Ferry runs again, harbour master says\n\nThe ferry ran, again.\n")));
  assert_false(plx_csv_sign(PLX_STR("text\nA line.\n")));
  assert_false(plx_csv_sign(PLX_STR("")));
}

static void put_cell(plx_buf *out, plx_str s, char delimiter, unsigned r) {
  bool quote = r % 2;
  for (size_t i = 0; i < s.n; i++) quote |= s.p[i] == delimiter || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
  if (quote) plx_buf_char(out, '"');
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"') plx_buf_char(out, '"');
    plx_buf_char(out, s.p[i]);
  }
  if (quote) plx_buf_char(out, '"');
}

// The slow obvious version is the writer: what it writes by RFC 4180 comes back as it was.
static void tables_come_back_as_they_were_written(void **state) {
  (void)state;
  static const char signs[] = "ab \",;\t|\n\r\\";
  srand(7);
  for (int round = 0; round < 500; round++) {
    char delimiter = ",;\t|"[rand() % 4];
    plx_buf b = {0};
    plx_str want[12];
    int rows = 1 + rand() % 12;
    plx_buf_fmt(&b, "title%ctext%cnote\n", delimiter, delimiter);
    for (int r = 0; r < rows; r++) {
      char *cell = plx_arena_alloc(arena, 30);
      size_t n = 1 + (size_t)(rand() % 25);
      cell[0] = 'x';
      for (size_t i = 1; i < n; i++) cell[i] = signs[(size_t)rand() % (sizeof signs - 1)];
      want[r] = (plx_str){cell, n};
      put_cell(&b, PLX_STR("t"), delimiter, (unsigned)rand());
      plx_buf_char(&b, delimiter);
      put_cell(&b, want[r], delimiter, (unsigned)rand());
      plx_buf_char(&b, delimiter);
      plx_buf_str(&b, rand() % 2 ? PLX_STR("\r\n") : PLX_STR("\n"));
    }
    seen s = read_file(plx_buf_view(&b), ".csv", NULL, 0);
    assert_int_equal(s.docs.n, rows);
    for (int r = 0; r < rows; r++) assert_true(plx_str_eq(s.docs.v[r]->text, want[r]));
    plx_buf_free(&b);
  }
}

/* --- JSON --- */

static void other_tools_names_are_known(void **state) {
  (void)state;
  seen s = read_file(PLX_STR("{\"maintext\":\"It rained in Bonn.\",\"date_publish\":\"2024-03-07 "
                             "10:00:00\",\"authors\":[\"Jane Doe\",{\"name\":\"John Doe\"}],"
                             "\"source_domain\":\"bbc.co.uk\",\"url\":\"https://x.example/1\",\"language\":\"en\"}\n"
                             "{\"headline\":{\"main\":\"Rain\"},\"content\":\"It rained in "
                             "Bonn.\",\"publishedAt\":1709805600,\"source\":{\"name\":\"The Post\"},\"k\":1}\n"
                             "{\"headline\":\"Rain\"}\n"),
                     ".ndjson", NULL, 0);
  assert_int_equal(s.docs.n, 2);
  const plx_doc *a = s.docs.v[0], *b = s.docs.v[1];
  assert_str(a->published, "2024-03-07T10:00:00");
  assert_int_equal(a->byline.n, 2);
  assert_str(a->byline.v[1], "John Doe");
  assert_str(a->outlet, "BBC News");
  assert_str(a->url, "https://x.example/1");
  assert_str(b->title, "Rain");
  assert_str(b->outlet, "The Post");
  assert_str(b->published, "2024-03-07T10:00Z");
  assert_true(plx_str_find(b->extra, PLX_STR("\"k\":1"), 0) >= 0);
  assert_true(plx_str_find(b->extra, PLX_STR("It rained"), 0) < 0); // the text is not told twice
  assert_int_equal(s.bad, 1);
  assert_non_null(strstr(s.e.msg, "headline"));
}

// {"articles":[…]}, {"response":{"docs":[…]}}: each article is a document, and what is none is told on the first.
static void answers_of_services_are_lists(void **state) {
  (void)state;
  seen s =
      read_file(PLX_STR("{\"status\":\"ok\",\"articles\":[{\"title\":\"Rain\",\"content\":\"It rained in Bonn.\"},"
                        "{\"title\":\"[Removed]\",\"content\":null},{\"title\":\"Sun\",\"content\":\"It did not.\"}]}"),
                ".json", NULL, 0);
  assert_int_equal(s.docs.n, 2);
  assert_str(s.docs.v[0]->title, "Rain");
  assert_str(s.docs.v[1]->text, "It did not.");
  assert_true(plx_doc_noted(s.docs.v[0], "no-text"));
  assert_false(plx_doc_noted(s.docs.v[1], "no-text"));
  s = read_file(
      PLX_STR("{\"response\":{\"meta\":{},\"docs\":[{\"headline\":{\"main\":\"Rain\"},\"body\":\"It rained.\"}]}}"),
      ".json", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  s = read_file(PLX_STR("{\"_index\":\"news\",\"_id\":\"1\",\"_source\":{\"text\":\"It rained.\"}}"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  s = read_file(PLX_STR("{\"articles\":[{\"title\":\"Rain\"},7]}"), ".json", NULL, 0);
  assert_int_equal(s.bad, 1);
  assert_non_null(strstr(s.e.msg, "--map"));
  // an article's own lists are no articles
  s = read_file(PLX_STR("{\"text\":\"It rained.\",\"items\":[{\"text\":\"No.\"}]}"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 1);
}

static void slips_in_json_are_mended(void **state) {
  (void)state;
  static const char *const lines[][2] = {{"{\"text\":\"It rained.\",\"k\":NaN}", "It rained."},
                                         {"{\"text\":\"It rained.\",\"k\":[-Infinity,],}", "It rained."},
                                         {"{\"text\":\"It \\ud83d rained \\ud83d\\ude00.\"}", "It � rained 😀."},
                                         {"{\"text\":\"NaN, ] and\\ttabs.\",\"k\":NaN}", "NaN, ] and\ttabs."},
                                         {"{\"text\":\"It\\'s rain.\"}", "It's rain."}};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    seen s = read_file(plx_str_of(lines[i][0]), ".json", NULL, 0);
    assert_int_equal(s.docs.n, 1);
    assert_str(s.docs.v[0]->text, lines[i][1]);
    assert_true(plx_doc_noted(s.docs.v[0], "mended-json"));
  }
  seen s = read_file(PLX_STR("{\"text\":\"It rained.\",\"k\":NaN"), ".ndjson", NULL, 0);
  assert_int_equal(s.bad, 1);
  assert_non_null(strstr(s.e.msg, "broken JSON"));
}

static void dates_may_be_numbers(void **state) {
  (void)state;
  static const char *const dates[][2] = {{"20240307091500", "2024-03-07T09:15:00"},
                                         {"20240307", "2024-03-07"},
                                         {"20240307.0", "2024-03-07"},
                                         {"1709802900", "2024-03-07T09:15Z"},
                                         {"1709802900.5", "2024-03-07T09:15Z"},
                                         {"1709802900000", "2024-03-07T09:15Z"},
                                         {"1709802900000000", "2024-03-07T09:15Z"},
                                         {"202403070915", "2024-03-07T09:15"},
                                         {"946684800000", "2000-01-01T00:00Z"}};
  for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
    seen s = read_file(plx_str_fmt(arena, "{\"text\":\"The ferry ran again.\",\"published\":%s}", dates[i][0]), ".json",
                       NULL, 0);
    assert_str(s.docs.v[0]->published, dates[i][1]);
  }
  seen s = read_file(PLX_STR("{\"text\":\"The ferry ran again.\",\"published\":1e300}"), ".json", NULL, 0);
  assert_true(plx_doc_noted(s.docs.v[0], "bad-date"));
}

static void our_own_names_come_first(void **state) {
  (void)state;
  // whatever stands first
  assert_str(read_file(PLX_STR("{\"content\":\"a\",\"Text\":\"b\"}\n"), ".ndjson", NULL, 0).docs.v[0]->text, "b");
  assert_str(read_file(PLX_STR("{\"Text\":\"b\",\"content\":\"a\"}\n"), ".ndjson", NULL, 0).docs.v[0]->text, "b");
  seen s = read_file(PLX_STR("{\"text\":\"Ours.\",\"body\":\"Theirs.\",\"title\":\"T\",\"headline\":\"H\"}\n"),
                     ".jsonl", NULL, 0);
  assert_str(s.docs.v[0]->text, "Ours.");
  assert_str(s.docs.v[0]->title, "T");
  s = read_file(PLX_STR("{\"text\":\"Ours.\",\"a\":{\"b\":\"Deep.\"}}\n"), ".jsonl", "text=a.b", 0);
  assert_str(s.docs.v[0]->text, "Deep.");
}

static void documents_keep_their_source(void **state) {
  (void)state;
  seen s = read_file(PLX_STR("{\"text\":\"a\"}\n{\"text\":\"b\",\"source\":{\"path\":\"b.html\",\"sha256\":\"0f\"}}\n"
                             "{\"text\":\"c\",\"source\":{\"path\":\"c.warc\",\"record\":12}}\n"),
                     ".ndjson", NULL, 0);
  assert_int_equal(s.docs.v[0]->record, 1);
  assert_str(s.docs.v[1]->path, "b.html");
  assert_int_equal(s.docs.v[1]->record, 0);
  assert_str(s.docs.v[2]->path, "c.warc");
  assert_int_equal(s.docs.v[2]->record, 12);
}

static void arrays_and_objects_over_many_lines(void **state) {
  (void)state;
  seen s = read_file(PLX_STR(" [ {\"text\":\"a ] } [ \\\" b\"},\n{\"text\":\n\"c\"}\n]\n"), ".json", NULL, 0);
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.docs.n, 2);
  assert_str(s.docs.v[0]->text, "a ] } [ \" b");
  assert_int_equal(s.docs.v[1]->record, 2);
  s = read_file(PLX_STR("{\n\"text\": \"One.\"\n}\n"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_int_equal(s.docs.v[0]->record, 0);
  s = read_file(PLX_STR("{\n\"text\": \"One.\"\n}\n{\n\"text\": \"Two.\"\n}\n"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 2);
  s = read_file(PLX_STR("[{\"text\":\"One.\"}, 7, {\"text\":\"Two.\"}]"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_int_equal(s.bad, 1);
  s = read_file(PLX_STR("[ ]\n"), ".json", NULL, 0);
  assert_int_equal(s.docs.n, 0);
  assert_int_equal(s.bad, 1);
  s = read_file(PLX_STR("[ ] Buy bread\n"), ".txt", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  s = read_file(PLX_STR("\n\n{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n"), ".json", NULL, 0); // blank lines first
  assert_int_equal(s.docs.n, 2);
  s = read_file(PLX_STR("\n\n{\"text\":\"One.\"}\n"), ".ndjson", NULL, 0);
  assert_int_equal(s.docs.v[0]->record, 3); // the line
}

static void an_object_of_any_length_takes_no_more_memory_than_one_may(void **state) {
  (void)state;
  plx_buf b = {0};
  plx_buf_str(&b, PLX_STR("[{\"text\":\""));
  for (size_t i = 0; i < 24u << 20; i++) plx_buf_char(&b, '\\');
  plx_buf_str(&b, PLX_STR("\"},{\"text\":\"Two.\"}]"));
  FILE *f = fmemopen(b.p, b.n, "r");
  plx_values v = plx_values_open(f, "x", (plx_str){0});
  plx_raw raw;
  plx_err e = {0};
  assert_int_equal(plx_values_next(&v, &raw, &e), PLX_INPUT_BAD);
  assert_true(v.value.n <= PLX_ARTICLE_BYTES_MAX);
  assert_int_equal(plx_values_next(&v, &raw, &e), PLX_INPUT_ONE);
  plx_values_close(&v);
  fclose(f);
  plx_buf_free(&b);
}

static void other_tools_write_none_and_markup(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "{\"title\":\"Ferry runs\",\"text\":\"The ferry ran.\",\"author\":\"Jane Doe; John Roe\",\"date_modify\":\"None\",\"license\":\"nan\","
          "\"source\":\"https://h.example/1\",\"source-hostname\":\"Harbour Post\"}\n"
          "{\"title\":{\"rendered\":\"Ferry &#8211; again\"},\"content\":{\"rendered\":\"<p>It ran.</p><p>It sank.</p>\"},\"date\":\"2024-03-07\"}\n"
          "{\"headline\":\"Ferry\",\"body\":\"<p>It ran.</p><p>It sank &amp; rose.</p>\"}\n"
          "{\"title\":\"Ferry\",\"text\":\"<p>As it is.</p>\"}\n"
          "{\"url\":\"https://h.example/2\",\"html\":\"<html><head><title>Ferry</title></head><body><h1>Ferry</h1><p>The ferry to the "
          "island ran again on Thursday after eleven weeks, the harbour master said.</p></body></html>\"}\n"),
      ".ndjson", NULL, 0);
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.docs.n, 5);
  const plx_doc *d = s.docs.v[0];
  assert_int_equal(d->byline.n, 2);
  assert_int_equal(d->modified.n + d->license.n, 0);
  assert_str(d->url, "https://h.example/1");
  assert_str(d->outlet, "Harbour Post");
  assert_str(s.docs.v[1]->title, "Ferry – again");
  assert_str(s.docs.v[1]->text, "Ferry – again\n\nIt ran.\n\nIt sank.");
  assert_str(s.docs.v[2]->text, "Ferry\n\nIt ran.\n\nIt sank & rose.");
  assert_str(s.docs.v[3]->text, "<p>As it is.</p>");
  assert_str(s.docs.v[4]->url, "https://h.example/2");
  assert_str(s.docs.v[4]->title, "Ferry");
  assert_true(plx_str_find(s.docs.v[4]->text, PLX_STR("<p>"), 0) < 0);
}

/* --- feeds --- */

static void json_feeds_give_their_items(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"The Harbour Post\",\n\"items\":[\n"
              "{\"id\":\"1\",\"url\":\"https://h.example/1\",\"title\":\"Ferry runs\",\"content_html\":\"<p>The ferry "
              "<b>ran</b> again on Thursday.</p><p>Read more</p>\","
              "\"date_published\":\"2024-03-07T09:15:00Z\",\"authors\":[{\"name\":\"Jane Doe\"}]},\n"
              "{\"id\":\"2\",\"content_text\":\"Fares < 3 euros & falling.\"},{\"id\":\"3\"}]}"),
      ".json", NULL, 0);
  assert_int_equal(s.bad, 0);
  assert_int_equal(s.docs.n, 2);
  const plx_doc *d = s.docs.v[0];
  assert_str(d->outlet, "The Harbour Post");
  assert_str(d->url, "https://h.example/1");
  assert_str(d->published, "2024-03-07T09:15:00Z");
  assert_str(d->text, "Ferry runs\n\nThe ferry ran again on Thursday.");
  assert_int_equal(d->byline.n, 1);
  assert_str(s.docs.v[1]->text, "Fares < 3 euros & falling.");
  s = read_file(
      PLX_STR("{\"version\":\"https://jsonfeed.org/version/1.1\",\"authors\":[{\"name\":\"Jane Doe\"},{\"name\":\"John "
              "Roe\"}],\"items\":[{\"content_text\":\"It rained.\"}]}"),
      ".json", NULL, 0);
  assert_int_equal(s.docs.v[0]->byline.n, 2);
}

static void feeds_that_are_not_closed_lose_nothing(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "<rss version=\"2.0\"><channel><title>The Harbour Post</title><item><title>Ferry &lt;b&gt;runs&lt;/b&gt;</title>"
          "<author>mail@h.example (Jane Doe)</author><description>The ferry ran again.</description>"
          "<item><title>Fish & chips</title><description>Prices rose on Friday.</description></item><item><title>Cut</title><descr"),
      ".xml", NULL, 0);
  assert_int_equal(s.docs.n, 3);
  assert_str(s.docs.v[0]->title, "Ferry runs");
  assert_str(s.docs.v[0]->byline.v[0], "Jane Doe");
  assert_str(s.docs.v[1]->text, "Fish chips\n\nPrices rose on Friday."); // "& " is no reference, and libxml2 drops it
  assert_true(plx_doc_noted(s.docs.v[2], "damaged"));
}

static void atom_keeps_paragraphs_and_people(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post &amp;amp; Harbour</title><entry><title type=\"html\">Ferry &amp;amp; boats</title>"
          "<link href=\"https://h.example/1\"/><published>2024-03-07T09:15:00Z</published><author><name>Jane Doe</name></author>"
          "<author><name>John Roe</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">"
          "<p>The ferry ran again on <b>Thursday</b>.</p><p>Fares are &lt; 3 euros.</p></div></content></entry></feed>"),
      ".atom", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_str(s.docs.v[0]->text, "Ferry & boats\n\nThe ferry ran again on Thursday.\n\nFares are < 3 euros.");
  assert_int_equal(s.docs.v[0]->byline.n, 2);
  assert_str(s.docs.v[0]->outlet, "Post & Harbour");
}

static void a_feed_says_its_language_once(void **state) {
  (void)state;
  seen s = read_file(PLX_STR("<rss version=\"2.0\"><channel><title>The Harbour Post</title><language>de-AT</language>"
                             "<item><title>Linie 4</title></item></channel></rss>"),
                     ".xml", NULL, 0);
  assert_str(s.docs.v[0]->language, "de");
}

static void rdf_and_full_text_feeds(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
          "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel rdf:about=\"x\"><title>The Harbour "
          "Post</title></channel>"
          "<item rdf:about=\"y\"><title>Ferry "
          "runs</title><link>https://h.example/1</link><description>Short.</description><dc:date>2024-03-07</dc:date>"
          "<content:encoded><![CDATA[<p>The ferry ran again on Thursday, the harbour master "
          "said.</p>]]></content:encoded></item></rdf:RDF>"),
      ".rdf", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_str(s.docs.v[0]->outlet, "The Harbour Post");
  assert_str(s.docs.v[0]->published, "2024-03-07");
  assert_str(s.docs.v[0]->text, "Ferry runs\n\nThe ferry ran again on Thursday, the harbour master said.");
}

static void pictures_of_an_item_are_not_the_item(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>The Harbour Post</title>"
          "<item><media:title>A boat</media:title><title>Ferry runs</title><guid>tag:h.example,2024:1</guid>"
          "<media:description>A boat at night</media:description><description>The ferry ran again.</description>"
          "<media:content url=\"x.jpg\"><media:credit>Ann Example</media:credit></media:content></item></channel></rss>"),
      ".xml", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_str(s.docs.v[0]->text, "Ferry runs\n\nThe ferry ran again.");
  assert_int_equal(s.docs.v[0]->url.n, 0); // an identifier is no address
}

/* --- disks that fail --- */

static ssize_t read_then_fail(void *cookie, char *p, size_t n) {
  plx_str *rest = cookie;
  n = n < rest->n ? n : rest->n;
  if (!n) return errno = EIO, -1;
  memcpy(p, rest->p, n);
  *rest = plx_str_sub(*rest, n, rest->n);
  return (ssize_t)n;
}

static void an_error_of_reading_is_told(void **state) {
  (void)state;
  FILE *before = stdin;
  plx_str plain = PLX_STR("[{\"text\":\"One.\"},\n");
  plx_str tried[] = {plain, packed_gzip(plain), packed_zstd(plain), PLX_STR("text\turl\nOne.\th\n")};
  for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
    stdin = fopencookie(&tried[i], "r", (cookie_io_functions_t){.read = read_then_fail});
    plx_input *in = plx_input_open(NULL, 0);
    plx_raw raw;
    plx_err e = {0};
    assert_int_equal(plx_input_next(in, &raw, &e), PLX_INPUT_ONE);
    assert_int_equal(plx_input_next(in, &raw, &e), PLX_INPUT_BAD);
    assert_non_null(strstr(e.msg, strerror(EIO)));
    assert_int_equal(plx_input_next(in, &raw, &e), PLX_INPUT_END);
    plx_input_close(in);
    fclose(stdin);
  }
  stdin = before;
}

/* --- archives --- */

static plx_str record_of(const char *type, const char *headers, const char *body) {
  plx_str http = plx_str_fmt(arena, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n%s\r\n%s", headers, body);
  return plx_str_fmt(arena,
                     "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://h.example/\r\nContent-Type: "
                     "application/http\r\nContent-Length: %zu\r\n\r\n%.*s\r\n\r\n",
                     type, http.n, PLX_FMT(http));
}

static void reading_goes_on_at_a_record(void **state) {
  (void)state;
  plx_str all = {0};
  for (int i = 1; i <= 4; i++)
    all = joined(
        all,
        record_of(
            i == 2 ? "request" : "response", "",
            plx_str_fmt(arena, "<p>The ferry number %d ran again on Thursday, the harbour master said.</p>", i).p));
  seen s = read_file(packed_zstd(all), ".warc.zst", NULL, 0);
  assert_int_equal(s.docs.n, 3);
  s = read_file(all, ".warc", NULL, 3);
  assert_int_equal(s.docs.n, 2);
  assert_int_equal(s.docs.v[0]->record, 3);
  assert_int_equal(read_file(plx_str_of(lines), ".jsonl", NULL, 2).docs.n, 1);
  assert_int_equal(read_file(plx_str_of(lines), ".jsonl", NULL, 9).docs.n, 0);
}

// The version of HTTP need not have a point in it.
static void an_answer_of_http_2_is_a_page(void **state) {
  (void)state;
  static const char *const status[] = {"HTTP/2 200", "HTTP/2 404", "HTTP/2.0 200 OK", "HTTP/1.1 404 Not Found"};
  for (size_t i = 0; i < sizeof status / sizeof *status; i++) {
    plx_str http =
        plx_str_fmt(arena, "%s\r\nContent-Type: text/html\r\n\r\n<p>The ferry ran again on Thursday.</p>", status[i]);
    plx_str all = plx_str_fmt(arena,
                              "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://h.example/\r\nContent-Type: "
                              "application/http\r\nContent-Length: %zu\r\n\r\n%.*s\r\n\r\n",
                              http.n, PLX_FMT(http));
    assert_int_equal(read_file(all, ".warc", NULL, 0).docs.n, i % 2 == 0);
  }
}

// A header without an end was one error again and again.
static void a_cut_record_says_so(void **state) {
  (void)state;
  seen s = read_file(
      PLX_STR(
          "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://h.example/1\r\nContent-Type: application/http\r\n"
          "Content-Length: 4000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
          "<html><body><p>The ferry to the island ran again on Thursday after eleven weeks, the harbour master said.</p>"),
      ".warc", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_true(plx_doc_noted(s.docs.v[0], "damaged"));
}

static void a_cut_header_is_one_error(void **state) {
  (void)state;
  seen s =
      read_file(joined(record_of("response", "", "<p>The ferry ran again on Thursday, the harbour master said.</p>"),
                       PLX_STR("WARC/1.0\r\nWARC-Type: resp")),
                ".warc", NULL, 0);
  assert_int_equal(s.docs.n, 1);
  assert_int_equal(s.bad, 1);
}

/* --- what was there before --- */

static const char *note_of(plx_seen *seen, const char *json, uint64_t input) {
  plx_docs docs = {0};
  plx_raw raw = {.path = PLX_STR("x"), .bytes = plx_str_of(json), .format = PLX_FORMAT_JSON};
  assert_true(plx_read(&raw, arena, &docs, NULL));
  plx_seen_look(seen, docs.v[0], input);
  for (uint32_t i = 0; i < docs.v[0]->notes.n; i++)
    if (strcmp(docs.v[0]->notes.v[i].code, "no-date") != 0) return docs.v[0]->notes.v[i].code;
  return "";
}

static void repetitions_and_revisions_say_so(void **state) {
  (void)state;
  plx_seen *s = plx_seen_new();
  assert_string_equal(note_of(s, "{\"text\":\"The ferry ran.\",\"url\":\"https://h.example/1?utm_source=x\"}", 0), "");
  assert_string_equal(note_of(s, "{\"text\":\"The ferry ran.\",\"url\":\"https://other.example/\"}", 1), "duplicate");
  assert_string_equal(note_of(s, "{\"text\":\"The ferry sank.\",\"url\":\"http://www.h.example/1/\"}", 2), "revision");
  assert_string_equal(note_of(s, "{\"text\":\"The ferry swam.\",\"url\":\"http://www.h.example/1\"}", 2),
                      ""); // out of the same bytes
  assert_string_equal(note_of(s, "{\"text\":\"It rained.\"}", 3), "");
  plx_seen_free(s);
}

/* --- language --- */

static void texts_tell_their_language(void **state) {
  (void)state;
  static const struct {
    const char *text, *declared, *want;
  } row[] = {
      {"The ferry to the island ran again on Thursday after a week of storms, the harbour master said.", "de", "en"},
      {"Die Fähre zur Insel ist am Donnerstag nach einer Woche Sturm wieder gefahren, wie der Hafenmeister mitteilte.",
       "en-GB", "de"},
      {"Le ferry vers l'île a repris jeudi après une semaine de tempêtes, a déclaré le capitaine du port.", "", "fr"},
      {"De veerboot naar het eiland voer donderdag weer na een week van storm, zei de havenmeester van de stad.", "",
       "nl"},
      {"Паром на остров снова пошёл в четверг после недели штормов, сообщил начальник порта.", "", "ru"},
      {"Паром снова пошёл.", "", "und"},
      {"フェリーは木曜日に再び運航した。", "", "ja"},
      {"Fähre fährt wieder", "de-AT", "de"},    // too short to tell: what is declared
      {"Lavrov met Kerry in Geneva", "", "en"}, // names are no language, and no reason to leave a sentence alone
      {"Fergen til øya gikk igjen torsdag etter en uke med storm, opplyste havnesjefen i byen til avisen.", "nb", "nb"},
      {"", "english", ""},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    plx_str got = plx_tongue_of(plx_str_of(row[i].text), plx_str_of(row[i].declared), arena);
    if (!got.n && plx_str_eqz(PLX_STR("en"), row[i].want)) continue; // nothing said counts as English
    assert_str(got, row[i].want);
  }
  assert_true(plx_tongue_annotated((plx_str){0}));
  assert_false(plx_tongue_annotated(PLX_STR("de")));
}

static void field_names_are_sorted(void **state) {
  (void)state;
  const plx_table *t = &plx_table_field_names;
  for (int i = 1; i < t->rows; i++) assert_true(plx_str_cmp(plx_cell(t, i - 1, 0), plx_cell(t, i, 0)) < 0);
  plx_fields f;
  plx_err e = {0};
  for (int i = 0; i < t->rows; i++) // each row's field is one
    assert_true(plx_fields_new(plx_str_fmt(arena, "%.*s=x", PLX_FMT(plx_cell(t, i, PLX_FIELD_NAMES_FIELD))).p, &f, &e));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(packed_files_are_read_as_if_they_were_not),
      cmocka_unit_test(damage_costs_its_place_and_is_told),
      cmocka_unit_test(a_whole_file_that_was_cut_says_so),
      cmocka_unit_test(archives_bring_their_dictionary),
      cmocka_unit_test(bodies_are_unpacked_by_sign_and_name),
      cmocka_unit_test(tables_are_read_by_their_header),
      cmocka_unit_test(a_table_in_latin_1),
      cmocka_unit_test(columns_can_be_named),
      cmocka_unit_test(bad_rows_cost_themselves),
      cmocka_unit_test(prose_is_no_table),
      cmocka_unit_test(tables_come_back_as_they_were_written),
      cmocka_unit_test(other_tools_names_are_known),
      cmocka_unit_test(answers_of_services_are_lists),
      cmocka_unit_test(slips_in_json_are_mended),
      cmocka_unit_test(dates_may_be_numbers),
      cmocka_unit_test(our_own_names_come_first),
      cmocka_unit_test(documents_keep_their_source),
      cmocka_unit_test(arrays_and_objects_over_many_lines),
      cmocka_unit_test(an_object_of_any_length_takes_no_more_memory_than_one_may),
      cmocka_unit_test(other_tools_write_none_and_markup),
      cmocka_unit_test(json_feeds_give_their_items),
      cmocka_unit_test(a_feed_says_its_language_once),
      cmocka_unit_test(rdf_and_full_text_feeds),
      cmocka_unit_test(feeds_that_are_not_closed_lose_nothing),
      cmocka_unit_test(atom_keeps_paragraphs_and_people),
      cmocka_unit_test(pictures_of_an_item_are_not_the_item),
      cmocka_unit_test(an_error_of_reading_is_told),
      cmocka_unit_test(reading_goes_on_at_a_record),
      cmocka_unit_test(an_answer_of_http_2_is_a_page),
      cmocka_unit_test(a_cut_record_says_so),
      cmocka_unit_test(a_cut_header_is_one_error),
      cmocka_unit_test(repetitions_and_revisions_say_so),
      cmocka_unit_test(texts_tell_their_language),
      cmocka_unit_test(field_names_are_sorted),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
