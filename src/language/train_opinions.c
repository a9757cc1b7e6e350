/* SPDX-License-Identifier: Apache-2.0 */
/* The second opinions go through the gold banks a few times: seconds, where the network takes an hour. */
#include "language/train_parts.h"

// Rounds, and how many sentences of a hundred lose their capitals, as those of many writers do.
enum { TAGGER_ROUNDS = 4, NAMER_ROUNDS = 6, NAMER_LOWER_PERCENT = 12 };
static const double tagger_weight = 6, namer_weight = 5, namer_caution = 0.9; // chosen on the dev sets

typedef struct lesson {
  const plx_train_bank *bank;
  const plx_sentence *sentence;
  plx_around around;
} lesson;

// The sentence of a turn, on t->tmp.
static lesson lesson_of(plx_trainer *t, uint32_t turn, const plx_known_words *known, uint32_t lower_percent) {
  const plx_train_bank *b = &t->bank[turn >> 24];
  const plx_sentence *v = &b->b.text.sentence.v[turn & 0xFFFFFF];
  plx_str *form = PLX_NEWS(t->tmp, plx_str, v->count);
  plx_listed *listed = PLX_NEWS(t->tmp, plx_listed, v->count);
  plx_word *word = PLX_NEWS(t->tmp, plx_word, v->count);
  bool lower = lower_percent && plx_train_random(t, 100) < lower_percent;
  for (uint32_t k = 0; k < v->count; k++) {
    plx_str f = b->b.text.tok.v[v->first + k].form;
    form[k] = lower ? plx_str_lower(t->tmp, f) : f;
    plx_word_of(form[k], &word[k]);
  }
  plx_lists_mark(&known->lists, form, v->count, listed);
  return (lesson){b, v, plx_around_of(known, word, listed, v->count, t->tmp)};
}

// What the network says of a whole bank.
static plx_first_opinion read_bank(plx_trainer *t, const plx_train_bank *b, const plx_known_words *known,
                                   const plx_net *net) {
  const plx_text *x = &b->b.text;
  uint32_t n = x->tok.n, *end = PLX_NEWS(t->tmp, uint32_t, x->sentence.n + n / PLX_SENTENCE_TOKENS_MAX + 1), ends = 0;
  plx_str *form = PLX_NEWS(t->tmp, plx_str, n);
  plx_listed *listed = PLX_NEWS(t->tmp, plx_listed, n);
  plx_net_words w = {.n = n, .word = b->word, .listed = listed, .end = end, .tag = PLX_NEWS(t->tmp, uint16_t, n)};
  w.head = PLX_NEWS(t->tmp, int32_t, n);
  w.rel = PLX_NEWS(t->tmp, uint8_t, n);
  w.ner = PLX_NEWS(t->tmp, uint8_t, n);
  for (uint32_t i = 0; i < n; i++) form[i] = x->tok.v[i].form;
  for (uint32_t s = 0; s < x->sentence.n; s++) {
    uint32_t at = x->sentence.v[s].first, to = at + x->sentence.v[s].count;
    plx_lists_mark(&known->lists, form + at, to - at, listed + at);
    for (; to - at > PLX_SENTENCE_TOKENS_MAX; at += PLX_SENTENCE_TOKENS_MAX) end[ends++] = at + PLX_SENTENCE_TOKENS_MAX;
    end[ends++] = to;
  }
  w.sentences = ends;
  plx_net_label(net, known, &w, t->tmp);
  return (plx_first_opinion){w.tag, w.head, w.rel, 0};
}

static plx_first_opinion of_sentence(plx_first_opinion bank, uint32_t first) {
  return (plx_first_opinion){bank.tag + first, bank.head + first, bank.rel + first, (int32_t)first};
}

void plx_train_tagger(plx_trainer *t, const plx_known_words *known, const plx_net *net, plx_buf *out) {
  if (t->tags.n > PLX_LINEAR_CLASSES_MAX) return;
  plx_mark all = plx_arena_mark(t->tmp);
  plx_first_opinion *said = PLX_NEWS(t->tmp, plx_first_opinion, (size_t)t->banks);
  for (int k = 0; k < t->banks; k++) said[k] = read_bank(t, &t->bank[k], known, net);
  plx_tagger_learner *l = plx_tagger_learner_new(t->tags.n);
  for (int round = 0; round < TAGGER_ROUNDS; round++) {
    plx_train_shuffle(t);
    for (uint32_t i = 0; i < t->turns; i++) {
      uint32_t bank = t->turn[i] >> 24;
      if (bank >= (uint32_t)t->banks) continue; // silver
      plx_mark mark = plx_arena_mark(t->tmp);
      lesson x = lesson_of(t, t->turn[i], known, 0);
      uint32_t first = x.sentence->first;
      plx_tagger_learner_study(l, &x.around, of_sentence(said[bank], first), x.bank->tag + first);
      plx_arena_reset(t->tmp, mark);
    }
  }
  plx_tagger_learner_pack(l, tagger_weight, out);
  plx_tagger_learner_free(l);
  plx_arena_reset(t->tmp, all);
}

void plx_train_namer(plx_trainer *t, const plx_known_words *known, plx_buf *out) {
  plx_namer_learner *l = plx_namer_learner_new();
  bool any = false;
  for (int round = 0; round < NAMER_ROUNDS; round++) {
    plx_train_shuffle(t);
    for (uint32_t i = 0; i < t->turns; i++) {
      plx_mark mark = plx_arena_mark(t->tmp);
      lesson x = lesson_of(t, t->turn[i], known, NAMER_LOWER_PERCENT);
      uint8_t *ner = PLX_NEWS(t->tmp, uint8_t, x.sentence->count);
      for (uint32_t k = 0; k < x.sentence->count; k++) {
        ner[k] = x.bank->b.text.tok.v[x.sentence->first + k].ner;
        any |= ner[k] != PLX_NER_O;
      }
      plx_namer_learner_study(l, &x.around, ner, t->tmp);
      plx_arena_reset(t->tmp, mark);
    }
  }
  if (any) plx_namer_learner_pack(l, namer_weight, namer_caution, out);
  plx_namer_learner_free(l);
}
