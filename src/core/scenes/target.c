/* SPDX-License-Identifier: MIT */
#include "core/scenes/target.h"

#include <stdlib.h>
#include <string.h>

#include "core/language/near.h"
#include "core/session/session.h"
#include "util/mem.h"

static int no_scene(const struct film *film, const char *typed, struct err *err)
{
	struct near near = {.typed = typed};

	if (!film->scene_count)
		return err_set(err, ERR_NOT_FOUND, "no scene “%s”: the film has none yet", typed);
	for (size_t i = 0; i < film->scene_count; i++)
		near_offer(&near, film->scenes[i].id);
	if (near.best)
		return err_set(err, ERR_NOT_FOUND, "no scene “%s”; did you mean “%s”?", typed,
			       near.best);
	return err_set(err, ERR_NOT_FOUND, "no scene “%s”; “scenetty status” lists them", typed);
}

static void add_scene(struct scene_list *list, size_t position)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i] == position)
			return;
	GROW(list->items, list->count, list->room);
	list->items[list->count++] = position;
}

/* "3" or "2-5": what stands behind it, with the numbers; NULL for anything else. */
static const char *read_range(const char *typed, unsigned long *from, unsigned long *to)
{
	char *end;

	if (*typed < '0' || *typed > '9')
		return NULL;
	*from = *to = strtoul(typed, &end, 10);
	if (*end == '-' && end[1] >= '0' && end[1] <= '9')
		*to = strtoul(end + 1, &end, 10);
	return end;
}

static int add_item(const struct film *film, const char *typed, struct scene_list *out,
		    struct err *err)
{
	unsigned long from, to;
	const char *end;
	size_t at = film_index(film, typed);

	if (at < film->scene_count) {
		add_scene(out, at);
		return 0;
	}
	end = read_range(typed, &from, &to);
	if (!end || *end)
		return no_scene(film, typed, err);
	if (to < from)
		return err_set(err, ERR_USAGE, "the range %s runs backwards; did you mean %lu-%lu?",
			       typed, to, from);
	if (from < 1 || to > film->scene_count)
		return err_set(err, ERR_NOT_FOUND, "no scene %s: the film has %zu", typed,
			       film->scene_count);
	for (unsigned long i = from; i <= to; i++)
		add_scene(out, i - 1);
	return 0;
}

bool target_is_places(const struct film *film, const char *typed)
{
	unsigned long from, to;

	for (;; typed++) {
		typed = read_range(typed, &from, &to);
		if (!typed || from < 1 || from > to || to > film->scene_count)
			return false;
		if (*typed != ',')
			return !*typed;
	}
}

bool target_is_at(const char *places, size_t place)
{
	unsigned long from, to;
	bool is_at = false;

	for (const char *at = places; !is_at && at && *at; at += *at == ',') {
		at = read_range(at, &from, &to);
		is_at = at && from <= place && place <= to;
	}
	return is_at;
}

int target_scenes(const struct film *film, const char *typed, struct scene_list *out,
		  struct err *err)
{
	char *copy = xstrdup(typed), *rest = copy, *item;
	int result = 0;

	while (result == 0 && (item = strsep(&rest, ",")))
		result = add_item(film, item, out, err);
	free(copy);
	return result;
}

int target_all_scenes(const struct film *film, char *const *words, size_t count,
		      struct scene_list *out, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (target_scenes(film, words[i], out, err) < 0)
			return -1;
	for (size_t i = 0; !count && i < film->scene_count; i++) {
		GROW(out->items, out->count, out->room);
		out->items[out->count++] = i;
	}
	return 0;
}

static int by_position(const void *a, const void *b)
{
	const size_t *first = a, *second = b;

	return (*first > *second) - (*first < *second);
}

void scene_list_sort(struct scene_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, by_position);
}

void scene_list_clear(struct scene_list *list)
{
	free(list->items);
	*list = (struct scene_list){0};
}

struct scene *target_scene(const struct film *film, const char *typed, struct err *err)
{
	struct scene_list list = {0};
	struct scene *scene = NULL;

	if (target_scenes(film, typed, &list, err) == 0) {
		if (list.count == 1)
			scene = &film->scenes[list.items[0]];
		else
			err_set(err, ERR_USAGE, "“%s” is %zu scenes, expected one", typed,
				list.count);
	}
	scene_list_clear(&list);
	return scene;
}

int target_cast(const struct film *film, const char *name, struct err *err)
{
	struct near near = {.typed = name};

	if (film_cast(film, name))
		return 0;
	for (size_t i = 0; i < film->cast_count; i++)
		near_offer(&near, film->cast[i].name);
	if (near.best)
		return err_set(err, ERR_NOT_FOUND, "no cast member “%s”; did you mean “%s”?", name,
			       near.best);
	return err_set(err, ERR_NOT_FOUND, "no cast member “%s”; “scenetty add cast:%s” makes one",
		       name, name);
}

int target_parse(const struct film *film, const char *typed, struct target *out, struct err *err)
{
	*out = (struct target){.of = OF_SCENE};
	if (strcmp(typed, "film") == 0) {
		out->of = OF_FILM;
		return 0;
	}
	if (strncmp(typed, "cast:", 5) == 0) {
		out->of = OF_CAST;
		out->cast = typed + 5;
		return target_cast(film, out->cast, err);
	}
	return target_scenes(film, typed, &out->scenes, err);
}

void target_clear(struct target *target)
{
	scene_list_clear(&target->scenes);
}

const struct take *target_take(const struct take_list *takes, const char *scene, const char *typed,
			       struct err *err)
{
	char name[16];
	const struct take *take;

	if (take_name(typed, name) < 0) {
		err_set(err, ERR_USAGE, "“%s” names no take; takes are t001, t002 … or 1, 2 …",
			typed);
		return NULL;
	}
	take = takes_find(takes, name);
	if (take)
		return take;
	if (!takes->count)
		err_set(err, ERR_NOT_FOUND, "%s has no takes; “scenetty generate %s” makes one",
			scene, scene);
	else
		err_set(err, ERR_NOT_FOUND, "%s has no take %s; “scenetty takes %s” lists them",
			scene, name, scene);
	return NULL;
}

int target_number(const char *typed, int64_t *number, struct err *err)
{
	const char *digits = strncmp(typed, "job:", 4) == 0 ? typed + 4 : typed;

	if (!*digits || digits[strspn(digits, "0123456789")] || strlen(digits) > 15)
		return err_set(err, ERR_USAGE,
			       "expected the number of a job, found “%s”; “jobs” lists them",
			       typed);
	*number = strtoll(digits, NULL, 10);
	return 0;
}

int target_job(struct session *session, const char *typed, struct job *out, struct err *err)
{
	const char *film = session->store.film->id;
	int64_t number;
	int found = 0;

	if (target_number(typed, &number, err) < 0)
		return -1;
	if (film && ledger_stands())
		found = session_ledger(session, err)
				? ledger_job(session->ledger, film, number, out, err)
				: -1;
	if (found == 0)
		err_set(err, ERR_NOT_FOUND, "this film has no job %lld", (long long)number);
	return found == 1 ? 0 : -1;
}
