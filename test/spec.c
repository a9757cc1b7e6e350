/* SPDX-License-Identifier: Apache-2.0 */
/* The document that runs: every example of doc/spec/ is read, and what the program makes of it is compared with what
 * the document says.
 *
 *     spec FILE…            runs; the last line is "N passed, N failed"
 *     spec --update FILE…   writes what the program gives into the files: read the diff before you believe it
 *     spec --seed DIR FILE… writes each example's input into DIR, as seeds for the fuzzers
 *
 * An example is a fenced block that begins with three backticks, "example", a kind, and a publication date if it
 * matters; then the input, a line with a single dot, and the expected lines.  In a `story` example a line "---" parts
 * the accounts; each may begin with a line "Outlet, date".  Of a `seen` example each line is a document, as JSON.
 *
 * Fenced blocks called "actors" and "verbs" are dictionaries of a user: all examples of their file are read with them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "compare/compare.h"
#include "meaning/annotate.h"
#include "reading/read.h"
#include "reading/seen.h"

typedef struct bench {
  const plx_model *model;
  const plx_meaning *meaning;
  plx_arena *doc, *tmp;
} bench;

/* --- printers: one line a finding --- */

static void words(plx_buf *out, const plx_record *r, plx_span s) {
  plx_str t = plx_span_str(r->doc->text, s);
  for (size_t i = 0; i < t.n; i++) plx_buf_char(out, t.p[i] == '\n' ? ' ' : t.p[i]);
}

static void all_words(plx_buf *out, const plx_record *r, const plx_spans *s) {
  if (!s->n) plx_buf_str(out, PLX_STR("-"));
  for (uint32_t i = 0; i < s->n; i++) {
    if (i) plx_buf_str(out, PLX_STR(" … "));
    words(out, r, s->v[i]);
  }
}

static void or_dash(plx_buf *out, plx_str s) {
  plx_buf_str(out, s.n ? s : PLX_STR("-"));
}

static void print_read(plx_buf *out, const plx_record *r) {
  static const char *const kind[] = {"title", "standfirst", "heading", "paragraph", "list", "quote", "caption"};
  const plx_doc *d = r->doc;
  if (d->url.n) plx_buf_fmt(out, "url: %.*s\n", PLX_FMT(d->url));
  if (d->outlet.n) plx_buf_fmt(out, "outlet: %.*s\n", PLX_FMT(d->outlet));
  if (d->published.n) plx_buf_fmt(out, "published: %.*s\n", PLX_FMT(d->published));
  if (d->modified.n) plx_buf_fmt(out, "modified: %.*s\n", PLX_FMT(d->modified));
  if (d->place.n) plx_buf_fmt(out, "place: %.*s\n", PLX_FMT(d->place));
  if (d->language.n && !plx_str_eqz(d->language, "en")) plx_buf_fmt(out, "language: %.*s\n", PLX_FMT(d->language));
  for (uint32_t i = 0; i < d->byline.n; i++) plx_buf_fmt(out, "byline: %.*s\n", PLX_FMT(d->byline.v[i]));
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    plx_buf_fmt(out, "%s: ", kind[d->blocks.v[i].kind]);
    if (d->blocks.v[i].time.n) plx_buf_fmt(out, "[%.*s] ", PLX_FMT(d->blocks.v[i].time));
    words(out, r, d->blocks.v[i].span);
    plx_buf_char(out, '\n');
  }
  for (uint32_t i = 0; i < d->dropped.n; i++)
    plx_buf_fmt(out, "dropped %s: %.*s\n", d->dropped.v[i].kind, PLX_FMT(d->dropped.v[i].quote));
  for (uint32_t i = 0; i < d->notes.n; i++)
    if (strcmp(d->notes.v[i].code, "no-date") != 0) plx_buf_fmt(out, "note %s\n", d->notes.v[i].code);
}

static void print_sentences(plx_buf *out, const plx_record *r) {
  for (uint32_t i = 0; i < r->text.sentence.n; i++) {
    words(out, r, r->text.sentence.v[i].span);
    plx_buf_char(out, '\n');
  }
}

static void print_tokens(plx_buf *out, const plx_record *r) {
  for (uint32_t i = 0; i < r->text.sentence.n; i++) {
    const plx_sentence *s = &r->text.sentence.v[i];
    for (uint32_t k = 0; k < s->count; k++)
      plx_buf_fmt(out, "%s%.*s", k ? " | " : "", PLX_FMT(r->text.tok.v[s->first + k].form));
    plx_buf_char(out, '\n');
  }
}

