/* SPDX-License-Identifier: Apache-2.0 */
/* A chunk (a stretch without white space) is decoded once into code points and kinds.  Every place inside it where two
 * neighbours are not both letters or both digits is a candidate; candidates are decided from left to right, each seeing
 * the token begun before it.  Learning walks the same code with the gold cuts known, so the two cannot drift apart. */
#include "text/split.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "reading/dateline.h"
#include "tables.h"

enum { JOINED_MAX = 16 }; // letters of a run that the lexicon of joined words looks at, and less
enum { LOWER = 1, UPPER = 2, DIGIT = 3, END = 4 }; // kinds; anything else is its own kind, the code point

typedef struct chunk {
  uint32_t cp[PLX_CHUNK_CHARS_MAX + 1]; // normalised: lower case, straight quotes
  uint32_t kind[PLX_CHUNK_CHARS_MAX + 1];
  uint32_t at[PLX_CHUNK_CHARS_MAX + 1]; // byte offsets; at[n] is the end
  int n;
  uint32_t next_kind; // of the first character of the next chunk, END if there is none
  uint64_t next_word; // its letters
  bool address;       // looks like a URL or a mail address
} chunk;

typedef struct walker {
  const plx_splitter *m;
  plx_learner *token, *sentence; // learning if set
  const uint8_t *cut;            // learning: 1 bit a byte, a gold token begins here
  plx_str bytes;
  plx_arena *doc;
  plx_text *out;
} walker;

static uint32_t straight(uint32_t cp) {
  switch (cp) {
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x02BC:
  case 0xB4: return '\'';
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0xAB:
  case 0xBB: return '"';
  case 0x2010:
  case 0x2011: return '-';
  default: return cp;
  }
}

static uint32_t kind_of(uint32_t cp) {
  if (cp < 0x80) {
    if (cp >= 'a' && cp <= 'z') return LOWER;
    if (cp >= 'A' && cp <= 'Z') return UPPER;
    return cp >= '0' && cp <= '9' ? DIGIT : cp;
  }
  if (plx_cp_letter(cp)) return plx_cp_upper(cp) ? UPPER : LOWER;
  return plx_cp_digit(cp) ? DIGIT : straight(cp);
}

static bool letter(uint32_t kind) {
  return kind == LOWER || kind == UPPER;
}

// Kinds of abbreviations that are asked for by name: before a person's name; behind an hour; and the days, which are none.
enum { NO_SHORT = -1, TITLE, HOUR, DAY };
static const char *const short_kind[] = {"title", "hour", "day"};

static int32_t kind_of_short(const plx_splitter *m, uint64_t word) {
  return m->shorts.slot ? plx_lexicon_get(&m->shorts, word) : NO_SHORT;
}

// A word before a full stop, known by its hash: all abbreviations of a kind are one word.
static uint64_t as_short(const plx_splitter *m, uint64_t word) {
  int32_t kind = kind_of_short(m, word);
  return kind < 0 || kind == DAY ? word : plx_mix(0x2E, (uint64_t)kind);
}

static uint64_t hash_cps(const uint32_t *cp, int n) {
  uint64_t h = 7;
  for (int i = 0; i < n; i++) h = plx_mix(h, cp[i]);
  return h;
}

// Decodes from byte `at` to the next white space, the cap, or `end`; returns where it stopped.
static uint32_t decode(plx_str bytes, uint32_t at, uint32_t end, chunk *c) {
  c->n = 0;
  c->address = false;
  while (at < end && c->n < PLX_CHUNK_CHARS_MAX) {
    int n;
    uint32_t cp = plx_utf8_at((plx_str){bytes.p, end}, at, &n);
    if (plx_cp_space(cp)) break;
    c->kind[c->n] = kind_of(cp);
    c->cp[c->n] = straight(cp < 0x80 ? (c->kind[c->n] == UPPER ? cp + 32 : cp) : plx_cp_fold(cp));
    c->at[c->n++] = at;
    at += (uint32_t)n;
    if (cp == '@' || (cp == '/' && c->n > 2 && c->cp[c->n - 2] == '/') || (cp == '.' && c->n == 4 && c->cp[0] == 'w'))
      c->address = true;
  }
  c->at[c->n] = at;
  return at;
}

