/* SPDX-License-Identifier: Apache-2.0 */
/* A role is mostly a subtree that hangs near the cue: the clause under it, its subject, the host it stands in.  So each
 * token is told by the way from the cue to it - first step, second, third, and all of it - and by which words stand on
 * that way; the chain keeps neighbours together and lets labels change where subtrees and quotations end. */
#include "meaning/roles.h"

#include <string.h>

#define Y PLX_SAID_ROLES

typedef struct plx_role_path {
  uint32_t step[3];   // relation and direction of the first steps from the cue, 0 where the way is shorter
  uint32_t branch[3]; // the tokens reached by them
  uint32_t whole;     // hash of all steps
  uint32_t length;    // 255: no way
  uint32_t owner;     // the first strong cue on the way from the token up to the root, itself included, or PLX_NO_TOK
} path;

typedef struct maker {
  uint32_t *feat;
  uint32_t n;
} maker;

static void put(maker *m, uint32_t h) {
  if (m->n < PLX_ROLE_FEATURES_MAX) m->feat[m->n++] = h;
}

// --- the way from the cue to every token ---

static void reach(plx_roles *r, uint32_t from, uint32_t to, uint32_t step) {
  path *a = &r->path[from - r->first], *b = &r->path[to - r->first];
  *b = *a;
  if (a->length < 3) {
    b->step[a->length] = step;
    b->branch[a->length] = to;
  }
  if (a->length < 8) b->whole = plx_feat2(step, a->whole, 7);
  b->length = a->length + 1;
}

static bool inside(const plx_roles *r, uint32_t i) {
  return i >= r->first && i < r->first + r->count;
}

// spec: said.1 spec: said.2 spec: said.5
static void walk(plx_roles *r, plx_arena *tmp) {
  const plx_trees *t = &r->d->trees;
  uint32_t *queue = PLX_NEWS(tmp, uint32_t, r->count), n = 0, c;
  for (uint32_t k = 0; k < r->count; k++) r->path[k].length = 255;
  r->path[r->cue - r->first].length = 0;
  queue[n++] = r->cue;
  for (uint32_t at = 0; at < n; at++) {
    uint32_t i = queue[at], h = plx_tree_head(t, i);
    if (h != PLX_NO_TOK && inside(r, h) && r->path[h - r->first].length == 255) {
      reach(r, i, h, 100u + plx_tree_tok(t, i)->rel);
      queue[n++] = h;
    }
    for (uint32_t k = 0; (c = plx_tree_kid(t, i, k)) != PLX_NO_TOK; k++) {
      if (!inside(r, c) || r->path[c - r->first].length != 255) continue;
      reach(r, i, c, 1u + plx_tree_tok(t, c)->rel);
      queue[n++] = c;
    }
  }
}

// Which cue each token answers to.  Heads stand above their children, so a token is settled by climbing to a settled one.
static void find_owners(plx_roles *r) {
  const plx_said *d = r->d;
  for (uint32_t k = 0; k < r->count; k++) {
    uint32_t i = r->first + k, left = r->count;
    while (i != PLX_NO_TOK && i != r->cue && d->word[i].strong < 2 && left-- > 0) i = plx_tree_head(&d->trees, i);
    r->path[k].owner = i;
  }
}

plx_roles plx_roles_of(const plx_said *d, uint32_t cue, plx_arena *tmp) {
  const plx_sentence *s = &d->text->sentence.v[d->trees.sentence[cue]];
  plx_roles r = {.d = d, .cue = cue, .first = s->first, .count = s->count};
  r.path = PLX_NEWS(tmp, path, s->count);
  walk(&r, tmp);
  find_owners(&r);
  uint32_t c;
  for (uint32_t k = 0; (c = plx_tree_kid(&d->trees, cue, k)) != PLX_NO_TOK; k++) {
    switch (plx_rel_universal(plx_tree_tok(&d->trees, c)->rel)) {
    case PLX_REL_CCOMP: r.shape |= 1; break;
    case PLX_REL_XCOMP: r.shape |= 2; break;
    case PLX_REL_OBJ: r.shape |= 4; break;
    case PLX_REL_NSUBJ: r.shape |= c < cue ? 8 : 16; break;
    case PLX_REL_PARATAXIS: r.shape |= 32; break;
    case PLX_REL_OBL: r.shape |= 64; break;
    default: break;
    }
  }
  for (uint32_t i = s->first; i < s->first + s->count; i++)
    if (d->word[i].quoted) r.quotes = 1;
  return r;
}

