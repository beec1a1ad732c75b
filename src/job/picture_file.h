/* SPDX-License-Identifier: MIT
 *
 * The pictures that go along with a job: those a recipe names, read from the film's
 * folder when it begins.
 */
#ifndef JOB_PICTURE_FILE_H
#define JOB_PICTURE_FILE_H

#include "provider/template.h"
#include "util/err.h"

#define PICTURES_MAX 12
#define PICTURE_BYTES_MAX (20u << 20)

struct pictures {
	struct wire_picture items[PICTURES_MAX];
	char *paths[PICTURES_MAX]; /* below the film's folder */
	void *bytes[PICTURES_MAX];
	size_t count;
};

/* Which ones: "start", "end", and "references" of the cast. */
int pictures_name(struct pictures *pictures, const struct json *recipe, struct err *err);
int pictures_load(struct pictures *pictures, int film_dir, struct err *err);
void pictures_clear(struct pictures *pictures);

#endif