static uint32_t skip_space(plx_str bytes, uint32_t at, uint32_t end) {
  for (int n; at < end; at += (uint32_t)n)
    if (!plx_cp_space(plx_utf8_at((plx_str){bytes.p, end}, at, &n))) break;
  return at;
}

// What comes after the chunk, as the chunk's own cuts need it: "St." before a capital is not "it." before one.
static void look_ahead(plx_str bytes, uint32_t at, uint32_t end, chunk *c) {
  c->next_kind = END;
  c->next_word = hash_cps(NULL, 0);
  at = skip_space(bytes, at, end);
  for (int i = 0, n; i < 10 && at < end; i++, at += (uint32_t)n) {
    uint32_t cp = plx_utf8_at((plx_str){bytes.p, end}, at, &n), kind = kind_of(cp);
    if (i == 0) c->next_kind = kind;
    if (!letter(kind) && i > 0) break;
    c->next_word = plx_mix(c->next_word, plx_cp_fold(cp));
  }
}

static uint32_t get(const uint32_t *v, const chunk *c, int i) {
  return i < 0 || i >= c->n ? END : v[i];
}

// The run of one kind that begins at i, hashed; at most 12 long.
static uint64_t run_hash(const chunk *c, int i) {
  int j = i;
  while (j < c->n && j < i + 12 && (c->kind[j] == c->kind[i] || (letter(c->kind[j]) && letter(c->kind[i])))) j++;
  return hash_cps(c->cp + i, j - i);
}

// spec: language.4
static void token_features(const plx_splitter *m, const chunk *c, int start, int i, plx_feats *f) {
  uint64_t l1 = c->cp[i - 1], r1 = c->cp[i], l2 = get(c->cp, c, i - 2), r2 = get(c->cp, c, i + 1);
  uint64_t k1 = c->kind[i - 1], k2 = get(c->kind, c, i - 2), k3 = get(c->kind, c, i - 3);
  uint64_t q1 = c->kind[i], q2 = get(c->kind, c, i + 1), q3 = get(c->kind, c, i + 2);
  int from = start > i - 12 ? start : i - 12, to = i + 12 < c->n ? i + 12 : c->n;
  uint64_t left = hash_cps(c->cp + from, i - from), right = hash_cps(c->cp + i, to - i);
  uint64_t whole = hash_cps(c->cp, c->n < 16 ? c->n : 16);
  if (r1 == '.') {
    uint64_t known = as_short(m, left);
    if (known != left) {
      if (from == 0 && i == c->n - 1) whole = known;
      left = known;
    }
  }
  uint64_t last = i == c->n - 1, kinds = plx_mix(plx_mix(plx_mix(k3, k2), k1), plx_mix(plx_mix(q1, q2), q3));
  f->n = 0;
  PLX_FEAT1(f, 1, c->address);
  PLX_FEAT2(f, 2, l1, r1);
  PLX_FEAT3(f, 3, l2, l1, r1);
  PLX_FEAT3(f, 4, l1, r1, r2);
  PLX_FEAT2(f, 5, plx_mix(l2, l1), plx_mix(r1, r2));
  PLX_FEAT1(f, 6, kinds);
  PLX_FEAT3(f, 7, k1, q1, q2);
  PLX_FEAT2(f, 8, left, q1);
  PLX_FEAT2(f, 9, left, r1);
  PLX_FEAT2(f, 10, k1, right);
  PLX_FEAT2(f, 11, left, right);
  PLX_FEAT3(f, 12, l1, run_hash(c, i), last);
  PLX_FEAT2(f, 13, whole, (uint64_t)i);
  PLX_FEAT3(f, 14, plx_mix(k1, r1), last, c->next_kind);
  PLX_FEAT3(f, 15, left, last, c->next_kind);
  PLX_FEAT3(f, 16, plx_mix(left, r1), last, c->next_word);
  PLX_FEAT3(f, 17, c->address, l1, r1);
  PLX_FEAT3(f, 18, (uint64_t)(i - start > 4 ? 4 : i - start), kinds, last);
  PLX_FEAT3(f, 19, c->address, r1, last);
  PLX_FEAT3(f, 20, (uint64_t)(c->n - i > 4 ? 4 : c->n - i), plx_mix(k1, r1), (uint64_t)start);
  if (letter((uint32_t)k1) && letter((uint32_t)q1))
    PLX_FEAT3(f, 21, left, right, c->next_word); // two words written as one
}

