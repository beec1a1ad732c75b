/* SPDX-License-Identifier: MIT */
#include "film/take_dir.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

int take_dir_open(int film_dir, const char *scene, struct err *err)
{
	struct err why = {0};
	if (!text_is_slug(scene)) /* also keeps the path inside */
		return err_set(err, ERR_INVALID, "not the id of a scene");
	char *path = xasprintf("takes/%s", scene);
	int dir = file_open_beneath(film_dir, path, O_RDONLY | O_DIRECTORY, 0, &why);
	free(path);
	if (dir >= 0)
		return dir;
	if (why.kind != ERR_NOT_FOUND)
		return err_move(err, &why);
	err_clear(&why);
	return TAKE_DIR_NONE;
}

/* True for "t012.mp4": a number as take_name writes it, a dot, an extension. */
static bool parse_name(const char *name, struct take_file *out)
{
	size_t digits = *name == 't' ? strspn(name + 1, "0123456789") : 0;
	if (digits < 3 || digits > 6 || name[1 + digits] != '.' || !name[2 + digits])
		return false;
	const char *extension = name + digits + 2;
	*out = (struct take_file){
		.number = strtol(name + 1, NULL, 10),
		.kind = strcmp(extension, "json") == 0    ? TAKE_FILE_RECIPE
			: strcmp(extension, "claim") == 0 ? TAKE_FILE_CLAIM
							  : TAKE_FILE_CLIP,
	};
	if (out->number < 1 || (digits > 3 && name[1] == '0'))
		return false;
	out->extension = xstrdup(extension);
	return true;
}

static int by_number(const void *a, const void *b)
{
	const struct take_file *first = a, *second = b;
	if (first->number != second->number)
		return first->number < second->number ? -1 : 1;
	if (first->kind != second->kind)
		return first->kind < second->kind ? -1 : 1;
	return strcmp(first->extension, second->extension);
}

int take_files_list(int dir, const char *scene, struct take_files *out, struct err *err)
{
	DIR *list = file_list(dir);
	struct take_file file;
	if (!list)
		return err_errno(err, "can't look into takes/%s", scene);
	for (struct dirent *entry; (entry = readdir(list));) {
		if (!parse_name(entry->d_name, &file))
			continue;
		GROW(out->files, out->count, out->room);
		out->files[out->count++] = file;
	}
	closedir(list);
	if (out->count)
		qsort(out->files, out->count, sizeof *out->files, by_number);
	return 0;
}

void take_files_clear(struct take_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		free(files->files[i].extension);
	free(files->files);
	*files = (struct take_files){0};
}

int take_dir_make(int film_dir, const char *scene, struct err *err)
{
	if (!text_is_slug(scene))
		return err_set(err, ERR_INVALID, "not the id of a scene");
	int takes = file_make_dir(film_dir, "takes", err);
	if (takes < 0)
		return -1;
	int dir = file_make_dir(takes, scene, err);
	close(takes);
	return dir;
}

int take_rename(int from_dir, const char *from, int to_dir, const char *to)
{
	if (renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	/* A file system without that flag. */
	if (linkat(from_dir, from, to_dir, to, 0) < 0)
		return -1;
	return unlinkat(from_dir, from, 0);
}
