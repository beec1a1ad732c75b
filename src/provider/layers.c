/* SPDX-License-Identifier: MIT */
#include "provider/layers.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "provider/describe.h"
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

static struct json *read_file(const char *path, struct err *err)
{
	struct buf text = {0};
	char *shown = text_path(path);
	struct json *json = NULL;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		err_errno(err, "can't open %s", shown);
	else if (file_read_fd(fd, DESCRIPTION_BYTES_MAX, shown, &text, err) == 0)
		json = description_parse(buf_str(&text), text.len, shown, err);
	if (fd >= 0)
		close(fd);
	buf_free(&text);
	free(shown);
	return json;
}

static struct layer *add(struct layers *layers, char *const folders[FOLDERS], const char *name,
			 enum shelf_folder from, struct err *err)
{
	char *path = from == FOLDER_OWN ? path_of(folders[FOLDER_OWN], name) : NULL;
	struct layer *layer = &layers->items[layers->count];
	bool own = path != NULL;

	if (!path)
		path = path_of(folders[FOLDER_SHIPPED], name);
	if (!path) {
		err_set(err, ERR_NOT_FOUND, "no provider “%s”", name);
		return NULL;
	}
	*layer = (struct layer){path, own, read_file(path, err)};
	layers->count++;
	return layer->json ? layer : NULL;
}

/* Takes the layer below that of this name. */
static int next_layer(struct layers *layers, const char **name, enum shelf_folder *from,
		      struct err *err)
{
	const struct layer *layer = &layers->items[layers->count - 1];
	const char *like = json_get_str(layer->json, "like");

	if (like && layers->count == LAYERS_MAX) {
		char *shown = text_path(layer->path);

		err_set(err, ERR_INVALID, "%s: \"like\" leads round in a circle", shown);
		free(shown);
		return -1;
	}
	*from = like && layer->own && strcmp(like, *name) == 0 ? FOLDER_SHIPPED : FOLDER_OWN;
	*name = like;
	return 0;
}

int layers_load(char *const folders[FOLDERS], const char *name, struct layers *out,
		struct err *err)
{
	enum shelf_folder from = FOLDER_OWN;

	*out = (struct layers){0};
	while (name) {
		const char *over = out->count ? out->items[out->count - 1].path : NULL;

		if (!add(out, folders, name, from, err)) {
			char *shown = over ? text_path(over) : NULL;

			if (shown)
				err_prefix(err, "%s is like %s: ", shown, name);
			free(shown);
			return -1;
		}
		if (next_layer(out, &name, &from, err) < 0)
			return -1;
	}
	return 0;
}

void layers_clear(struct layers *layers)
{
	for (size_t i = 0; i < layers->count; i++) {
		free(layers->items[i].path);
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
