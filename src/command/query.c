/* SPDX-License-Identifier: Apache-2.0 */
#include "command/query.h"

#include <string.h>

bool plx_query_of_args(const plx_args *a, plx_query *q, plx_err *e) {
  for (int i = 0; plx_query_names[i]; i++) {
    const char *value = plx_arg(a, plx_query_names[i]);
    if (value && !plx_query_set(q, plx_query_names[i], plx_str_of(value), e)) return false;
  }
  const char *sort = plx_arg(a, "sort");
  return !sort || plx_query_set(q, "sort", plx_str_of(sort), e);
}

bool plx_query_given(const plx_args *a) {
  for (int i = 0; plx_query_names[i]; i++)
    if (plx_arg(a, plx_query_names[i])) return true;
  return false;
}
