/* SPDX-License-Identifier: Apache-2.0 */
/* Sentences become lessons: a few hundred words with the rows of their features.  Some sentences are varied on the way
 * (all words capitalised as in a headline, no full stop, all lower case), because treebanks of the web have few of
 * those and newspapers many. */
#include <math.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "language/evaluate.h"
#include "language/net_learn.h"
#include "language/train_parts.h"

enum { LESSON_WORDS = 420, SENTENCE_MAX = 160, STATE_EVERY = 2, STATE_BYTES_MAX = 1 << 30 };
static const double rate_top = 2.2e-3;
// A feature needs a row when it was seen so often: words twice, parts of words three times.
enum { SEEN_WORD = 2, SEEN_PART = 3 };

typedef struct student {
  plx_trainer *t;
  plx_net_learner *l;
  plx_lexicon feature;
  plx_buf features; // the packed lexicon
  plx_senses senses;
  plx_buf common, proper;
  plx_bank *dev;
  int devs;
  uint32_t rows;
} student;

static bool open_senses(student *s, plx_err *e) {
  if (!s->t->job->senses) return true;
  if (!plx_senses_learn_common(s->t->job->senses, s->t->tmp, &s->common, e)) return false;
  if (!plx_senses_learn_proper(s->t->job->senses, s->t->tmp, &s->proper, e)) return false;
  s->senses.any = plx_lexicon_open(&s->senses.common, plx_buf_view(&s->common)) &&
                  plx_lexicon_open(&s->senses.proper, plx_buf_view(&s->proper));
  return s->senses.any;
}

// Counts features; those seen often enough get a row.
static void choose_rows(student *s) {
  plx_trainer *t = s->t;
  plx_map count;
  plx_map_init(&count, t->tmp);
  PLX_VEC(uint8_t) word = {0};
  for (int b = 0; b < t->banks; b++)
    for (uint32_t i = 0; i < t->bank[b].b.text.tok.n; i++) {
      uint64_t f[PLX_NET_FEATURES];
      int n = plx_net_features(&t->bank[b].word[i], &s->senses, f);
      for (int k = 0; k < n; k++) {
        ++*plx_map_put(&count, (plx_str){(const char *)&f[k], sizeof f[k]});
        if (count.n > word.n) *plx_vec_push(t->tmp, &word) = k < 2;
      }
    }
  uint64_t *key = PLX_NEWS(t->tmp, uint64_t, count.n + 1u);
  uint32_t *row = PLX_NEWS(t->tmp, uint32_t, count.n + 1u);
  for (uint32_t i = 0; i < count.n; i++) {
    if (count.value[i] < (word.v[i] ? SEEN_WORD : SEEN_PART)) continue;
    memcpy(&key[s->rows], count.key[i].p, sizeof *key);
    row[s->rows] = s->rows;
    s->rows++;
  }
  plx_lexicon_pack(key, row, s->rows, &s->features);
  plx_lexicon_open(&s->feature, plx_buf_view(&s->features));
}