static bool gold_cut(const walker *w, uint32_t at) {
  return w->cut[at / 8] >> (at % 8) & 1;
}

static bool decide(const plx_linear *m, plx_learner *learner, const plx_feats *f, bool gold) {
  if (!learner) {
    int32_t score[PLX_LINEAR_CLASSES_MAX];
    plx_linear_score(m, f, score);
    return score[1] > score[0];
  }
  float score[2];
  plx_learner_score(learner, f, score);
  plx_learner_update(learner, f, gold, score[1] > score[0]);
  return gold;
}

// "Sgt. Hale", "5 p.m. Tuesday": the full stop ends nothing.
static bool goes_on(int32_t kind, uint64_t first_kind, uint64_t next_kind, int32_t next) {
  return (kind == TITLE && first_kind == UPPER && next_kind == UPPER) || (kind == HOUR && next == DAY);
}

static bool stays_whole(const plx_splitter *m, const chunk *c, int start, int i) {
  if (i < c->n - 1 || c->cp[i] != '.') return false;
  return goes_on(kind_of_short(m, hash_cps(c->cp + start, i - start)), c->kind[start], c->next_kind,
                 kind_of_short(m, c->next_word));
}

static void push_token(walker *w, uint32_t at, uint32_t end) {
  plx_tok *t = plx_vec_push(w->doc, &w->out->tok);
  t->span = plx_span_of(at, end);
  t->form = plx_span_str(w->bytes, t->span);
  t->head = -1;
}

static void cut_chunk(walker *w, const chunk *c) {
  int start = 0;
  int inside = -1;    // a cut inside the run of letters we are in, by the lexicon
  bool doubt = false; // not always there: the neighbours decide
  for (int i = 0; i < c->n; i++) {
    bool begins = i == 0 || letter(c->kind[i]) != letter(c->kind[i - 1]);
    if (begins) {
      int end = i;
      while (letter(c->kind[i]) && end < c->n && end < i + JOINED_MAX && letter(c->kind[end])) end++;
      int32_t k = end == i ? -1 : plx_lexicon_get(&w->m->joined, hash_cps(c->cp + i, end - i));
      inside = k > 0 ? i + k % JOINED_MAX : -1;
      doubt = k > JOINED_MAX;
    }
    if (i == 0) continue;
    bool both = (letter(c->kind[i]) && letter(c->kind[i - 1])) || (c->kind[i] == DIGIT && c->kind[i - 1] == DIGIT);
    bool not = both && c->cp[i] == 'n' && get(c->cp, c, i + 1) == '\'' && get(c->cp, c, i + 2) == 't';
    bool cut = inside == i && !doubt && !w->token;
    if (!w->token && stays_whole(w->m, c, start, i)) break;
    if (!both || not || (inside == i && doubt)) {
      plx_feats f;
      token_features(w->m, c, start, i, &f);
      cut = decide(&w->m->token, w->token, &f, w->token && gold_cut(w, c->at[i]));
    }
    if (!cut) continue;
    if (!w->token) push_token(w, c->at[start], c->at[i]);
    start = i;
  }
  if (!w->token && c->n) push_token(w, c->at[start], c->at[c->n]);
}

