/* SPDX-License-Identifier: MIT
 *
 * What the value of a field may become.
 */
#include <stdlib.h>
#include <string.h>

#include "core/complete.h"
#include "core/target.h"
#include "film/shape.h"
#include "provider/shelf.h"
#include "util/mem.h"
#include "util/text.h"

void completion_offer(struct completion *out, const char *typed, const char *word, const char *help,
		      bool goes_on)
{
	typed += out->from;
	if (strncmp(word, typed, strlen(typed)) != 0)
		return;
	GROW(out->items, out->count, out->room);
	out->items[out->count++] = (struct candidate){
		.word = xstrdup(word),
		.help = text_clean(help ? help : "", false, 60),
		.goes_on = goes_on,
	};
}

void completion_clear(struct completion *out)
{
	for (size_t i = 0; i < out->count; i++) {
		free(out->items[i].word);
		free(out->items[i].help);
	}
	free(out->items);
	*out = (struct completion){0};
}

static void offer_choices(struct completion *out, const char *typed, const char *const *choices)
{
	for (; choices && *choices; choices++)
		completion_offer(out, typed, *choices, NULL, false);
}

static void offer_providers(struct completion *out, const char *typed)
{
	struct shelf *shelf = shelf_new();
	char **names = shelf_names(shelf);

	for (size_t i = 0; names[i]; i++)
		completion_offer(out, typed, names[i], NULL, false);
	shelf_names_free(names);
	shelf_free(shelf);
}

/* A picture to start or end with: a file, the scene before, or a scene's frame. */
static void offer_frames(const struct film *film, struct completion *out, const char *typed)
{
	completion_offer(out, typed, "previous", "the last frame of the scene before", false);
	for (size_t i = 0; i < film->scene_count; i++) {
		char *frame = xasprintf("%s/last", film->scenes[i].id);

		completion_offer(out, typed, frame, film->scenes[i].title, false);
		free(frame);
	}
	out->files = true;
}

/* The states of the member of the cast that is named before a colon. */
static void offer_states(const struct cast_member *member, struct completion *out,
			 const char *typed)
{
	const struct json *state = json_first(member->states);

	for (; state; state = json_next(state)) {
		char *word = xasprintf("%s:%s", member->name, json_name(state));

		completion_offer(out, typed, word, json_str(state), false);
		free(word);
	}
}

/* Each that is in use, once where its scenes stand together. */
static void offer_groups(const struct film *film, struct completion *out, const char *typed)
{
	const char *before = "";

	for (size_t i = 0; i < film->scene_count; i++) {
		const char *group = film->scenes[i].group;

		if (group && strcmp(group, before) != 0)
			completion_offer(out, typed, group, NULL, false);
		before = group ? group : "";
	}
}

/* What is typed ends in "@" and the beginning of a name. */
static void offer_mentions(const struct film *film, struct completion *out, const char *typed)
{
	const char *at = strrchr(typed + out->from, '@');
	size_t name;

	if (!at || strpbrk(at, " \t\n"))
		return;
	out->from = (size_t)(at + 1 - typed);
	name = strcspn(at + 1, ":");
	for (size_t i = 0; i < film->cast_count; i++) {
		const struct cast_member *member = &film->cast[i];

		completion_offer(out, typed, member->name, member->looks, false);
		if (strlen(member->name) == name && strncmp(member->name, at + 1, name) == 0)
			offer_states(member, out, typed);
	}
}

void complete_value(const struct film *film, const struct field *field, const char *typed,
		    struct completion *out)
{
	static const char *const transitions[] = {"cut", "dissolve", NULL};

	offer_choices(out, typed, field->choices);
	if (strcmp(field->name, "provider") == 0)
		offer_providers(out, typed);
	else if (field->shape == shape_transition)
		offer_choices(out, typed, transitions);
	else if (field->shape == shape_picture || field->shape == shape_music)
		out->files = true;
	else if (field->shape == shape_frame && film)
		offer_frames(film, out, typed);
	else if (strcmp(field->name, "group") == 0 && film)
		offer_groups(film, out, typed);
	else if (field->kind == FIELD_TEXT && film)
		offer_mentions(film, out, typed);
}
