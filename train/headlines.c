/* SPDX-License-Identifier: Apache-2.0 */
/* Makes headlines of a treebank's sentences: "The court jailed the two leaders on Monday, officials said." ->
 * "Court jails two leaders on Monday".
 *
 *     build/train/headlines BANK.conllu [NAMES.iob2] >HEADLINES.conllu
 *
 * Treebanks of the web have hardly a headline, and a reader of "Court jails leader" who has never seen one takes it for a
 * heap of nouns.  What headlines leave out is known: articles, auxiliaries, what hangs on beside the clause, the full
 * stop; what happened stands in the present, what will happen with "to", what was done to somebody as a bare participle
 * (Mardh 1980, Headlinese).  Each is a paragraph of its own, so that nothing is learned from what it stands beside. */
#include <stdio.h>
#include <string.h>

#include "language/conllu.h"
#include "language/train.h"

enum {
  WORDS_MIN = 3,
  WORDS_MAX = 14,
  SENTENCE_MAX = 60,
  OBLIQUES_MAX = 2,
  TITLE_CASE_PERCENT = 40,
  COMMA_PERCENT = 35
};

typedef struct headline {
  const plx_text *t;
  uint32_t first, n, root, subject; // words of the bank
  bool keep[SENTENCE_MAX];
  plx_tok word[SENTENCE_MAX];
  plx_arena *a;
} headline;

static uint64_t seed = 1;

static bool chance(uint32_t percent) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (seed >> 33) % 100 < percent;
}

static const plx_tok *tok(const headline *h, uint32_t i) {
  return &h->t->tok.v[h->first + i];
}

static bool child_of(const headline *h, uint32_t i, uint32_t head) {
  return tok(h, i)->head == (int32_t)(h->first + head);
}

static uint32_t child(const headline *h, uint32_t head, plx_rel universal) {
  for (uint32_t i = 0; i < h->n; i++)
    if (child_of(h, i, head) && plx_rel_universal((plx_rel)tok(h, i)->rel) == universal) return i;
  return h->n;
}

static bool leaf(const headline *h, uint32_t i) {
  for (uint32_t k = 0; k < h->n; k++)
    if (child_of(h, k, i)) return false;
  return true;
}

static bool will(const plx_tok *w) {
  return w->rel == PLX_REL_AUX && plx_str_in(w->lemma, "will shall");
}

// A clause in the indicative whose subject is no pronoun, with nothing that a headline would put otherwise.
static bool fits(headline *h) {
  bool passive = false, future = false;
  for (h->root = 0; h->root < h->n && tok(h, h->root)->head >= 0;) h->root++;
  if (h->n > SENTENCE_MAX || h->root == h->n || !plx_str_eqz(tok(h, h->n - 1)->form, ".")) return false;
  for (uint32_t i = 0; i < h->n; i++) {
    const plx_tok *w = tok(h, i);
    if (!child_of(h, i, h->root)) continue;
    if (w->rel == PLX_REL_AUX_PASS) passive = true;
    else if (will(w)) future = true;
    else if (w->rel == PLX_REL_AUX && !plx_str_eqz(w->lemma, "have")) return false;
    if (w->rel == PLX_REL_EXPL || w->rel == PLX_REL_MARK || w->rel == PLX_REL_COP) return false;
    if (w->rel == PLX_REL_ADVMOD && plx_str_in(w->lemma, "not never when where why how")) return false;
  }
  plx_str x = tok(h, h->root)->xpos;
  h->subject = child(h, h->root, PLX_REL_NSUBJ);
  bool verb = plx_str_in(x, "VBD VBZ VBP") || (future && plx_str_eqz(x, "VB")) || (passive && plx_str_eqz(x, "VBN"));
  return verb && tok(h, h->root)->upos == PLX_UPOS_VERB && h->subject < h->root &&
         tok(h, h->subject)->upos != PLX_UPOS_PRON && !plx_str_in(tok(h, h->root)->lemma, "be have do") &&
         (passive || child(h, h->root, PLX_REL_CCOMP) == h->n);
}

static bool left_out(const headline *h, uint32_t i, uint32_t *obliques) {
  const plx_tok *w = tok(h, i);
  bool of_root = child_of(h, i, h->root);
  switch (w->rel) {
  case PLX_REL_ADVCL:
  case PLX_REL_ADVCL_RELCL:
  case PLX_REL_ACL_RELCL:
  case PLX_REL_PARATAXIS:
  case PLX_REL_CCOMP:
  case PLX_REL_DISCOURSE:
  case PLX_REL_VOCATIVE:
  case PLX_REL_APPOS:
  case PLX_REL_DEP:
  case PLX_REL_ORPHAN:
  case PLX_REL_LIST:
  case PLX_REL_REPARANDUM: return true;
  case PLX_REL_AUX_PASS: return of_root;
  case PLX_REL_DET: return plx_str_in(w->lemma, "the a an") && leaf(h, i);
  case PLX_REL_CONJ:
  case PLX_REL_ADVMOD: return of_root;
  case PLX_REL_AUX: return !will(w);
  case PLX_REL_OBL:
  case PLX_REL_OBL_UNMARKED: return of_root && (i < h->root || ++*obliques > OBLIQUES_MAX);
  case PLX_REL_PUNCT: return w->head < 0 || h->t->tok.v[w->head].rel != PLX_REL_CONJ;
  default: return false;
  }
}

