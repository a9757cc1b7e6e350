/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences become lessons: a few hundred words with the rows of their features.  Some sentences are varied on the way
 * (all words capitalised as in a headline, no full stop, all lower case), because treebanks of the web have few of
 * those and newspapers many. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "language/evaluate.h"
#include "language/net_learn.h"
#include "language/train_parts.h"

enum {
  LESSON_WORDS = 420,
  SENTENCE_MAX = 160,
  STATE_EVERY = 2,
  STATE_BYTES_MAX = 1 << 30,
  CLASSES_BYTES_MAX = 64 << 20
};
enum { SILVER_OF_TEN = 4 }; // so many of ten silver sentences are read in a round
// A feature needs a row when it was seen so often: words twice, parts of words three times; in silver banks this often
// more.
enum { SEEN_WORD = 2, SEEN_PART = 3, GOLD_WORTH = 3 };

typedef struct student {
  plx_trainer *t;
  plx_net_learner *l;
  plx_lexicon feature;
  plx_buf features; // the packed lexicon
  plx_known_words known;
  plx_buf common, proper, lists, classes, tagger, namer;
  plx_bank *dev;
  int devs;
  uint32_t rows;
  const uint64_t *key; // [rows] the feature of each
  int comma;           // the tag of a comma; -1: the banks have none
} student;

static bool open_senses(student *s, plx_err *e) {
  if (!s->t->job->senses) return true;
  plx_senses *senses = &s->known.senses;
  if (!plx_senses_learn_common(s->t->job->senses, s->t->tmp, &s->common, e)) return false;
  if (!plx_senses_learn_proper(s->t->job->senses, s->t->tmp, &s->proper, e)) return false;
  senses->any = plx_lexicon_open(&senses->common, plx_buf_view(&s->common)) &&
                plx_lexicon_open(&senses->proper, plx_buf_view(&s->proper));
  return senses->any;
}

static bool open_lists(student *s, plx_err *e) {
  if (!s->t->job->lists) return true;
  return plx_lists_learn(s->t->job->senses, s->t->tmp, &s->lists, e) &&
         plx_lexicon_open(&s->known.lists, plx_buf_view(&s->lists));
}

// Lines of "word <tab> number".
static bool open_classes(student *s, plx_err *e) {
  if (!s->t->job->classes) return true;
  plx_buf file = {0};
  bool ok = plx_file_read(s->t->job->classes, CLASSES_BYTES_MAX, &file, e);
  plx_str all = plx_buf_view(&file), line;
  PLX_VEC(uint64_t) key = {0};
  PLX_VEC(uint32_t) value = {0};
  while (ok && plx_str_cut(&all, '\n', &line)) {
    plx_str word, rest = line;
    if (!plx_str_cut(&rest, '\t', &word) || rest.n == 0) continue;
    plx_word w;
    plx_word_of(word, &w);
    *plx_vec_push(s->t->tmp, &key) = w.lower;
    *plx_vec_push(s->t->tmp, &value) = (uint32_t)(strtoul(plx_str_copy(s->t->tmp, rest).p, NULL, 10) & 0xFFFFFF);
  }
  plx_buf_free(&file);
  if (ok) plx_lexicon_pack(key.v, value.v, key.n, &s->classes);
  return ok && plx_lexicon_open(&s->known.classes, plx_buf_view(&s->classes));
}

static void forms_of(const plx_text *x, const plx_sentence *v, plx_str *form) {
  for (uint32_t i = 0; i < v->count; i++) form[i] = x->tok.v[v->first + i].form;
}

// How often features were seen, and which are whole words.
typedef struct census {
  plx_map count;
  PLX_VEC(uint8_t) word; // [count.n]
} census;

