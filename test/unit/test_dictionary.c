/* SPDX-License-Identifier: Apache-2.0 */
/* The readers of users' dictionaries: what each kind of line becomes, and what is said of a line that cannot be read.
 * What the program then makes of a text stands in doc/spec/61-dictionaries.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "meaning/dictionary.h"
#include "parallax.h"

static plx_arena *arena;
static plx_dictionary d;
static uint64_t noted[16];
static char said[16][480];
static uint32_t notes;

static void note(void *ctx, const plx_err *e) {
  (void)ctx;
  assert_string_equal(e->input, "mine");
  if (notes == 16) return;
  noted[notes] = e->record;
  strcpy(said[notes++], e->msg);
}

static void actors(const char *text) {
  notes = 0;
  plx_dictionary_init(&d, arena);
  plx_dictionary_add_actors(&d, "mine", plx_str_of(text), note, NULL);
  assert_int_equal(d.lost, notes);
}

static void verbs(const char *text) {
  notes = 0;
  plx_dictionary_init(&d, arena);
  plx_dictionary_add_verbs(&d, "mine", plx_str_of(text), note, NULL);
  assert_int_equal(d.lost, notes);
}

static void is(plx_str got, const char *want) {
  assert_int_equal(got.n, strlen(want));
  assert_memory_equal(got.p ? got.p : "", want, got.n);
}

static plx_str on(uint32_t actor, const char *day) {
  return plx_dict_actor_code(&d.actor.v[actor], plx_str_of(day));
}

static void an_actor_has_names_and_dated_codes(void **state) {
  (void)state;
  actors(
      "# a comment\nALPHA_ONE_\n+BETA [IRQGOV 030101-040101] ; old style\n\t[IRQELI >20040102]\n\t[IRQOPP <021231]\n[IRQ]\n");
  assert_int_equal(notes, 0);
  assert_int_equal(d.actor.n, 1);
  assert_int_equal(d.name.n, 2);
  is(d.name.v[0].name, "alpha one");
  is(d.name.v[1].name, "beta");
  is(d.actor.v[0].origin, "mine:2");
  is(on(0, "2003-06-01"), "IRQ GOV");
  is(on(0, "2004-01-01"), "IRQ GOV");
  is(on(0, "2004-01-02"), "IRQ ELI");
  is(on(0, "1999-12-31T10:00"), "IRQ OPP");
  is(on(0, ""), "IRQ"); // no day: the code without days
}

static void the_years_of_two_digits_turn_in_1931(void **state) {
  (void)state;
  actors("A [FRAGOV 310101-991231]\nB [FRAGOV 000101-301231]\n");
  is(on(0, "1931-01-01"), "FRA GOV");
  is(on(0, "2031-01-01"), "");
  is(on(1, "2030-12-31"), "FRA GOV");
}

static void codes_part_in_threes(void **state) {
  (void)state;
  actors("A [FRAGOVMIL]\nB [IGOUNOREF]\nC [NGOHRI]\nD [---]\n");
  is(on(0, ""), "FRA GOV MIL");
  is(on(1, ""), "IGOUNO REF");
  is(on(2, ""), "NGO HRI");
  is(on(3, ""), "");
  assert_int_equal(notes, 0);
}

static void agents_stand_among_actors(void **state) {
  (void)state;
  actors("!PERSON! = MAN, WOMEN\nENVOY [~GOV]\nCHIEF_OF_STAFF {CHIEFS_OF_STAFF} [~MIL]\nCAVALRY {} [~MIL]\n"
         "CAMERA!PERSON! [~MED]\nSOCIETY [NGO~]\nROME [ITA]\n");
  static const char *const want[] = {"envoy GOV",           "envoys GOV",  "chief of staff MIL",
                                     "chiefs of staff MIL", "cavalry MIL", "cameraman MED",
                                     "camerawomen MED",     "society NGO", "societies NGO"};
  assert_int_equal(d.agent.n, sizeof want / sizeof *want);
  for (uint32_t i = 0; i < d.agent.n; i++)
    is(plx_str_fmt(arena, "%.*s %.*s", PLX_FMT(d.agent.v[i].noun), PLX_FMT(d.agent.v[i].sector)), want[i]);
  assert_int_equal(d.actor.n, 1);
}

static void bad_lines_are_named_and_the_rest_loads(void **state) {
  (void)state;
  actors("+LOST\nA [frA]\nB [FRAGOV 2003]\nC!NONE! [~GOV]\n[ABC\nD [DEU]\n");
  static const uint64_t lines[] = {1, 2, 2, 3, 4};
  assert_int_equal(notes, 5);
  for (uint32_t i = 0; i < notes; i++) assert_int_equal(noted[i], lines[i]);
  assert_non_null(strstr(said[1], "groups of three"));
  assert_non_null(strstr(said[3], "YYMMDD"));
  is(on(d.actor.n - 1, ""), "DEU");
}

static void latin_1_is_read(void **state) {
  (void)state;
  actors("PERU_ [PER]\n+LIMA\xd1O_\n");
  is(d.name.v[1].name, "lima\xc3\xb1o");
}

static void a_block_gives_rows(void **state) {
  (void)state;
  verbs(
      "&SHIP\n+TANKER\n+GUN_BOAT_\n\n--- SEIZE [170] ---\nSEIZE\nGRAB {GRABS GRABBED} [171]\n+TAKE_OVER {+TOOK_OVER}\nHOLD [---]\n"
      "# not the end of the block\n- ARMY * &SHIP (IN {LARGE PORTS}) [1711] # SEIZE\n\nLIFT [085]\n");
  static const char *const want[] = {
      "seize|||170",
      "grab|||171",
      "take|prt:over||170",
      "take|prt:over subj:army obj|prt|iobj:&ship in|any~large in|any:ports|port||1711",
      "seize grab hold|subj:army obj|prt|iobj:&ship in|any~large in|any:ports|port||1711",
      "lift|||085"};
  assert_int_equal(notes, 0);
  assert_int_equal(d.verb.n, sizeof want / sizeof *want);
  for (uint32_t i = 0; i < d.verb.n; i++) {
    const plx_dict_verb *v = &d.verb.v[i];
    is(plx_str_fmt(arena, "%.*s|%.*s|%.*s|%.*s", PLX_FMT(v->words), PLX_FMT(v->where), PLX_FMT(v->roles),
                   PLX_FMT(v->code)),
       want[i]);
  }
  is(d.verb.v[0].origin, "mine:6");
  is(d.set.v[0].words, "tanker gun_boat");
}

static void roles_may_change_places(void **state) {
  (void)state;
  verbs("BUY\n- + * ARMS FROM $ [072]\n- $ * + [010]\n- + * BY $ [190]\n- * X [:075]\n- * Y [030:031]\n- * Z [---]\n");
  assert_int_equal(notes, 0);
  is(d.verb.v[0].roles, "from,obj>subj");
  is(d.verb.v[1].roles, "");
  is(d.verb.v[2].roles, ""); // a passive: the tree knows
  is(d.verb.v[3].code, "075");
  is(d.verb.v[4].code, "030");
  is(d.verb.v[5].code, "NONE");
}

static void bad_verb_lines_are_named(void **state) {
  (void)state;
  verbs("- * X [010]\nHIT [999]\nHIT\n- * &NONE [010]\n- X [010]\n- * X\n~ a b = c\nRUN [010]\n");
  static const uint64_t lines[] = {1, 2, 4, 5, 6, 7};
  assert_int_equal(notes, 6);
  for (uint32_t i = 0; i < notes; i++) assert_int_equal(noted[i], lines[i]);
  assert_int_equal(d.verb.n, 1);
}

static void count_message(void *ctx, const char *message) {
  assert_non_null(strstr(message, "odd.actors:"));
  ++*(int *)ctx;
}

static void the_library_loads_them(void **state) {
  (void)state;
  static const char text[] = "{\"text\":\"Somaliland detained a Yemeni dhow.\"}";
  int messages = 0;
  char why[PLX_WHY_SIZE] = "";
  plx_engine_options o = {.actors = "doc/dictionary/horn.actors.txt,test/fuzz/corpus/dictionary/odd.actors",
                          .verbs = "doc/dictionary/horn.verbs.txt",
                          .note = count_message,
                          .ctx = &messages};
  plx_engine *p = plx_engine_open_with(&o, why);
  assert_non_null(p);
  assert_true(messages > 3);
  char *json = plx_engine_annotate(p, "a.ndjson", text, strlen(text), why);
  assert_non_null(strstr(json, "\"SML\""));
  assert_non_null(strstr(json, "\"1711\""));
  assert_non_null(strstr(json, "horn.verbs.txt:"));
  plx_engine_free_text(json);
  plx_engine_close(p);
  o.verbs = "no/such/file";
  assert_null(plx_engine_open_with(&o, why));
  assert_non_null(strstr(why, "no/such/file"));
}

static int setup(void **state) {
  (void)state;
  arena = plx_arena_new();
  return 0;
}

static int teardown(void **state) {
  (void)state;
  plx_arena_free(arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_actor_has_names_and_dated_codes),
      cmocka_unit_test(the_years_of_two_digits_turn_in_1931),
      cmocka_unit_test(codes_part_in_threes),
      cmocka_unit_test(agents_stand_among_actors),
      cmocka_unit_test(bad_lines_are_named_and_the_rest_loads),
      cmocka_unit_test(latin_1_is_read),
      cmocka_unit_test(a_block_gives_rows),
      cmocka_unit_test(roles_may_change_places),
      cmocka_unit_test(bad_verb_lines_are_named),
      cmocka_unit_test(the_library_loads_them),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
