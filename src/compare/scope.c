/* SPDX-License-Identifier: Apache-2.0 */
/* "Five people were hit by bullets, including one who died": two numbers, and only words around them tell that the second
 * counts some of the first.  The sentence is made a line of lower-case words, so that a phrase is looked for as it reads. */
#include "compare/scope.h"

#include "base/table.h"
#include "tables.h"

typedef struct line {
  plx_str words;         // of the sentence, lower case, with a blank around each
  size_t number, behind; // where the number's words begin, and where they end
} line;

static line line_of(const plx_side *s, const plx_figure *f, plx_arena *tmp) {
  const plx_sentence *se = &s->record->text.sentence.v[s->trees.sentence[f->head]];
  plx_buf text = {0};
  line l = {.number = 0};
  plx_buf_char(&text, ' ');
  for (uint32_t i = se->first; i < se->first + se->count; i++) {
    const plx_tok *t = &s->record->text.tok.v[i];
    if (i == f->head) l.number = text.n - 1;
    if (t->upos == PLX_UPOS_PUNCT) continue;
    plx_buf_str(&text, plx_str_lower(tmp, t->form));
    plx_buf_char(&text, ' ');
    if (i == f->head) l.behind = text.n - 1;
  }
  l.words = plx_str_copy(tmp, plx_buf_view(&text));
  plx_buf_free(&text);
  return l;
}

static bool stands_before(const line *l, plx_str phrase) {
  return plx_str_ends(plx_str_sub(l->words, 0, l->number + 1), phrase);
}

static bool stands_behind(const line *l, plx_str phrase) {
  return plx_str_starts(plx_str_sub(l->words, l->behind, l->words.n), phrase);
}

static bool follows(const line *l, plx_str phrase) {
  return plx_str_find(l->words, phrase, l->number) >= 0;
}

// "Overnight shootings", "12 crashes": deeds of which one hurts few; where several are told, a number covers them all.
static bool counts_deeds(const plx_side *s, const plx_figure *f) {
  const plx_sentence *se = &s->record->text.sentence.v[s->trees.sentence[f->head]];
  for (uint32_t i = se->first; i < se->first + se->count; i++)
    if (plx_tree_lemma_is(&s->trees, i, "shooting crash accident stabbing homicide murder incident") &&
        plx_tree_tok(&s->trees, i)->upos == PLX_UPOS_NOUN && plx_tree_feat(&s->trees, i, "Number=Plur"))
      return true;
  return false;
}

// "His brother and two others": the others are not all.
static bool is_rest(const plx_side *s, const plx_figure *f) {
  uint32_t noun = f->counted_head;
  if (noun == PLX_NONE || plx_tree_tok(&s->trees, noun)->rel != PLX_REL_CONJ) return false;
  bool others = plx_tree_lemma_is(&s->trees, noun, "other");
  for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, noun, k)) != PLX_NO_TOK && !others; k++)
    others = plx_tree_lemma_is(&s->trees, c, "other more");
  uint32_t first = plx_tree_first_conjunct(&s->trees, noun);
  plx_upos u = plx_tree_tok(&s->trees, first)->upos;
  return others && (u == PLX_UPOS_NOUN || u == PLX_UPOS_PROPN || u == PLX_UPOS_PRON);
}

// "Five people were shot, including one who died": of those that were hit some were killed, so they are not the wounded.
static bool holds_dead(const plx_figure *f, const line *l) {
  static const char *const dead[] = {" dead ", " died ", " killed ", " fatally "};
  static const char *const some[] = {" of them ", " of whom ", " including ", " one "};
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
    ptrdiff_t at = plx_str_find(l->words, plx_str_of(some[i]), l->behind);
    if (at < 0 || (i > 1 && plx_str_eqz(f->state, "killed"))) continue;
    for (size_t k = 0; k < sizeof dead / sizeof *dead; k++)
      if (plx_str_find(l->words, plx_str_of(dead[k]), (size_t)at) >= 0) return true;
  }
  return false;
}

// "One of five people hurt has died": the five were more than the wounded are.
static bool holds_one_dead(const plx_figure *f, const line *l) {
  static const char *const dead[] = {" dead ", " died ", " dies ", " killed "};
  if (!plx_str_in(f->state, "wounded injured") || !stands_before(l, PLX_STR(" one of "))) return false;
  for (size_t k = 0; k < sizeof dead / sizeof *dead; k++)
    if (plx_str_find(l->words, plx_str_of(dead[k]), l->behind) >= 0) return true;
  return false;
}

// "All four were hit by gunfire" where others are told dead: who is hit need not live.
static bool are_hit(const plx_side *s, const plx_figure *f) {
  if (!plx_str_in(f->state, "wounded injured")) return false;
  const plx_sentence *se = &s->record->text.sentence.v[s->trees.sentence[f->head]];
  bool hit = false, dead = false;
  for (uint32_t i = se->first; i < se->first + se->count; i++) {
    if (plx_tree_lemma_is(&s->trees, i, "wound injure hurt injury wounded injured")) return false;
    hit |= plx_tree_lemma_is(&s->trees, i, "hit strike");
  }
  for (uint32_t i = 0; hit && i < s->record->figure.n && !dead; i++)
    dead = plx_str_eqz(s->record->figure.v[i].state, "killed");
  return dead;
}