static void cut_block(walker *w, plx_span block) {
  chunk c;
  uint32_t end = plx_span_end(block);
  for (uint32_t at = skip_space(w->bytes, block.at, end); at < end; at = skip_space(w->bytes, at, end)) {
    at = decode(w->bytes, at, end, &c);
    look_ahead(w->bytes, at, end, &c);
    cut_chunk(w, &c);
  }
}

// --- sentences ---

typedef struct look {
  uint64_t form, shape, first_kind, len;
  int32_t kind; // of abbreviation, or DAY
} look;         // a token as the sentence classifier sees it

static look look_at(const plx_splitter *m, const plx_text *t, uint32_t i, uint32_t from, uint32_t to) {
  if (i < from || i >= to) return (look){1, 1, END, 0, NO_SHORT};
  plx_str s = t->tok.v[i].form;
  look k = {7, 7, 0, 0, NO_SHORT};
  uint32_t last = 0;
  uint64_t before = k.form; // all but the last character
  for (int n, c = 0; k.len < s.n && c < 24; k.len += (size_t)n, c++) {
    uint32_t cp = plx_utf8_at(s, k.len, &n), kind = kind_of(cp);
    before = k.form;
    k.form = plx_mix(k.form, kind == DIGIT ? '0' : straight(plx_cp_fold(cp)));
    if (c == 0) k.first_kind = kind;
    if (kind != last) k.shape = plx_mix(k.shape, kind);
    last = kind;
  }
  k.kind = kind_of_short(m, last == '.' ? before : k.form);
  if (last == '.' && as_short(m, before) != before) k.form = plx_mix(as_short(m, before), '.');
  if (last != '.' && k.kind != DAY) k.kind = NO_SHORT;
  return k;
}

typedef struct so_far {
  uint32_t tokens;   // since the sentence began
  int quotes, round; // straight quotes seen, open brackets
  look first;
} so_far;

static uint64_t gap(const plx_text *t, uint32_t i) { // between token i and the next
  plx_span a = t->tok.v[i].span, b = t->tok.v[i + 1].span;
  uint64_t lines = 0;
  for (uint32_t at = plx_span_end(a); at < b.at; at++) lines += t->bytes.p[at] == '\n';
  return lines ? 2 : b.at > plx_span_end(a);
}

// spec: language.1
// spec: language.2
static void sentence_features(const look v[6], uint64_t space, const so_far *s, plx_feats *f) {
  const look *p2 = &v[0], *p1 = &v[1], *t = &v[2], *n1 = &v[3], *n2 = &v[4];
  uint64_t length = s->tokens < 4 ? s->tokens : s->tokens < 8 ? 4 : s->tokens < 16 ? 5 : s->tokens < 40 ? 6 : 7;
  uint64_t open = (uint64_t)(s->quotes & 1) * 2 + (s->round > 0);
  f->n = 0;
  PLX_FEAT1(f, 1, space);
  PLX_FEAT2(f, 2, t->form, space);
  PLX_FEAT2(f, 3, n1->form, space);
  PLX_FEAT2(f, 4, t->form, n1->form);
  PLX_FEAT3(f, 5, t->form, n1->shape, space);
  PLX_FEAT3(f, 6, t->shape, n1->shape, space);
  PLX_FEAT3(f, 7, p1->form, t->form, n1->shape);
  PLX_FEAT3(f, 8, p1->shape, t->form, n1->form);
  PLX_FEAT3(f, 9, t->form, n1->form, n2->shape);
  PLX_FEAT3(f, 10, t->form, n1->shape, n2->shape);
  PLX_FEAT3(f, 11, t->form, n1->shape, open);
  PLX_FEAT3(f, 12, t->shape, n1->shape, length);
  PLX_FEAT3(f, 13, t->form, length, n1->first_kind);
  PLX_FEAT3(f, 14, p2->shape, p1->shape, plx_mix(t->shape, n1->shape));
  PLX_FEAT3(f, 15, s->first.shape, t->form, n1->shape);
  PLX_FEAT3(f, 16, n1->form, n2->form, t->shape);
  PLX_FEAT3(f, 17, n1->shape, n2->shape, plx_mix(t->shape, v[5].shape));
  PLX_FEAT3(f, 18, s->first.form, s->tokens < 6 ? s->tokens : 6, t->form);
  PLX_FEAT3(f, 19, p1->form, t->form, n1->form);
  PLX_FEAT3(f, 20, p1->len < 4 ? p1->len : 4, t->form, n1->shape);
  PLX_FEAT2(f, 21, p1->form, t->form);
  PLX_FEAT3(f, 22, p1->shape, t->form, space);
}

