/* SPDX-License-Identifier: MIT */
#include "provider/layers.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
#include "provider/pointer.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

/* Returns new: the file's path, if it is there. */
static char *path_of(const char *folder, const char *name)
{
	char *path;

	if (!folder)
		return NULL;
	path = xasprintf("%s/%s.json", folder, name);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return path; /* or a link that leads nowhere */
	free(path);
	return NULL;
}

static void read_file(struct layer *layer, struct err *err)
{
	char *shown = text_path(layer->path);
	int fd = open(layer->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		err_errno(err, "can't open %s", shown);
	else if (file_read_fd(fd, DESCRIPTION_BYTES_MAX, shown, &layer->text, err) == 0)
		layer->json = description_parse(buf_str(&layer->text), layer->text.len, shown, err);
	if (fd >= 0)
		close(fd);
	free(shown);
}

static bool has_path(const struct layers *layers, const char *path)
{
	for (size_t i = 0; i < layers->count; i++)
		if (strcmp(layers->items[i].path, path) == 0)
			return true;
	return false;
}

/* The user's own file of this name goes before the shipped one. */
static int add(struct layers *layers, char *const folders[FOLDERS], const char *name,
	       enum shelf_folder from, struct err *err)
{
	char *path = from == FOLDER_OWN ? path_of(folders[FOLDER_OWN], name) : NULL;
	struct layer *layer = &layers->items[layers->count];
	bool own = path != NULL;
	const char *wrong;

	if (!path)
		path = path_of(folders[FOLDER_SHIPPED], name);
	if (!path)
		return err_set(err, ERR_NOT_FOUND,
			       from == FOLDER_OWN ? "no file describes a provider “%s”"
						  : "“%s” is this file itself: name another",
			       name);
	wrong = has_path(layers, path)          ? "leads round in a circle"
		: layers->count == LAYERS_MAX ? "is one file too many, each like the next"
						: NULL;
	if (wrong) {
		free(path);
		return err_set(err, ERR_INVALID, "“%s” %s", name, wrong);
	}
	*layer = (struct layer){.path = path, .own = own};
	layers->count++;
	read_file(layer, err);
	return layer->json ? 0 : -1;
}

static int layer_err(const struct layer *layer, const char *at, const struct err *why,
		     struct err *err)
{
	char *shown = text_path(layer->path);

	description_err(buf_str(&layer->text), layer->text.len, shown, at, why, err);
	free(shown);
	return -1;
}

int layers_load(char *const folders[FOLDERS], const char *name, struct layers *out,
		struct err *err)
{
	enum shelf_folder from = FOLDER_OWN;
	const struct layer *over = NULL;
	struct err why = {0};

	*out = (struct layers){0};
	while (name && add(out, folders, name, from, &why) == 0) {
		const char *like;

		over = &out->items[out->count - 1];
		like = json_get_str(over->json, "like");
		from = like && over->own && strcmp(like, name) == 0 ? FOLDER_SHIPPED : FOLDER_OWN;
		name = like;
	}
	if (!name)
		return 0;
	if (over)
		layer_err(over, "/like", &why, err);
	else
		err_move(err, &why);
	err_clear(&why);
	return -1;
}

int layers_err(const struct layers *layers, const char *at, const struct err *why, struct err *err)
{
	char *place = xstrdup(at);
	const struct layer *from = NULL;

	/* What a graph brought stands in none: then where it was put. */
	while (!from) {
		for (size_t i = layers->count; i-- > 0;)
			if (pointer_exact(layers->items[i].json, place))
				from = &layers->items[i];
		if (!from)
			*strrchr(place, '/') = '\0';
	}
	layer_err(from, place, why, err);
	free(place);
	return -1;
}

void layers_clear(struct layers *layers)
{
	for (size_t i = 0; i < layers->count; i++) {
		free(layers->items[i].path);
		buf_free(&layers->items[i].text);
		json_free(layers->items[i].json);
	}
	*layers = (struct layers){0};
}

struct json *layers_merge(const struct layers *layers)
{
	struct json *whole = json_copy(layers->items[layers->count - 1].json), *over;

	for (size_t i = layers->count - 1; i-- > 0;) {
		over = description_over(whole, layers->items[i].json);
		json_free(whole);
		whole = over;
	}
	return whole;
}
