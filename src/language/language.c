/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline a newcomer can read aloud: cut, look at the words, tag, find lemmas, parse, name. */
#include "language/language.h"

#include "language/model.h"

static void label_sentence(const plx_model *m, plx_text *t, const plx_sentence *s, plx_arena *doc, plx_arena *tmp) {
  plx_tok *tok = &t->tok.v[s->first];
  uint32_t n = s->count;
  plx_word *word = PLX_NEWS(tmp, plx_word, n);
  plx_seq q = {.n = n, .word = word, .tag = PLX_NEWS(tmp, uint16_t, n), .head = PLX_NEWS(tmp, int32_t, n)};
  q.rel = PLX_NEWS(tmp, uint8_t, n);
  q.ner = PLX_NEWS(tmp, uint8_t, n);
  for (uint32_t i = 0; i < n; i++) plx_word_of(tok[i].form, &word[i]);
  plx_greedy_tag((plx_judge){.model = &m->tagger}, &q, tmp);
  plx_greedy_tree((plx_judge){.model = &m->parser}, &q, NULL, tmp);
  plx_greedy_name((plx_judge){.model = &m->namer}, &q, tmp);
  for (uint32_t i = 0; i < n; i++) {
    const plx_tag *tag = &m->tag[q.tag[i]];
    int32_t script = plx_guess(&m->lemma, tok[i].form, q.tag[i]), feats = plx_guess(&m->feats, tok[i].form, q.tag[i]);
    tok[i].upos = (uint8_t)tag->upos;
    tok[i].xpos = tag->xpos;
    tok[i].feats = feats < 0 ? (plx_str){0} : m->feat_set[feats];
    tok[i].lemma = script < 0 ? tok[i].form : plx_script_apply(&m->script[script], tok[i].form, doc);
    tok[i].head = q.head[i] >= (int32_t)n ? -1 : q.head[i] + (int32_t)s->first;
    tok[i].rel = q.rel[i];
    tok[i].ner = q.ner[i];
  }
}

void plx_language_split(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                        plx_arena *tmp, plx_text *out) {
  plx_split(&m->split, bytes, blocks, block_count, doc, tmp, out);
}

void plx_language_label(const plx_model *m, plx_text *t, plx_arena *doc, plx_arena *tmp) {
  for (uint32_t s = 0; s < t->sentence.n; s++) {
    plx_mark mark = plx_arena_mark(tmp);
    label_sentence(m, t, &t->sentence.v[s], doc, tmp);
    plx_arena_reset(tmp, mark);
  }
}

void plx_language_read(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                       plx_arena *tmp, plx_text *out) {
  plx_language_split(m, bytes, blocks, block_count, doc, tmp, out);
  plx_language_label(m, out, doc, tmp);
}
