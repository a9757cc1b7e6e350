/* places.h - where a place name lies.
 *
 * in     a place name and the countries that its document talks about
 * out    the row of data/cities.tsv or data/countries.tsv it most likely means: position, country, population
 * how    spelling variants share a key; among namesakes the larger town wins, a country of the document outweighs size
 * cost   plx_places_new a few ms, once; a look-up O(namesakes)
 * from   Leidner 2007, "Toponym resolution in text": population prior and spatial minimality
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_PLACES_H
#define PLX_MEANING_PLACES_H

#include "base/str.h"

typedef struct plx_places plx_places;
plx_places *plx_places_new(plx_arena *process);

typedef struct plx_place {
  plx_str name;    // as the table writes it
  plx_str country; // ISO 3166-1 alpha-3
  double lat, lon; // degrees, WGS 84
  double population; // 0 for what is no town
} plx_place;

// countries[n] are alpha-3 codes the document speaks of, most often named first.  False if no row has the name.
bool plx_places_find(const plx_places *p, plx_str name, const plx_str *countries, uint32_t n, plx_place *out);

#endif
