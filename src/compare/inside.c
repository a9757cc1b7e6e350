/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/inside.h"

#include "base/table.h"
#include "language/labels.h"

enum { SENTENCES_BACK = 3 };

static const plx_record *record_of(const plx_findings *f, const plx_finding *x) {
  return f->side[x->document].record;
}

// --- denials ---

// A deed spoken of as known: "the attack", "that strike", "it".
static bool is_definite(const plx_side *s, uint32_t noun) {
  for (uint32_t k = 0, c; (c = plx_tree_kid(&s->trees, noun, k)) != PLX_NO_TOK; k++)
    if (plx_tree_form_is(&s->trees, c, "the this that these those any")) return true;
  return false;
}

// Denied is the doing: "carrying out the attack", "responsibility for the attack", not that "the blast was felt".
static bool is_done(const plx_side *s, uint32_t noun) {
  uint32_t up = plx_tree_head(&s->trees, noun);
  return up != PLX_NO_TOK &&
         plx_tree_lemma_is(&s->trees, up,
                           "carry commit do launch conduct order mount stage perpetrate cause attack bomb "
                           "behind responsible responsibility role part involvement hand link deny reject");
}

// How well an event fits the noun that takes it up; a general noun ("incident") takes up anything.
static double fits(const plx_finding *event, const plx_kin *noun) {
  if (plx_str_in(noun->lemma, "incident accusation claim allegation charge report")) return 0.5;
  return plx_kin_score(&event->kin, noun);
}

static uint32_t deed_before(const plx_findings *f, const plx_finding *denial, const plx_kin *noun) {
  uint32_t best = PLX_NONE;
  double best_score = plx_param("compare_deed");
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *x = &f->v.v[i];
    if ((x->kind != PLX_FIND_EVENT && x->kind != PLX_FIND_CLAUSE) || x->document != denial->document ||
        x->head >= denial->first)
      continue;
    if (x->sentence + SENTENCES_BACK < denial->sentence || x->sentence >= denial->sentence) continue;
    double score = fits(x, noun) - 0.1 * (denial->sentence - x->sentence);
    if (score < best_score) continue; // the later of two equals
    best = i;
    best_score = score;
  }
  return best;
}

void plx_find_denials(const plx_findings *f, plx_arena *a, plx_twos *out) {
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *x = &f->v.v[i];
    if (x->kind != PLX_FIND_STATEMENT || !plx_is_denial(record_of(f, x), x->index)) continue;
    const plx_side *s = &f->side[x->document];
    for (uint32_t t = x->first; t <= x->last; t++) {
      const plx_tok *tok = plx_tree_tok(&s->trees, t);
      if (tok->upos != PLX_UPOS_NOUN || !is_definite(s, t) || !is_done(s, t)) continue;
      plx_kin noun = plx_kin_of(plx_str_lower(a, tok->lemma));
      uint32_t deed = deed_before(f, x, &noun);
      if (deed == PLX_NONE) continue;
      *plx_vec_push(a, out) = (plx_two){i, deed};
      break;
    }
  }
}

// --- contrasts ---

static bool opens_contrast(const plx_side *s, uint32_t sentence) {
  const plx_sentence *se = &s->record->text.sentence.v[sentence];
  return plx_tree_form_is(&s->trees, se->first, "however nevertheless nonetheless conversely");
}

static bool is_party(const plx_record *r, uint32_t statement) {
  uint32_t e = r->statement.v[statement].speaker;
  return e != PLX_NONE && r->entity.v[e].actor.n;
}

// A statement that stands for itself: outermost, asserted, by somebody named.
static bool stands(const plx_findings *f, const plx_finding *x) {
  if (x->kind != PLX_FIND_STATEMENT || !x->speaker.n) return false;
  const plx_statement *s = &record_of(f, x)->statement.v[x->index];
  return s->inside == PLX_NONE && s->polarity == PLX_ASSERT && s->cue_head != PLX_NONE;
}

// The cue is in the sentence's own clause: what follows "However" is this very statement.
static bool leads(const plx_findings *f, const plx_finding *x) {
  const plx_side *s = &f->side[x->document];
  uint32_t cue = record_of(f, x)->statement.v[x->index].cue_head;
  return plx_tree_head(&s->trees, cue) == PLX_NO_TOK && s->trees.sentence[cue] == x->sentence;
}

// A parser may take the verb of "people report that …" for a noun; the words still say that somebody tells.
static bool tells_that(const plx_side *s, uint32_t sentence, uint32_t *that) {
  const plx_sentence *se = &s->record->text.sentence.v[sentence];
  for (uint32_t i = se->first + 1; i + 1 < se->first + se->count; i++)
    if (plx_tree_lemma_is(&s->trees, i, "report say claim insist argue maintain tell counter contend") &&
        plx_tree_form_is(&s->trees, i + 1, "that"))
      return *that = i + 1, true;
  return false;
}

// What stands against the statement x: the leading statement of the next sentence, by somebody else; else, where that
// sentence has no statement but tells "that …", the longest of what it tells.
static uint32_t against(const plx_findings *f, const plx_finding *x) {
  const plx_side *s = &f->side[x->document];
  uint32_t next = x->sentence + 1, that = 0, best = PLX_NONE;
  bool somebody = false, tells = tells_that(s, next, &that);
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *y = &f->v.v[i];
    if (y->document != x->document || y->sentence != next) continue;
    if (y->kind == PLX_FIND_STATEMENT) {
      somebody = true;
      if (stands(f, y) && leads(f, y) && !plx_str_eq(x->speaker, y->speaker)) return i;
    } else if (plx_is_deed(y->kind) && tells && y->first > that &&
               (best == PLX_NONE || y->span.n > f->v.v[best].span.n)) {
      best = i;
    }
  }
  return somebody ? PLX_NONE : best;
}

void plx_find_contrasts(const plx_findings *f, plx_arena *a, plx_twos *out) {
  for (uint32_t i = 0; i < f->v.n; i++) {
    const plx_finding *x = &f->v.v[i];
    const plx_side *s = &f->side[x->document];
    if (!stands(f, x) || !leads(f, x) || x->sentence + 1 >= s->record->text.sentence.n) continue;
    if (!is_party(record_of(f, x), x->index) || !opens_contrast(s, x->sentence + 1)) continue;
    uint32_t y = against(f, x);
    if (y != PLX_NONE) *plx_vec_push(a, out) = (plx_two){i, y};
  }
}
