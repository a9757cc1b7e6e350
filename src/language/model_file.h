/* model_file.h - the file a trained model lies in: named sections behind a header that checks them.
 *
 * in     sections, in any order
 * out    a file; the same sections, mapped
 * how    "PLXMODEL", version, count, size, XXH3-64 of all that follows, then name/at/n a section; sections 64-aligned
 * cost   a mmap and one pass for the checksum
 * from   doc/formats.md
 *
 * Opening fails with PLX_E_SYSTEM (no such file) or PLX_E_FORMAT (not ours, another version, cut short, changed).
 */
#ifndef PLX_LANGUAGE_MODEL_FILE_H
#define PLX_LANGUAGE_MODEL_FILE_H

#include "base/err.h"
#include "base/str.h"

#define PLX_MODEL_VERSION      1u
#define PLX_MODEL_SECTIONS_MAX 32

typedef struct plx_section {
  char name[8]; // zero-padded
  uint64_t at, n;
} plx_section;

typedef struct plx_model_file {
  plx_str bytes; // mapped
  const plx_section *section;
  uint32_t sections;
} plx_model_file;

bool plx_model_map(const char *path, plx_model_file *f, plx_err *e);
void plx_model_unmap(plx_model_file *f);
plx_str plx_model_section(const plx_model_file *f, const char *name); // absent if there is none

typedef struct plx_model_out {
  plx_buf body;
  plx_section section[PLX_MODEL_SECTIONS_MAX];
  uint32_t sections;
} plx_model_out;
// Begins a section: what is appended to out->body from here on belongs to it.
void plx_model_begin(plx_model_out *out, const char *name);
// Takes back the sections from number `sections` on.
void plx_model_undo(plx_model_out *out, uint32_t sections);
bool plx_model_write(const plx_model_out *out, const char *path, plx_err *e);

#endif