static void count_sentence(student *s, const plx_train_bank *b, const plx_sentence *v, uint32_t worth, census *c) {
  plx_arena *tmp = s->t->tmp;
  plx_str *form = PLX_NEWS(tmp, plx_str, v->count);
  plx_listed *listed = PLX_NEWS(tmp, plx_listed, v->count);
  forms_of(&b->b.text, v, form);
  plx_lists_mark(&s->known.lists, form, v->count, listed);
  for (uint32_t i = 0; i < v->count; i++) {
    uint64_t f[PLX_NET_FEATURES];
    int n = plx_net_features(&b->word[v->first + i], &s->known, &listed[i], f);
    for (int j = 0; j < n; j++) {
      *plx_map_put(&c->count, (plx_str){(const char *)&f[j], sizeof f[j]}) += worth;
      if (c->count.n > c->word.n) *plx_vec_push(tmp, &c->word) = j < 2;
    }
  }
}

// Counts features; those seen often enough get a row.
static void choose_rows(student *s) {
  plx_trainer *t = s->t;
  census c = {0};
  plx_map_init(&c.count, t->tmp);
  for (int b = 0; b <= t->banks; b++)
    for (uint32_t k = 0; k < t->bank[b].b.text.sentence.n; k++)
      count_sentence(s, &t->bank[b], &t->bank[b].b.text.sentence.v[k], b < t->banks ? GOLD_WORTH : 1, &c);
  uint64_t *key = PLX_NEWS(t->tmp, uint64_t, c.count.n + 1u);
  uint32_t *row = PLX_NEWS(t->tmp, uint32_t, c.count.n + 1u);
  for (uint32_t i = 0; i < c.count.n; i++) {
    if (c.count.value[i] < GOLD_WORTH * (c.word.v[i] ? SEEN_WORD : SEEN_PART)) continue;
    memcpy(&key[s->rows], c.count.key[i].p, sizeof *key);
    row[s->rows] = s->rows;
    s->rows++;
  }
  s->key = key;
  plx_lexicon_pack(key, row, s->rows, &s->features);
  plx_lexicon_open(&s->feature, plx_buf_view(&s->features));
}

static bool open_dev(student *s, plx_err *e) {
  const plx_training *job = s->t->job;
  s->devs = job->banks - job->dev_from;
  s->dev = PLX_NEWS(s->t->a, plx_bank, (size_t)s->devs + 1);
  for (int i = 0; i < s->devs; i++)
    if (!plx_bank_open(job->bank[job->dev_from + i], job->name[job->dev_from + i], s->t->a, &s->dev[i], e))
      return false;
  return true;
}

// --- lessons ---

typedef enum variant { AS_IS, HEADLINE, NO_STOP, LOWER, UPPER } variant;

static variant choose_variant(student *s) {
  uint32_t r = plx_train_random(s->t, 1000);
  return r < 35 ? HEADLINE : r < 95 ? NO_STOP : r < 110 ? LOWER : r < 120 ? UPPER : AS_IS;
}

static plx_str varied(student *s, variant v, plx_str form, bool small) {
  plx_arena *tmp = s->t->tmp;
  if (form.n == 0 || v == AS_IS || v == NO_STOP) return form;
  if (v == LOWER) return plx_str_lower(tmp, form);
  plx_str copy = plx_str_copy(tmp, form);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; i < copy.n && (v == UPPER || i == 0); i++)
    if (p[i] >= 'a' && p[i] <= 'z' && (v == UPPER || !small)) p[i] = (char)(p[i] - 32);
  return copy;
}

typedef struct page {
  plx_lesson x;
  uint32_t end[LESSON_WORDS + 1];
  int32_t row[LESSON_WORDS + SENTENCE_MAX][PLX_NET_FEATURES], head[LESSON_WORDS + SENTENCE_MAX];
  uint16_t tag[LESSON_WORDS + SENTENCE_MAX];
  uint8_t rel[LESSON_WORDS + SENTENCE_MAX], ner[LESSON_WORDS + SENTENCE_MAX];
} page; // a lesson being filled

