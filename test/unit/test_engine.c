/* SPDX-License-Identifier: Apache-2.0 */
/* The public header alone: what a program that links the library sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "parallax.h"

static const char north[] =
    "{\"id\":\"n\",\"outlet\":\"North\",\"published\":\"2024-03-07\",\"text\":\"Storm kills 12 in "
    "Lisbon\\n\\nA storm killed 12 people in Lisbon on Tuesday, police said.\"}";
static const char south[] =
    "{\"id\":\"s\",\"outlet\":\"South\",\"published\":\"2024-03-07\",\"text\":\"Lisbon storm\\n\\n"
    "The storm killed 15 people in Lisbon on Tuesday, the mayor said.\"}";

static int open_engine(void **state) {
  char why[PLX_WHY_SIZE] = "";
  *state = plx_engine_open(NULL, why);
  if (!*state) fprintf(stderr, "%s\n", why);
  return *state ? 0 : -1;
}

static int close_engine(void **state) {
  plx_engine_close(*state);
  return 0;
}

static void annotates_a_document(void **state) {
  char *json = plx_engine_annotate(*state, "north.ndjson", north, strlen(north), NULL);
  assert_non_null(json);
  json_t *v = json_loads(json, JSON_DISABLE_EOF_CHECK, NULL);
  assert_non_null(v);
  assert_string_equal(json_string_value(json_object_get(v, "id")), "n");
  assert_true(json_array_size(json_object_get(v, "sentences")) >= 2);
  json_decref(v);
  plx_engine_free_text(json);
}

static void says_why_it_cannot_read(void **state) {
  char why[PLX_WHY_SIZE] = "";
  assert_null(plx_engine_read(*state, "empty.txt", "", 0, why));
  assert_non_null(strstr(why, "empty.txt"));
  assert_null(plx_engine_open("/no/such/model", why));
  assert_non_null(strstr(why, "/no/such/model"));
}

static void compares_a_dossier(void **state) {
  plx_dossier *d = plx_dossier_new(*state);
  assert_int_equal(plx_dossier_add(d, "n", north, strlen(north), NULL), 1);
  assert_int_equal(plx_dossier_add(d, "s", south, strlen(south), NULL), 1);
  char *json = plx_dossier_compare(d);
  json_t *v = json_loads(json, 0, NULL);
  assert_int_equal(json_array_size(json_object_get(v, "documents")), 2);
  assert_true(json_array_size(json_object_get(v, "claims")) > 0);
  json_decref(v);
  plx_engine_free_text(json);
  plx_dossier_free(d);
  plx_dossier_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(annotates_a_document),
      cmocka_unit_test(says_why_it_cannot_read),
      cmocka_unit_test(compares_a_dossier),
  };
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