static void print_tree(plx_buf *out, const plx_record *r) {
  for (uint32_t i = 0; i < r->text.tok.n; i++) {
    const plx_tok *t = &r->text.tok.v[i];
    plx_str head = t->head < 0 ? PLX_STR("-") : r->text.tok.v[t->head].form;
    plx_buf_fmt(out, "%.*s %s %s %.*s\n", PLX_FMT(t->form), plx_upos_name(t->upos), plx_rel_name(t->rel),
                PLX_FMT(head));
  }
}

static void print_entities(plx_buf *out, const plx_record *r) {
  static const char *const type[] = {"PER", "ORG", "LOC", "MISC"};
  for (uint32_t i = 0; i < r->entity.n; i++) {
    const plx_entity *e = &r->entity.v[i];
    plx_buf_fmt(out, "%.*s %s ", PLX_FMT(e->name), type[e->type]);
    or_dash(out, e->actor);
    for (uint32_t k = 0; k < e->mentions.n; k++) {
      plx_buf_str(out, k ? PLX_STR("; ") : PLX_STR(": "));
      words(out, r, r->mention.v[e->mentions.v[k]].span);
    }
    plx_buf_char(out, '\n');
  }
}

static void print_times(plx_buf *out, const plx_record *r) {
  static const char *const type[] = {"DATE", "TIME", "DURATION", "SET"};
  for (uint32_t i = 0; i < r->time.n; i++) {
    words(out, r, r->time.v[i].span);
    plx_buf_str(out, PLX_STR(" = "));
    or_dash(out, r->time.v[i].value);
    plx_buf_fmt(out, " %s\n", type[r->time.v[i].type]);
  }
}

static void print_figures(plx_buf *out, const plx_record *r) {
  for (uint32_t i = 0; i < r->figure.n; i++) {
    const plx_figure *f = &r->figure.v[i];
    words(out, r, f->span);
    plx_buf_fmt(out, " = %g", f->value);
    if (f->low != f->value || f->high != f->value) plx_buf_fmt(out, " [%g..%g]", f->low, f->high);
    if (f->approx) plx_buf_char(out, '~');
    plx_buf_char(out, ' ');
    or_dash(out, f->counted);
    plx_buf_str(out, PLX_STR(" | "));
    or_dash(out, f->state);
    plx_buf_str(out, PLX_STR(" | "));
    or_dash(out, f->unit);
    plx_buf_str(out, PLX_STR(" | by "));
    if (f->statement == PLX_NONE) plx_buf_char(out, '-');
    else all_words(out, r, &r->statement.v[f->statement].source);
    plx_buf_char(out, '\n');
  }
}

static void print_statements(plx_buf *out, const plx_record *r) {
  static const char *const kind[] = {"direct", "indirect", "mixed"};
  static const char *const polarity[] = {"assert", "deny", "doubt"};
  for (uint32_t i = 0; i < r->statement.n; i++) {
    const plx_statement *s = &r->statement.v[i];
    all_words(out, r, &s->source);
    plx_buf_str(out, PLX_STR(" | "));
    all_words(out, r, &s->cue);
    plx_buf_str(out, PLX_STR(" | "));
    all_words(out, r, &s->content);
    plx_buf_fmt(out, " | %s %s", kind[s->kind], polarity[s->polarity]);
    if (s->inside != PLX_NONE) plx_buf_fmt(out, " inside s%u", s->inside + 1);
    if (s->occasion.n) plx_buf_str(out, PLX_STR(" occasion ")), words(out, r, s->occasion);
    if (s->place.n) plx_buf_str(out, PLX_STR(" place ")), words(out, r, s->place);
    plx_buf_char(out, '\n');
  }
}

static void print_roles(plx_buf *out, const plx_record *r, const plx_role *v, uint32_t n) {
  if (!n) plx_buf_char(out, '-');
  for (uint32_t i = 0; i < n; i++) {
    if (i) plx_buf_str(out, PLX_STR(", "));
    if (v[i].actor.n) plx_buf_str(out, v[i].actor);
    else words(out, r, v[i].span);
  }
}

