/* SPDX-License-Identifier: MIT
 *
 * What whole control sequences of terminals mean: the keys of xterm and its kind, of
 * the Linux console, rxvt, PuTTY and the vt100; the mouse; focus. Pure; input.c finds
 * where they begin and end.
 */
#ifndef UI_SEQUENCE_H
#define UI_SEQUENCE_H

#include "ui/input.h"

/* A character or control as a key. False for one that types nothing. */
bool sequence_plain(uint32_t point, struct key *out);
/* `body` is what stands behind ESC [ or ESC O, to its end. False: nothing to tell. */
bool sequence_csi(const char *body, size_t bytes, struct event *out);
bool sequence_ss3(const char *body, size_t bytes, struct event *out);

#endif