static void add_word(student *s, page *p, plx_str form, const plx_listed *listed, uint16_t tag, int32_t head,
                     uint8_t rel, uint8_t ner) {
  plx_word word;
  plx_word_of(form, &word);
  uint64_t f[PLX_NET_FEATURES];
  int n = plx_net_features(&word, &s->known, listed, f);
  uint32_t at = p->x.n++;
  for (int k = 0; k < PLX_NET_FEATURES; k++) p->row[at][k] = k < n ? plx_lexicon_get(&s->feature, f[k]) : -1;
  p->tag[at] = tag;
  p->head[at] = head;
  p->rel[at] = rel;
  p->ner[at] = ner;
}

// --- "The harbour was shut, officials said." ---
// Newspapers report so in every other sentence, treebanks of the web hardly ever.  "Officials said that the harbour was
// shut." is turned round: what is said, a comma, who says it.

enum { TURNED_OF_TEN = 6 }; // so many of ten that can be turned round are

typedef struct turned {
  uint32_t order[SENTENCE_MAX + 1]; // words of the bank; COMMA: one of ours
  uint32_t n, said;                 // said: where those who say begin, in order; UINT32_MAX: nobody does
} turned;
enum { COMMA = UINT32_MAX };

static bool of_saying(plx_str lemma) {
  return plx_str_in(lemma, "say report announce add warn confirm state explain claim note");
}

static bool under(const plx_text *x, uint32_t i, uint32_t top) {
  for (int32_t k = (int32_t)i; k >= 0; k = x->tok.v[k].head)
    if ((uint32_t)k == top) return true;
  return false;
}

// The last child of `of` with relation r between two places; `to` if there is none.
static uint32_t child(const plx_text *x, uint32_t of, plx_rel r, uint32_t from, uint32_t to) {
  uint32_t found = to;
  for (uint32_t i = from; i < to; i++)
    if (x->tok.v[i].head == (int32_t)of && x->tok.v[i].rel == r) found = i;
  return found;
}

static bool turn_round(const plx_text *x, const plx_sentence *v, turned *t) {
  uint32_t first = v->first, end = first + v->count, root = end;
  for (uint32_t i = first; i < end; i++) {
    if (x->tok.v[i].head < 0) root = i;
    unsigned char c = (unsigned char)x->tok.v[i].form.p[0];
    if (c == '"' || c == '`' || c == 0xE2) return false; // quotations stand as they are
  }
  if (root == end || x->tok.v[root].upos != PLX_UPOS_VERB || !of_saying(x->tok.v[root].lemma)) return false;
  uint32_t said = child(x, root, PLX_REL_CCOMP, root + 1, end);
  if (said == end || child(x, root, PLX_REL_NSUBJ, first, root) == root) return false;
  uint32_t stop = end - 1;
  if (!plx_str_eqz(x->tok.v[stop].form, ".") || x->tok.v[stop].head != (int32_t)root) return false;
  uint32_t from = root + 1;
  while (from < stop && !under(x, from, said)) from++;
  for (uint32_t i = from; i < stop; i++)
    if (!under(x, i, said)) return false;
  t->n = 0;
  uint32_t that = child(x, said, PLX_REL_MARK, from, from + 1) == from && plx_str_eqz(x->tok.v[from].form, "that");
  for (uint32_t i = from + that; i < stop; i++) t->order[t->n++] = i;
  if (t->n < 3 || v->count >= SENTENCE_MAX) return false;
  t->order[t->n++] = COMMA;
  t->said = t->n;
  for (uint32_t i = first; i < from; i++) t->order[t->n++] = i;
  t->order[t->n++] = stop;
  return true;
}

// --- "The ministry signed the treaty." ---
// Newspapers also have the shortest of clauses, above all in headlines: subject, verb and object of a longer sentence
// are one.  Only verbs that stand alone, for "has signed" without "has" is another form.

enum {
  SHORTENED_PERCENT = 8,
  SHORT_WORDS_MAX = 12,
  STOP_OF_FOUR = 3
}; // so many of those that can be; of four, so many keep their stop

