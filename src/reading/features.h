/* features.h - what can be seen of a line, as numbers.
 *
 * in     a measured page, its title and the article text its JSON-LD gives, if any
 * out    PLX_FEATURES floats a line
 * how    words, wording, element, containers, place on the page, neighbours; see the names in features.c
 * cost   O(lines x depth), depth counted to 24
 * from   Kohlschuetter, Fankhauser & Nejdl 2010, "Boilerplate detection using shallow text features"; Vogels, Ganea &
 *        Eickhoff 2018, "Web2Text"
 *
 * Cannot fail.  Pure.  The order is part of the trained model: train again after changing it.
 */
#ifndef PLX_READING_FEATURES_H
#define PLX_READING_FEATURES_H

#include "reading/shared.h"

// The last four are sums of learned weights: of element names near by, of names anywhere above, of the line's words, of
// the words of the heading it stands under.
enum {
  PLX_FEATURES = 200,
  PLX_NEAR_OWN = 32,
  PLX_FEATURES_NEAR = PLX_NEAR_OWN + PLX_SHARED,
  PLX_FEATURE_LEARNED = PLX_FEATURES - 4,
  PLX_WORDS_LEARNED_MAX = 24
};

typedef struct plx_hints {
  plx_str title, body, standfirst; // absent if unknown
} plx_hints;

// out: [page->n][PLX_FEATURES], zeroed.  Also sums up the page's elements (lines, letters, …).
void plx_features_of(plx_page *page, const plx_hints *hints, plx_arena *tmp, float *out);
// Gives each line, in its last feature, what the words of its heading are worth; out as plx_features_of left it.
void plx_features_headed(const plx_page *page, float *out);
// The second look: what a first judgement p[line] (0..1) says of the line's neighbours and containers, and of
// the lines with which it shares words.  out: [page->n][PLX_FEATURES_NEAR].
void plx_features_near(const plx_page *page, const plx_shared *shared, const float *p, plx_arena *tmp, float *out);

#endif
