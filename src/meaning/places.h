/* places.h - where a place name lies.
 *
 * in     a place name in normal words and the countries that its document talks about
 * out    the row of cities, regions or countries it most likely means: position, country, population
 * how    spelling variants share a key; among namesakes the larger town wins, a country of the document outweighs size
 * cost   plx_places_new a few ms, once; a look-up O(namesakes)
 * from   Leidner 2007, "Toponym resolution in text": population prior and spatial minimality; GeoNames, CC BY 4.0
 *
 * Cannot fail.  Read-only after making: any number of threads.
 */
#ifndef PLX_MEANING_PLACES_H
#define PLX_MEANING_PLACES_H

#include "meaning/gazetteer.h"

typedef struct plx_places plx_places;
plx_places *plx_places_new(const plx_gazetteer *names, plx_arena *process); // names must outlive it

typedef struct plx_place {
  plx_str name;      // as the table writes it
  plx_str country;   // ISO 3166-1 alpha-3; absent where states dispute it or several share it
  double lat, lon;   // degrees, WGS 84
  double population; // 0 for what is no town
} plx_place;

// norm: plx_gazetteer_norm of the name.  countries[n]: alpha-3 codes the document speaks of.  False if no row has it.
bool plx_places_find(const plx_places *p, plx_str norm, const plx_str *countries, uint32_t n, plx_place *out);
// People in the largest town of that name, 0 if there is none.
double plx_places_population(const plx_places *p, plx_str norm);

#endif
