/* SPDX-License-Identifier: MIT
 *
 * .scenetty in a film's folder: what can be made again, and is not for git.
 */
#ifndef FILM_CACHE_H
#define FILM_CACHE_H

#include "util/err.h"

/* .scenetty/NAME below the film (NULL: .scenetty itself), made when missing, with a
 * .gitignore at its top; returns it open. */
int cache_dir(int film_dir, const char *name, struct err *err);

#endif
