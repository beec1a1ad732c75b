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
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static struct json *read_file(const char *path, struct err *err)
{
	struct buf text = {0};
	char *shown = text_path(path);
	struct json *json = NULL;

	if (file_read(AT_FDCWD, path, DESCRIPTION_BYTES_MAX, &text, err) == 0)
		json = description_parse(buf_str(&text), text.len, shown, err);
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

int layers_load(char *const folders[FOLDERS], const char *name, struct layers *out,
		struct err *err)
{
	enum shelf_folder from = FOLDER_OWN;
	const struct layer *layer;
	const char *like;

	*out = (struct layers){0};
	for (;;) {
		const char *over = out->count ? out->items[out->count - 1].path : NULL;

		layer = add(out, folders, name, from, err);
		if (!layer)
			return over ? err_prefix(err, "%s is like %s: ", over, name) : -1;
		like = json_get_str(layer->json, "like");
		if (!like)
			return 0;
		if (!text_is_slug(like))
			return err_set(err, ERR_INVALID,
				       "%s: \"like\" is not the name of a provider", layer->path);
		if (out->count == LAYERS_MAX)
			return err_set(err, ERR_INVALID, "%s: \"like\" leads round in a circle",
				       layer->path);
		from = layer->own && strcmp(like, name) == 0 ? FOLDER_SHIPPED : FOLDER_OWN;
		name = like;
	}
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
