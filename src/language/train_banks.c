/* SPDX-License-Identifier: Apache-2.0 */
/* Treebanks in memory, and the order in which their sentences are read.  Gold banks say what tags there are; the silver
 * one, which another model wrote, has its turns only where it keeps to them. */
#include "language/train_parts.h"

#include <errno.h>
#include <string.h>

bool plx_bank_open(const char *conllu, const char *iob2, plx_arena *a, plx_bank *b, plx_err *e) {
  const char *path[2] = {conllu, iob2};
  bool ok = true;
  for (int k = 0; ok && k < 2 && path[k]; k++) {
    FILE *f = fopen(path[k], "rb");
    if (!f) return plx_fail(e, PLX_E_INPUT, path[k], 0, "cannot be opened: %s; check the name", strerror(errno));
    plx_lines in = plx_lines_file(f, path[k], 1u << 20);
    bool more;
    ok = k == 0 ? plx_conllu_read(&in, UINT32_MAX, a, b, &more, e) : plx_iob2_read(&in, b, e);
    plx_lines_free(&in);
    fclose(f);
  }
  return ok;
}

uint32_t plx_train_random(plx_trainer *t, uint32_t n) {
  t->seed = t->seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)((t->seed >> 33) % n);
}

void plx_train_shuffle(plx_trainer *t) {
  for (uint32_t i = t->turns; i > 1; i--) {
    uint32_t k = plx_train_random(t, i), v = t->turn[i - 1];
    t->turn[i - 1] = t->turn[k];
    t->turn[k] = v;
  }
}

// Tags that the gold banks have not are of no use: such words keep PLX_NET_TAGS_MAX.
static bool open_bank(plx_trainer *t, const char *conllu, const char *names, bool silver, plx_train_bank *b,
                      plx_err *e) {
  if (!plx_bank_open(conllu, names, t->a, &b->b, e)) return false;
  const plx_text *x = &b->b.text;
  b->word = PLX_NEWS(t->a, plx_word, x->tok.n + 1);
  b->tag = PLX_NEWS(t->a, uint16_t, x->tok.n + 1);
  for (uint32_t i = 0; i < x->tok.n; i++) {
    const plx_tok *w = &x->tok.v[i];
    plx_word_of(w->form, &b->word[i]);
    plx_str tag = plx_str_fmt(t->tmp, "%s\t%.*s", plx_upos_name(w->upos), PLX_FMT(w->xpos));
    uint32_t number = silver ? plx_map_index(&t->tags, tag) : plx_map_intern(&t->tags, tag);
    b->tag[i] = (uint16_t)(number < PLX_NET_TAGS_MAX ? number : PLX_NET_TAGS_MAX);
  }
  return true;
}

bool plx_train_open_banks(plx_trainer *t, plx_err *e) {
  const plx_training *job = t->job;
  bool ok = true;
  uint32_t sentences = 0;
  t->bank = PLX_NEWS(t->a, plx_train_bank, (size_t)t->banks + 1);
  t->bank[t->banks] = (plx_train_bank){0};
  for (int k = 0; ok && k < t->banks; k++) ok = open_bank(t, job->bank[k], job->name[k], false, &t->bank[k], e);
  if (ok && job->silver) ok = open_bank(t, job->silver, NULL, true, &t->bank[t->banks], e);
  if (!ok) return false;
  for (int k = 0; k <= t->banks; k++) sentences += t->bank[k].b.text.sentence.n;
  t->turn = PLX_NEWS(t->a, uint32_t, sentences + 1);
  for (int k = 0; k < t->banks; k++)
    for (uint32_t s = 0; s < t->bank[k].b.text.sentence.n; s++) t->turn[t->turns++] = (uint32_t)k << 24 | s;
  if (t->tags.n > PLX_NET_TAGS_MAX)
    return plx_fail(e, PLX_E_INPUT, job->bank[0], 0, "%u different tags: at most %d", t->tags.n, PLX_NET_TAGS_MAX);
  return t->turns > 0 || plx_fail(e, PLX_E_INPUT, job->bank[0], 0, "no sentences to learn from");
}

void plx_train_add_silver(plx_trainer *t) {
  const plx_train_bank *b = &t->bank[t->banks];
  for (uint32_t k = 0; k < b->b.text.sentence.n; k++) {
    const plx_sentence *v = &b->b.text.sentence.v[k];
    bool known = true;
    for (uint32_t i = v->first; i < v->first + v->count; i++) known &= b->tag[i] < PLX_NET_TAGS_MAX;
    if (known) t->turn[t->turns++] = (uint32_t)t->banks << 24 | k;
  }
}