static bool shorten(const plx_text *x, const plx_sentence *v, turned *t) {
  uint32_t first = v->first, stop = first + v->count - 1, root = first;
  while (root < stop && x->tok.v[root].head >= 0) root++;
  if (!plx_str_in(x->tok.v[root].xpos, "VBD VBZ VBP") || !plx_str_eqz(x->tok.v[stop].form, ".")) return false;
  uint32_t subject = child(x, root, PLX_REL_NSUBJ, first, root), object = child(x, root, PLX_REL_OBJ, root, stop);
  if (subject == root || object == stop || child(x, root, PLX_REL_AUX, first, stop) != stop) return false;
  t->n = 0;
  t->said = UINT32_MAX;
  for (uint32_t i = first; i < stop && t->n < SHORT_WORDS_MAX; i++)
    if (i == root || under(x, i, subject) || under(x, i, object)) t->order[t->n++] = i;
  t->order[t->n++] = stop;
  return t->n > 3 && t->n <= SHORT_WORDS_MAX && t->n < v->count;
}

static bool vary_order(student *s, const plx_text *x, const plx_sentence *v, turned *t) {
  plx_trainer *r = s->t;
  if (s->comma >= 0 && turn_round(x, v, t)) return plx_train_random(r, 10) < TURNED_OF_TEN;
  if (plx_train_random(r, 100) >= SHORTENED_PERCENT || !shorten(x, v, t)) return false;
  t->n -= plx_train_random(r, 4) >= STOP_OF_FOUR;
  return true;
}

// A word of a sentence that was turned round: its first word has a capital, what was the first has none.
static plx_str turned_form(student *s, const plx_text *x, const turned *t, uint32_t k) {
  if (t->order[k] == COMMA) return PLX_STR(",");
  const plx_tok *w = &x->tok.v[t->order[k]];
  bool keeps = w->upos == PLX_UPOS_PROPN || plx_str_eqz(w->form, "I");
  if (k == t->said && !keeps) return plx_str_lower(s->t->tmp, w->form);
  return k == 0 ? varied(s, HEADLINE, w->form, false) : w->form;
}

static bool add_varied(student *s, page *p, const plx_train_bank *b, const plx_sentence *v) {
  turned t;
  const plx_text *x = &b->b.text;
  if (!vary_order(s, x, v, &t)) return false;
  plx_mark mark = plx_arena_mark(s->t->tmp);
  plx_str *form = PLX_NEWS(s->t->tmp, plx_str, t.n);
  plx_listed *listed = PLX_NEWS(s->t->tmp, plx_listed, t.n);
  int32_t place[SENTENCE_MAX + 1]; // of a word of the bank, from v->first on; -1: it is gone
  for (uint32_t i = 0; i < v->count; i++) place[i] = -1;
  for (uint32_t k = 0; k < t.n; k++) {
    form[k] = turned_form(s, x, &t, k);
    if (t.order[k] != COMMA) place[t.order[k] - v->first] = (int32_t)k;
  }
  plx_lists_mark(&s->known.lists, form, t.n, listed);
  for (uint32_t k = 0; k < t.n; k++) {
    bool comma = t.order[k] == COMMA;
    const plx_tok *w = comma ? NULL : &x->tok.v[t.order[k]];
    int32_t head = comma ? -1 : w->head < 0 ? (int32_t)t.n : place[(uint32_t)w->head - v->first];
    add_word(s, p, form[k], &listed[k], comma ? (uint16_t)s->comma : b->tag[t.order[k]], head,
             comma ? PLX_REL_PUNCT : w->rel, comma ? PLX_NER_O : w->ner);
  }
  p->end[p->x.sentences++] = p->x.n;
  plx_arena_reset(s->t->tmp, mark);
  return true;
}

// --- all others ---

