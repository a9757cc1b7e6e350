/* SPDX-License-Identifier: Apache-2.0 */
/* Writes data/cities.tsv from the towns that Debian's libgeonames0 carries (GeoNames, CC BY 4.0):
 *
 *     gresource extract libgeonames.so.0 /com/lomiri/geonames/cities.compiled >cities.compiled
 *     build/train/cities cities.compiled /usr/share/iso-codes/json/iso_3166-1.json >data/cities.tsv
 *
 * The file is a GVariant array of records: seven strings with a NUL each (id, name, province code, province, country
 * code, country, time zone), people as u32 at the next multiple of 4, latitude and longitude as f64 at the next
 * multiple of 8, all little-endian.  Records begin at multiples of 8; a stretch of bytes that does not read as one is
 * skipped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"

enum { ID, NAME, PROVINCE_CODE, PROVINCE, COUNTRY, COUNTRY_NAME, ZONE, STRINGS };

typedef struct town {
  plx_str s[STRINGS];
  uint32_t people;
  double lat, lon;
} town;
typedef PLX_VEC(town) towns;

static bool digits(plx_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return s.n >= 4 && s.n <= 9;
}

// The record at byte `at`; 0 if there is none, else where its fixed part ends.
static size_t read_town(plx_str b, size_t at, town *t) {
  for (int i = 0; i < STRINGS; i++) {
    const char *end = at < b.n ? memchr(b.p + at, 0, b.n - at) : NULL;
    if (!end || end - (b.p + at) > 200) return 0;
    t->s[i] = (plx_str){b.p + at, (size_t)(end - (b.p + at))};
    at = (size_t)(end - b.p) + 1;
  }
  size_t people = (at + 3) / 4 * 4, lat = (people + 4 + 7) / 8 * 8;
  if (!digits(t->s[ID]) || t->s[COUNTRY].n != 2 || !memchr(t->s[ZONE].p, '/', t->s[ZONE].n) || lat + 16 > b.n) return 0;
  memcpy(&t->people, b.p + people, 4);
  memcpy(&t->lat, b.p + lat, 8);
  memcpy(&t->lon, b.p + lat + 8, 8);
  return lat + 16;
}

static bool read_codes(const char *path, plx_map *alpha3, plx_arena *a, plx_err *e) {
  plx_buf bytes = {0};
  if (!plx_file_read(path, 1u << 24, &bytes, e)) return false;
  json_t *all = plx_json_parse(plx_buf_view(&bytes), path, 0, e), *list = json_object_get(all, "3166-1");
  for (size_t i = 0; i < json_array_size(list); i++) {
    plx_str three = plx_str_copy(a, plx_json_get(json_array_get(list, i), "alpha_3"));
    uint32_t code = (uint32_t)(three.p[0] << 16 | three.p[1] << 8 | three.p[2]);
    *plx_map_put(alpha3, plx_json_get(json_array_get(list, i), "alpha_2")) = code;
  }
  *plx_map_put(alpha3, PLX_STR("XK")) = 'X' << 16 | 'K' << 8 | 'X';
  json_decref(all);
  plx_buf_free(&bytes);
  return alpha3->n > 1;
}

static int by_name(const void *a, const void *b) {
  const town *x = a, *y = b;
  int c = plx_str_cmp(x->s[NAME], y->s[NAME]);
  return c ? c : x->people != y->people ? (x->people > y->people ? -1 : 1) : plx_str_cmp(x->s[ID], y->s[ID]);
}

int main(int argc, char **argv) {
  if (argc != 3) return fputs("usage: cities cities.compiled iso_3166-1.json >data/cities.tsv\n", stderr), 2;
  plx_arena *a = plx_arena_new();
  plx_map alpha3;
  plx_map_init(&alpha3, a);
  plx_buf bytes = {0};
  plx_err e = {0};
  if (!plx_file_read(argv[1], 1u << 28, &bytes, &e) || !read_codes(argv[2], &alpha3, a, &e))
    return fprintf(stderr, "%s: %s\n", e.input, e.msg), 1;
  plx_str b = plx_buf_view(&bytes);
  towns all = {0};
  for (size_t at = 0; at < b.n;) {
    town t;
    size_t end = read_town(b, at, &t);
    if (end && plx_map_get(&alpha3, t.s[COUNTRY])) *plx_vec_push(a, &all) = t;
    at = end ? (end + 7) / 8 * 8 : at + 8;
  }
  qsort(all.v, all.n, sizeof *all.v, by_name);
  puts("# Towns of more than 15,000 people and capitals: GeoNames (geonames.org), CC BY 4.0, as Debian's libgeonames0 "
       "0.3.0 "
       "carries\n# them; made by train/cities.c.  population: people; lat, lon: degrees, WGS 84.  Sorted by bytes; of towns "
       "that share a name the first is found.\n"
       "name\tcountry\tadmin\tlat\tlon\tpopulation");
  for (uint32_t i = 0; i < all.n; i++) {
    const town *t = &all.v[i];
    uint32_t c = *plx_map_get(&alpha3, t->s[COUNTRY]);
    printf("%.*s\t%c%c%c\t%.*s\t%.4f\t%.4f\t%u\n", PLX_FMT(t->s[NAME]), (char)(c >> 16), (char)(c >> 8), (char)c,
           PLX_FMT(t->s[PROVINCE]), t->lat, t->lon, t->people);
  }
  return 0;
}
