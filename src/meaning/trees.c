/* SPDX-License-Identifier: Apache-2.0 */
/* The index is two passes over the heads: count children, place them (so they come in the order of the text); and one
 * walk from the roots that gives the order in which subtrees can be closed bottom-up.  A token that the walk does not
 * reach lies on a cycle; it keeps itself as its subtree, and climbing stops after a sentence's length. */
#include "meaning/trees.h"

static uint32_t head_of(const plx_text *text, uint32_t i) {
  int32_t h = text->tok.v[i].head;
  return h < 0 || (uint32_t)h >= text->tok.n || (uint32_t)h == i ? PLX_NO_TOK : (uint32_t)h;
}

static void count_children(plx_trees *t) {
  for (uint32_t i = 0; i < t->n; i++) {
    uint32_t h = head_of(t->text, i);
    if (h != PLX_NO_TOK) t->child_at[h + 1]++;
  }
  for (uint32_t i = 0; i < t->n; i++) t->child_at[i + 1] += t->child_at[i];
}

static void fill_children(plx_trees *t, uint32_t *next) {
  for (uint32_t i = 0; i < t->n; i++) next[i] = t->child_at[i];
  for (uint32_t i = 0; i < t->n; i++) {
    uint32_t h = head_of(t->text, i);
    if (h != PLX_NO_TOK) t->child[next[h]++] = i;
  }
}

// Breadth first from the roots, then backwards: every child is closed before its head.
static void close_subtrees(plx_trees *t, uint32_t *order) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < t->n; i++) {
    t->left[i] = t->right[i] = i;
    if (head_of(t->text, i) == PLX_NO_TOK) order[n++] = i;
  }
  for (uint32_t at = 0; at < n; at++)
    for (uint32_t k = t->child_at[order[at]]; k < t->child_at[order[at] + 1]; k++) order[n++] = t->child[k];
  while (n-- > 0) {
    uint32_t i = order[n], h = head_of(t->text, i);
    if (h == PLX_NO_TOK) continue;
    if (t->left[i] < t->left[h]) t->left[h] = t->left[i];
    if (t->right[i] > t->right[h]) t->right[h] = t->right[i];
  }
}

plx_trees plx_trees_of(const plx_text *text, plx_arena *a) {
  uint32_t n = text->tok.n;
  plx_trees t = {.text = text, .n = n};
  t.child_at = PLX_NEWS(a, uint32_t, (size_t)n + 1);
  t.child = PLX_NEWS(a, uint32_t, n);
  t.left = PLX_NEWS(a, uint32_t, n);
  t.right = PLX_NEWS(a, uint32_t, n);
  t.sentence = PLX_NEWS(a, uint32_t, n);
  for (uint32_t s = 0; s < text->sentence.n; s++) {
    const plx_sentence *se = &text->sentence.v[s];
    for (uint32_t i = se->first; i < se->first + se->count; i++) t.sentence[i] = s;
  }
  uint32_t *scratch = PLX_NEWS(a, uint32_t, n);
  count_children(&t);
  fill_children(&t, scratch);
  close_subtrees(&t, scratch);
  return t;
}

// --- words ---

bool plx_tree_lemma_is(const plx_trees *t, uint32_t i, const char *list) {
  return plx_str_in(plx_tree_tok(t, i)->lemma, list);
}

bool plx_tree_form_is(const plx_trees *t, uint32_t i, const char *list) {
  plx_str f = plx_tree_tok(t, i)->form;
  char low[24];
  if (f.n == 0 || f.n > sizeof low) return false;
  for (size_t k = 0; k < f.n; k++) low[k] = f.p[k] >= 'A' && f.p[k] <= 'Z' ? (char)(f.p[k] + 32) : f.p[k];
  return plx_str_in((plx_str){low, f.n}, list);
}

bool plx_tree_feat(const plx_trees *t, uint32_t i, const char *feat) {
  plx_str rest = plx_tree_tok(t, i)->feats, part;
  while (plx_str_cut(&rest, '|', &part))
    if (plx_str_eqz(part, feat)) return true;
  return false;
}

// --- edges ---

static plx_rel rel_of(const plx_trees *t, uint32_t i) {
  return (plx_rel)plx_tree_tok(t, i)->rel;
}

static bool rel_any(const plx_trees *t, uint32_t i, plx_rel universal) {
  return plx_rel_universal(rel_of(t, i)) == universal;
}

