/* SPDX-License-Identifier: MIT
 *
 * One scene into two, and several into one: split, join.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/ids.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"
#include "film/rows.h"
#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

#define SECONDS_MIN 0.1

/* What belongs to the end of a scene, so to the last of its parts. */
static const char *const of_the_end[] = {"end", "transition"};

/* True where a sentence has ended just before. */
static bool is_behind_sentence(const char *text, const char *at)
{
	static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？"};

	if (at == text || !*at)
		return false;
	for (size_t i = 0; i < LENGTH(ends); i++) {
		size_t bytes = strlen(ends[i]);
		bool wide = (unsigned char)ends[i][0] == 0xe3 || (unsigned char)ends[i][0] == 0xef;

		if ((size_t)(at - text) >= bytes && memcmp(at - bytes, ends[i], bytes) == 0)
			return wide || *at == ' ' || *at == '\n';
	}
	return false;
}

static bool is_blank_line(const char *text, const char *at)
{
	return at[0] == '\n' && at[1] == '\n';
}

/* The place nearest to the middle; NULL if there is none. */
static const char *nearest(const char *text, bool (*fits)(const char *text, const char *at))
{
	size_t bytes = strlen(text), best = bytes;
	const char *found = NULL;

	for (const char *at = text; *at; at++) {
		size_t from = (size_t)(at - text) * 2;
		size_t away = from > bytes ? from - bytes : bytes - from;

		if (!fits(text, at) || (found && away >= best))
			continue;
		found = at;
		best = away;
	}
	return found;
}

/* The place a number of characters into the text; NULL if it is shorter. */
static const char *behind_characters(const char *text, unsigned long count)
{
	uint32_t point;

	while (count && *text) {
		text += text_next(text, &point);
		count--;
	}
	return count ? NULL : text;
}

/* Where the prompt is parted; NULL on failure. */
static const char *parting(const char *id, const char *prompt, const char *typed, struct err *err)
{
	const char *at;

	if (!typed) {
		at = nearest(prompt, is_blank_line);
		at = at ? at : nearest(prompt, is_behind_sentence);
		if (!at)
			err_set(err, ERR_USAGE,
				"the prompt of %s is one sentence; say where to part it: how many "
				"characters in, or the words the second scene begins with",
				id);
		return at;
	}
	if (typed[strspn(typed, "0123456789")] == '\0' && *typed)
		at = behind_characters(prompt, strtoul(typed, NULL, 10));
	else
		at = *typed ? strstr(prompt, typed) : NULL;
	if (!at)
		err_set(err, ERR_NOT_FOUND, "the prompt of %s has no “%s” to part it at", id,
			typed);
	return at;
}

/* Returns new: the text without blanks around it. */
static char *trimmed(const char *from, size_t bytes)
{
	while (bytes && strchr(" \t\n", *from)) {
		from++;
		bytes--;
	}
	while (bytes && strchr(" \t\n", from[bytes - 1]))
		bytes--;
	return xstrndup(from, bytes);
}

/* The second part's seconds, to a tenth; the first part keeps the rest. */
static double share(double seconds, const char *first, const char *second)
{
	double part = (double)text_count(second) /
		      ((double)text_count(first) + (double)text_count(second));
	double rest = round(seconds * part * 10) / 10;

	return fmax(SECONDS_MIN, fmin(rest, seconds - SECONDS_MIN));
}

/* Without what comes of adding tenths. */
static double rounded(double seconds)
{
	return round(seconds * 1000) / 1000;
}

static struct json *second_part(const struct scene *scene, const char *id, const char *prompt,
				double seconds)
{
	static const char *const of_the_first[] = {"start", "circled", "takes"};
	struct json *part = row_to_json(OF_SCENE, scene);

	json_set_str(part, "id", id);
	if (scene->title) {
		char *title = xasprintf("%s (2)", scene->title);

		json_set_str(part, "title", title);
		free(title);
	}
	json_set_str(part, "prompt", prompt);
	json_set_num(part, "seconds", seconds);
	for (size_t i = 0; i < LENGTH(of_the_first); i++)
		json_set(part, of_the_first[i], NULL);
	return part;
}

static void split(struct call *call, const struct scene *scene, const char *first,
		  const char *second, struct step *step)
{
	const struct store *store = &call->session->store;
	const struct film *film = store->film;
	double seconds = scene_seconds(film, scene), rest = share(seconds, first, second);
	struct ids ids = {.store = store};
	const char *id = ids_new(&ids, scene->title ? scene->title : scene->id);

	step_set(step, OF_SCENE, scene->id, "prompt", json_new_str(first));
	step_set(step, OF_SCENE, scene->id, "seconds", json_new_num(rounded(seconds - rest)));
	for (size_t i = 0; i < LENGTH(of_the_end); i++)
		step_set(step, OF_SCENE, scene->id, of_the_end[i], NULL);
	step_insert(step, OF_SCENE, film_index(film, scene->id) + 1,
		    second_part(scene, id, second, rounded(rest)));
	step_label(step, "split %s, the rest is %s", scene->id, id);
	call->state = xstrdup(id);
	ids_clear(&ids);
}

