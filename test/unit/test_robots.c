/* SPDX-License-Identifier: Apache-2.0 */
/* robots.txt: the examples of RFC 9309 and the corners of its rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "serve/robots.h"

static void rules(void **state) {
  (void)state;
  const struct {
    const char *robots, *path;
    bool allowed;
  } expect[] = {
      {"", "/a", true},
      {"User-agent: *\nDisallow: /", "/a", false},
      {"User-agent: *\nDisallow:", "/a", true},
      {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
      {"User-agent: *\nDisallow: /a/b\nAllow: /a/b", "/a/b", true},
      {"User-agent: *\nDisallow: /*.gif$", "/x/y.gif", false},
      {"User-agent: *\nDisallow: /*.gif$", "/x/y.gif?z", true},
      {"User-agent: *\nDisallow: *private*x", "/a/private/b/x", false},
      {"User-agent: other\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", true},
      {"User-agent: *\nDisallow: /\n\nUser-agent: Parallax\nDisallow: /b", "/a", true},
      {"User-agent: x\nUser-agent: parallax\nDisallow: /b\n", "/b", false},
      {"user-AGENT : parallax # us\r\nDISALLOW : /b # not that\r\n", "/b", false},
      {"Disallow: /a", "/a", true},
      {"User-agent: *\nSitemap: http://x/\nDisallow: /a", "/a", false},
      {"no rules at all\n:::\n\n", "/a", true},
  };
  for (size_t i = 0; i < sizeof expect / sizeof *expect; i++) {
    bool got = plx_robots_allow(plx_str_of(expect[i].robots), PLX_STR("parallax"), plx_str_of(expect[i].path));
    if (got != expect[i].allowed) print_message("%s\n%s\n", expect[i].robots, expect[i].path);
    assert_int_equal(got, expect[i].allowed);
  }
}

static void delays(void **state) {
  (void)state;
  assert_int_equal(plx_robots_delay_s(PLX_STR("User-agent: *\nCrawl-delay: 7"), PLX_STR("parallax")), 7);
  assert_int_equal(plx_robots_delay_s(PLX_STR("User-agent: *\nCrawl-delay: 99999999999"), PLX_STR("parallax")), 60);
  assert_int_equal(plx_robots_delay_s(PLX_STR("User-agent: *\nCrawl-delay: soon"), PLX_STR("parallax")), 0);
}

static void many_stars_end(void **state) {
  (void)state;
  char robots[1200] = "User-agent: *\nDisallow: ", path[4000];
  for (int i = 0; i < 500; i++) strcat(robots, "*a");
  strcat(robots, "$");
  memset(path, 'a', sizeof path);
  path[sizeof path - 1] = 'b';
  assert_true(plx_robots_allow(plx_str_of(robots), PLX_STR("parallax"), (plx_str){path, sizeof path}));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(rules), cmocka_unit_test(delays),
                                     cmocka_unit_test(many_stars_end)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
