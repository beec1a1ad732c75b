/* SPDX-License-Identifier: MIT
 *
 * Where the film goes: written beside its place under a temp name, and moved
 * there when it is whole. Until then whatever stood there stands.
 */
#ifndef CUT_FILM_FILE_H
#define CUT_FILM_FILE_H

#include "util/err.h"

struct film_file {
	int dir, fd; /* -1 when closed */
	char *name, *temp;
	char *path; /* absolute, for people */
};

/* `path` is from the working directory; NULL means film.mp4 in `film_dir`. The
 * film's takes are never written over. */
int film_file_open(struct film_file *file, int film_dir, const char *path, struct err *err);
/* Empties what was written; an error unless `bytes` fit on the disk. */
int film_file_begin(const struct film_file *file, long long bytes, struct err *err);
/* Syncs it and puts it in place; *bytes gets its length. */
int film_file_publish(struct film_file *file, long long *bytes, struct err *err);
/* Removes what was written unless it has been published. */
void film_file_close(struct film_file *file);

#endif
