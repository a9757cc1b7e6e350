/* SPDX-License-Identifier: Apache-2.0 */
// Chooses the weights of story/alike.h, the group_link_* rows of data/params.tsv, on documents that say under `gold`
// which `story` they tell, in order of arrival:
//
//     build/train/group SET.jsonl.gz… > rows
//
// Each set is streamed with its stories as they should be; every pair that grouping would have compared is an example.
// Fifteen numbers, logistic regression by Newton's method; a set weighs as much as another.  The sets may be such as
// only measure: fifteen numbers are a setting.  Afterwards each set is left out once, to see what the others say of it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/json.h"
#include "base/map.h"
#include "reading/read.h"
#include "story/group.h"

enum { F = PLX_ALIKE_NUMBERS + 1, SETS = 8, ROUNDS = 12 };
static const double RIDGE = 1e-4;

typedef struct example {
  float x[PLX_ALIKE_NUMBERS];
  float weight;
  bool same;
} example;

typedef struct set {
  const char *name;
  PLX_VEC(example) v;
} set;

// --- examples ---

static plx_doc *read_line(const char *line, plx_arena *a) {
  plx_docs docs = {0};
  plx_raw raw = {.path = PLX_STR("-"), .bytes = plx_str_of(line), .format = PLX_FORMAT_JSON};
  return plx_read(&raw, a, &docs, NULL) && docs.n ? docs.v[0] : NULL;
}

static uint32_t gold_story(const plx_doc *d, plx_map *names, plx_arena *tmp) {
  json_t *extra = plx_json_parse(plx_str_fmt(tmp, "{%.*s}", PLX_FMT(d->extra)), "-", 0, NULL);
  uint32_t n =
      plx_map_intern(names, plx_str_of(json_string_value(json_object_get(json_object_get(extra, "gold"), "story"))));
  json_decref(extra);
  return n;
}

static void add_pairs(plx_group *g, plx_sketch *s, plx_str id, uint32_t gold, const uint32_t *of, set *out,
                      plx_arena *a) {
  plx_group_pair pair[PLX_GROUP_COMPARED];
  uint32_t n = plx_group_look(g, s, id, pair);
  for (uint32_t i = 0; i < n; i++) {
    example e = {.same = of[pair[i].document] == gold};
    memcpy(e.x, pair[i].x, sizeof e.x);
    *plx_vec_push(a, &out->v) = e;
  }
}

static void read_set(set *out, plx_arena *a) {
  plx_arena *tmp = plx_arena_new();
  plx_group *g = plx_group_new();
  plx_map names;
  plx_map_init(&names, a);
  PLX_VEC(uint32_t) of = {0};
  size_t cap = 1 << 22;
  char *line = PLX_NEWS(a, char, cap), id[16];
  gzFile f = gzopen(out->name, "rb");
  if (!f) fprintf(stderr, "group: cannot open %s\n", out->name), exit(3);
  while (gzgets(f, line, (int)cap)) {
    plx_doc *d = read_line(line, tmp);
    if (!d) continue;
    uint32_t gold = gold_story(d, &names, tmp);
    plx_sketch *s = plx_group_sketch(d, tmp);
    snprintf(id, sizeof id, "s%u", gold);
    add_pairs(g, s, plx_str_of(id), gold, of.v, out, a);
    plx_group_restore(g, s, plx_str_of(id));
    *plx_vec_push(a, &of) = gold;
    plx_arena_clear(tmp);
  }
  gzclose(f);
  plx_group_free(g);
  plx_arena_free(tmp);
}

// --- regression ---

static double chance_of(const double w[F], const example *e) {
  double sum = w[F - 1];
  for (int k = 0; k < F - 1; k++) sum += w[k] * e->x[k];
  return 1 / (1 + exp(-sum));
}

// Solves A x = b by Gauss; A is symmetric and, with the ridge, positive.
static void solve(double A[F][F], double b[F]) {
  for (int i = 0; i < F; i++)
    for (int j = i + 1; j < F; j++) {
      double r = A[j][i] / A[i][i];
      for (int k = i; k < F; k++) A[j][k] -= r * A[i][k];
      b[j] -= r * b[i];
    }
  for (int i = F - 1; i >= 0; i--) {
    for (int k = i + 1; k < F; k++) b[i] -= A[i][k] * b[k];
    b[i] /= A[i][i];
  }
}

static void newton(const set *sets, int n, int without, double w[F]) {
  static double A[F][F], b[F];
  memset(A, 0, sizeof A);
  for (int k = 0; k < F; k++) {
    A[k][k] = RIDGE;
    b[k] = -RIDGE * w[k];
  }
  for (int s = 0; s < n; s++) {
    if (s == without) continue;
    for (uint32_t i = 0; i < sets[s].v.n; i++) {
      const example *e = &sets[s].v.v[i];
      double p = chance_of(w, e), x[F];
      for (int k = 0; k < F; k++) x[k] = k < F - 1 ? e->x[k] : 1;
      for (int j = 0; j < F; j++) {
        b[j] += e->weight * (e->same - p) * x[j];
        for (int k = 0; k < F; k++) A[j][k] += e->weight * p * (1 - p) * x[j] * x[k];
      }
    }
  }
  solve(A, b);
  for (int k = 0; k < F; k++) w[k] += b[k];
}

// Sets weigh alike: a set's same pairs sum to one.
static void weigh(set *s) {
  double same = 0;
  for (uint32_t i = 0; i < s->v.n; i++) same += s->v.v[i].same;
  for (uint32_t i = 0; i < s->v.n; i++) s->v.v[i].weight = (float)(1 / (same + 1));
}

static void tell(const set *s, const double w[F], const char *how) {
  double loss = 0, right = 0, said = 0, same = 0;
  for (uint32_t i = 0; i < s->v.n; i++) {
    const example *e = &s->v.v[i];
    double p = chance_of(w, e);
    loss -= log(e->same ? p : 1 - p);
    right += p > 0.5 && e->same;
    said += p > 0.5;
    same += e->same;
  }
  fprintf(stderr, "%-40s %-12s pairs %u, same %.0f, loss %.4f, F1 %.3f\n", s->name, how, s->v.n, same, loss / s->v.n,
          2 * right / (said + same));
}

int main(int argc, char **argv) {
  static const char *const name[F] = {"all",    "names",   "title",       "lead",   "inside",
                                      "shared", "weekday", "not_weekday", "number", "not_number",
                                      "words",  "days",    "undated",     "crowd",  "bias"};
  if (argc < 2 || argc > SETS + 1) return fprintf(stderr, "usage: group SET.jsonl.gz…\n"), 2;
  plx_arena *a = plx_arena_new();
  set sets[SETS] = {0};
  int n = argc - 1;
  for (int s = 0; s < n; s++) {
    sets[s].name = argv[s + 1];
    read_set(&sets[s], a);
    weigh(&sets[s]);
  }
  for (int without = n > 1 ? 0 : n; without < n; without++) {
    double w[F] = {0};
    for (int i = 0; i < ROUNDS; i++) newton(sets, n, without, w);
    tell(&sets[without], w, "held out");
  }
  double w[F] = {0};
  for (int i = 0; i < ROUNDS; i++) newton(sets, n, n, w);
  for (int s = 0; s < n; s++) tell(&sets[s], w, "all");
  for (int k = 0; k < F; k++) printf("group_link_%s\t%.3g\n", name[k], w[k]);
  plx_arena_free(a);
  return 0;
}