static bool open_dev(student *s, plx_err *e) {
  const plx_training *job = s->t->job;
  s->devs = job->banks - job->dev_from;
  s->dev = PLX_NEWS(s->t->a, plx_bank, (size_t)s->devs + 1);
  for (int i = 0; i < s->devs; i++)
    if (!plx_bank_open(job->bank[job->dev_from + i], job->name[job->dev_from + i], s->t->a, &s->dev[i], e)) return false;
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

static void add_word(student *s, page *p, const plx_train_bank *b, const plx_sentence *v, uint32_t i, uint32_t count, variant how) {
  const plx_tok *w = &b->b.text.tok.v[i];
  plx_word word = b->word[i];
  bool small = i > v->first && (w->upos == PLX_UPOS_ADP || w->upos == PLX_UPOS_DET || w->upos == PLX_UPOS_CCONJ);
  if (how != AS_IS && how != NO_STOP) plx_word_of(varied(s, how, w->form, small), &word);
  uint64_t f[PLX_NET_FEATURES];
  int n = plx_net_features(&word, &s->senses, f);
  uint32_t at = p->x.n++;
  for (int k = 0; k < PLX_NET_FEATURES; k++) p->row[at][k] = k < n ? plx_lexicon_get(&s->feature, f[k]) : -1;
  p->tag[at] = b->tag[i];
  p->head[at] = w->head < 0 ? (int32_t)count : w->head - (int32_t)v->first;
  p->rel[at] = w->rel;
  p->ner[at] = w->ner;
}

static void add_sentence(student *s, page *p, uint32_t turn) {
  const plx_train_bank *b = &s->t->bank[turn >> 24];
  const plx_sentence *v = &b->b.text.sentence.v[turn & 0xFFFFFF];
  if (v->count > SENTENCE_MAX) return;
  variant how = choose_variant(s);
  const plx_tok *last = &b->b.text.tok.v[v->first + v->count - 1];
  uint32_t count = v->count;
  if ((how == NO_STOP || how == HEADLINE) && count > 2 && last->upos == PLX_UPOS_PUNCT && plx_str_eqz(last->form, ".")) {
    bool leaf = true;
    for (uint32_t i = 0; i < count; i++) leaf &= b->b.text.tok.v[v->first + i].head != (int32_t)(v->first + count - 1);
    count -= leaf && last->head >= 0;
  }
  plx_mark mark = plx_arena_mark(s->t->tmp);
  for (uint32_t i = v->first; i < v->first + count; i++) add_word(s, p, b, v, i, count, how);
  p->end[p->x.sentences++] = p->x.n;
  plx_arena_reset(s->t->tmp, mark);
}

static double rate_at(double done) { // of all rounds: up for a little, then straight down
  return rate_top * (done < 0.01 ? done / 0.01 : (1 - done) / 0.99);
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
    plx_net_learner_step(s->l, rate_at((round + (double)i / t->turns) / t->job->rounds));
  }
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
    fprintf(t->job->progress, "  UPOS %.2f lemma %.2f UAS %.2f LAS %.2f names %.2f", plx_score_f1(score[PLX_MEASURE_UPOS]),
            plx_score_f1(score[PLX_MEASURE_LEMMA]), plx_score_f1(score[PLX_MEASURE_UAS]),
            plx_score_f1(score[PLX_MEASURE_LAS]), plx_score_f1(score[PLX_MEASURE_NAMES]));
  plx_arena_reset(t->tmp, mark);
}

static bool write_model(student *s, const char *path, plx_err *e) {
  plx_model_out *out = &s->t->out;
  uint32_t before = out->sections;
  plx_model_begin(out, "features");
  plx_buf_str(&out->body, plx_buf_view(&s->features));
  if (s->senses.any) {
    plx_model_begin(out, "common");
    plx_buf_str(&out->body, plx_buf_view(&s->common));
    plx_model_begin(out, "proper");
    plx_buf_str(&out->body, plx_buf_view(&s->proper));
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
  fprintf(f, "round %d  %.0f s  loss tag %.4f name %.4f head %.4f rel %.4f  heads right %.2f%%", round, seconds, l->tag / l->words,
          l->name / l->words, l->head / l->words, l->rel / l->words, 100.0 * l->right_heads / l->words);
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
  bool ok = s->t->job->state && plx_file_read(s->t->job->state, STATE_BYTES_MAX, &b, NULL) && b.n > sizeof head + turns &&
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
  for (int round = take_up_state(s); round < job->rounds; round++) {
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

bool plx_train_net(plx_trainer *t, const char *path, plx_err *e) {
  student s = {.t = t};
  bool ok = open_senses(&s, e) && open_dev(&s, e);
  if (ok) {
    choose_rows(&s);
    if (t->job->progress)
      fprintf(t->job->progress, "%u sentences, %u tags, %u rows of features\n", t->turns, t->tags.n, s.rows);
    s.l = plx_net_learner_new(t->tags.n, s.rows, t->job->seed);
    ok = rounds(&s, path, e);
  }
  plx_net_learner_free(s.l);
  plx_buf_free(&s.features);
  plx_buf_free(&s.common);
  plx_buf_free(&s.proper);
  return ok;
}
