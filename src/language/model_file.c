/* SPDX-License-Identifier: Apache-2.0 */
#include "language/model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"

typedef struct head {
  char magic[8]; // "PLXMODEL"
  uint32_t version, sections;
  uint64_t size, checksum; // of the whole file; of everything behind this header
} head;

enum { ALIGN = 64 };

static bool check(const char *path, plx_model_file *f, plx_err *e) {
  head h;
  plx_str b = f->bytes;
  if (b.n < sizeof h) return plx_fail(e, PLX_E_FORMAT, path, 0, "too short for a model file");
  memcpy(&h, b.p, sizeof h);
  if (memcmp(h.magic, "PLXMODEL", 8) != 0) return plx_fail(e, PLX_E_FORMAT, path, 0, "not a model file");
  if (h.version != PLX_MODEL_VERSION)
    return plx_fail(e, PLX_E_FORMAT, path, 0, "model file of version %u, this program reads version %u", h.version,
                    PLX_MODEL_VERSION);
  if (h.size != b.n)
    return plx_fail(e, PLX_E_FORMAT, path, 0, "%zu bytes where the header says %llu: cut short?", b.n,
                    (unsigned long long)h.size);
  if (h.sections > PLX_MODEL_SECTIONS_MAX || sizeof h + h.sections * sizeof(plx_section) > b.n)
    return plx_fail(e, PLX_E_FORMAT, path, 0, "a model of %u sections", h.sections);
  if (plx_hash(b.p + sizeof h, b.n - sizeof h) != h.checksum)
    return plx_fail(e, PLX_E_FORMAT, path, 0, "the checksum is wrong: copy the model again");
  f->section = (const plx_section *)(const void *)(b.p + sizeof h);
  f->sections = h.sections;
  for (uint32_t i = 0; i < h.sections; i++)
    if (f->section[i].at > b.n || f->section[i].n > b.n - f->section[i].at || f->section[i].at % ALIGN)
      return plx_fail(e, PLX_E_FORMAT, path, 0, "section %u lies outside the file", i);
  const plx_section *last = f->section + h.sections - 1; // the checksum does not cover how many there are; this does
  if (h.sections == 0 || last->at + last->n != b.n)
    return plx_fail(e, PLX_E_FORMAT, path, 0, "the last section does not end the file");
  return true;
}

bool plx_model_map(const char *path, plx_model_file *f, plx_err *e) {
  *f = (plx_model_file){0};
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) < 0) {
    plx_fail(e, PLX_E_SYSTEM, path, 0, "cannot open the model: %s", strerror(errno));
    if (fd >= 0) close(fd);
    return false;
  }
  void *p = st.st_size > 0 ? mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (p == MAP_FAILED) return plx_fail(e, PLX_E_FORMAT, path, 0, "not a model file");
  f->bytes = (plx_str){p, (size_t)st.st_size};
  if (check(path, f, e)) return true;
  plx_model_unmap(f);
  return false;
}

void plx_model_unmap(plx_model_file *f) {
  if (f->bytes.p) munmap((void *)(uintptr_t)f->bytes.p, f->bytes.n);
  *f = (plx_model_file){0};
}

plx_str plx_model_section(const plx_model_file *f, const char *name) {
  for (uint32_t i = 0; i < f->sections; i++)
    if (strncmp(f->section[i].name, name, 8) == 0) return (plx_str){f->bytes.p + f->section[i].at, f->section[i].n};
  return (plx_str){0};
}

// While writing, `at` counts from the start of the body; plx_model_write moves it behind the headers.
static void pad(plx_buf *b) {
  while (b->n % ALIGN) plx_buf_char(b, 0);
}

static uint64_t length_of(const plx_model_out *out, uint32_t i) {
  return (i + 1 < out->sections ? out->section[i].n : out->body.n - out->section[i].at);
}

void plx_model_begin(plx_model_out *out, const char *name) {
  if (out->sections) out->section[out->sections - 1].n = length_of(out, out->sections - 1);
  pad(&out->body);
  plx_section *s = &out->section[out->sections++];
  *s = (plx_section){.at = out->body.n};
  memcpy(s->name, name, strnlen(name, 8));
}

void plx_model_undo(plx_model_out *out, uint32_t sections) {
  if (sections >= out->sections) return;
  out->body.n = out->section[sections].at;
  out->sections = sections;
}

bool plx_model_write(const plx_model_out *out, const char *path, plx_err *e) {
  size_t front = (sizeof(head) + out->sections * sizeof(plx_section) + ALIGN - 1) / ALIGN * ALIGN;
  head h = {.magic = "PLXMODEL", .version = PLX_MODEL_VERSION, .sections = out->sections, .size = front + out->body.n};
  plx_buf all = {0};
  plx_buf_add(&all, &h, sizeof h);
  for (uint32_t i = 0; i < out->sections; i++) {
    plx_section s = out->section[i];
    s.n = length_of(out, i);
    s.at += front;
    plx_buf_add(&all, &s, sizeof s);
  }
  pad(&all);
  plx_buf_add(&all, out->body.p, out->body.n);
  h.checksum = plx_hash(all.p + sizeof h, all.n - sizeof h);
  memcpy(all.p, &h, sizeof h);
  bool ok = plx_file_write(path, plx_buf_view(&all), e);
  plx_buf_free(&all);
  return ok;
}
