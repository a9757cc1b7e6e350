/* SPDX-License-Identifier: Apache-2.0 */
/* A pair's score is a sum of a few readable parts; the parts and their weights are the whole model. */
#include "compare/link.h"

#include <math.h>
#include <stdlib.h>

#include "base/table.h"
#include "compare/count.h"

enum { LINK_POSTINGS = 400, PAIRS_MAX = 400000 };

static const double SURE = 1; // a score that needs no other pair to agree

typedef struct pair {
  uint32_t a, b; // findings, a < b
  float score;
} pair;

typedef struct linker {
  const plx_findings *f;
  plx_arena *tmp;
  const uint32_t *deed; // [findings] of a figure the cluster of its deed; NULL while deeds are being linked
  double denial, same_deed, lead, sole, kin, own, figure, count, words, least, quoted, around, type, actor, place, day,
      around_said, supposed, negated, mutual, join, mean, mean_figure, inside;
  PLX_VEC(pair) pair;
} linker;

static linker linker_of(const plx_findings *f, plx_arena *tmp) {
#define READ(name) .name = plx_param("link_" #name)
  return (linker){.f = f,
                  .tmp = tmp,
                  READ(kin),
                  READ(own),
                  READ(words),
                  READ(least),
                  READ(figure),
                  READ(count),
                  READ(denial),
                  READ(same_deed),
                  READ(lead),
                  READ(sole),
                  READ(quoted),
                  READ(around),
                  READ(type),
                  READ(actor),
                  READ(place),
                  READ(day),
                  READ(around_said),
                  READ(supposed),
                  READ(negated),
                  READ(mutual),
                  READ(join),
                  READ(mean),
                  READ(mean_figure),
                  READ(inside)};
#undef READ
}

// --- parts ---

static const plx_record *record_of(const plx_findings *f, const plx_finding *x) {
  return f->side[x->document].record;
}

static plx_str country_of(plx_str actor) {
  return actor.n >= 3 ? plx_str_sub(actor, 0, 3) : actor;
}

static plx_str key_of(const plx_record *r, uint32_t entity) {
  return entity == PLX_NONE ? (plx_str){0} : r->entity.v[entity].key;
}

static bool same_role(const plx_record *ra, const plx_role *a, const plx_record *rb, const plx_role *b) {
  plx_str ka = key_of(ra, a->entity), kb = key_of(rb, b->entity);
  if (ka.n && plx_str_eq(ka, kb)) return true;
  return a->actor.n && b->actor.n && plx_str_eq(country_of(a->actor), country_of(b->actor));
}

// 1: they share somebody; -1: both are known and they do not; 0: nothing known of one.
static double roles_meet(const plx_record *ra, const plx_role *a, uint32_t na, const plx_record *rb, const plx_role *b,
                         uint32_t nb) {
  bool known_a = false, known_b = false;
  for (uint32_t i = 0; i < na; i++) {
    if (!a[i].actor.n && !key_of(ra, a[i].entity).n) continue;
    known_a = true;
    for (uint32_t j = 0; j < nb; j++) {
      if (!b[j].actor.n && !key_of(rb, b[j].entity).n) continue;
      known_b = true;
      if (same_role(ra, &a[i], rb, &b[j])) return 1;
    }
  }
  return known_a && known_b ? -1 : 0;
}

// Two dates of the same grain (both days, both weeks …) that are not the same.
static bool other_day(plx_str a, plx_str b) {
  if (!a.n || !b.n) return false;
  size_t n = a.n < b.n ? a.n : b.n;
  if (n > 10) n = 10;
  return n >= 7 && !plx_str_eq(plx_str_sub(a, 0, n), plx_str_sub(b, 0, n)) && (a.n > 5 && b.n > 5) &&
         (a.p[5] == 'W') == (b.p[5] == 'W');
}