static void print_events(plx_buf *out, const plx_record *r) {
  static const char *const certainty[] = {"actual", "planned", "threatened", "conditional", "suspected", "denied"};
  for (uint32_t i = 0; i < r->event.n; i++) {
    const plx_event *v = &r->event.v[i];
    words(out, r, v->trigger);
    plx_buf_fmt(out, " = %s %.*s | ", v->plover ? v->plover : "-", PLX_FMT(v->cameo));
    print_roles(out, r, v->source.v, v->source.n);
    plx_buf_str(out, PLX_STR(" > "));
    print_roles(out, r, v->target.v, v->target.n);
    plx_buf_fmt(out, " | %s | ", certainty[v->certainty]);
    or_dash(out, v->date);
    plx_buf_str(out, PLX_STR(" | "));
    or_dash(out, v->place == PLX_NONE ? (plx_str){0} : r->entity.v[v->place].name);
    plx_buf_char(out, '\n');
  }
}

static const struct {
  const char *kind;
  void (*print)(plx_buf *, const plx_record *);
} printers[] = {
    {"read", print_read},       {"sentence", print_sentences}, {"token", print_tokens},         {"tree", print_tree},
    {"time", print_times},      {"figure", print_figures},     {"statement", print_statements}, {"event", print_events},
    {"entity", print_entities},
};

static void print_claims(plx_buf *out, const plx_story *s) {
  static const char *const kind[] = {"event", "statement", "figure"};
  static const char *const relation[] = {"agree", "differ", "conflict", "deny", "single"};
  static const char *const field[] = {"", " number", " date", " place", " actor", " certainty", " duration"};
  static const char *const why[] = {"", " (update)", " (other scope)", " (disagreement)"};
  for (uint32_t i = 0; i < s->claim.n; i++) {
    const plx_claim *c = &s->claim.v[i];
    if (c->relation == PLX_SINGLE) continue; // what one account has is no comparison
    plx_buf_fmt(out, "%s %s%s%s: ", kind[c->kind], relation[c->relation], field[c->field], why[c->why]);
    for (uint32_t k = 0; k < c->accounts.n; k++) {
      const plx_account *a = &c->accounts.v[k];
      if (k) plx_buf_str(out, PLX_STR(" ~ "));
      words(out, s->document.v[a->document].record, a->span);
    }
    plx_buf_fmt(out, " | outlets %u origins %u\n", c->outlets, c->origins);
  }
}

/* --- from an example's input to records --- */

static plx_record *record_of(bench *b, plx_str text, plx_str published, plx_str outlet, bool as_it_is) {
  plx_raw raw = {.path = PLX_STR("example.txt"), .bytes = text, .format = PLX_FORMAT_TEXT};
  plx_buf json = {0};
  if (as_it_is) {
    plx_json j = plx_json_to(&json);
    plx_json_object(&j, NULL);
    plx_json_opt(&j, "published", published);
    plx_json_opt(&j, "outlet", outlet);
    plx_json_str(&j, "text", text);
    plx_json_end_object(&j);
    raw.bytes = plx_str_copy(b->doc, plx_buf_view(&json));
    raw.format = PLX_FORMAT_JSON;
  }
  plx_docs docs = {0};
  plx_err e = {0};
  plx_record *r = NULL;
  if (plx_read(&raw, b->doc, &docs, &e) && docs.n) {
    r = PLX_NEW(b->doc, plx_record);
    plx_annotate(b->meaning, docs.v[0], b->tmp, r);
  }
  plx_buf_free(&json);
  return r;
}

// A web page as its bytes are: every document in it, "---" between them.
static void run_page(bench *b, plx_str html, plx_buf *out) {
  plx_raw raw = {.path = PLX_STR("example.html"), .bytes = html, .format = PLX_FORMAT_HTML};
  plx_docs docs = {0};
  plx_err e = {0};
  plx_read(&raw, b->doc, &docs, &e);
  for (uint32_t i = 0; i < docs.n; i++) {
    plx_record r = {.doc = docs.v[i]};
    if (i) plx_buf_str(out, PLX_STR("---\n"));
    print_read(out, &r);
  }
}