static void end_sentence(walker *w, uint32_t first, uint32_t end, uint32_t block) {
  plx_text *o = w->out;
  plx_sentence *s = plx_vec_push(w->doc, &o->sentence);
  *s = (plx_sentence){plx_span_join(o->tok.v[first].span, o->tok.v[end - 1].span), first, end - first, block};
}

static void count_marks(so_far *s, const plx_text *t, uint32_t i) {
  plx_str form = t->tok.v[i].form;
  if (form.n > 3) return;
  int n;
  uint32_t cp = straight(plx_utf8_at(form, 0, &n));
  s->quotes += cp == '"';
  s->round += cp == '(' || cp == '[' ? 1 : (cp == ')' || cp == ']') && s->round > 0 ? -1 : 0;
}

// Tokens from..to-1 are one block.  ends: learning, 1 where a gold sentence ends.
static void cut_sentences(walker *w, const plx_text *t, uint32_t from, uint32_t to, const uint8_t *ends,
                          uint32_t block) {
  so_far s = {0};
  look v[6];
  for (int k = 0; k < 6; k++) v[k] = look_at(w->m, t, from + (uint32_t)k - 3u, from, to);
  uint32_t first = from;
  for (uint32_t i = from; i < to; i++) {
    memmove(v, v + 1, 5 * sizeof *v);
    v[5] = look_at(w->m, t, i + 3, from, to);
    if (!s.tokens++) s.first = v[2];
    count_marks(&s, t, i);
    bool end = i + 1 == to || s.tokens >= PLX_SENTENCE_TOKENS_MAX;
    if (!end) {
      plx_feats f;
      sentence_features(v, gap(t, i), &s, &f);
      end = decide(&w->m->sentence, w->sentence, &f, ends && ends[i]) &&
            (w->sentence || !goes_on(v[2].kind, v[2].first_kind, v[3].first_kind, v[3].kind));
    }
    if (!end) continue;
    if (!w->sentence) end_sentence(w, first, i + 1, block);
    first = i + 1;
    s = (so_far){0};
  }
}

// --- the whole text ---

// The end of the stretch from `at` that a blank line ends.  spec: language.3
static uint32_t stretch_end(plx_str bytes, uint32_t at) {
  for (; at < bytes.n; at++) {
    if (bytes.p[at] != '\n') continue;
    uint32_t k = at + 1;
    while (k < bytes.n && (bytes.p[k] == ' ' || bytes.p[k] == '\t' || bytes.p[k] == '\r')) k++;
    if (k < bytes.n && bytes.p[k] == '\n') return at;
  }
  return (uint32_t)bytes.n;
}

static void read_stretch(walker *w, plx_span stretch, uint32_t number) {
  uint32_t first = w->out->tok.n;
  cut_block(w, stretch);
  if (w->out->tok.n > first) cut_sentences(w, w->out, first, w->out->tok.n, NULL, number);
}

