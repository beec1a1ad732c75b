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

/* The folder of news: a file is made in it and removed at once, so that nothing stays
 * and who watches the folder hears its name. Nobody made the folder, nobody watches. */
#define CACHE_NEWS "news"
void cache_tell(int film_dir, const char *name);

#endif
