/* net.h - the chance that a pair of mentions is one event.
 *
 * in     the features of a pair
 * out    a chance, 0..1
 * how    one hidden layer: sigmoid(b + v . tanh(c + W x)), the mean of a few networks that differ in their start
 * cost   features x hidden x networks multiplications: about 2,000
 * from   data/align.tsv, which train/align.c writes from ECB+ (CC BY 3.0)
 *
 * Cannot fail.  Read-only: any thread.
 */
#ifndef PLX_STORY_NET_H
#define PLX_STORY_NET_H

#include "story/pair.h"

enum { PLX_NET_HIDDEN = 16, PLX_NETS = 4 };

typedef struct plx_net {
  float in[PLX_NETS][PLX_NET_HIDDEN][PLX_PAIR_FEATURES + 1]; // W and, last, c
  float out[PLX_NETS][PLX_NET_HIDDEN + 1];                   // v and, last, b
} plx_net;

plx_net plx_net_read(void);
float plx_net_chance(const plx_net *n, const float x[PLX_PAIR_FEATURES]);

#endif
