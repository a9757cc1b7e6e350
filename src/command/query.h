/* query.h - the conditions of store/find.h as options: --entity, --near, …
 *
 * in     a command line
 * out    a plx_query
 * how    an option a condition, named alike; the words are what the command makes of them
 * cost   -
 * from   -
 */
#ifndef PLX_COMMAND_QUERY_H
#define PLX_COMMAND_QUERY_H

#include "command/command.h"
#include "store/find.h"

// False and PLX_E_USAGE on a value that is no day, number or place.
bool plx_query_of_args(const plx_args *a, plx_query *q, plx_err *e);
bool plx_query_given(const plx_args *a); // is there any condition?

#define PLX_QUERY_OPTIONS                                                                                              \
  {"from", "DAY", "published on this day or later, YYYY-MM-DD"}, {"to", "DAY", "published on this day or earlier"},    \
      {"outlet", "NAME,…", "printed by one of these"}, {"entity", "NAME", "names somebody or something"},              \
      {"actor", "CODE", "has an event of this actor; RUS finds RUS MIL too"},                                          \
      {"country", "CODE", "tells of this country (ISO 3166-1 alpha-3)"}, {"place", "NAME", "names this place"},        \
      {"near", "LAT,LON,KM", "names a place within so many kilometres"},                                               \
      {"type", "TYPE", "has an event of this PLOVER type, such as ASSAULT"},                                           \
      {"certainty", "WORD", "has an event that is actual, planned, threatened, conditional, suspected or denied"},     \
      {"speaker", "NAME", "quotes somebody"}, {"low", "N", "has a figure of at least N"},                              \
      {"high", "N", "has a figure of at most N"},                                                                      \
      {"counted", "WORD", "of what the figure counts, or its state: people, killed"},                                  \
      {"relation", "WORD", "its story has a claim that is conflict, deny, differ or agree"}, {                         \
    "language", "CODE", "in this language"                                                                             \
  }

#endif
