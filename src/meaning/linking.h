/* linking.h - the state of resolving one document: clusters of mentions so far, and what speaks for joining one.
 *
 * in     candidates in order of the text
 * out    clusters; features of "this mention belongs to that cluster", of "it is new", of "it is a person, body, place"
 * how    a cluster remembers its heads, gender, number, type and its last mention; clusters are kept by recency
 * cost   a few dozen features a pair, each one multiplication; O(1) to add a mention
 * from   Durrett & Klein 2013, "Easy victories and uphill battles in coreference resolution": plain surface features
 *
 * Used by the resolver and by its trainer alike, so that both see the same.  Cannot fail; state lives on the arena
 * given.
 */
#ifndef PLX_MEANING_LINKING_H
#define PLX_MEANING_LINKING_H

#include "meaning/mentions.h"
#include "meaning/weights.h"

#define PLX_LINK_FEATURES_MAX 64
#define PLX_LINK_OPTIONS_MAX  64
#define PLX_CLUSTER_HEADS_MAX 6
#define PLX_TYPES             4 // plx_entity_type

typedef struct plx_cluster {
  uint32_t first, last; // candidates
  uint32_t size;
  uint32_t entity; // of its name, or PLX_NONE
  uint32_t head[PLX_CLUSTER_HEADS_MAX], heads, words[PLX_CLUSTER_HEADS_MAX];
  uint32_t sort, country; // as its mentions tell (mentions.h), 0: none
  plx_gender gender;
  plx_number number;
  float type[PLX_TYPES]; // how much speaks for each, summed over its mentions
  uint32_t forms;        // bit f: has a mention of form f
} plx_cluster;

typedef struct plx_linking {
  const plx_record *r;
  const plx_candidates *c;
  float (*type)[PLX_TYPES]; // [candidates] log-probabilities; of a name 0 for its own, low for others
  PLX_VEC(plx_cluster) cluster;
  uint32_t *recent, recents; // clusters, the last touched last
  uint32_t *of;              // [candidates] cluster, or PLX_NONE
  uint32_t *of_entity;       // [entities] cluster, or PLX_NONE
  plx_arena *tmp;
} plx_linking;

// type: set by the caller before mentions are added.
plx_linking plx_linking_of(const plx_record *r, const plx_candidates *c, plx_arena *tmp);

// The clusters mention i may join, the most recent first; at most PLX_LINK_OPTIONS_MAX.
uint32_t plx_link_options(const plx_linking *l, uint32_t i, uint32_t out[PLX_LINK_OPTIONS_MAX]);
// Features of joining cluster k, or of beginning one (k = PLX_NONE).
uint32_t plx_link_features(const plx_linking *l, uint32_t i, uint32_t k, uint32_t feat[PLX_LINK_FEATURES_MAX]);
// Puts mention i into cluster k, or into a new one (PLX_NONE).  Returns the cluster.
uint32_t plx_link_add(plx_linking *l, uint32_t i, uint32_t k);

// Features of what a noun is: outputs are plx_entity_type, MISC standing for all that is no actor and no place.
uint32_t plx_type_features(const plx_record *r, const plx_candidate *c, uint32_t feat[PLX_LINK_FEATURES_MAX]);

// What a form tells of the type by itself: "she" is a person.  False where it tells nothing.
bool plx_form_type(plx_form f, plx_entity_type *type);

#endif
