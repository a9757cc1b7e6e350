/* SPDX-License-Identifier: Apache-2.0 */
/* Every message says what to do next, because the reader of it is at a keyboard, not in a debugger. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_DEPTH_MAX = 64 };

static bool cannot(const char *path, plx_err *e) {
  const char *remedy = errno == ENOENT   ? "check the name"
                       : errno == EACCES ? "check its permissions"
                       : errno == EISDIR ? "it is a folder"
                                         : "check the disk";
  return plx_fail(e, PLX_E_INPUT, path, 0, "cannot read: %s; %s", strerror(errno), remedy);
}

static bool read_all(int fd, const char *path, size_t bytes_max, plx_buf *out, plx_err *e) {
  for (;;) {
    plx_buf_reserve(out, 64 << 10);
    ssize_t n = read(fd, out->p + out->n, out->cap - out->n - 1);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return cannot(path, e);
    if (n == 0) break;
    out->n += (size_t)n;
    if (out->n > bytes_max)
      return plx_fail(e, PLX_E_INPUT, path, 0, "larger than %zu MiB; split it, or give one article a file",
                      bytes_max >> 20);
  }
  out->p[out->n] = 0;
  return true;
}

bool plx_file_read(const char *path, size_t bytes_max, plx_buf *out, plx_err *e) {
  plx_buf_clear(out);
  if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, path, bytes_max, out, e);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot(path, e);
  bool ok = read_all(fd, path, bytes_max, out, e);
  close(fd);
  return ok;
}

static bool write_all(int fd, plx_str s) {
  while (s.n) {
    ssize_t n = write(fd, s.p, s.n);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    s = plx_str_sub(s, (size_t)n, s.n);
  }
  return fsync(fd) == 0 || errno == EINVAL; // a pipe cannot be synced
}

bool plx_file_write(const char *path, plx_str bytes, plx_err *e) {
  plx_buf name = {0};
  plx_buf_fmt(&name, "%s.XXXXXX", path);
  int fd = mkstemp(name.p);
  bool ok = fd >= 0 && fchmod(fd, 0644) == 0 && write_all(fd, bytes);
  if (fd >= 0) ok = close(fd) == 0 && ok;
  ok = ok && rename(name.p, path) == 0;
  if (!ok) {
    plx_fail(e, PLX_E_SYSTEM, path, 0, "cannot write: %s; check the folder and the space left", strerror(errno));
    if (fd >= 0) unlink(name.p);
  }
  plx_buf_free(&name);
  return ok;
}

bool plx_file_is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

// Does this path end at a folder that it leads through, as a link to the folder above would?
static bool leads_back(const char *path, plx_arena *a) {
  struct stat end, above;
  if (stat(path, &end) != 0 || !S_ISDIR(end.st_mode)) return false;
  char *prefix = (char *)plx_str_copy(a, plx_str_of(path)).p;
  for (size_t n = strlen(path); n-- > 1;) {
    if (path[n] != '/') continue;
    prefix[n] = 0;
    if (stat(prefix, &above) == 0 && above.st_dev == end.st_dev && above.st_ino == end.st_ino) return true;
  }
  return false;
}

// A folder below that cannot be opened, lies too deep or is a link stands among the files: whoever comes to it says why.
static bool walk(const char *folder, int depth, plx_arena *a, plx_paths *out, plx_err *e) {
  DIR *d = opendir(folder);
  if (!d && depth) *plx_vec_push(a, out) = folder;
  if (!d) return depth || cannot(folder, e);
  for (struct dirent *f; (f = readdir(d));) {
    if (f->d_name[0] == '.' || plx_str_ends(plx_str_of(f->d_name), PLX_STR(".raw"))) continue;
    const char *path = plx_str_fmt(a, "%s/%s", folder, f->d_name).p;
    struct stat st;
    if (lstat(path, &st) != 0) continue;
    if (S_ISDIR(st.st_mode) && depth < FOLDER_DEPTH_MAX) walk(path, depth + 1, a, out, e);
    else if (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode) || (S_ISLNK(st.st_mode) && !leads_back(path, a)))
      *plx_vec_push(a, out) = path;
  }
  closedir(d);
  return true;
}

static int by_bytes(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool plx_file_walk(const char *folder, plx_arena *a, plx_paths *out, plx_err *e) {
  uint32_t first = out->n;
  size_t n = strlen(folder);
  while (n > 1 && folder[n - 1] == '/') n--;
  bool ok = walk(plx_str_copy(a, (plx_str){folder, n}).p, 0, a, out, e);
  if (out->n > first) qsort(out->v + first, out->n - first, sizeof *out->v, by_bytes);
  return ok;
}
