/* SPDX-License-Identifier: Apache-2.0 */
/* bad_server LOG - a web server on a port of its own that behaves badly, for test/watch.sh.  Prints its port, writes each
 * request's path to LOG, and serves every connection in a child of its own until it is killed. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { BOMB_BYTES = 256 << 20, REQUEST_MAX = 8192 };

static int port;

static void say(int fd, const char *text) {
  size_t n = strlen(text);
  if (write(fd, text, n) != (ssize_t)n) _exit(0);
}

static void reply(int fd, const char *status, const char *headers, const char *body) {
  char head[1024];
  snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n%s\r\n", status, strlen(body),
           headers);
  say(fd, head);
  say(fd, body);
}

static void feed(int fd, const char *request) {
  static const char *const paths[] = {
      "a", "b?utm_source=feed", "private/c", "slow", "endless", "500", "wrong", "loop", "bomb", "gone", "b"};
  char body[8192] = "<rss version=\"2.0\"><channel><title>Harbour Courier</title>";
  if (strstr(request, "If-None-Match: \"v1\"")) {
    reply(fd, "304 Not Modified", "", "");
    return;
  }
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
    snprintf(
        body + strlen(body), sizeof body - strlen(body),
        "<item><title>Item %zu</title><link>http://127.0.0.1:%d/%s</link><description>What happened, in some words.</description></item>",
        i, port, paths[i]);
  strcat(body, "</channel></rss>");
  reply(fd, "200 OK", "Content-Type: application/rss+xml\r\nETag: \"v1\"\r\n", body);
}

static void article(int fd, const char *what) {
  char body[2048];
  snprintf(
      body, sizeof body,
      "<!DOCTYPE html><html><head><title>%s at the harbour</title><meta property=\"article:published_time\" content=\"2024-03-07T08:00:00Z\"></head><body><article><h1>%s at the harbour</h1>"
      "<p>A %s damaged three ships in the harbour of Lisbon on Tuesday, the port authority said. Nobody was hurt.</p>"
      "<p>The authority's director, Ana Prado, said that repairs would take a week. \"We were lucky,\" she told reporters.</p></article></body></html>",
      what, what, what);
  reply(fd, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", body);
}

static void bomb(int fd) {
  unsigned char zeros[65536] = {0}, out[65536];
  z_stream z = {0};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  say(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
  for (int done = 0; done <= BOMB_BYTES; done += (int)sizeof zeros) {
    z.next_in = zeros;
    z.avail_in = sizeof zeros;
    do {
      z.next_out = out;
      z.avail_out = sizeof out;
      deflate(&z, done == BOMB_BYTES ? Z_FINISH : Z_NO_FLUSH);
      size_t n = sizeof out - z.avail_out;
      if (n && write(fd, out, n) != (ssize_t)n) _exit(0);
    } while (z.avail_out == 0);
  }
}

static int is(const char *path, const char *name) {
  return strncmp(path, name, strlen(name)) == 0;
}

static void serve(int fd, const char *path, const char *request) {
  if (is(path, "/feed")) feed(fd, request);
  else if (is(path, "/robots.txt")) reply(fd, "200 OK", "", "User-agent: *\nDisallow: /private\n");
  else if (is(path, "/slow")) say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>"), sleep(60);
  else if (is(path, "/endless"))
    for (say(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");;)
      say(fd, "<p>And so it went on, day after day, without an end.</p>\n");
  else if (is(path, "/500")) reply(fd, "500 Oops", "Retry-After: 7200\r\n", "no");
  else if (is(path, "/wrong")) say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>cut off");
  else if (is(path, "/loop")) reply(fd, "302 Found", "Location: /loop\r\n", "");
  else if (is(path, "/bomb")) bomb(fd);
  else if (is(path, "/a")) article(fd, "Storm");
  else if (is(path, "/b")) article(fd, "Fire");
  else reply(fd, "410 Gone", "", "");
}

static void answer(int fd, const char *log) {
  char request[REQUEST_MAX + 1] = "", path[1024] = "";
  size_t n = 0;
  ssize_t got;
  while (n < REQUEST_MAX && !strstr(request, "\r\n\r\n") && (got = read(fd, request + n, REQUEST_MAX - n)) > 0)
    request[n += (size_t)got] = 0;
  sscanf(request, "GET %1023s", path);
  FILE *f = fopen(log, "a");
  if (f) fprintf(f, "%s\n", path), fclose(f);
  serve(fd, path, request);
}

int main(int argc, char **argv) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof at;
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (argc != 2 || bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 16) ||
      getsockname(listener, (struct sockaddr *)&at, &size))
    return 2;
  signal(SIGCHLD, SIG_IGN);
  port = ntohs(at.sin_port);
  printf("%d\n", port);
  fflush(stdout);
  for (;;) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    if (fork() == 0) {
      close(listener);
      alarm(60);
      answer(fd, argv[1]);
      _exit(0);
    }
    close(fd);
  }
}