uint32_t plx_tree_head(const plx_trees *t, uint32_t i) {
  return head_of(t->text, i);
}

uint32_t plx_tree_kid(const plx_trees *t, uint32_t i, uint32_t k) {
  uint32_t at = t->child_at[i] + k;
  return at < t->child_at[i + 1] ? t->child[at] : PLX_NO_TOK;
}

uint32_t plx_tree_child(const plx_trees *t, uint32_t i, plx_rel rel) {
  for (uint32_t k = t->child_at[i]; k < t->child_at[i + 1]; k++)
    if (rel_of(t, t->child[k]) == rel) return t->child[k];
  return PLX_NO_TOK;
}

uint32_t plx_tree_child_any(const plx_trees *t, uint32_t i, plx_rel universal) {
  for (uint32_t k = t->child_at[i]; k < t->child_at[i + 1]; k++)
    if (rel_any(t, t->child[k], universal)) return t->child[k];
  return PLX_NO_TOK;
}

// How far a climb may go before it must be on a cycle.
static uint32_t climb_max(const plx_trees *t, uint32_t i) {
  return t->text->sentence.n ? t->text->sentence.v[t->sentence[i]].count : t->n;
}

bool plx_tree_under(const plx_trees *t, uint32_t i, uint32_t top) {
  for (uint32_t left = climb_max(t, i) + 1; i != PLX_NO_TOK && left > 0; left--) {
    if (i == top) return true;
    i = plx_tree_head(t, i);
  }
  return false;
}

uint32_t plx_tree_depth(const plx_trees *t, uint32_t i) {
  uint32_t max = climb_max(t, i), d = 0;
  while ((i = plx_tree_head(t, i)) != PLX_NO_TOK && d < max) d++;
  return d;
}

// --- clauses ---

bool plx_tree_heads_clause(const plx_trees *t, uint32_t i) {
  switch (plx_rel_universal(rel_of(t, i))) {
  case PLX_REL_ROOT:
  case PLX_REL_CCOMP:
  case PLX_REL_XCOMP:
  case PLX_REL_ADVCL:
  case PLX_REL_ACL:
  case PLX_REL_CSUBJ:
  case PLX_REL_PARATAXIS: return true;
  case PLX_REL_CONJ: {
    uint32_t first = plx_tree_first_conjunct(t, i);
    return first != i && plx_tree_heads_clause(t, first);
  }
  default: return plx_tree_head(t, i) == PLX_NO_TOK;
  }
}

uint32_t plx_tree_clause(const plx_trees *t, uint32_t i) {
  for (uint32_t left = climb_max(t, i), h; left > 0 && !plx_tree_heads_clause(t, i); left--, i = h)
    if ((h = plx_tree_head(t, i)) == PLX_NO_TOK) break; // a conjunct of nothing
  return i;
}

// "Rebels killed in clashes", as headlines have it: these verbs do not stand without an object.
static bool bare_passive(const plx_trees *t, uint32_t verb) {
  static const char wants_object[] =
      "kill injure wound hurt arrest detain kidnap abduct jail imprison behead execute "
      "assassinate murder slay maim stab oust evacuate displace deport rescue hospitalise "
      "hospitalize bomb shell damage destroy demolish";
  static const plx_rel none_of[] = {PLX_REL_OBJ, PLX_REL_IOBJ, PLX_REL_CCOMP, PLX_REL_XCOMP, PLX_REL_AUX};
  plx_str x = plx_tree_tok(t, verb)->xpos;
  if (rel_any(t, verb, PLX_REL_ACL)) return false; // "the man they arrested"
  if (!plx_str_in(x, "VBN VBD") || !plx_tree_lemma_is(t, verb, wants_object)) return false;
  for (size_t i = 0; i < sizeof none_of / sizeof *none_of; i++)
    if (plx_tree_child_any(t, verb, none_of[i]) != PLX_NO_TOK) return false;
  return plx_tree_child(t, verb, PLX_REL_NSUBJ) != PLX_NO_TOK;
}

bool plx_tree_passive(const plx_trees *t, uint32_t verb) {
  if (plx_tree_child(t, verb, PLX_REL_AUX_PASS) != PLX_NO_TOK) return true;
  if (plx_tree_child(t, verb, PLX_REL_NSUBJ_PASS) != PLX_NO_TOK) return true;
  if (plx_tree_child(t, verb, PLX_REL_OBL_AGENT) != PLX_NO_TOK) return true;
  if (bare_passive(t, verb)) return true;
  // a bare participle behind its noun: "the man killed in the raid"
  return rel_of(t, verb) == PLX_REL_ACL && plx_str_eqz(plx_tree_tok(t, verb)->xpos, "VBN");
}