// --- features ---

static uint32_t clip(int64_t x, int64_t max) {
  return (uint32_t)((x > max ? max : x < -max ? -max : x) + max);
}

static uint32_t marker_of(const plx_said *d, uint32_t i) {
  uint32_t m = plx_tree_child(&d->trees, i, PLX_REL_MARK);
  if (m == PLX_NO_TOK) m = plx_tree_child(&d->trees, i, PLX_REL_CASE);
  return m == PLX_NO_TOK ? 3 : d->word[m].lemma;
}

static uint32_t neighbour(const plx_roles *r, uint32_t k, int by, bool tag) {
  int64_t at = (int64_t)k + by;
  if (at < 0 || at >= r->count) return 1;
  const plx_said_word *w = &r->d->word[r->first + at];
  return tag ? w->xpos : w->lemma;
}

static void path_features(maker *m, const plx_roles *r, uint32_t i, const path *p, uint32_t side) {
  const plx_said *d = r->d;
  const plx_said_word *c = &d->word[r->cue], *w = &d->word[i];
  uint32_t two = plx_feat2(3, p->step[0], p->step[1]), three = plx_feat2(5, two, p->step[2]);
  uint32_t cue_upos = d->text->tok.v[r->cue].upos;
  put(m, plx_feat2(1, p->whole, side));
  put(m, plx_feat3(2, p->whole, side, w->xpos));
  put(m, plx_feat3(3, p->whole, side, cue_upos));
  put(m, plx_feat3(4, p->step[0], side, c->lemma));
  put(m, plx_feat3(5, p->step[0], side, c->xpos));
  put(m, plx_feat3(6, p->step[0], side, c->cue.class));
  put(m, plx_feat3(7, two, side, c->lemma));
  put(m, plx_feat3(8, two, side, c->xpos));
  put(m, plx_feat3(9, two, side, c->cue.class));
  put(m, plx_feat3(10, three, side, cue_upos));
  put(m, plx_feat3(11, three, side, c->lemma));
  put(m, plx_feat3(12, three, side, w->xpos));
  put(m, plx_feat3(13, p->step[0], r->shape, side));
  put(m, plx_feat3(14, two, r->shape, side));
  put(m, plx_feat3(15, p->step[0], w->lemma, side));
  put(m, plx_feat3(16, p->length > 6 ? 6 : p->length, side, cue_upos));
  if (p->length && p->length != 255) {
    uint32_t b = p->branch[0], mark = marker_of(d, b);
    put(m, plx_feat3(20, p->step[0], mark, c->lemma));
    put(m, plx_feat3(21, p->step[0], mark, side));
    put(m, plx_feat3(22, p->step[0], d->word[b].xpos, side));
    put(m, plx_feat3(23, p->step[0], d->word[b].lemma, side));
    put(m, plx_feat3(24, p->step[0], d->text->tok.v[b].ner, side));
    put(m, plx_feat3(29, two, mark, r->shape));
  }
  if (p->length > 1 && p->length != 255) {
    uint32_t b = p->branch[1], mark = marker_of(d, b);
    put(m, plx_feat3(25, two, mark, c->lemma));
    put(m, plx_feat3(26, two, mark, side));
    put(m, plx_feat3(27, two, d->word[b].xpos, side));
  }
  if (p->length > 2 && p->length != 255) put(m, plx_feat3(28, three, marker_of(d, p->branch[2]), side));
}

static void word_features(maker *m, const plx_roles *r, uint32_t k, uint32_t side) {
  uint32_t i = r->first + k;
  const plx_tok *t = &r->d->text->tok.v[i];
  const plx_said_word *c = &r->d->word[r->cue], *w = &r->d->word[i];
  put(m, plx_feat(30, 0));
  put(m, plx_feat2(31, w->lemma, side));
  put(m, plx_feat3(32, w->xpos, t->rel, side));
  put(m, plx_feat3(33, w->lemma, neighbour(r, k, 1, false), side));
  put(m, plx_feat3(34, w->lemma, neighbour(r, k, -1, false), side));
  put(m, plx_feat3(35, w->xpos, neighbour(r, k, -1, true), side));
  put(m, plx_feat3(36, w->xpos, neighbour(r, k, 1, true), side));
  put(m, plx_feat3(37, t->ner, w->xpos, side));
  put(m, plx_feat3(38, t->rel, side, c->lemma));
  put(m, plx_feat3(39, neighbour(r, k, -1, false), w->xpos, side));
  put(m, plx_feat3(66, neighbour(r, k, 1, false), w->xpos, side));
}

