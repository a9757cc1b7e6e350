/* SPDX-License-Identifier: Apache-2.0 */
/* The weights of the second opinion on events (src/meaning/event_model.h).
 *
 *     build/train/events SET.jsonl … > data/event_weights.tsv
 *     build/train/events --folds FOLDS.tsv SET.jsonl … > predictions.ndjson
 *     build/train/events --reliability FOLDS.tsv SET.jsonl … > pairs.tsv   # then tools/reliability.awk draws them
 *     build/train/events --rows SET.jsonl …              # how often each row of data/events.tsv fires in each set
 *
 * A set is annotated documents of one sentence each with "codings": a PLOVER type, or a penta class only ("labels":
 * "penta"), or none at all, which is "nothing political".  A penta class allows several types, so what is maximised is
 * the probability that the type is one of those allowed (partial labels); plain stochastic gradient with Adagrad and an
 * L2 penalty, in a fixed order, so the same sets give the same bytes.  With --folds each document is coded by weights
 * that were made without its fold (a document the file does not name goes to a fold by a hash of its text).  With
 * --reliability a line is written for the most confident event of each such document: the set, the confidence, 1 if its
 * type is one of those allowed and 0 if not, who found it; documents that name a CAMEO code are measured and never trained on. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/lines.h"
#include "language/language.h"
#include "meaning/annotate.h"
#include "meaning/entities.h"
#include "meaning/events.h"
#include "meaning/events_internal.h"
#include "meaning/record_json.h"
#include "reading/read.h"
#include "tables.h"

enum { FOLDS = 5, EPOCHS = 30, RARE = 3 };
static const double RATE = 0.1, L2 = 2e-4;

typedef struct example {
  plx_record *record;
  uint32_t allowed; // bits over the labels
  int fold;
  bool measure_only;
  const char *set;
  uint32_t *feature, features; // numbers of features
} example;

typedef struct trainer {
  plx_arena *arena, *tmp;
  plx_model *model;
  plx_meaning *meaning;
  const plx_entities *entities;
  plx_events *events;
  plx_map fold, feature;
  PLX_VEC(uint32_t) count; // [features] in how many examples
  PLX_VEC(example) example;
  double (*w)[PLX_EVENT_LABELS], (*g)[PLX_EVENT_LABELS]; // weights, sums of squared gradients
} trainer;

#define BIT(name) (1u << PLX_LABEL_##name)

static plx_event_label label_of_code(const plx_event_codes *codes, plx_str cameo) {
  int row = plx_event_code_row(codes, cameo);
  plx_str plover = row < 0 ? (plx_str){0} : plx_cell(&plx_table_cameo, row, PLX_CAMEO_PLOVER);
  return plx_event_label_of(plover.n ? plover.p : NULL);
}

static uint32_t allowed_of(const plx_event_codes *codes, const json_t *doc) {
  const json_t *coding = json_array_get(json_object_get(doc, "codings"), 0);
  if (!coding) return BIT(NOTHING);
  plx_str plover = plx_json_get(coding, "plover"), cameo = plx_json_get(coding, "cameo");
  if (cameo.n) return 1u << label_of_code(codes, cameo);
  if (plover.n) return 1u << plx_event_label_of(plover.p);
  switch (json_integer_value(json_object_get(coding, "quad"))) {
  case 1: return BIT(AGREE) | BIT(CONSULT) | BIT(SUPPORT);
  case 2: return BIT(COOPERATE) | BIT(AID) | BIT(YIELD);
  case 3: return BIT(REQUEST) | BIT(ACCUSE) | BIT(REJECT) | BIT(THREATEN) | BIT(SANCTION);
  case 4: return BIT(PROTEST) | BIT(MOBILIZE) | BIT(COERCE) | BIT(ASSAULT);
  default: return BIT(WORDS);
  }
}

// A statement or an appeal (penta 0) may be an appeal where a row found one.
static bool appeals(const plx_event_features *f) {
  for (uint32_t i = 0; i < f->n; i++)
    if (plx_str_eqz(f->v[i], "h REQUEST")) return true;
  return false;
}

static int fold_of(const trainer *t, plx_str id, plx_str text) {
  const uint32_t *known = plx_map_get(&t->fold, id);
  return (int)(known ? *known : plx_hash(text.p, text.n) % FOLDS);
}

static void read_folds(trainer *t, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) return;
  plx_lines in = plx_lines_file(f, path, 1 << 16);
  plx_str line, id;
  while (plx_lines_next(&in, &line, NULL) == PLX_LINES_ONE)
    if (plx_str_cut(&line, '\t', &id)) *plx_map_put(&t->fold, id) = (uint32_t)atoi(line.p);
  plx_lines_free(&in);
  fclose(f);
}

// --- examples ---

static void features_of(trainer *t, const plx_record *r, plx_event_features *out) {
  plx_trees trees = plx_trees_of(&r->text, t->tmp);
  plx_event_view v;
  plx_event_view_init(&v, &t->events->patterns, &t->events->codes, t->events->actors, (plx_record *)r, &trees, t->tmp);
  bool *taken = plx_event_taken(&v);
  for (uint32_t i = 0; i < r->text.sentence.n; i++) {
    plx_candidates cs = {0};
    plx_event_candidates(&v, &r->text.sentence.v[i], taken, &cs, r->doc->arena);
    plx_events_features(t->events, &v, &r->text.sentence.v[i], &cs, out, t->tmp);
  }
}

static void number_features(trainer *t, example *e, const plx_event_features *f) {
  e->feature = PLX_NEWS(t->arena, uint32_t, f->n);
  for (uint32_t i = 0; i < f->n; i++) {
    uint32_t k = plx_map_intern(&t->feature, f->v[i]);
    while (t->count.n <= k) plx_vec_push(t->arena, &t->count);
    bool twice = false;
    for (uint32_t j = 0; j < e->features; j++) twice |= e->feature[j] == k;
    if (twice) continue;
    e->feature[e->features++] = k;
    t->count.v[k]++;
  }
}

static void add_document(trainer *t, const char *set, plx_str line) {
  plx_err err = {0};
  json_t *j = plx_json_parse(line, "", 0, &err);
  if (!j) return;
  plx_doc *doc = PLX_NEW(t->arena, plx_doc);
  doc->arena = t->arena;
  doc->id = plx_str_copy(t->arena, plx_json_get(j, "id"));
  doc->text = plx_str_copy(t->arena, plx_json_get(j, "text"));
  plx_record *r = PLX_NEW(t->arena, plx_record);
  plx_annotate(t->meaning, doc, t->tmp, r);
  example *e = plx_vec_push(t->arena, &t->example);
  *e = (example){
      .record = r, .allowed = allowed_of(&t->events->codes, j), .fold = fold_of(t, doc->id, doc->text), .set = set};
  e->measure_only = plx_json_get(json_array_get(json_object_get(j, "codings"), 0), "cameo").n > 0;
  plx_mark mark = plx_arena_mark(t->tmp);
  plx_event_features f = {0};
  features_of(t, r, &f);
  number_features(t, e, &f);
  if (e->allowed == BIT(WORDS) && appeals(&f)) e->allowed |= BIT(REQUEST);
  plx_arena_reset(t->tmp, mark);
  json_decref(j);
}

static bool read_set(trainer *t, const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) return false;
  plx_lines in = plx_lines_file(f, path, 1 << 22);
  plx_str line;
  while (plx_lines_next(&in, &line, NULL) == PLX_LINES_ONE) add_document(t, path, line);
  plx_lines_free(&in);
  fclose(f);
  return true;
}

// --- training ---

static void score(const trainer *t, const example *e, double *p) {
  double top = -1e300, sum = 0;
  for (int y = 0; y < PLX_EVENT_LABELS; y++) {
    p[y] = 0;
    for (uint32_t i = 0; i < e->features; i++) p[y] += t->w[e->feature[i]][y];
    if (p[y] > top) top = p[y];
  }
  for (int y = 0; y < PLX_EVENT_LABELS; y++) sum += p[y] = exp(p[y] - top);
  for (int y = 0; y < PLX_EVENT_LABELS; y++) p[y] /= sum;
}

// d log(sum of p over the allowed) / d score[y] = p[y | allowed] - p[y]
static void step(trainer *t, const example *e) {
  double p[PLX_EVENT_LABELS], held = 0;
  score(t, e, p);
  for (int y = 0; y < PLX_EVENT_LABELS; y++) held += e->allowed >> y & 1 ? p[y] : 0;
  for (int y = 0; y < PLX_EVENT_LABELS; y++) {
    double d = (e->allowed >> y & 1 ? p[y] / (held + 1e-12) : 0) - p[y];
    for (uint32_t i = 0; i < e->features; i++) {
      uint32_t f = e->feature[i];
      if (t->count.v[f] < RARE) continue;
      double grad = d - L2 * t->w[f][y];
      t->g[f][y] += grad * grad;
      t->w[f][y] += RATE * grad / sqrt(1e-6 + t->g[f][y]);
    }
  }
}

static uint64_t next_random(uint64_t *s) {
  *s ^= *s << 13;
  *s ^= *s >> 7;
  return *s ^= *s << 17;
}

static void train(trainer *t, int without) {
  memset(t->w, 0, t->feature.n * sizeof *t->w);
  memset(t->g, 0, t->feature.n * sizeof *t->g);
  uint32_t *order = PLX_NEWS(t->tmp, uint32_t, t->example.n);
  for (uint32_t i = 0; i < t->example.n; i++) order[i] = i;
  uint64_t random = 20160928;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    for (uint32_t i = t->example.n - 1; i > 0; i--) {
      uint32_t k = (uint32_t)(next_random(&random) % (i + 1)), swap = order[i];
      order[i] = order[k];
      order[k] = swap;
    }
    for (uint32_t i = 0; i < t->example.n; i++)
      if (t->example.v[order[i]].fold != without && !t->example.v[order[i]].measure_only)
        step(t, &t->example.v[order[i]]);
  }
}

// --- results ---

static bool worth_keeping(const trainer *t, uint32_t f) {
  if (t->count.v[f] < RARE) return false;
  plx_str key = t->feature.key[f];
  for (size_t i = 0; i < key.n; i++)
    if (key.p[i] < ' ' || key.p[i] > '~') return false; // a table is plain text
  for (int y = 0; y < PLX_EVENT_LABELS; y++)
    if (plx_event_weight_letter(t->w[f][y]) != plx_event_weight_letter(0)) return true;
  return false;
}

static void print_weights(const trainer *t) {
  printf(
      "# Weights of the second opinion on events (src/meaning/event_model.h), made by train/events.c: do not edit.\n");
  printf("# A letter a label, in the order of PLX_EVENT_LABEL_LIST; P is 0, a step is 0.1.\nfeature\tletters\n");
  for (uint32_t f = 0; f < t->feature.n; f++) {
    if (!worth_keeping(t, f)) continue;
    printf("%.*s\t", PLX_FMT(t->feature.key[f]));
    for (int y = 0; y < PLX_EVENT_LABELS; y++) putchar(plx_event_weight_letter(t->w[f][y]));
    putchar('\n');
  }
}

// The trained weights, rounded as the table would hold them, into the coder.
static void use_weights(trainer *t) {
  plx_event_model *m = &t->events->model;
  plx_map_init(&m->feature, t->arena);
  m->weight = plx_arena_array(t->arena, t->feature.n + 1, sizeof *m->weight);
  for (uint32_t f = 0; f < t->feature.n; f++) {
    if (!worth_keeping(t, f)) continue;
    uint32_t k = plx_map_intern(&m->feature, t->feature.key[f]);
    for (int y = 0; y < PLX_EVENT_LABELS; y++)
      m->weight[k][y] = (float)plx_event_letter_weight(plx_event_weight_letter(t->w[f][y]));
  }
}

static void print_record(trainer *t, const example *e) {
  plx_buf line = {0};
  plx_record_write(e->record, PLX_PART_EVENTS, t->tmp, &line);
  printf("%.*s\n", (int)line.n, line.p);
  plx_buf_free(&line);
}

// Did a row find the act, or the model alone?
static bool row_found(trainer *t, const example *e, uint32_t head) {
  plx_trees trees = plx_trees_of(&e->record->text, t->tmp);
  plx_event_view v;
  plx_event_view_init(&v, &t->events->patterns, &t->events->codes, t->events->actors, e->record, &trees, t->tmp);
  return plx_act_is_event(plx_event_act(&v, head));
}

// Is the most confident event of a type that the document allows?
static void print_pair(trainer *t, const example *e) {
  const plx_event *best = NULL;
  for (uint32_t i = 0; i < e->record->event.n; i++)
    if (!best || e->record->event.v[i].confidence > best->confidence) best = &e->record->event.v[i];
  if (!best) return;
  const char *slash = strrchr(e->set, '/');
  printf("%s\t%.4f\t%d\t%s\n", slash ? slash + 1 : e->set, best->confidence,
         e->allowed >> plx_event_label_of(best->plover) & 1, row_found(t, e, best->head) ? "row" : "model");
}

static void print_fold(trainer *t, int fold, bool pairs) {
  for (uint32_t i = 0; i < t->example.n; i++) {
    example *e = &t->example.v[i];
    if (e->fold != fold) continue;
    e->record->event.n = 0;
    plx_events_find(t->events, e->record, t->tmp);
    if (pairs) print_pair(t, e);
    else print_record(t, e);
  }
}

// --- rows ---

static void count_rows(trainer *t, plx_str line, uint32_t *hits) {
  plx_err err = {0};
  json_t *j = plx_json_parse(line, "", 0, &err);
  if (!j) return;
  plx_arena *a = plx_arena_new();
  plx_doc *doc = PLX_NEW(a, plx_doc);
  doc->arena = a;
  doc->text = plx_str_copy(a, plx_json_get(j, "text"));
  plx_record r;
  plx_annotate(t->meaning, doc, t->tmp, &r);
  plx_trees trees = plx_trees_of(&r.text, a);
  plx_event_view v;
  plx_event_view_init(&v, &t->events->patterns, &t->events->codes, t->events->actors, &r, &trees, a);
  for (uint32_t i = 0; i < r.text.tok.n; i++) {
    const plx_event_row *row = plx_event_act(&v, i)->row;
    if (row && row->table_row >= 0) hits[row->table_row]++;
  }
  plx_arena_free(a);
  json_decref(j);
}

static int print_rows(trainer *t, int sets, char **path) {
  int rows = plx_table_events.rows;
  uint32_t *hits = PLX_NEWS(t->arena, uint32_t, (size_t)(sets * rows));
  for (int s = 0; s < sets; s++) {
    FILE *f = fopen(path[s], "rb");
    if (!f) return fprintf(stderr, "events: cannot read %s\n", path[s]), 2;
    plx_lines in = plx_lines_file(f, path[s], 1 << 24);
    plx_str line;
    while (plx_lines_next(&in, &line, NULL) == PLX_LINES_ONE) count_rows(t, line, hits + s * rows);
    plx_lines_free(&in);
    fclose(f);
  }
  for (int i = 0; i < rows; i++) {
    for (int s = 0; s < sets; s++) printf("%u\t", hits[s * rows + i]);
    printf("%.*s\t%.*s\t%.*s\n", PLX_FMT(plx_cell(&plx_table_events, i, PLX_EVENTS_WORDS)),
           PLX_FMT(plx_cell(&plx_table_events, i, PLX_EVENTS_WHERE)),
           PLX_FMT(plx_cell(&plx_table_events, i, PLX_EVENTS_CODE)));
  }
  return 0;
}

int main(int n, char **arg) {
  trainer t = {.arena = plx_arena_new(), .tmp = plx_arena_new()};
  plx_err err = {0};
  bool pairs = n > 2 && strcmp(arg[1], "--reliability") == 0;
  const char *folds = pairs || (n > 2 && strcmp(arg[1], "--folds") == 0) ? arg[2] : NULL;
  if (n < 2 || !(t.model = plx_model_open(NULL, &err))) {
    fprintf(stderr, "usage: events [--folds|--reliability FOLDS.tsv] SET.jsonl …  %s\n", err.msg);
    return 2;
  }
  t.meaning = plx_meaning_new(t.model);
  t.entities = plx_entities_new(NULL, t.arena);
  t.events = plx_events_new(t.arena, plx_entities_actors(t.entities), NULL);
  if (strcmp(arg[1], "--rows") == 0) return print_rows(&t, n - 2, arg + 2);
  plx_map_init(&t.fold, t.arena);
  plx_map_init(&t.feature, t.arena);
  if (folds) read_folds(&t, folds);
  for (int i = folds ? 3 : 1; i < n; i++)
    if (!read_set(&t, arg[i])) fprintf(stderr, "events: cannot read %s\n", arg[i]);
  t.w = plx_arena_array(t.arena, t.feature.n + 1, sizeof *t.w);
  t.g = plx_arena_array(t.arena, t.feature.n + 1, sizeof *t.g);
  for (int k = 0; folds && k < FOLDS; k++) {
    train(&t, k);
    use_weights(&t);
    print_fold(&t, k, pairs);
  }
  if (!folds) {
    train(&t, -1);
    print_weights(&t);
  }
  plx_meaning_free(t.meaning);
  plx_model_close(t.model);
  plx_arena_free(t.tmp);
  plx_arena_free(t.arena);
  return 0;
}