// Documents as NDJSON, in the order in which they come, and what is noted of each.
static void run_seen(bench *b, plx_str input, plx_buf *out) {
  plx_seen *seen = plx_seen_new();
  plx_str line;
  for (uint64_t number = 1; plx_str_cut(&input, '\n', &line); number++) {
    plx_raw raw = {.path = PLX_STR("example.ndjson"), .bytes = line, .format = PLX_FORMAT_JSON};
    plx_docs docs = {0};
    plx_err e = {0};
    plx_read(&raw, b->doc, &docs, &e);
    for (uint32_t i = 0; i < docs.n; i++) {
      plx_seen_look(seen, docs.v[i], number);
      for (uint32_t k = 0; k < docs.v[i]->notes.n; k++)
        if (strcmp(docs.v[i]->notes.v[k].code, "no-date") != 0)
          plx_buf_fmt(out, "%llu %s: %.*s\n", (unsigned long long)number, docs.v[i]->notes.v[k].code,
                      PLX_FMT(docs.v[i]->notes.v[k].message));
    }
  }
  plx_seen_free(seen);
}

static plx_record *account_of(bench *b, plx_str text) {
  plx_str rest = text, head, outlet = {0}, published = {0};
  plx_str_cut(&rest, '\n', &head);
  ptrdiff_t comma = plx_str_find(head, PLX_STR(", "), 0);
  if (comma > 0 && head.n - (size_t)comma >= 12 && head.p[comma + 2] == '2') {
    outlet = plx_str_sub(head, 0, (size_t)comma);
    published = plx_str_sub(head, (size_t)comma + 2, head.n);
    text = rest;
  }
  return record_of(b, text, published, outlet, true);
}

static void run_story(bench *b, plx_str input, plx_buf *out) {
  const plx_record *record[16];
  uint32_t n = 0;
  while (input.n && n < 16) {
    ptrdiff_t cut = plx_str_find(input, PLX_STR("\n---\n"), 0);
    plx_str part = plx_str_sub(input, 0, cut < 0 ? input.n : (size_t)cut);
    input = cut < 0 ? (plx_str){0} : plx_str_sub(input, (size_t)cut + 5, input.n);
    const plx_record *r = account_of(b, part);
    if (r) record[n++] = r;
  }
  plx_story story = {0};
  plx_compare(record, n, b->doc, b->tmp, &story);
  print_claims(out, &story);
}

static void run_example(bench *b, plx_str kind, plx_str published, plx_str input, plx_buf *out) {
  plx_arena_clear(b->doc);
  if (plx_str_eqz(kind, "story")) {
    run_story(b, input, out);
    return;
  }
  if (plx_str_eqz(kind, "page")) {
    run_page(b, input, out);
    return;
  }
  if (plx_str_eqz(kind, "seen")) {
    run_seen(b, input, out);
    return;
  }
  bool reading = plx_str_eqz(kind, "read");
  plx_record *r = record_of(b, input, published, (plx_str){0}, !reading);
  for (size_t i = 0; i < sizeof printers / sizeof *printers; i++) {
    if (!plx_str_eqz(kind, printers[i].kind)) continue;
    if (r) printers[i].print(out, r);
    return;
  }
  plx_buf_fmt(out, "no such kind of example: %.*s\n", PLX_FMT(kind));
}

/* --- the files --- */

typedef struct tally {
  int passed, failed;
  bool update;
  const char *seed;
} tally;

static plx_str take_until(plx_str *rest, plx_str mark) {
  ptrdiff_t cut = plx_str_find(*rest, mark, 0);
  plx_str part = plx_str_sub(*rest, 0, cut < 0 ? rest->n : (size_t)cut);
  *rest = cut < 0 ? (plx_str){0} : plx_str_sub(*rest, (size_t)cut + mark.n, rest->n);
  return part;
}

static void write_seed(const tally *t, plx_str input) {
  char path[512];
  snprintf(path, sizeof path, "%s/spec-%03d", t->seed, t->passed + t->failed);
  plx_err e = {0};
  plx_file_write(path, input, &e);
}

static void judge(tally *t, const char *file, plx_str rule, plx_str input, plx_str want, plx_str got) {
  if (plx_str_eq(want, got)) {
    t->passed++;
    return;
  }
  t->failed++;
  printf("FAIL %s %.*s\n--- input\n%.*s\n--- expected\n%.*s--- got\n%.*s\n", file, PLX_FMT(rule), PLX_FMT(input),
         PLX_FMT(want), PLX_FMT(got));
}