// Other cues of the sentence, as they stand to a token: a second speaker ends what the first one says.
static void cue_features(maker *m, const plx_roles *r, uint32_t k, uint32_t side) {
  const plx_said *d = r->d;
  const path *p = &r->path[k];
  uint32_t i = r->first + k, a = i < r->cue ? i : r->cue + 1, b = i < r->cue ? r->cue : i + 1, between = 0;
  if (b > a + 40) b = a + 40;
  for (uint32_t j = a; j < b; j++)
    if (j != i && d->word[j].strong >= 2) between = between < 2 ? between + 1 : 2;
  bool mine = p->owner == r->cue, none = p->owner == PLX_NO_TOK;
  uint32_t own = mine ? 1 : none ? 2 : 3, how = 0, from = 0;
  if (own == 3) {
    const path *o = &r->path[p->owner - r->first];
    how = o->whole;
    from = (d->word[p->owner].strong * 4u + (p->owner < r->cue)) * 2u + (p->owner < i);
  }
  uint32_t state = (own * 4u + d->word[i].strong) * 3u + between;
  put(m, plx_feat3(80, state, side, d->word[r->cue].xpos));
  put(m, plx_feat3(81, state, side, p->step[0]));
  put(m, plx_feat3(82, own * 3 + between, side, plx_feat2(1, p->step[0], p->step[1])));
  put(m, plx_feat3(83, how, side, from));
  put(m, plx_feat3(84, how, side, d->word[r->cue].cue.class));
  put(m, plx_feat3(85, own * 3 + between, side * 4 + d->word[i].strong, r->shape));
  if (own == 3) {
    put(m, plx_feat3(86, d->word[p->owner].xpos, side, r->path[p->owner - r->first].step[0]));
    put(m, plx_feat3(87, d->word[p->owner].xpos, d->word[r->cue].lemma, side));
  }
}

// Where it stands: distance, and what stands between it and the cue.
static void place_features(maker *m, const plx_roles *r, uint32_t k, uint32_t side, uint32_t between) {
  uint32_t i = r->first + k;
  const plx_said *d = r->d;
  const plx_said_word *c = &d->word[r->cue], *w = &d->word[i];
  uint32_t far = clip((int64_t)i - r->cue, 8), quoted = w->quoted * 3u + c->quoted;
  bool same = d->quotes.of[i] == d->quotes.of[r->cue];
  put(m, plx_feat3(40, far, d->text->tok.v[r->cue].upos, w->xpos));
  put(m, plx_feat2(41, far, c->xpos));
  if (far > 4 && far < 12) put(m, plx_feat3(42, far, c->lemma, w->lemma));
  if (far > 4 && far < 12) put(m, plx_feat2(43, far, c->lemma));
  put(m, plx_feat3(44, quoted, same, side));
  put(m, plx_feat3(45, quoted, same * 2u + side, c->lemma));
  put(m, plx_feat3(46, quoted, same * 2u + side, c->cue.class));
  put(m, plx_feat3(47, quoted * 2 + r->quotes, side, r->path[k].step[0]));
  put(m, plx_feat3(48, quoted * 2 + r->quotes, side * 128 + r->shape, c->cue.class));
  put(m, plx_feat3(49, between, side, w->xpos));
  put(m, plx_feat3(50, between, side, c->lemma));
  put(m, plx_feat3(51, between, side, quoted));
  put(m, plx_feat3(52, between, side, r->path[k].step[0]));
  put(m, plx_feat3(53, k == 0, side, w->xpos));
  put(m, plx_feat3(54, d->block[d->trees.sentence[i]], side, c->xpos));
  put(m, plx_feat3(55, r->cue - r->first < 6 ? r->cue - r->first : 6, side, d->text->tok.v[r->cue].upos));
}

// Commas, quotation marks and verbs between a token and the cue, each none or some.
static uint32_t between(const plx_roles *r, uint32_t k) {
  uint32_t i = r->first + k, a = i < r->cue ? i + 1 : r->cue + 1, b = i < r->cue ? r->cue : i, out = 0;
  if (b > a + 40) b = a + 40;
  for (uint32_t j = a; j < b; j++) {
    const plx_tok *t = &r->d->text->tok.v[j];
    if (r->d->word[j].quoted == 2) out |= 1;
    else if (t->upos == PLX_UPOS_PUNCT) out |= t->form.p[0] == ',' ? (out & 2 ? 4 : 2) : 8;
    else if (t->upos == PLX_UPOS_VERB) out |= 16;
  }
  return out;
}