static double score_events(const linker *k, const plx_finding *a, const plx_finding *b) {
  if (a->kind != PLX_FIND_EVENT || b->kind != PLX_FIND_EVENT) return 0;
  const plx_record *ra = record_of(k->f, a), *rb = record_of(k->f, b);
  const plx_event *x = &ra->event.v[a->index], *y = &rb->event.v[b->index];
  double s = 0;
  if (x->plover == y->plover || (x->plover && y->plover && plx_str_eqz(plx_str_of(x->plover), y->plover))) s += k->type;
  s += k->actor * roles_meet(ra, x->source.v, x->source.n, rb, y->source.v, y->source.n) / 2;
  s += k->actor * roles_meet(ra, x->target.v, x->target.n, rb, y->target.v, y->target.n) / 2;
  plx_str p = key_of(ra, x->place), q = key_of(rb, y->place);
  if (p.n && q.n) s += plx_str_eq(p, q) ? k->place : -k->place;
  if (x->time != PLX_NONE && y->time != PLX_NONE && other_day(x->date, y->date)) s -= k->day;
  return s;
}

// The number that stands with a noun of the finding's words, 0 if there is none.
static double counted_in(const plx_findings *f, const plx_finding *x, plx_str lemma) {
  const plx_record *r = record_of(f, x);
  for (uint32_t i = 0; i < r->figure.n; i++) {
    const plx_figure *g = &r->figure.v[i];
    if (g->counted_head == PLX_NONE || g->counted_head < x->first || g->counted_head > x->last) continue;
    if (plx_str_eq(r->text.tok.v[g->counted_head].lemma, lemma)) return g->value;
  }
  return 0;
}

// The same noun with another number: "two people were killed", "some 20 people were killed".
static bool counts_differ(const plx_findings *f, const plx_finding *a, const plx_finding *b) {
  const plx_record *r = record_of(f, a);
  for (uint32_t i = 0; i < r->figure.n; i++) {
    const plx_figure *g = &r->figure.v[i];
    if (g->counted_head == PLX_NONE || g->counted_head < a->first || g->counted_head > a->last) continue;
    double other = counted_in(f, b, r->text.tok.v[g->counted_head].lemma);
    if (other > 0 && other != g->value) return true;
  }
  return false;
}

// A denial meets what it denies only where the words are much the same.
static double score_statements(const linker *k, const plx_finding *a, const plx_finding *b) {
  bool no_a = plx_is_denial(record_of(k->f, a), a->index), no_b = plx_is_denial(record_of(k->f, b), b->index);
  return no_a == no_b ? 0 : -k->denial;
}

// What one account tells as done and the other only as denied, where no statement was read around it.
static bool only_one_denied(const linker *k, const plx_finding *a, const plx_finding *b) {
  return (plx_denied_by(&k->f->side[a->document], a->head) != PLX_NO_TOK) !=
         (plx_denied_by(&k->f->side[b->document], b->head) != PLX_NO_TOK);
}

// The cluster of the deed whose words hold the figure, the tightest, or PLX_NONE.
static uint32_t deed_of(const linker *k, const plx_finding *x) {
  return k->deed[x - k->f->v.v];
}

// An account that gives one number only for a state, of everybody, gives the count of its story.
static bool is_sole(const plx_findings *f, const plx_finding *x) {
  if (x->scope.kind != PLX_SCOPE_WHOLE) return false;
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *y = &f->v.v[i];
    if (y->kind != PLX_FIND_FIGURE || y->document != x->document || y->scope.kind != PLX_SCOPE_WHOLE) continue;
    if (plx_counted_alike(x, y) == PLX_COUNTED_SAME &&
        plx_states_alike(plx_figure_of(f, x)->state, plx_figure_of(f, y)->state) &&
        !plx_figures_agree(plx_figure_of(f, x), plx_figure_of(f, y)))
      return false;
  }
  return true;
}

