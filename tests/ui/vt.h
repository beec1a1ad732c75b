/* SPDX-License-Identifier: MIT
 *
 * A terminal that only knows what stands where: bytes of a program in, the screen as
 * text out. It understands what curses sends to xterm and its kin; colours and
 * attributes are passed over.
 */
#ifndef TESTS_UI_VT_H
#define TESTS_UI_VT_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"

struct vt;

struct vt *vt_new(int cols, int rows);
void vt_free(struct vt *vt);
/* Keeps what fits. */
void vt_resize(struct vt *vt, int cols, int rows);
void vt_feed(struct vt *vt, const char *bytes, size_t count);
/* The lines without trailing blanks. */
void vt_text(const struct vt *vt, struct buf *out);
/* The private modes that are on, sorted: "1 25 1049". */
void vt_modes(const struct vt *vt, struct buf *out);
/* Borrowed; the title as set last. */
const char *vt_title(const struct vt *vt);
/* Bytes of sequences it does not know: a test of itself. */
size_t vt_unknown(const struct vt *vt);

#endif
