/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline a newcomer can read aloud: cut, look at the words, tag and parse and name them, find their lemmas. */
#include "language/language.h"

#include <ctype.h>
#include <string.h>

#include "language/mend.h"
#include "language/model.h"

// "1,250,000" is 1250000: no edit at the end of a word says so.
static plx_str without_commas(plx_str number, plx_arena *doc) {
  char *out = PLX_NEWS(doc, char, number.n);
  size_t n = 0;
  for (size_t i = 0; i < number.n; i++) {
    bool between =
        i > 0 && i + 1 < number.n && isdigit((unsigned char)number.p[i - 1]) && isdigit((unsigned char)number.p[i + 1]);
    if (number.p[i] != ',' || !between) out[n++] = number.p[i];
  }
  return (plx_str){out, n};
}

// Tag numbers become labels, lemmas and features.
static void finish_words(const plx_model *m, plx_tok *tok, const uint16_t *tag, uint32_t n, plx_arena *doc) {
  for (uint32_t i = 0; i < n; i++) {
    const plx_tag *t = &m->tag[tag[i]];
    uint32_t number = tag[i] | (t->upos == PLX_UPOS_PROPN ? PLX_GUESS_NAME : 0);
    int32_t script = plx_guess(&m->lemma, tok[i].form, number), feats = plx_guess(&m->feats, tok[i].form, number);
    tok[i].upos = (uint8_t)t->upos;
    tok[i].xpos = t->xpos;
    tok[i].feats = feats < 0 ? (plx_str){0} : m->feat_set[feats];
    tok[i].lemma = script < 0 ? tok[i].form : plx_script_apply(&m->script[script], tok[i].form, doc);
    if (t->upos == PLX_UPOS_NUM && memchr(tok[i].lemma.p, ',', tok[i].lemma.n))
      tok[i].lemma = without_commas(tok[i].lemma, doc);
  }
}

// A sentence given to us may be of any length; what is longer than our own splitter lets a sentence be is labelled in
// pieces, and the roots of the later pieces hang on the first one's.
static void join_pieces(plx_tok *tok, uint32_t first, uint32_t count) {
  int64_t root = -1;
  for (uint32_t i = first; i < first + count; i++) {
    if (tok[i].head >= 0) continue;
    if (root < 0) {
      root = i;
    } else {
      tok[i].head = (int32_t)root;
      tok[i].rel = PLX_REL_PARATAXIS;
    }
  }
}

static uint32_t cut_pieces(const plx_sentence *s, uint32_t sentences, uint32_t first, uint32_t *end) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < sentences; i++) {
    uint32_t at = s[i].first - first, to = at + s[i].count;
    for (; to - at > PLX_SENTENCE_TOKENS_MAX; at += PLX_SENTENCE_TOKENS_MAX) end[n++] = at + PLX_SENTENCE_TOKENS_MAX;
    end[n++] = to;
  }
  return n;
}

static void label_run(const plx_model *m, plx_text *t, const plx_sentence *s, uint32_t sentences, plx_arena *doc,
                      plx_arena *tmp) {
  uint32_t first = s->first, n = s[sentences - 1].first + s[sentences - 1].count - first;
  uint32_t *end = PLX_NEWS(tmp, uint32_t, sentences + n / PLX_SENTENCE_TOKENS_MAX + 1);
  plx_tok *tok = &t->tok.v[first];
  plx_word *word = PLX_NEWS(tmp, plx_word, n);
  plx_listed *listed = PLX_NEWS(tmp, plx_listed, n);
  plx_net_words w = {.n = n,
                     .word = word,
                     .listed = listed,
                     .end = end,
                     .tagger = m->tagging ? &m->tagger : NULL,
                     .namer = m->names ? &m->namer : NULL,
                     .tag = PLX_NEWS(tmp, uint16_t, n),
                     .head = PLX_NEWS(tmp, int32_t, n)};
  w.rel = PLX_NEWS(tmp, uint8_t, n);
  w.ner = PLX_NEWS(tmp, uint8_t, n);
  w.sentences = cut_pieces(s, sentences, first, end);
  plx_str *form = PLX_NEWS(tmp, plx_str, n);
  for (uint32_t i = 0; i < n; i++) form[i] = tok[i].form;
  for (uint32_t i = 0; i < n; i++) plx_word_of(form[i], &word[i]);
  for (uint32_t i = 0, at = 0; i < w.sentences; at = end[i++])
    plx_lists_mark(&m->known.lists, form + at, end[i] - at, listed + at);
  plx_net_label(&m->net, &m->known, &w, tmp);
  plx_mend(m, &w);
  finish_words(m, tok, w.tag, n, doc);
  for (uint32_t i = 0; i < n; i++) {
    tok[i].head = w.head[i] < 0 ? -1 : w.head[i] + (int32_t)first;
    tok[i].rel = w.rel[i];
    tok[i].ner = w.ner[i];
  }
  for (uint32_t i = 0; i < sentences; i++)
    if (s[i].count > PLX_SENTENCE_TOKENS_MAX) join_pieces(t->tok.v, s[i].first, s[i].count);
}

void plx_language_split(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                        plx_arena *tmp, plx_text *out) {
  plx_split(&m->split, bytes, blocks, block_count, doc, tmp, out);
}

// Sentences of at most this many words are labelled in runs: so much is in memory at once.
enum { RUN_WORDS = 4096 };

void plx_language_label(const plx_model *m, plx_text *t, plx_arena *doc, plx_arena *tmp) {
  for (uint32_t s = 0, next; s < t->sentence.n; s = next) {
    plx_mark mark = plx_arena_mark(tmp);
    uint32_t words = t->sentence.v[s].count;
    for (next = s + 1; next < t->sentence.n && words + t->sentence.v[next].count <= RUN_WORDS; next++)
      words += t->sentence.v[next].count;
    label_run(m, t, &t->sentence.v[s], next - s, doc, tmp);
    plx_arena_reset(tmp, mark);
  }
}

void plx_language_read(const plx_model *m, plx_str bytes, const plx_span *blocks, uint32_t block_count, plx_arena *doc,
                       plx_arena *tmp, plx_text *out) {
  plx_language_split(m, bytes, blocks, block_count, doc, tmp, out);
  plx_language_label(m, out, doc, tmp);
}
