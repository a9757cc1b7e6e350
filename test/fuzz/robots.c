/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a robots.txt and a path: up to the first NUL the one, behind it the other. */
#include <stdlib.h>
#include <string.h>

#include "serve/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *nul = size ? memchr(data, 0, size) : NULL;
  plx_str robots = {(const char *)data, nul ? (size_t)(nul - data) : size},
          path = {(const char *)data + robots.n, size - robots.n};
  plx_robots_allow(robots, PLX_STR("parallax"), path);
  if (plx_robots_delay_s(robots, PLX_STR("parallax")) > 60) abort();
  return 0;
}

#include "main.inc"