// "Four surviving victims": not those that did not.
static bool are_survivors(const plx_side *s, const plx_figure *f) {
  uint32_t noun = f->counted_head;
  for (uint32_t k = 0, c; noun != PLX_NONE && (c = plx_tree_kid(&s->trees, noun, k)) != PLX_NO_TOK; k++)
    if (plx_tree_lemma_is(&s->trees, c, "surviving survive remaining remain")) return true;
  return false;
}

// "Eighteen more people were arrested": added to a number told before; "one dead, three more wounded" adds to the dead.
static bool is_added(const plx_figure *f, const line *l) {
  return stands_behind(l, PLX_STR(" more ")) && !stands_behind(l, PLX_STR(" more than ")) &&
         !plx_str_in(f->state, "wounded injured");
}

// "A man", "Jane Doe and her son": a number that nobody wrote.
static bool is_unwritten(const plx_side *s, const plx_figure *f) {
  const plx_tok *t = plx_tree_tok(&s->trees, f->head);
  bool digit = t->form.n && t->form.p[0] >= '0' && t->form.p[0] <= '9';
  return t->upos != PLX_UPOS_NUM && !digit &&
         !plx_tree_lemma_is(&s->trees, f->head, "dozen score hundred thousand million couple");
}

// "Two officers and deputy Jo Dale": somebody is named beside the number.
static bool has_named_beside(const plx_side *s, const plx_figure *f) {
  uint32_t noun = f->counted_head;
  for (uint32_t k = 0, c; noun != PLX_NONE && (c = plx_tree_kid(&s->trees, noun, k)) != PLX_NO_TOK; k++)
    if (plx_tree_tok(&s->trees, c)->rel == PLX_REL_CONJ && plx_tree_tok(&s->trees, c)->upos == PLX_UPOS_PROPN)
      return true;
  return false;
}

// "Seven men and six women": each number is of its own group.
static bool is_addend(const plx_side *s, const plx_figure *f) {
  for (uint32_t i = 0; i < s->record->figure.n; i++) {
    const plx_figure *g = &s->record->figure.v[i];
    uint32_t noun = f->counted_head, other = g->counted_head;
    if (g == f || noun == PLX_NONE || other == PLX_NONE || noun == other || !plx_str_eq(f->state, g->state)) continue;
    if (plx_tree_first_conjunct(&s->trees, noun) == plx_tree_first_conjunct(&s->trees, other)) return true;
  }
  return false;
}

// "One was hit in the head": a person, not a count; in a headline or a first sentence it is the count.
static bool is_somebody(const plx_side *s, const plx_figure *f) {
  return f->value == 1 && s->trees.sentence[f->head] >= PLX_LEAD;
}

static void take(plx_scope *out, const line *l, plx_str kind, plx_str phrase) {
  bool part = plx_str_eqz(kind, "part") && stands_before(l, phrase);
  bool some = plx_str_eqz(kind, "some") && stands_behind(l, phrase);
  if (part || some || (plx_str_eqz(kind, "scene") && follows(l, phrase))) out->kind = PLX_SCOPE_PART;
  else if (plx_str_eqz(kind, "wide") && plx_str_find(l->words, phrase, 0) >= 0 && out->kind == PLX_SCOPE_WHOLE)
    out->kind = PLX_SCOPE_WIDE;
  else if (plx_str_eqz(kind, "with") && follows(l, phrase)) out->doer = PLX_DOER_COUNTED;
  else if (plx_str_eqz(kind, "without") && follows(l, phrase)) out->doer = PLX_DOER_LEFT_OUT;
  else if (plx_str_eqz(kind, "early") && plx_str_find(l->words, phrase, 0) >= 0) out->early = true;
}

plx_scope plx_scope_of(const plx_side *s, const plx_figure *figure, plx_arena *tmp) {
  plx_scope out = {.kind = PLX_SCOPE_WHOLE};
  if (figure->head >= s->record->text.tok.n) return out;
  line l = line_of(s, figure, tmp);
  for (int row = 0; row < plx_table_scope_words.rows; row++) {
    plx_str phrase = plx_cell(&plx_table_scope_words, row, PLX_SCOPE_WORDS_PHRASE);
    take(&out, &l, plx_cell(&plx_table_scope_words, row, PLX_SCOPE_WORDS_KIND),
         plx_str_fmt(tmp, " %.*s ", PLX_FMT(phrase)));
  }
  if (is_rest(s, figure) || is_unwritten(s, figure) || is_addend(s, figure) || is_somebody(s, figure) ||
      is_added(figure, &l) || are_survivors(s, figure) || has_named_beside(s, figure))
    out.kind = PLX_SCOPE_PART;
  if (out.kind == PLX_SCOPE_WHOLE &&
      (counts_deeds(s, figure) || holds_dead(figure, &l) || holds_one_dead(figure, &l) || are_hit(s, figure)))
    out.kind = PLX_SCOPE_WIDE;
  return out;
}
