/* SPDX-License-Identifier: Apache-2.0 */
/* ask PORT RATE SECONDS <PATHS - asks a server on this machine for the paths of standard input, one after the other and
 * again, RATE a second at even distances, each on a connection of its own; prints how long replies took, counted from
 * when each should have been asked, so that a slow reply is not hidden by the wait behind it.  For bench/store.sh. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PATHS_MAX = 100000, THREADS = 16 };

static char *path[PATHS_MAX];
static int paths, port, asked_max, next_one, failures;
static double rate, *took;
static struct timespec start;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now_s(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)(t.tv_sec - start.tv_sec) + (double)(t.tv_nsec - start.tv_nsec) / 1e9;
}

static int ask(const char *p) {
  char buf[65536];
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int fd = socket(AF_INET, SOCK_STREAM, 0), ok = 0;
  if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) {
    int n = snprintf(buf, sizeof buf, "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n", p);
    ssize_t got = write(fd, buf, (size_t)n) == n ? read(fd, buf, sizeof buf) : -1;
    ok = got > 12 && memcmp(buf + 9, "200", 3) == 0;
    while (got > 0) got = read(fd, buf, sizeof buf);
  }
  close(fd);
  return ok;
}

static void *work(void *ctx) {
  (void)ctx;
  for (;;) {
    pthread_mutex_lock(&lock);
    int i = next_one++;
    pthread_mutex_unlock(&lock);
    if (i >= asked_max) return NULL;
    double due = i / rate, wait = due - now_s();
    if (wait > 0) usleep((useconds_t)(wait * 1e6));
    int ok = ask(path[i % paths]);
    took[i] = now_s() - due;
    if (!ok) __sync_fetch_and_add(&failures, 1);
  }
}

static int rising(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(int argc, char **argv) {
  if (argc != 4) return fprintf(stderr, "usage: ask PORT RATE SECONDS <PATHS\n"), 2;
  char line[4096];
  port = atoi(argv[1]);
  rate = atof(argv[2]);
  while (paths < PATHS_MAX && fgets(line, sizeof line, stdin)) path[paths++] = strndup(line, strcspn(line, "\n"));
  if (!paths) return fprintf(stderr, "ask: no paths\n"), 2;
  asked_max = (int)(rate * atof(argv[3]));
  took = calloc((size_t)asked_max, sizeof *took);
  clock_gettime(CLOCK_MONOTONIC, &start);
  pthread_t t[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&t[i], NULL, work, NULL);
  for (int i = 0; i < THREADS; i++) pthread_join(t[i], NULL);
  qsort(took, (size_t)asked_max, sizeof *took, rising);
  printf("%d requests at %.0f/s, %d failed: p50 %.1f ms  p90 %.1f ms  p99 %.1f ms  max %.1f ms\n", asked_max, rate, failures, took[asked_max / 2] * 1e3,
         took[asked_max * 9 / 10] * 1e3, took[asked_max * 99 / 100] * 1e3, took[asked_max - 1] * 1e3);
  return failures > 0;
}
