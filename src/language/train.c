/* SPDX-License-Identifier: Apache-2.0 */
/* What is counted rather than learned by the network stands here: tags, edit scripts, features; and the classifiers of
 * the cuts, which see the text itself. */
#include "language/inflect.h"
#include "language/train_parts.h"

#include <string.h>

// Rounds for the cuts, and how many features their classifiers keep.
enum { CUT_ROUNDS = 14, TOKEN_ROWS = 40000, SENTENCE_ROWS = 40000 };

static void learn_cuts(plx_trainer *t) {
  plx_model_begin(&t->out, "joined");
  size_t at = t->out.body.n;
  plx_learner *token = plx_learner_new(2), *sentence = plx_learner_new(2);
  for (int k = 0; k < t->banks && k < 1; k++) plx_split_learn_joined(&t->bank[0].b.text, t->tmp, &t->out.body);
  plx_splitter known = {0};
  plx_buf copy = {0}, shorts = {0};
  plx_buf_add(&copy, t->out.body.p + at, t->out.body.n - at);
  plx_lexicon_open(&known.joined, plx_buf_view(&copy));
  if (t->job->lists) {
    plx_split_learn_shorts(t->tmp, &shorts);
    plx_lexicon_open(&known.shorts, plx_buf_view(&shorts));
    plx_model_begin(&t->out, "shorts");
    plx_buf_str(&t->out.body, plx_buf_view(&shorts));
  }
  for (int round = 0; round < CUT_ROUNDS; round++)
    for (int k = 0; k < t->banks; k++)
      plx_split_learn(token, sentence, &t->bank[k].b.text, t->bank[k].b.paragraph.v, &known, t->tmp);
  plx_buf_free(&copy);
  plx_buf_free(&shorts);
  plx_model_begin(&t->out, "token");
  plx_learner_pack(token, TOKEN_ROWS, &t->out.body);
  plx_model_begin(&t->out, "sentence");
  plx_learner_pack(sentence, SENTENCE_ROWS, &t->out.body);
  plx_learner_free(token);
  plx_learner_free(sentence);
}

static void write_lines(const plx_map *m, plx_model_out *out, const char *name) {
  plx_model_begin(out, name);
  for (uint32_t i = 0; i < m->n; i++) {
    plx_buf_str(&out->body, m->key[i]);
    plx_buf_char(&out->body, '\n');
  }
}

static bool learn_guesses(plx_trainer *t, plx_err *e) {
  uint32_t n = 0, k = 0;
  for (int b = 0; b < t->banks; b++) n += t->bank[b].b.text.tok.n;
  plx_guess_row *feats = PLX_NEWS(t->a, plx_guess_row, n + 1);
  plx_guess_rows lemma = {0};
  for (int b = 0; b < t->banks; b++)
    for (uint32_t i = 0; i < t->bank[b].b.text.tok.n; i++) {
      const plx_tok *w = &t->bank[b].b.text.tok.v[i];
      uint32_t tag = t->bank[b].tag[i] | (w->upos == PLX_UPOS_PROPN ? PLX_GUESS_NAME : 0);
      feats[k++] = (plx_guess_row){w->form, tag, plx_map_intern(&t->feats, w->feats), false};
      if (w->lemma.n == 0 || (plx_str_eqz(w->lemma, "_") && w->form.n > 1)) continue;
      plx_str script = plx_script_make(t->tmp, w->form, w->lemma, w->upos == PLX_UPOS_PROPN);
      *plx_vec_push(t->a, &lemma) =
          (plx_guess_row){w->form, tag, plx_map_intern(&t->scripts, script), plx_script_is_odd(script)};
    }
  if (t->job->senses && !plx_inflect(t->job->senses, &t->tags, &t->scripts, t->a, &lemma, e)) return false;
  plx_model_begin(&t->out, "lemma");
  plx_guess_learn(lemma.v, lemma.n, t->tmp, &t->out.body);
  plx_model_begin(&t->out, "feats");
  plx_guess_learn(feats, k, t->tmp, &t->out.body);
  write_lines(&t->scripts, &t->out, "scripts");
  write_lines(&t->feats, &t->out, "featsets");
  return true;
}

bool plx_train(const plx_training *job, const char *path, plx_err *e) {
  plx_trainer t = {.job = job, .banks = job->dev_from, .a = plx_arena_new(), .tmp = plx_arena_new(), .seed = job->seed};
  plx_map_init(&t.tags, t.a);
  plx_map_init(&t.scripts, t.a);
  plx_map_init(&t.feats, t.a);
  bool ok = plx_train_open_banks(&t, e);
  if (ok) {
    plx_model_begin(&t.out, "version");
    plx_buf_str(&t.out.body, plx_str_of(job->version));
    write_lines(&t.tags, &t.out, "tags");
    ok = learn_guesses(&t, e);
    if (ok) learn_cuts(&t);
    ok = ok && plx_train_net(&t, path, e);
  }
  plx_buf_free(&t.out.body);
  plx_arena_free(t.tmp);
  plx_arena_free(t.a);
  return ok;
}