static plx_str form_in(student *s, const plx_train_bank *b, const plx_sentence *v, uint32_t i, variant how) {
  const plx_tok *w = &b->b.text.tok.v[i];
  bool small = i > v->first && (w->upos == PLX_UPOS_ADP || w->upos == PLX_UPOS_DET || w->upos == PLX_UPOS_CCONJ);
  return varied(s, how, w->form, small);
}

static void add_sentence(student *s, page *p, uint32_t turn) {
  const plx_train_bank *b = &s->t->bank[turn >> 24];
  const plx_sentence *v = &b->b.text.sentence.v[turn & 0xFFFFFF];
  bool silver = b == &s->t->bank[s->t->banks];
  if (silver && plx_train_random(s->t, 10) >= SILVER_OF_TEN) return;
  if (v->count > SENTENCE_MAX || add_varied(s, p, b, v)) return;
  variant how = choose_variant(s);
  const plx_tok *last = &b->b.text.tok.v[v->first + v->count - 1];
  uint32_t count = v->count;
  if ((how == NO_STOP || how == HEADLINE) && count > 2 && last->upos == PLX_UPOS_PUNCT &&
      plx_str_eqz(last->form, ".")) {
    bool leaf = true;
    for (uint32_t i = 0; i < count; i++) leaf &= b->b.text.tok.v[v->first + i].head != (int32_t)(v->first + count - 1);
    count -= leaf && last->head >= 0;
  }
  plx_mark mark = plx_arena_mark(s->t->tmp);
  plx_str *form = PLX_NEWS(s->t->tmp, plx_str, count + 1);
  plx_listed *listed = PLX_NEWS(s->t->tmp, plx_listed, count + 1);
  for (uint32_t i = 0; i < count; i++) form[i] = form_in(s, b, v, v->first + i, how);
  plx_lists_mark(&s->known.lists, form, count, listed);
  for (uint32_t i = 0; i < count; i++) {
    const plx_tok *w = &b->b.text.tok.v[v->first + i];
    add_word(s, p, form[i], &listed[i], b->tag[v->first + i],
             w->head < 0 ? (int32_t)count : w->head - (int32_t)v->first, w->rel, w->ner);
  }
  p->end[p->x.sentences++] = p->x.n;
  plx_arena_reset(s->t->tmp, mark);
}

static double rate_at(double top, double done) { // of all rounds: up for a little, then straight down
  return top * (done < 0.01 ? done / 0.01 : (1 - done) / 0.99);
}

static void one_round(student *s, int round, plx_losses *loss) {
  plx_trainer *t = s->t;
  page *p = PLX_NEW(t->tmp, page);
  plx_train_shuffle(t);
  for (uint32_t i = 0; i < t->turns;) {
    p->x = (plx_lesson){0, 0, p->end, (const int32_t(*)[PLX_NET_FEATURES])p->row, p->tag, p->head, p->rel, p->ner};
    while (i < t->turns && p->x.n < LESSON_WORDS && p->x.sentences < LESSON_WORDS) add_sentence(s, p, t->turn[i++]);
    if (p->x.n == 0) continue;
    plx_net_learner_study(s->l, &p->x, true, loss);
    plx_net_learner_step(s->l, rate_at(t->job->rate, (round + (double)i / t->turns) / t->job->rounds));
  }
}

static int comma_tag(const student *s) {
  for (int b = 0; b < s->t->banks; b++)
    for (uint32_t i = 0; i < s->t->bank[b].b.text.tok.n; i++)
      if (plx_str_eqz(s->t->bank[b].b.text.tok.v[i].form, ",")) return s->t->bank[b].tag[i];
  return -1;
}

// --- measuring ---