static uint32_t choose(headline *h) {
  uint32_t obliques = 0, kept = 0;
  bool out[SENTENCE_MAX];
  for (uint32_t i = 0; i < h->n; i++) out[i] = left_out(h, i, &obliques);
  for (uint32_t i = 0; i < h->n; i++) {
    h->keep[i] = true;
    uint32_t left = h->n;
    for (int32_t k = (int32_t)(h->first + i); k >= 0 && left > 0; k = h->t->tok.v[k].head, left--)
      if (out[(uint32_t)k - h->first]) h->keep[i] = false;
    if (h->keep[i] && tok(h, i)->upos == PLX_UPOS_PUNCT && (kept == 0 || !plx_str_eqz(tok(h, i)->form, ","))) return 0;
    kept += h->keep[i];
  }
  return kept;
}

// "jail" -> "jails", "carry" -> "carries".
static plx_str third_person(plx_str lemma, plx_arena *a) {
  plx_str stem = plx_str_sub(lemma, 0, lemma.n - 1);
  char last = lemma.p[lemma.n - 1], before = lemma.n > 1 ? lemma.p[lemma.n - 2] : 0;
  if (last == 'y' && !strchr("aeiou", before)) return plx_str_fmt(a, "%.*sies", PLX_FMT(stem));
  bool hisses = strchr("sxzo", last) || (last == 'h' && strchr("cs", before));
  return plx_str_fmt(a, "%.*s%s", PLX_FMT(lemma), hisses ? "es" : "s");
}

static bool plural_subject(const headline *h) {
  uint32_t conj = child(h, h->subject, PLX_REL_CONJ);
  return plx_str_in(tok(h, h->subject)->xpos, "NNS NNPS") || (conj < h->n && h->keep[conj]) ||
         tok(h, h->subject)->upos == PLX_UPOS_NUM;
}

static void to_present(headline *h) {
  plx_tok *w = &h->word[h->root];
  if (!plx_str_eqz(w->xpos, "VBD") || w->lemma.n == 0) return;
  bool plural = plural_subject(h);
  w->form = plural ? w->lemma : third_person(w->lemma, h->a);
  w->xpos = plural ? PLX_STR("VBP") : PLX_STR("VBZ");
  w->feats = plural ? PLX_STR("Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")
                    : PLX_STR("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin");
}

static void to_headline(headline *h) {
  for (uint32_t i = 0; i < h->n; i++) {
    plx_tok *w = &h->word[i];
    *w = *tok(h, i);
    if (i == 0 && w->upos != PLX_UPOS_PROPN) w->form = plx_str_lower(h->a, w->form);
    if (will(w)) {
      w->form = w->lemma = PLX_STR("to"), w->xpos = PLX_STR("TO"), w->feats = (plx_str){0};
      w->upos = PLX_UPOS_PART, w->rel = PLX_REL_MARK;
    } else if (w->rel == PLX_REL_CC && plx_str_eqz(w->lemma, "and") && chance(COMMA_PERCENT)) {
      w->form = w->lemma = w->xpos = PLX_STR(","), w->upos = PLX_UPOS_PUNCT, w->rel = PLX_REL_PUNCT;
    }
  }
  to_present(h);
}

static plx_str capital(plx_str s, plx_arena *a) {
  plx_str copy = plx_str_copy(a, s);
  char *p = (char *)(uintptr_t)copy.p;
  if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
  return copy;
}

static void print(headline *h) {
  uint32_t number[SENTENCE_MAX], n = 0;
  bool title = chance(TITLE_CASE_PERCENT);
  for (uint32_t i = 0; i < h->n; i++)
    if (h->keep[i]) number[i] = ++n;
  printf("# newpar\n");
  for (uint32_t i = 0; i < h->n; i++) {
    if (!h->keep[i]) continue;
    const plx_tok *w = &h->word[i];
    bool small =
        w->upos == PLX_UPOS_ADP || w->upos == PLX_UPOS_DET || w->upos == PLX_UPOS_CCONJ || w->upos == PLX_UPOS_PART;
    plx_str form = number[i] == 1 || (title && !small) ? capital(w->form, h->a) : w->form;
    printf("%u\t%.*s\t%.*s\t%s\t%.*s\t%.*s\t%u\t%s\t_\t%s%s\n", number[i], PLX_FMT(form), PLX_FMT(w->lemma),
           plx_upos_name(w->upos), PLX_FMT(w->xpos), PLX_FMT(w->feats.n ? w->feats : PLX_STR("_")),
           w->head < 0 ? 0 : number[(uint32_t)w->head - h->first], plx_rel_name(w->rel), w->ner ? "NER=" : "_",
           w->ner ? plx_ner_name(w->ner) : "");
  }
  putchar('\n');
}

int main(int argc, char **argv) {
  plx_arena *a = plx_arena_new(), *tmp = plx_arena_new();
  plx_bank bank = {0};
  plx_err e = {0};
  if (argc < 2 || argc > 3 || !plx_bank_open(argv[1], argc == 3 ? argv[2] : NULL, a, &bank, &e)) {
    fprintf(stderr, "headlines: %s\n", e.code ? e.msg : "usage: headlines BANK.conllu [NAMES.iob2]");
    return 2;
  }
  uint32_t made = 0;
  for (uint32_t s = 0; s < bank.text.sentence.n; s++) {
    const plx_sentence *v = &bank.text.sentence.v[s];
    headline h = {.t = &bank.text, .first = v->first, .n = v->count, .a = tmp};
    plx_mark mark = plx_arena_mark(tmp);
    uint32_t kept = fits(&h) ? choose(&h) : 0;
    if (kept >= WORDS_MIN && kept <= WORDS_MAX) {
      to_headline(&h);
      print(&h);
      made++;
    }
    plx_arena_reset(tmp, mark);
  }
  fprintf(stderr, "%u headlines of %u sentences\n", made, bank.text.sentence.n);
  plx_arena_free(tmp);
  plx_arena_free(a);
  return 0;
}
