/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of labels.h as tables of names; looking a name up walks a table of at most fifty short strings. */
#include "language/labels.h"

#define NAME(name) #name,
static const char *const upos_name[] = {PLX_UPOS_LIST(NAME)};
#undef NAME
#define NAME(name, text) text,
static const char *const rel_name[] = {PLX_REL_LIST(NAME)};
#undef NAME

static const char *const ner_text[PLX_NER_COUNT] = {"O",     "B-PER", "I-PER",  "B-ORG", "I-ORG",
                                                    "B-LOC", "I-LOC", "B-MISC", "I-MISC"};

const char *plx_upos_name(plx_upos u) {
  return u < PLX_UPOS_COUNT ? upos_name[u] : "X";
}

const char *plx_rel_name(plx_rel r) {
  return r < PLX_REL_COUNT ? rel_name[r] : "dep";
}

const char *plx_ner_name(plx_ner n) {
  return n < PLX_NER_COUNT ? ner_text[n] : "O";
}

static int index_of(plx_str name, const char *const *list, int n) {
  for (int i = 0; i < n; i++)
    if (plx_str_eqz(name, list[i])) return i;
  return -1;
}

plx_upos plx_upos_of(plx_str name) {
  int i = index_of(name, upos_name, PLX_UPOS_COUNT);
  return i < 0 ? PLX_UPOS_X : (plx_upos)i;
}

plx_rel plx_rel_of(plx_str name) {
  int i = index_of(name, rel_name, PLX_REL_COUNT);
  plx_str rest = name, part;
  if (i < 0 && plx_str_cut(&rest, ':', &part)) i = index_of(part, rel_name, PLX_REL_COUNT);
  return i < 0 ? PLX_REL_DEP : (plx_rel)i;
}

// NER tags come as "B-PER" from files; the C names are B_PER.
plx_ner plx_ner_of(plx_str name) {
  int i = index_of(name, ner_text, PLX_NER_COUNT);
  return i < 0 ? PLX_NER_O : (plx_ner)i;
}

plx_rel plx_rel_universal(plx_rel r) {
  plx_str rest = plx_str_of(plx_rel_name(r)), part;
  if (!plx_str_cut(&rest, ':', &part)) return r;
  int i = index_of(part, rel_name, PLX_REL_COUNT);
  return i < 0 ? PLX_REL_DEP : (plx_rel)i;
}