static int build_split(struct call *call, struct step *step, struct err *err)
{
	const struct film *film = call->session->store.film;
	const struct scene *scene = target_scene(film, call->args[0], err);
	char *first = NULL, *second = NULL;
	const char *at;
	int result = -1;

	if (!scene)
		return -1;
	if (!scene->prompt)
		return err_set(err, ERR_INVALID, "%s has no prompt to split", scene->id);
	if (scene_seconds(film, scene) < 2 * SECONDS_MIN)
		return err_set(err, ERR_INVALID, "%s is too short to split", scene->id);
	at = parting(scene->id, scene->prompt, call_arg(call, 1), err);
	if (!at)
		return -1;
	first = trimmed(scene->prompt, (size_t)(at - scene->prompt));
	second = trimmed(at, strlen(at));
	if (*first && *second) {
		split(call, scene, first, second, step);
		result = 0;
	} else {
		err_set(err, ERR_USAGE, "nothing of %s’s prompt stands %s that place", scene->id,
			*first ? "behind" : "before");
	}
	free(first);
	free(second);
	return result;
}

int command_split(struct call *call, struct err *err)
{
	int result = call_change(call, build_split, err);
	char *id = call->state;

	if (result == 0 && !call->out->columns)
		out_say(call->out, "%s\n", id);
	free(id);
	call->state = NULL;
	return result;
}

/* Members joining takes from more than the first scene. */
static bool is_joined(const char *member)
{
	static const char *const members[] = {"id", "prompt", "seconds", "end", "transition"};

	for (size_t i = 0; i < LENGTH(members); i++)
		if (strcmp(members[i], member) == 0)
			return true;
	return false;
}

/* Adds "title, notes of curtains" for what the scene says and the first one doesn't. */
static void add_lost(struct buf *out, const struct scene *first, const struct scene *scene)
{
	size_t count, lost = 0;

	for (const struct field *row = fields(OF_SCENE, &count); count; row++, count--) {
		struct json *value = is_joined(row->name) ? NULL : field_get(row, scene);
		struct json *kept = field_get(row, first);

		if (value && !json_equal(value, kept))
			buf_addf(out, "%s%s", lost++ ? ", " : out->len ? "; " : "", row->name);
		json_free(value);
		json_free(kept);
	}
	if (lost)
		buf_addf(out, " of %s", scene->id);
}

static void add_paragraph(struct buf *out, const char *prompt)
{
	if (!prompt)
		return;
	if (out->len)
		buf_add_str(out, "\n\n");
	buf_add_str(out, prompt);
}

/* The scenes that are named, in the film's order; one alone goes with the next. */
static int joined_scenes(const struct call *call, struct scene_list *list, struct err *err)
{
	const struct film *film = call->session->store.film;

	if (target_all_scenes(film, call->args, call->arg_count, list, err) < 0)
		return -1;
	if (list->count == 1 && list->items[0] + 1 < film->scene_count) {
		GROW(list->items, list->count, list->room);
		list->items[1] = list->items[0] + 1;
		list->count = 2;
	}
	if (list->count < 2)
		return err_set(err, ERR_USAGE, "nothing stands behind %s to join it with",
			       film->scenes[list->items[0]].id);
	scene_list_sort(list);
	return 0;
}

static void join(struct call *call, const struct scene_list *list, struct step *step)
{
	const struct film *film = call->session->store.film;
	const struct scene *first = &film->scenes[list->items[0]];
	const struct scene *last = &film->scenes[list->items[list->count - 1]];
	struct buf prompt = {0}, lost = {0};
	double seconds = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct scene *scene = &film->scenes[list->items[i]];

		add_paragraph(&prompt, scene->prompt);
		seconds += scene_seconds(film, scene);
		if (i == 0)
			continue;
		add_lost(&lost, first, scene);
		step_remove(step, OF_SCENE, scene->id);
	}
	if (prompt.len)
		step_set(step, OF_SCENE, first->id, "prompt", json_new_str(buf_str(&prompt)));
	step_set(step, OF_SCENE, first->id, "seconds", json_new_num(rounded(seconds)));
	for (size_t i = 0; i < LENGTH(of_the_end); i++)
		step_set(step, OF_SCENE, first->id, of_the_end[i],
			 field_get(field_find(OF_SCENE, of_the_end[i]), last));
	if (list->count == 2)
		step_label(step, "join %s to %s", last->id, first->id);
	else
		step_label(step, "join %zu scenes to %s", list->count - 1, first->id);
	call->state = buf_take(&lost);
	buf_free(&prompt);
}

static int build_join(struct call *call, struct step *step, struct err *err)
{
	struct scene_list list = {0};
	int result = joined_scenes(call, &list, err);

	if (result == 0)
		join(call, &list, step);
	scene_list_clear(&list);
	return result;
}

int command_join(struct call *call, struct err *err)
{
	int result = call_change(call, build_join, err);
	char *lost = call->state;

	if (result == 0 && lost && *lost)
		out_note(call->out, "not kept: %s; undo brings it back", lost);
	free(lost);
	call->state = NULL;
	return result;
}
