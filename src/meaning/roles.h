/* roles.h - given a cue: which words of its sentence are its source, its own, its content.
 *
 * in     a document as said.h lays it out, a cue
 * out    a label for each token of the cue's sentence
 * how    a linear chain: each token scored by its path to the cue in the tree, its place and the quotation marks between;
 *        each pair of neighbours by whether a subtree ends between them; Viterbi
 * cost   about 60 features a token of the sentence, a cue
 * from   Lafferty, McCallum & Pereira 2001; Johansson & Nugues 2008 for the features
 *
 * Cannot fail.  Pure.
 */
#ifndef PLX_MEANING_ROLES_H
#define PLX_MEANING_ROLES_H

#include "meaning/said.h"
#include "meaning/weights.h"

#define PLX_ROLE_FEATURES_MAX 96
#define PLX_ROLE_JOINTS       32 // kinds of place between two neighbours

// The sentence as the cue sees it; on tmp.
typedef struct plx_roles {
  const plx_said *d;
  uint32_t cue, first, count;
  struct plx_role_path *path; // [count]
  uint32_t shape;             // which relations the cue has under it
  uint32_t quotes;            // any quotation in the sentence
} plx_roles;

plx_roles plx_roles_of(const plx_said *d, uint32_t cue, plx_arena *tmp);
uint32_t plx_roles_features(const plx_roles *r, uint32_t k, uint32_t feat[PLX_ROLE_FEATURES_MAX]); // token first + k
// The kind of place between token first + k - 1 and first + k, 0..PLX_ROLE_JOINTS-1; k >= 1.
uint32_t plx_roles_joint(const plx_roles *r, uint32_t k);
// The feature that a place of this kind is behind a token of this role.
uint32_t plx_roles_joint_feature(uint32_t joint, uint32_t before);

typedef struct plx_role_model {
  plx_weights token; // outputs: the roles
  plx_weights joint; // by plx_roles_joint_feature
} plx_role_model;

// role[count of the sentence]; returns how much better the labelling scores than "none" everywhere.
float plx_roles_find(const plx_role_model *m, const plx_said *d, uint32_t cue, uint8_t *role, plx_arena *tmp);

// The best labelling of n tokens: emit[n][4], step[PLX_ROLE_JOINTS][4][4], joint[n].  Ties go to the smaller label.
void plx_roles_best(const float *emit, const float *step, const uint8_t *joint, uint32_t n, uint8_t *role,
                    plx_arena *tmp);

#endif