// A dateline is a sentence of its own: what is reported is not said of the town.  spec: language.3
static void read_block(walker *w, plx_span block, uint32_t number, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  uint32_t dateline = (uint32_t)plx_dateline_of(tmp, plx_span_str(w->bytes, block)).bytes;
  plx_arena_reset(tmp, mark);
  if (dateline >= block.n) dateline = 0;
  if (dateline) read_stretch(w, (plx_span){block.at, dateline}, number);
  read_stretch(w, (plx_span){block.at + dateline, block.n - dateline}, number);
}

void plx_split(const plx_splitter *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
               plx_arena *tmp, plx_text *out) {
  if (bytes.n > UINT32_MAX) bytes.n = UINT32_MAX; // spans are 32 bits; reading refuses far less
  *out = (plx_text){.bytes = bytes};
  walker w = {.m = m, .bytes = bytes, .doc = doc, .out = out};
  for (uint32_t i = 0; i < block_count; i++) {
    uint32_t at = blocks[i].at < bytes.n ? blocks[i].at : (uint32_t)bytes.n;
    uint32_t n = blocks[i].n < bytes.n - at ? blocks[i].n : (uint32_t)bytes.n - at;
    read_block(&w, (plx_span){at, n}, i, tmp);
  }
  for (uint32_t at = 0, end; !block_count && at < bytes.n; at = end + 1) {
    end = stretch_end(bytes, at);
    read_block(&w, plx_span_of(at, end), 0, tmp);
  }
  for (uint32_t i = 0; i < out->tok.n; i++) {
    uint32_t end = plx_span_end(out->tok.v[i].span);
    int n;
    out->tok.v[i].space_after = end >= bytes.n || plx_cp_space(plx_utf8_at(bytes, end, &n));
  }
}

// --- learning ---

void plx_split_learn(plx_learner *token, plx_learner *sentence, const plx_text *gold, const uint8_t *paragraph,
                     const plx_splitter *known, plx_arena *tmp) {
  plx_mark mark = plx_arena_mark(tmp);
  uint8_t *cut = PLX_NEWS(tmp, uint8_t, gold->bytes.n / 8 + 1), *ends = PLX_NEWS(tmp, uint8_t, gold->tok.n + 1);
  for (uint32_t i = 0; i < gold->tok.n; i++)
    cut[gold->tok.v[i].span.at / 8] |= (uint8_t)(1u << gold->tok.v[i].span.at % 8);
  plx_text copy = *gold;
  walker w = {
      .m = known, .token = token, .sentence = sentence, .cut = cut, .bytes = gold->bytes, .doc = tmp, .out = &copy};
  for (uint32_t s = 0, next; s < gold->sentence.n; s = next) {
    for (next = s + 1; next < gold->sentence.n && !paragraph[next];) next++;
    const plx_sentence *a = &gold->sentence.v[s], *b = &gold->sentence.v[next - 1];
    for (uint32_t k = s; k < next; k++) ends[gold->sentence.v[k].first + gold->sentence.v[k].count - 1] = 1;
    cut_block(&w, plx_span_join(a->span, b->span));
    cut_sentences(&w, gold, a->first, b->first + b->count, ends, 0);
  }
  plx_arena_reset(tmp, mark);
}

// Hashes as hash_cps makes them of lower case.
static void add_short(plx_str word, uint32_t kind, plx_map *all) {
  uint64_t h = 7;
  int len;
  for (size_t at = 0; at < word.n; at += (size_t)len) h = plx_mix(h, plx_cp_fold(plx_utf8_at(word, at, &len)));
  *plx_map_put(all, (plx_str){(const char *)&h, sizeof h}) = kind;
}

