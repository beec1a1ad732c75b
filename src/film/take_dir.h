/* SPDX-License-Identifier: MIT
 *
 * The folder takes/SCENE and what lies in it, for take.c (reading) and
 * take_make.c (making).
 */
#ifndef FILM_TAKE_DIR_H
#define FILM_TAKE_DIR_H

#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

#include "util/err.h"

#define TAKE_NUMBER_MAX 999999
#define TAKE_DIR_NONE (-2) /* no such folder; not an error */

enum take_file_kind {
	TAKE_FILE_RECIPE, /* t001.json */
	TAKE_FILE_CLAIM,  /* t001.claim: somebody is making it */
	TAKE_FILE_CLIP,   /* any other t001.* */
};

struct take_file {
	long number;
	enum take_file_kind kind;
	char *extension;
};

/* By number, the recipe of each first. */
struct take_files {
	struct take_file *files;
	size_t count, room;
};

/* Returns the open folder, TAKE_DIR_NONE, or -1. */
int take_dir_open(int film_dir, const char *scene, struct err *err);
/* The same, made when missing. */
int take_dir_make(int film_dir, const char *scene, struct err *err);
int take_files_list(int dir, const char *scene, struct take_files *out, struct err *err);
void take_files_clear(struct take_files *files);
/* Renames without ever replacing what stands there (EEXIST). */
int take_rename(int from_dir, const char *from, int to_dir, const char *to);

#endif