static void say_dev(student *s, const plx_model *m, int i) {
  plx_trainer *t = s->t;
  plx_mark mark = plx_arena_mark(t->tmp);
  const plx_text *gold = &s->dev[i].text;
  plx_text said = *gold;
  plx_score score[PLX_MEASURES];
  plx_err e = {0};
  said.tok.v = PLX_NEWS(t->tmp, plx_tok, gold->tok.n + 1u);
  memcpy(said.tok.v, gold->tok.v, gold->tok.n * sizeof *said.tok.v);
  plx_language_label(m, &said, t->a, t->tmp);
  if (plx_evaluate(gold, &s->dev[i], &said, &s->dev[i], score, t->tmp, &e))
    fprintf(t->job->progress, "  UPOS %.2f lemma %.2f UAS %.2f LAS %.2f names %.2f",
            plx_score_f1(score[PLX_MEASURE_UPOS]), plx_score_f1(score[PLX_MEASURE_LEMMA]),
            plx_score_f1(score[PLX_MEASURE_UAS]), plx_score_f1(score[PLX_MEASURE_LAS]),
            plx_score_f1(score[PLX_MEASURE_NAMES]));
  plx_arena_reset(t->tmp, mark);
}

static bool write_model(student *s, const char *path, plx_err *e) {
  plx_model_out *out = &s->t->out;
  uint32_t before = out->sections;
  plx_model_begin(out, "features");
  plx_buf_str(&out->body, plx_buf_view(&s->features));
  const struct {
    const char *name;
    const plx_buf *b;
  } part[] = {{"common", &s->common},   {"proper", &s->proper}, {"lists", &s->lists},
              {"classes", &s->classes}, {"tagger", &s->tagger}, {"namer", &s->namer}};
  for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
    if (!part[i].b->n) continue;
    plx_model_begin(out, part[i].name);
    plx_buf_str(&out->body, plx_buf_view(part[i].b));
  }
  plx_model_begin(out, "net");
  plx_net_learner_pack(s->l, true, &out->body);
  bool ok = plx_model_write(out, path, e);
  plx_model_undo(out, before);
  return ok;
}

static void say_round(student *s, int round, const plx_losses *l, double seconds, const char *path) {
  FILE *f = s->t->job->progress;
  if (!f) return;
  fprintf(f, "round %d  %.0f s  loss tag %.4f name %.4f head %.4f rel %.4f  heads right %.2f%%", round, seconds,
          l->tag / l->words, l->name / l->words, l->head / l->words, l->rel / l->words,
          100.0 * l->right_heads / l->words);
  plx_err e = {0};
  plx_model *m = s->devs ? plx_model_open(path, &e) : NULL;
  for (int i = 0; m && i < s->devs; i++) say_dev(s, m, i);
  plx_model_close(m);
  fprintf(f, "\n");
  fflush(f);
}

// --- the state of learning, for a later day ---

static bool keep_state(student *s, int round, plx_err *e) {
  if (!s->t->job->state) return true;
  plx_buf b = {0};
  uint64_t head[2] = {(uint64_t)round, s->t->seed};
  plx_buf_add(&b, head, sizeof head);
  plx_buf_add(&b, s->t->turn, s->t->turns * sizeof *s->t->turn);
  plx_net_learner_save(s->l, &b);
  bool ok = plx_file_write(s->t->job->state, plx_buf_view(&b), e);
  plx_buf_free(&b);
  return ok;
}

// The rounds done already.
static int take_up_state(student *s) {
  plx_buf b = {0};
  uint64_t head[2] = {0};
  size_t turns = s->t->turns * sizeof *s->t->turn;
  bool ok = s->t->job->state && plx_file_read(s->t->job->state, STATE_BYTES_MAX, &b, NULL) &&
            b.n > sizeof head + turns &&
            plx_net_learner_load(s->l, (plx_str){b.p + sizeof head + turns, b.n - sizeof head - turns});
  if (ok) {
    memcpy(head, b.p, sizeof head);
    memcpy(s->t->turn, b.p + sizeof head, turns);
    s->t->seed = head[1];
  }
  plx_buf_free(&b);
  return (int)head[0];
}