// Counts that agree need little else; counts that do not must stand in sentences that tell the same.  0: never.
static double score_figures(const linker *k, const plx_finding *a, const plx_finding *b) {
  const plx_figure *x = &record_of(k->f, a)->figure.v[a->index], *y = &record_of(k->f, b)->figure.v[b->index];
  plx_counted alike = plx_counted_alike(a, b);
  if (alike == PLX_COUNTED_OTHER || !plx_str_eq(x->unit, y->unit) || !plx_states_alike(x->state, y->state)) return 0;
  if (plx_figure_vague(x) || plx_figure_vague(y)) return 0;
  if (plx_figures_against(k->f, a, b)) return SURE + k->inside;
  bool agree = plx_figures_agree(x, y);
  if (!agree && (!x->state.n || x->unit.n)) return 0; // "three hospitals", "two hospitals": who says they are the same?
  double around = plx_bag_alike(&a->around, &b->around), base = alike == PLX_COUNTED_SAME ? 0.15 : 0.08;
  if (k->deed && deed_of(k, a) != PLX_NONE && deed_of(k, a) == deed_of(k, b)) base += k->same_deed;
  bool lead = a->sentence < PLX_LEAD && b->sentence < PLX_LEAD;
  if (lead) base += agree || plx_scopes_alike(k->f, a, b) ? k->lead : k->lead / 2;
  if (!agree && alike == PLX_COUNTED_SAME && is_sole(k->f, a) && is_sole(k->f, b)) base += k->sole;
  if (agree) return base + (x->state.n ? 0.15 : 0) + (x->value > 2 ? k->figure : 0.1) + 0.6 * around;
  return base + 0.15 + 0.6 * around - (a->document == b->document ? 0.1 : 0);
}

static double score_pair(const linker *k, const plx_finding *a, const plx_finding *b) {
  double around = (a->kind == PLX_FIND_STATEMENT ? k->around_said : k->around) * plx_bag_alike(&a->around, &b->around);
  double kin = plx_kin_score(&a->kin, &b->kin), s;
  switch (a->kind) {
  case PLX_FIND_STATEMENT: s = score_statements(k, a, b); break;
  case PLX_FIND_FIGURE: return score_figures(k, a, b);
  case PLX_FIND_LENGTH: return kin > 0.2 ? 0.6 * kin + 0.2 + around : 0;
  default: s = score_events(k, a, b) + k->kin * kin * (0.4 + 0.3 * (a->rare + b->rare)); // "use" is kin to every use
  }
  double own = plx_bag_alike(&a->own, &b->own);
  if (plx_is_deed(a->kind) && own < k->least) return 0; // the same verb, of other things
  if (counts_differ(k->f, a, b)) s -= k->count;
  if (plx_is_supposed(k->f, a) != plx_is_supposed(k->f, b)) s -= k->supposed;
  if (plx_is_deed(a->kind) && only_one_denied(k, a, b)) s -= k->denial;
  if (plx_is_negated(k->f, a) != plx_is_negated(k->f, b)) s -= k->negated;
  uint32_t quoted = plx_bag_quoted(&a->own, &b->own);
  s += k->quoted * (quoted > 3 ? 3 : quoted);
  return s + around + (a->kind == PLX_FIND_STATEMENT ? k->words : k->own) * own;
}

// --- pairs ---

typedef struct seen_pair {
  uint32_t a, b;
} seen_pair;

static void try_pair(linker *k, uint32_t i, uint32_t j) {
  const plx_finding *a = &k->f->v.v[i], *b = &k->f->v.v[j];
  if ((a->kind == PLX_FIND_FIGURE) != (k->deed != NULL)) return; // deeds first, then the figures in them
  bool alike = a->kind == b->kind || (plx_is_deed(a->kind) && plx_is_deed(b->kind));
  if (!alike || k->pair.n >= PAIRS_MAX) return;
  bool same = a->document == b->document;
  if (same && a->sentence == b->sentence && !plx_figures_against(k->f, a, b)) return;
  double s = score_pair(k, a, b) - (same ? k->inside : 0);
  if (s < k->join - k->mutual) return;
  *plx_vec_push(k->tmp, &k->pair) = (pair){i, j, (float)s};
}

// Every pair of findings that share a term of their words or of their sentence's, once.
static void find_pairs(linker *k) {
  uint32_t n = k->f->v.n, terms = k->f->terms;
  uint32_t *count = PLX_NEWS(k->tmp, uint32_t, terms + 1), *seen = PLX_NEWS(k->tmp, uint32_t, n);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t t = 0; t < k->f->v.v[i].around.n; t++) count[k->f->v.v[i].around.v[t].id + 1]++;
  for (uint32_t t = 0; t < terms; t++) count[t + 1] += count[t];
  uint32_t *posting = PLX_NEWS(k->tmp, uint32_t, count[terms]), *fill = PLX_NEWS(k->tmp, uint32_t, terms);
  for (uint32_t i = 0; i < n; i++) {
    const plx_bag *bag = &k->f->v.v[i].around;
    for (uint32_t t = 0; t < bag->n; t++) {
      uint32_t id = bag->v[t].id, from = count[id];
      if (fill[id] <= LINK_POSTINGS)
        for (uint32_t p = 0; p < fill[id]; p++) {
          uint32_t j = posting[from + p];
          if (seen[j] == i + 1) continue;
          seen[j] = i + 1;
          try_pair(k, j, i);
        }
      posting[from + fill[id]++] = i;
    }
  }
}