bool plx_tree_negated(const plx_trees *t, uint32_t i) {
  for (uint32_t k = t->child_at[i]; k < t->child_at[i + 1]; k++) {
    uint32_t c = t->child[k];
    plx_rel r = rel_of(t, c);
    if ((r == PLX_REL_ADVMOD || r == PLX_REL_DEP || r == PLX_REL_AUX) &&
        plx_tree_form_is(t, c, "not n't n’t never neither nor hardly barely"))
      return true;
    if (r == PLX_REL_ADVMOD && plx_tree_form_is(t, c, "longer") && plx_tree_child(t, c, PLX_REL_ADVMOD) != PLX_NO_TOK)
      return true;
    if (r == PLX_REL_DET && plx_tree_form_is(t, c, "no neither")) return true;
    if ((r == PLX_REL_MARK || r == PLX_REL_CASE) && plx_tree_form_is(t, c, "without")) return true;
  }
  return false;
}

// Where a clause without a subject of its own finds one, one step on; PLX_NO_TOK if nowhere.
static uint32_t lends_subject(const plx_trees *t, uint32_t verb) {
  plx_rel r = rel_of(t, verb);
  if (r == PLX_REL_CONJ || r == PLX_REL_XCOMP || r == PLX_REL_ADVCL) return plx_tree_head(t, verb);
  return PLX_NO_TOK;
}

uint32_t plx_tree_subject(const plx_trees *t, uint32_t verb) {
  for (uint32_t left = climb_max(t, verb); left > 0; left--) {
    uint32_t s = plx_tree_child_any(t, verb, PLX_REL_NSUBJ);
    if (s == PLX_NO_TOK) s = plx_tree_child_any(t, verb, PLX_REL_CSUBJ);
    if (s != PLX_NO_TOK) return s;
    if (rel_any(t, verb, PLX_REL_ACL)) return plx_tree_head(t, verb);
    if (rel_of(t, verb) == PLX_REL_XCOMP && plx_tree_head(t, verb) != PLX_NO_TOK) {
      uint32_t o = plx_tree_child(t, plx_tree_head(t, verb), PLX_REL_OBJ); // "urged them to leave"
      if (o != PLX_NO_TOK) return o;
    }
    verb = lends_subject(t, verb);
    if (verb == PLX_NO_TOK) return PLX_NO_TOK;
  }
  return PLX_NO_TOK;
}

uint32_t plx_tree_object(const plx_trees *t, uint32_t verb) {
  uint32_t o = plx_tree_child(t, verb, PLX_REL_OBJ);
  if (o != PLX_NO_TOK || !plx_tree_passive(t, verb)) return o;
  o = plx_tree_child(t, verb, PLX_REL_NSUBJ_PASS);
  return o != PLX_NO_TOK ? o : plx_tree_subject(t, verb);
}

uint32_t plx_tree_agent(const plx_trees *t, uint32_t verb) {
  if (!plx_tree_passive(t, verb)) return plx_tree_subject(t, verb);
  uint32_t by = plx_tree_child(t, verb, PLX_REL_OBL_AGENT);
  return by != PLX_NO_TOK ? by : plx_tree_oblique(t, verb, "by");
}

uint32_t plx_tree_marker(const plx_trees *t, uint32_t noun) {
  return plx_tree_child(t, noun, PLX_REL_CASE);
}

uint32_t plx_tree_oblique(const plx_trees *t, uint32_t i, const char *marker) {
  for (uint32_t k = t->child_at[i]; k < t->child_at[i + 1]; k++) {
    uint32_t c = t->child[k];
    if (!rel_any(t, c, PLX_REL_OBL) && !rel_any(t, c, PLX_REL_NMOD)) continue;
    uint32_t m = plx_tree_marker(t, c);
    if (m != PLX_NO_TOK && plx_tree_form_is(t, m, marker)) return c;
  }
  return PLX_NO_TOK;
}

uint32_t plx_tree_antecedent(const plx_trees *t, uint32_t i) {
  plx_str x = plx_tree_tok(t, i)->xpos;
  if (!plx_str_in(x, "WDT WP WP$") && !plx_tree_feat(t, i, "PronType=Rel")) return i;
  uint32_t clause = plx_tree_first_conjunct(t, plx_tree_clause(t, i));
  if (rel_of(t, clause) != PLX_REL_ACL_RELCL || plx_tree_head(t, clause) == PLX_NO_TOK) return i;
  return plx_tree_head(t, clause);
}