// One example: `rest` stands behind "```example ".  Writes it, with the expected part renewed, to `renewed`.
static void one_example(bench *b, tally *t, const char *file, plx_str rule, plx_str *rest, plx_buf *renewed) {
  plx_str head = take_until(rest, PLX_STR("\n")), kind = {0}, published = head;
  plx_str_cut(&published, ' ', &kind);
  plx_str body = take_until(rest, PLX_STR("\n```"));
  // A dot alone on a line parts input and output; the output may be empty.
  plx_buf padded = {0};
  plx_buf_fmt(&padded, "\n%.*s\n", PLX_FMT(body));
  plx_str want = plx_buf_view(&padded), input = take_until(&want, PLX_STR("\n.\n"));
  input = plx_str_sub(input, 1, input.n);
  plx_buf got = {0};
  run_example(b, kind, published, input, &got);
  judge(t, file, rule, input, want.p ? want : PLX_STR(""), plx_buf_view(&got));
  if (t->seed) write_seed(t, input);
  plx_buf_fmt(renewed, "```example %.*s\n%.*s\n.\n%.*s```", PLX_FMT(head), PLX_FMT(input), PLX_FMT(plx_buf_view(&got)));
  plx_buf_free(&got);
  plx_buf_free(&padded);
}

static void print_note(void *ctx, const plx_err *e) {
  char text[1024];
  (void)ctx;
  printf("%s\n", plx_err_text(e, text, sizeof text));
}

// A meaning with the file's dictionaries, or NULL if it has none.
static plx_meaning *meaning_of(const bench *b, const char *file, plx_str text) {
  plx_arena *process = plx_arena_new();
  plx_dictionary *d = PLX_NEW(process, plx_dictionary);
  plx_str rest = text;
  bool any = false;
  plx_dictionary_init(d, process);
  while (rest.n) {
    take_until(&rest, PLX_STR("\n```"));
    bool actors = plx_str_starts(rest, PLX_STR("actors\n")), verbs = plx_str_starts(rest, PLX_STR("verbs\n"));
    if (!actors && !verbs) continue;
    take_until(&rest, PLX_STR("\n"));
    plx_str block = take_until(&rest, PLX_STR("\n```"));
    if (actors) plx_dictionary_add_actors(d, file, block, print_note, NULL);
    else plx_dictionary_add_verbs(d, file, block, print_note, NULL);
    any = true;
  }
  if (any) return plx_meaning_with(b->model, d, process);
  plx_arena_free(process);
  return NULL;
}

static bool one_file(bench *b, tally *t, const char *file, plx_err *e) {
  plx_buf bytes = {0}, renewed = {0};
  if (!plx_file_read(file, 8 << 20, &bytes, e)) return false;
  plx_str rest = plx_buf_view(&bytes), rule = {0};
  const plx_meaning *usual = b->meaning;
  plx_meaning *own = meaning_of(b, file, rest);
  if (own) b->meaning = own;
  while (rest.n) {
    plx_str prose = take_until(&rest, PLX_STR("```example "));
    plx_buf_str(&renewed, prose);
    for (ptrdiff_t at = plx_str_find(prose, PLX_STR("\n### "), 0); at >= 0;
         at = plx_str_find(prose, PLX_STR("\n### "), (size_t)at + 1)) {
      plx_str line = plx_str_sub(prose, (size_t)at + 5, prose.n);
      plx_str_cut(&line, '\n', &rule);
    }
    if (rest.n) one_example(b, t, file, rule, &rest, &renewed);
  }
  bool ok = !t->update || plx_file_write(file, plx_buf_view(&renewed), e);
  b->meaning = usual;
  plx_meaning_free(own);
  plx_buf_free(&bytes);
  plx_buf_free(&renewed);
  return ok;
}

int main(int argc, char **argv) {
  tally t = {0};
  int first = 1;
  if (argc > 1 && strcmp(argv[1], "--update") == 0) t.update = true, first = 2;
  if (argc > 2 && strcmp(argv[1], "--seed") == 0) t.seed = argv[2], first = 3;
  plx_err e = {0};
  plx_model *model = plx_model_open(NULL, &e);
  plx_meaning *meaning = model ? plx_meaning_new(model) : NULL;
  bench b = {model, meaning, plx_arena_new(), plx_arena_new()};
  for (int i = first; meaning && i < argc; i++)
    if (!one_file(&b, &t, argv[i], &e)) break;
  plx_arena_free(b.doc);
  plx_arena_free(b.tmp);
  plx_meaning_free(meaning);
  plx_model_close(model);
  char text[1024];
  if (e.code) fprintf(stderr, "spec: %s\n", plx_err_text(&e, text, sizeof text)), t.failed++;
  printf("spec: %d passed, %d failed\n", t.passed, t.failed);
  return t.failed > 0;
}
