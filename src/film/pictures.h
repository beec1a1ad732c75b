/* SPDX-License-Identifier: MIT
 *
 * What the pictures in a film's folder hold, by digest: a path alone does not say
 * that somebody painted over it. A file is read again when it is another one or has
 * changed, so that asking costs one system call.
 */
#ifndef FILM_PICTURES_H
#define FILM_PICTURES_H

#include "util/err.h"

struct pictures;

/* Borrows the descriptor. */
struct pictures *pictures_new(int film_dir);
void pictures_free(struct pictures *pictures);
/* SHA-256 in hex; NULL for what can't be read or is no picture by its size.
 * Borrowed until the next call. */
const char *pictures_digest(struct pictures *pictures, const char *path);

/* A descriptor for reading it; -1 where there is no such file, a folder, an empty one. What
 * it holds is not looked at. */
int picture_open(int film_dir, const char *path, struct err *err);

#endif
