/* SPDX-License-Identifier: MIT */
#include "film/film.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/field.h"
#include "film/rows.h"
#include "util/mem.h"
#include "util/text.h"

#define DISSOLVE_SECONDS 0.5
#define ID_MAX 40

struct film *film_new(void)
{
	struct film *film = xcalloc(1, sizeof *film);
	fields_init(OF_FILM, film);
	film->format = FILM_FORMAT;
	return film;
}

static void copy_rows(struct film *to, const struct film *from, enum field_of of)
{
	for (size_t i = 0; i < rows_count(from, of); i++) {
		void *source = rows_at(from, of, i);
		union row row;
		fields_copy(of, &row, source);
		*row_extra(of, &row) = json_copy(*row_extra(of, source));
		rows_insert(to, of, i, &row);
	}
}

struct film *film_copy(const struct film *film)
{
	struct film *copy = xcalloc(1, sizeof *copy);
	fields_copy(OF_FILM, copy, film);
	copy->extra = json_copy(film->extra);
	copy->pictures = film->pictures;
	copy_rows(copy, film, OF_CAST);
	copy_rows(copy, film, OF_SCENE);
	return copy;
}

void film_free(struct film *film)
{
	if (!film)
		return;
	for (size_t i = 0; i < film->scene_count; i++)
		scene_clear(&film->scenes[i]);
	for (size_t i = 0; i < film->cast_count; i++)
		cast_clear(&film->cast[i]);
	free(film->scenes);
	free(film->cast);
	free(film->scene_index.slots);
	free(film->cast_index.slots);
	row_clear(OF_FILM, film);
	free(film);
}

void scene_clear(struct scene *scene)
{
	row_clear(OF_SCENE, scene);
}

void cast_clear(struct cast_member *member)
{
	row_clear(OF_CAST, member);
}

struct scene *film_scene(const struct film *film, const char *id)
{
	size_t at = film_index(film, id);
	return at < film->scene_count ? &film->scenes[at] : NULL;
}

struct cast_member *film_cast(const struct film *film, const char *name)
{
	size_t at = rows_find(film, OF_CAST, name);
	return at < film->cast_count ? &film->cast[at] : NULL;
}

size_t film_index(const struct film *film, const char *id)
{
	return rows_find(film, OF_SCENE, id);
}

void film_size(const struct film *film, int *width, int *height)
{
	if (!film->size || sscanf(film->size, "%4dx%4d", width, height) != 2) {
		*width = FILM_WIDTH;
		*height = FILM_HEIGHT;
	}
}

static int common_divisor(int a, int b)
{
	return b ? common_divisor(b, a % b) : a;
}

/* 23.976, 29.97 and 59.94 (or 23.98) are how people write the NTSC rates. */
struct film_rate film_rate(const struct film *film)
{
	double fps = isnan(film->fps) || film->fps <= 0 ? FILM_FPS : film->fps;
	double whole = ceil(fps);
	if (fps == whole)
		return (struct film_rate){(int)fps, 1};
	if (fabs(fps - whole * 1000 / 1001) < 0.005 && fmod(whole, 6) == 0)
		return (struct film_rate){(int)whole * 1000, 1001};
	int num = (int)lround(fps * 1000), divisor = common_divisor(num, 1000);
	return (struct film_rate){num / divisor, 1000 / divisor};
}

double scene_seconds(const struct film *film, const struct scene *scene)
{
	if (scene && scene->seconds > 0)
		return scene->seconds;
	return film->seconds > 0 ? film->seconds : SCENE_SECONDS;
}

const char *scene_provider(const struct film *film, const struct scene *scene)
{
	if (scene && scene->provider)
		return scene->provider;
	return film->provider ? film->provider : FILM_PROVIDER;
}

const char *scene_model(const struct film *film, const struct scene *scene)
{
	if (scene && scene->model)
		return scene->model;
	/* The film's model belongs to the film's provider. */
	bool own = scene && scene->provider &&
		   strcmp(scene->provider, scene_provider(film, NULL)) != 0;
	return own ? NULL : film->model;
}

long rate_frames(struct film_rate rate, double seconds)
{
	return lround(seconds * rate.num / rate.den);
}

struct transition scene_transition(const struct scene *scene)
{
	const char *kind = json_get_str(scene->transition, "kind");
	if (!kind || strcmp(kind, "dissolve") != 0)
		return (struct transition){0};
	double seconds = json_get_num(scene->transition, "seconds");
	return (struct transition){true, isnan(seconds) ? DISSOLVE_SECONDS : seconds};
}

struct take_note scene_take_note(const struct scene *scene, const char *take)
{
	const struct json *note = json_get(scene->takes, take);
	return (struct take_note){
		.in = json_get_num(note, "in"),
		.out = json_get_num(note, "out"),
		.stars = json_get_num(note, "stars"),
	};
}

bool id_is_reserved(const char *id)
{
	return strcmp(id, "previous") == 0 || strcmp(id, "film") == 0;
}

static bool id_is_free(const struct film *film, const char *id,
		       bool (*taken)(void *arg, const char *id), void *arg)
{
	return !id_is_reserved(id) && !film_scene(film, id) && !(taken && taken(arg, id));
}

char *film_free_id(const struct film *film, const char *title,
		   bool (*taken)(void *arg, const char *id), void *arg)
{
	char *base = text_slug(title ? title : ""), *id = xstrdup(base);
	for (size_t number = 2; !id_is_free(film, id, taken, arg); number++) {
		char suffix[24];
		size_t room = ID_MAX - (size_t)snprintf(suffix, sizeof suffix, "-%zu", number);
		size_t kept = strnlen(base, room);
		if (base[kept - 1] == '-')
			kept--;
		free(id);
		id = xasprintf("%.*s%s", (int)kept, base, suffix);
	}
	free(base);
	return id;
}
