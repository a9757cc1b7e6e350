/* labels.h - the closed sets of labels that the rest of the program may name.
 *
 * in     label names as treebanks write them
 * out    small numbers, and back
 * how    X-macros; a subtype the list does not know falls back to its universal part
 * cost   O(1), or a search of a short list
 * from   universaldependencies.org v2: u/pos, u/dep, and the subtypes of UD_English-EWT and -GUM; CoNLL 2003 names
 *
 * Pure.
 */
#ifndef PLX_LANGUAGE_LABELS_H
#define PLX_LANGUAGE_LABELS_H

#include "base/str.h"

#define PLX_UPOS_LIST(F)                                                                                               \
  F(X)                                                                                                                 \
  F(ADJ) F(ADP) F(ADV) F(AUX) F(CCONJ) F(DET) F(INTJ) F(NOUN) F(NUM) F(PART) F(PRON) F(PROPN) F(PUNCT) F(SCONJ) F(SYM) \
      F(VERB)

// name in C, name in the treebank
#define PLX_REL_LIST(X)                                                                                                \
  X(DEP, "dep")                                                                                                        \
  X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl") X(ADVCL_RELCL, "advcl:relcl")              \
      X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case")      \
          X(CC, "cc") X(CC_PRECONJ, "cc:preconj") X(CCOMP, "ccomp") X(CLF, "clf") X(COMPOUND, "compound")              \
              X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj")                          \
                  X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass") X(DET, "det") X(DET_PREDET, "det:predet")  \
                      X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed")          \
                          X(FLAT, "flat") X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark")      \
                              X(NMOD, "nmod") X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss")                      \
                                  X(NMOD_UNMARKED, "nmod:unmarked") X(NSUBJ, "nsubj") X(NSUBJ_OUTER, "nsubj:outer")    \
                                      X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj") X(OBL, "obl")      \
                                          X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked")                    \
                                              X(ORPHAN, "orphan") X(PARATAXIS, "parataxis") X(PUNCT, "punct")          \
                                                  X(REPARANDUM, "reparandum") X(VOCATIVE, "vocative")                  \
                                                      X(XCOMP, "xcomp")

#define PLX_NER_LIST(X) X(O) X(B_PER) X(I_PER) X(B_ORG) X(I_ORG) X(B_LOC) X(I_LOC) X(B_MISC) X(I_MISC)

#define PLX_ONE(name) PLX_UPOS_##name,
typedef enum plx_upos { PLX_UPOS_LIST(PLX_ONE) PLX_UPOS_COUNT } plx_upos;
#undef PLX_ONE
#define PLX_ONE(name, text) PLX_REL_##name,
typedef enum plx_rel { PLX_REL_LIST(PLX_ONE) PLX_REL_COUNT } plx_rel;
#undef PLX_ONE
#define PLX_ONE(name) PLX_NER_##name,
typedef enum plx_ner { PLX_NER_LIST(PLX_ONE) PLX_NER_COUNT } plx_ner;
#undef PLX_ONE

const char *plx_upos_name(plx_upos u);
const char *plx_rel_name(plx_rel r);
const char *plx_ner_name(plx_ner n);  // "O", "B-PER", …
plx_upos plx_upos_of(plx_str name);   // PLX_UPOS_X if unknown
plx_rel plx_rel_of(plx_str name);     // the universal part if the subtype is unknown, else PLX_REL_DEP
plx_ner plx_ner_of(plx_str name);     // PLX_NER_O if unknown
plx_rel plx_rel_universal(plx_rel r); // PLX_REL_NSUBJ_PASS → PLX_REL_NSUBJ

#endif
