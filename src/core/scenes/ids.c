/* SPDX-License-Identifier: MIT */
#include "core/scenes/ids.h"

#include <stdlib.h>
#include <string.h>

#include "film/frame.h"
#include "film/take.h"
#include "util/mem.h"
#include "util/text.h"

#define WORDS_BYTES 24

static bool is_taken(void *arg, const char *id)
{
	const struct ids *ids = arg;

	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->given[i], id) == 0)
			return true;
	return take_folder_stands(ids->store->dir, id);
}

static const char *give(struct ids *ids, char *id)
{
	GROW(ids->given, ids->count, ids->room);
	return ids->given[ids->count++] = id;
}

char *ids_words(const char *title, const char *prompt)
{
	char *words = text_slug(prompt ? prompt : "");
	size_t kept = WORDS_BYTES;

	if (title && *title) {
		free(words);
		return xstrdup(title);
	}
	if (strlen(words) > kept) {
		while (kept && words[kept] != '-')
			kept--;
		words[kept ? kept : WORDS_BYTES] = '\0';
	}
	return words;
}

const char *ids_new(struct ids *ids, const char *title)
{
	return give(ids, film_free_id(ids->store->film, title, is_taken, ids));
}

bool ids_take(struct ids *ids, const char *id)
{
	if (film_scene(ids->store->film, id) || is_taken(ids, id))
		return false;
	ids_give(ids, id);
	return true;
}

void ids_give(struct ids *ids, const char *id)
{
	give(ids, xstrdup(id));
}

static void refer(const struct ids *ids, const char *const *were, struct json *scene,
		  const char *member)
{
	const char *text = json_get_str(scene, member);
	double seconds;
	char *from = text ? frame_scene(text, &seconds) : NULL, *now;

	for (size_t i = 0; from && i < ids->count; i++) {
		if (!were[i] || strcmp(were[i], from) != 0)
			continue;
		now = xasprintf("%s%s", ids->given[i], text + strlen(from));
		json_set_str(scene, member, now);
		free(now);
		break;
	}
	free(from);
}

void ids_refer(const struct ids *ids, const char *const *were, struct json *scene)
{
	refer(ids, were, scene, "start");
	refer(ids, were, scene, "end");
}

void ids_clear(struct ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		free(ids->given[i]);
	free(ids->given);
}