static bool rounds(student *s, const char *path, plx_err *e) {
  const plx_training *job = s->t->job;
  int round = take_up_state(s);
  if (round >= job->rounds) return write_model(s, path, e);
  for (; round < job->rounds; round++) {
    plx_mark mark = plx_arena_mark(s->t->tmp);
    clock_t start = clock();
    plx_losses loss = {0};
    one_round(s, round, &loss);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (!write_model(s, path, e)) return false;
    say_round(s, round + 1, &loss, seconds, path);
    plx_arena_reset(s->t->tmp, mark);
    if ((round + 1) % STATE_EVERY == 0 && !keep_state(s, round + 1, e)) return false;
  }
  return true;
}

// The second opinion on tags is learned over what the finished network says.
static bool add_tagger(student *s, const char *path, plx_err *e) {
  plx_model *m = plx_model_open(path, e);
  if (!m) return false;
  plx_train_tagger(s->t, &s->known, &m->net, &s->tagger);
  plx_model_close(m);
  if (!write_model(s, path, e)) return false;
  FILE *f = s->t->job->progress;
  m = f && s->devs ? plx_model_open(path, e) : NULL;
  if (m) fprintf(f, "with the second opinion on tags");
  for (int i = 0; m && i < s->devs; i++) say_dev(s, m, i);
  if (m) fprintf(f, "\n");
  plx_model_close(m);
  return true;
}

// Weights of another model to begin from: all but the rows of features that it does not know.
static bool begin_from(student *s, const char *path, float share, plx_err *e) {
  plx_model_file file;
  plx_lexicon features;
  if (!plx_model_map(path, &file, e)) return false;
  int32_t *from = PLX_NEWS(s->t->tmp, int32_t, s->rows + 1u);
  plx_buf tags = {0};
  for (uint32_t i = 0; i < s->t->tags.n; i++) {
    plx_buf_str(&tags, s->t->tags.key[i]);
    plx_buf_char(&tags, '\n');
  }
  bool ok = plx_lexicon_open(&features, plx_model_section(&file, "features")) &&
            plx_str_eq(plx_buf_view(&tags), plx_model_section(&file, "tags"));
  for (uint32_t r = 0; ok && r < s->rows; r++) from[r] = plx_lexicon_get(&features, s->key[r]);
  ok = (ok && plx_net_learner_take(s->l, plx_model_section(&file, "net"), from, share)) ||
       plx_fail(e, PLX_E_FORMAT, path, 0, "its network has other shapes or other tags: begin without it");
  plx_buf_free(&tags);
  plx_model_unmap(&file);
  return ok;
}

bool plx_train_net(plx_trainer *t, const char *path, plx_err *e) {
  student s = {.t = t};
  bool ok = open_senses(&s, e) && open_lists(&s, e) && open_classes(&s, e) && open_dev(&s, e);
  if (ok) {
    choose_rows(&s);
    plx_train_namer(t, &s.known, &s.namer);
    plx_train_add_silver(t);
    s.comma = comma_tag(&s);
    if (t->job->progress)
      fprintf(t->job->progress, "%u sentences, %u tags, %u rows of features\n", t->turns, t->tags.n, s.rows);
    s.l = plx_net_learner_new(t->tags.n, s.rows, t->job->seed);
    plx_str rest = plx_str_of(t->job->from ? t->job->from : ""), one;
    for (int n = 1; ok && rest.n && plx_str_cut(&rest, ',', &one); n++)
      ok = begin_from(&s, plx_str_copy(t->tmp, one).p, 1.0f / (float)n, e);
    ok = ok && rounds(&s, path, e) && add_tagger(&s, path, e);
  }
  plx_net_learner_free(s.l);
  plx_buf_free(&s.features);
  plx_buf_free(&s.common);
  plx_buf_free(&s.proper);
  plx_buf_free(&s.lists);
  plx_buf_free(&s.classes);
  plx_buf_free(&s.tagger);
  plx_buf_free(&s.namer);
  return ok;
}