// Who is each other's best across two documents has no rival: that makes a pair surer.
static void reward_mutual(linker *k) {
  uint32_t n = k->f->v.n, sides = k->f->sides;
  if (!n || (size_t)n * sides > 4000000) return;
  float *best = PLX_NEWS(k->tmp, float, (size_t)n *sides);
  for (uint32_t p = 0; p < k->pair.n; p++) {
    const pair *x = &k->pair.v[p];
    uint32_t da = k->f->v.v[x->a].document, db = k->f->v.v[x->b].document;
    if (x->score > best[x->a * sides + db]) best[x->a * sides + db] = x->score;
    if (x->score > best[x->b * sides + da]) best[x->b * sides + da] = x->score;
  }
  for (uint32_t p = 0; p < k->pair.n; p++) {
    pair *x = &k->pair.v[p];
    uint32_t da = k->f->v.v[x->a].document, db = k->f->v.v[x->b].document;
    if (da != db && x->score >= best[x->a * sides + db] && x->score >= best[x->b * sides + da])
      x->score += (float)k->mutual;
  }
}

static int by_score(const void *x, const void *y) {
  const pair *a = x, *b = y;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  if (a->a != b->a) return a->a < b->a ? -1 : 1;
  return a->b < b->b ? -1 : a->b > b->b;
}

// --- clusters ---

typedef struct cluster {
  uint32_t *member, n, cap;
} cluster;

static uint64_t pair_key(uint32_t a, uint32_t b) {
  return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static double score_of(const plx_map *scores, const linker *k, uint32_t a, uint32_t b) {
  uint64_t key = pair_key(a, b);
  uint32_t *p = plx_map_get(scores, (plx_str){(const char *)&key, sizeof key});
  return p ? k->pair.v[*p].score : 0;
}

typedef struct sum {
  double of;
  uint32_t n;
} sum;

// The best score of finding m with each document of a cluster but its own.
static void add_best(const plx_map *scores, const linker *k, uint32_t m, const cluster *c, sum *s) {
  for (uint32_t i = 0; i < c->n; i++) {
    uint32_t document = k->f->v.v[c->member[i]].document;
    bool first = document != k->f->v.v[m].document;
    for (uint32_t j = 0; first && j < i; j++) first = k->f->v.v[c->member[j]].document != document;
    double best = 0;
    for (uint32_t j = i; first && j < c->n; j++)
      if (k->f->v.v[c->member[j]].document == document) best = fmax(best, score_of(scores, k, m, c->member[j]));
    if (first) s->of += best, s->n++;
  }
}

// Figures: each with what is most alike in every other document, since an account that tells its count twice, once in
// passing, tells no less of it; two counts of one account are rarely told in like words, and that is no word against
// them.
static double mean_of_figures(const plx_map *scores, const linker *k, const cluster *a, const cluster *b) {
  sum s = {0};
  for (uint32_t i = 0; i < a->n; i++) add_best(scores, k, a->member[i], b, &s);
  for (uint32_t i = 0; i < b->n; i++) add_best(scores, k, b->member[i], a, &s);
  return s.n ? s.of / s.n : 1;
}

static double mean_between(const plx_map *scores, const linker *k, const cluster *a, const cluster *b) {
  if (k->f->v.v[a->member[0]].kind == PLX_FIND_FIGURE) return mean_of_figures(scores, k, a, b);
  double sum = 0;
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t j = 0; j < b->n; j++) sum += score_of(scores, k, a->member[i], b->member[j]);
  return sum / (a->n * b->n);
}

// "5,000 wounded, 120 of them critically": two numbers in one sentence are two counts.
static bool clash(const linker *k, const cluster *a, const cluster *b) {
  for (uint32_t i = 0; i < a->n; i++)
    for (uint32_t j = 0; j < b->n; j++) {
      const plx_finding *x = &k->f->v.v[a->member[i]], *y = &k->f->v.v[b->member[j]];
      if (x->kind == PLX_FIND_FIGURE && x->document == y->document && x->sentence == y->sentence &&
          !plx_figures_against(k->f, x, y))
        return true;
    }
  return false;
}