// --- coordination ---

uint32_t plx_tree_first_conjunct(const plx_trees *t, uint32_t i) {
  for (uint32_t left = climb_max(t, i); left > 0 && rel_of(t, i) == PLX_REL_CONJ; left--) {
    uint32_t h = plx_tree_head(t, i);
    if (h == PLX_NO_TOK) break;
    i = h;
  }
  return i;
}

uint32_t plx_tree_conjuncts(const plx_trees *t, uint32_t i, uint32_t *out, uint32_t max) {
  uint32_t n = 0;
  if (max == 0) return 0;
  out[n++] = plx_tree_first_conjunct(t, i);
  for (uint32_t at = 0; at < n; at++) // a conjunct may carry conjuncts of its own
    for (uint32_t k = t->child_at[out[at]]; k < t->child_at[out[at] + 1] && n < max; k++)
      if (rel_of(t, t->child[k]) == PLX_REL_CONJ) out[n++] = t->child[k];
  for (uint32_t a = 1; a < n; a++) // back into the order of the text; lists are short
    for (uint32_t b = a; b > 0 && out[b - 1] > out[b]; b--) {
      uint32_t swap = out[b];
      out[b] = out[b - 1];
      out[b - 1] = swap;
    }
  return n;
}

// --- spans ---

plx_span plx_tree_words(const plx_trees *t, uint32_t first, uint32_t last) {
  plx_span a = plx_tree_tok(t, first)->span, b = plx_tree_tok(t, last)->span;
  return plx_span_of(a.at, plx_span_end(b));
}

// Punctuation off both ends, but never all of it.
static void trim_edges(const plx_trees *t, uint32_t *first, uint32_t *last) {
  while (*first < *last && plx_tree_tok(t, *first)->upos == PLX_UPOS_PUNCT) ++*first;
  while (*first < *last && plx_tree_tok(t, *last)->upos == PLX_UPOS_PUNCT) --*last;
}

plx_span plx_tree_span(const plx_trees *t, uint32_t i) {
  uint32_t first = t->left[i], last = t->right[i];
  trim_edges(t, &first, &last);
  return plx_tree_words(t, first, last);
}

static bool np_takes(const plx_trees *t, uint32_t head, uint32_t c, plx_np_parts parts) {
  switch (plx_rel_universal(rel_of(t, c))) {
  case PLX_REL_DET:
  case PLX_REL_AMOD:
  case PLX_REL_NUMMOD:
  case PLX_REL_COMPOUND:
  case PLX_REL_FLAT:
  case PLX_REL_FIXED:
  case PLX_REL_GOESWITH: return true;
  case PLX_REL_ADVMOD: return c < head && plx_tree_tok(t, head)->upos != PLX_UPOS_VERB;
  case PLX_REL_NMOD: {
    plx_rel r = rel_of(t, c); // "Russia's minister" and "500 km" are core wherever they stand
    return c < head || r == PLX_REL_NMOD_POSS || r == PLX_REL_NMOD_DESC || (parts & PLX_NP_OF);
  }
  case PLX_REL_APPOS: return parts & PLX_NP_APPOS;
  case PLX_REL_CC: return c < head && rel_of(t, c) == PLX_REL_CC_PRECONJ;
  case PLX_REL_CONJ: return parts & PLX_NP_CONJ;
  case PLX_REL_ACL: return parts & PLX_NP_CLAUSES;
  default: return false;
  }
}

void plx_tree_np_tokens(const plx_trees *t, uint32_t head, plx_np_parts parts, uint32_t *first, uint32_t *last) {
  *first = *last = head;
  for (uint32_t k = t->child_at[head]; k < t->child_at[head + 1]; k++) {
    uint32_t c = t->child[k];
    if (!np_takes(t, head, c, parts)) continue;
    if (t->left[c] < *first) *first = t->left[c];
    if (t->right[c] > *last) *last = t->right[c];
  }
  trim_edges(t, first, last);
}

plx_span plx_tree_np(const plx_trees *t, uint32_t head, plx_np_parts parts) {
  uint32_t first, last;
  plx_tree_np_tokens(t, head, parts, &first, &last);
  return plx_tree_words(t, first, last);
}
