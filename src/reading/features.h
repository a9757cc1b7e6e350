/* features.h - what can be seen of a line, as numbers.
 *
 * in     a measured page, what its head says of it
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

#include "reading/hints.h"
#include "reading/line.h"

// The last four are sums of learned weights: of element names near by, of names anywhere above, of the line's words, of
// the words of the heading it stands under.
enum { PLX_FEATURES = 200, PLX_FEATURE_LEARNED = PLX_FEATURES - 4, PLX_WORDS_LEARNED_MAX = 24 };

// out: [page->n][PLX_FEATURES].  Also sums up the page's elements (lines, letters, …).
void plx_features_of(plx_page *page, const plx_hints *hints, plx_arena *tmp, float *out);
// Gives each line, in its last feature, what the words of its heading are worth; out as plx_features_of left it.
void plx_features_headed(const plx_page *page, float *out);

#endif