void plx_split_learn_shorts(plx_arena *tmp, plx_buf *out) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_map all, kinds;
  plx_map_init(&all, tmp);
  plx_map_init(&kinds, tmp);
  for (size_t i = 0; i < sizeof short_kind / sizeof *short_kind; i++) plx_map_intern(&kinds, plx_str_of(short_kind[i]));
  for (int i = 0; i < plx_table_titles.rows; i++) {
    plx_str word = plx_cell(&plx_table_titles, i, PLX_TITLES_TITLE);
    if (plx_str_ends(word, PLX_STR(".")) && !plx_str_eqz(word, "st."))
      add_short(plx_str_sub(word, 0, word.n - 1), TITLE, &all);
  }
  for (int i = 0; i < plx_table_abbreviations.rows; i++) {
    plx_str words = plx_cell(&plx_table_abbreviations, i, PLX_ABBREVIATIONS_WORDS), word;
    uint32_t kind = plx_map_intern(&kinds, plx_cell(&plx_table_abbreviations, i, PLX_ABBREVIATIONS_KIND));
    while (plx_str_cut(&words, '|', &word)) add_short(word, kind, &all);
  }
  uint64_t *key = PLX_NEWS(tmp, uint64_t, all.n + 1u);
  for (uint32_t i = 0; i < all.n; i++) memcpy(&key[i], all.key[i].p, sizeof *key);
  plx_lexicon_pack(key, all.value, all.n, out);
  plx_arena_reset(tmp, mark);
}

typedef struct run_count {
  uint32_t seen, cut[JOINED_MAX];
} run_count; // how often a run of letters was seen, and cut at which offset

enum { DOUBT_CUTS = 3 }; // a run that was cut so often, but not always, is in doubt

void plx_split_learn_joined(const plx_text *gold, plx_arena *tmp, plx_buf *out) {
  plx_mark mark = plx_arena_mark(tmp);
  plx_map runs;
  plx_map_init(&runs, tmp);
  PLX_VEC(run_count) count = {0};
  PLX_VEC(uint64_t) key = {0};
  for (uint32_t i = 0; i < gold->tok.n;) { // maximal runs of tokens of letters without space between
    uint32_t cp[JOINED_MAX];
    int n = 0, cut = 0;
    uint32_t j = i;
    for (bool fine = true;
         fine && j < gold->tok.n && (j == i || plx_span_end(gold->tok.v[j - 1].span) == gold->tok.v[j].span.at); j++) {
      plx_str s = plx_span_str(gold->bytes, gold->tok.v[j].span); // as it stands: "zum", not "zu dem"
      int was = n, len;
      for (size_t at = 0; at < s.n && n < JOINED_MAX; at += (size_t)len) {
        uint32_t c = plx_utf8_at(s, at, &len);
        if (!letter(kind_of(c))) break;
        cp[n++] = plx_cp_fold(c);
      }
      fine = n > was && n < JOINED_MAX && letter(kind_of((unsigned char)s.p[s.n - 1]));
      if (!fine && j > i) {
        n = was;
        break;
      }
      if (j > i && !cut) cut = was;
    }
    if (n) {
      uint64_t h = hash_cps(cp, n);
      uint32_t id = plx_map_intern(&runs, (plx_str){(const char *)&h, sizeof h});
      if (id == count.n) {
        (void)plx_vec_push(tmp, &count);
        *plx_vec_push(tmp, &key) = h;
      }
      count.v[id].seen++;
      if (cut) count.v[id].cut[cut]++;
    }
    i = j > i ? j : i + 1;
  }
  uint64_t *keys = PLX_NEWS(tmp, uint64_t, count.n + 1);
  uint32_t *value = PLX_NEWS(tmp, uint32_t, count.n + 1), n = 0;
  for (uint32_t i = 0; i < count.n; i++)
    for (uint32_t k = 1; k < JOINED_MAX; k++) {
      bool doubt = count.v[i].cut[k] >= DOUBT_CUTS && count.v[i].cut[k] < count.v[i].seen;
      if (!doubt && 2 * count.v[i].cut[k] <= count.v[i].seen) continue;
      keys[n] = key.v[i];
      value[n++] = doubt ? JOINED_MAX + k : k;
      break;
    }
  plx_lexicon_pack(keys, value, n, out);
  plx_arena_reset(tmp, mark);
}