uint32_t plx_roles_features(const plx_roles *r, uint32_t k, uint32_t feat[PLX_ROLE_FEATURES_MAX]) {
  maker m = {.feat = feat};
  uint32_t i = r->first + k, side = i < r->cue ? 0 : i > r->cue ? 1 : 2;
  path_features(&m, r, i, &r->path[k], side);
  word_features(&m, r, k, side);
  cue_features(&m, r, k, side);
  place_features(&m, r, k, side, between(r, k));
  return m.n;
}

// What the place between two tokens is like: punctuation or quotation marks at it, and how near the cue a subtree ends.
uint32_t plx_roles_joint(const plx_roles *r, uint32_t k) {
  const plx_said *d = r->d;
  uint32_t i = r->first + k;
  const path *a = &r->path[k - 1], *b = &r->path[k];
  uint32_t cut = a->branch[0] != b->branch[0] ? 2 : a->branch[1] != b->branch[1] ? 1 : 0;
  uint32_t mark = d->word[i].quoted == 2 || d->word[i - 1].quoted == 2 ? 2
                  : d->text->tok.v[i].upos == PLX_UPOS_PUNCT           ? 1
                  : d->text->tok.v[i - 1].upos == PLX_UPOS_PUNCT       ? 3
                                                                       : 0;
  return mark * 8 + cut * 2 + (i > r->cue);
}

uint32_t plx_roles_joint_feature(uint32_t joint, uint32_t before) {
  return plx_feat2(99, joint, before);
}

// --- the best labelling ---

void plx_roles_best(const float *emit, const float *step, const uint8_t *joint, uint32_t n, uint8_t *role,
                    plx_arena *tmp) {
  uint8_t *from = PLX_NEWS(tmp, uint8_t, (size_t)n * Y);
  float at[Y], next[Y];
  memcpy(at, emit, sizeof at);
  for (uint32_t k = 1; k < n; k++) {
    const float *s = step + joint[k] * Y * Y;
    for (int y = 0; y < Y; y++) {
      int best = 0;
      for (int x = 1; x < Y; x++)
        if (at[x] + s[x * Y + y] > at[best] + s[best * Y + y]) best = x;
      next[y] = at[best] + s[best * Y + y] + emit[(size_t)k * Y + y];
      from[(size_t)k * Y + y] = (uint8_t)best;
    }
    memcpy(at, next, sizeof at);
  }
  uint8_t y = 0;
  for (uint8_t x = 1; x < Y; x++)
    if (at[x] > at[y]) y = x;
  for (uint32_t k = n; k-- > 0;) {
    role[k] = y;
    y = from[(size_t)k * Y + y];
  }
}

static void unpack_joints(const plx_weights *w, float *step) {
  for (uint32_t i = 0; i < PLX_ROLE_JOINTS * Y; i++) {
    uint32_t feat = plx_roles_joint_feature(i / Y, i % Y);
    plx_weights_score(w, &feat, 1, step + i * Y);
  }
}

float plx_roles_find(const plx_role_model *m, const plx_said *d, uint32_t cue, uint8_t *role, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_roles r = plx_roles_of(d, cue, tmp);
  float *emit = PLX_NEWS(tmp, float, (size_t)r.count *Y), step[PLX_ROLE_JOINTS * Y * Y];
  uint8_t *joint = PLX_NEWS(tmp, uint8_t, r.count);
  uint32_t feat[PLX_ROLE_FEATURES_MAX];
  unpack_joints(&m->joint, step);
  for (uint32_t k = 0; k < r.count; k++) {
    uint32_t n = plx_roles_features(&r, k, feat);
    plx_weights_score(&m->token, feat, n, emit + (size_t)k * Y);
    if (k) joint[k] = (uint8_t)plx_roles_joint(&r, k);
  }
  plx_roles_best(emit, step, joint, r.count, role, tmp);
  float better = 0;
  for (uint32_t k = 0; k < r.count; k++) better += emit[(size_t)k * Y + role[k]] - emit[(size_t)k * Y];
  plx_arena_reset(tmp, mark);
  return better;
}
