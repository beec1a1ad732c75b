/* SPDX-License-Identifier: MIT
 *
 * The files a provider is made of: its own, then what that is "like", and so on, each
 * laid over the next.
 */
#ifndef PROVIDER_LAYERS_H
#define PROVIDER_LAYERS_H

#include <stdbool.h>
#include <stddef.h>

#include "util/buf.h"
#include "util/err.h"
#include "util/json.h"

#define LAYERS_MAX 9 /* files one above the other */

enum shelf_folder { FOLDER_OWN, FOLDER_SHIPPED, FOLDERS };

struct layers {
	struct layer {
		char *path;
		bool own;          /* the user's, not shipped */
		struct buf text;   /* of the file */
		struct json *json; /* NULL: it can't be read */
	} items[LAYERS_MAX];       /* the topmost first */
	size_t count;
};

/* The user's file may be like the shipped one of the same name. On failure the layers are
 * those found so far; ERR_NOT_FOUND without any: there is no such file. */
int layers_load(char *const folders[FOLDERS], const char *name, struct layers *out,
		struct err *err);
void layers_clear(struct layers *layers);
/* Returns new: all of them, one over the other. */
struct json *layers_merge(const struct layers *layers);
/* Says what is wrong at a pointer into that, with the file and line it comes from.
 * Returns -1. */
int layers_err(const struct layers *layers, const char *at, const struct err *why,
	       struct err *err);

#endif
