/* log.h - one line an event on standard error: time level what key=value…
 *
 * in     a level, what happened, key=value pairs as a format
 * out    a line
 * how    formatted first, then one write, so that lines of several threads stay whole
 * cost   a write(2)
 * from   -
 *
 * Only command/ and serve/ log; the library is silent.
 */
#ifndef PLX_BASE_LOG_H
#define PLX_BASE_LOG_H

typedef enum { PLX_LOG_ERROR, PLX_LOG_WARN, PLX_LOG_INFO } plx_log_level;

void plx_log_quiet(void); // only errors from now on
void plx_log(plx_log_level level, const char *what, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