static void absorb(linker *k, cluster *c, uint32_t *of, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < c[b].n; i++) {
    uint32_t m = c[b].member[i];
    of[m] = a;
    if (c[a].n == c[a].cap) c[a].member = plx_vec_grow(k->tmp, c[a].member, c[a].n, &c[a].cap, sizeof *c[a].member);
    c[a].member[c[a].n++] = m;
  }
  c[b].n = 0;
}

static void grow(linker *k, uint32_t *of) {
  plx_map scores;
  plx_map_init(&scores, k->tmp);
  if (k->pair.n) qsort(k->pair.v, k->pair.n, sizeof *k->pair.v, by_score);
  for (uint32_t p = 0; p < k->pair.n; p++) {
    uint64_t key = pair_key(k->pair.v[p].a, k->pair.v[p].b);
    *plx_map_put(&scores, (plx_str){(const char *)&key, sizeof key}) = p;
  }
  cluster *c = PLX_NEWS(k->tmp, cluster, k->f->v.n);
  for (uint32_t i = 0; i < k->f->v.n; i++) {
    c[i] = (cluster){PLX_NEW(k->tmp, uint32_t), 1, 1};
    c[i].member[0] = i;
  }
  for (uint32_t p = 0; p < k->pair.n && k->pair.v[p].score >= k->join; p++) {
    uint32_t a = of[k->pair.v[p].a], b = of[k->pair.v[p].b];
    if (a == b || c[a].n * c[b].n > 400 || clash(k, &c[a], &c[b])) continue;
    double mean = k->f->v.v[c[a].member[0]].kind == PLX_FIND_FIGURE ? k->mean_figure : k->mean;
    if (k->pair.v[p].score < SURE && mean_between(&scores, k, &c[a], &c[b]) < mean) continue;
    if (a < b) absorb(k, c, of, a, b);
    else absorb(k, c, of, b, a);
  }
}

// Counts that are set against each other may share no word at all: they are found by standing side by side.
static void find_rivals(linker *k) {
  for (uint32_t i = 0; k->deed && i < k->f->v.n; i++)
    for (uint32_t j = i + 1; j < k->f->v.n && k->f->v.v[j].document == k->f->v.v[i].document; j++)
      if (plx_figures_against(k->f, &k->f->v.v[i], &k->f->v.v[j])) try_pair(k, i, j);
}

// of[i] for all findings must be i, or what an earlier round made of kinds that this round does not touch.
static void round_of_links(linker *k, uint32_t *of) {
  k->pair.n = 0;
  find_pairs(k);
  find_rivals(k);
  reward_mutual(k);
  grow(k, of);
}

static uint32_t *deeds_of_figures(const plx_findings *f, const uint32_t *of, plx_arena *tmp) {
  uint32_t *deed = PLX_NEWS(tmp, uint32_t, f->v.n);
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *x = &f->v.v[i];
    uint32_t size = UINT32_MAX;
    deed[i] = PLX_NONE;
    for (uint32_t j = 0; x->kind == PLX_FIND_FIGURE && j < f->v.n; j++) {
      const plx_finding *y = &f->v.v[j];
      if (y->document != x->document || !plx_is_deed(y->kind) || y->kind == PLX_FIND_NOUN) continue;
      if (!plx_span_holds(y->span, x->span) || y->span.n >= size) continue;
      size = y->span.n;
      deed[i] = of[j];
    }
  }
  return deed;
}

uint32_t plx_link(const plx_findings *f, plx_arena *tmp, uint32_t *out) {
  linker k = linker_of(f, tmp);
  uint32_t *number = PLX_NEWS(tmp, uint32_t, f->v.n), count = 0;
  for (uint32_t i = 0; i < f->v.n; i++) out[i] = i;
  round_of_links(&k, out);
  k.deed = deeds_of_figures(f, out, tmp);
  round_of_links(&k, out);
  for (uint32_t i = 0; i < f->v.n; i++) {
    if (out[i] == i) number[i] = count++; // the smallest member gives its cluster the name
    out[i] = number[out[i]];
  }
  return count;
}
