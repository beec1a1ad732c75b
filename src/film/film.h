/* SPDX-License-Identifier: MIT
 *
 * A film in memory: what film.json says, typed. Everything but `scenes` and the
 * format version may be absent: text is NULL, numbers are NAN, json is NULL.
 *
 * Plain data. It is changed only through edit.h, read from text by
 * film_json.h, described member by member in field.h.
 */
#ifndef FILM_FILM_H
#define FILM_FILM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "util/json.h"

/* The version of film.json this program writes; a newer film opens read-only. */
#define FILM_FORMAT 1

/* What an absent member means. */
#define FILM_WIDTH 1280
#define FILM_HEIGHT 720
#define FILM_FPS 24.0
#define SCENE_SECONDS 5.0
#define FILM_PROVIDER "animatic"

struct pictures;

struct scene {
	char *id; /* a slug, never NULL, unique in the film */
	char *title;
	char *prompt;
	double seconds;
	char *shot;
	char *angle;
	char *move;
	char *lens;
	char *light;
	char *sound;
	char *dialogue;
	struct json *start; /* "previous", "match/last", "match@3.2", {"file":…} */
	struct json *end;
	char *avoid;
	double seed; /* whole, 0 … 2^53 */
	char *provider;
	char *model;
	char *circled;	       /* "t003" */
	struct json *takes;    /* what people say: {"t003":{"in":0.5,"stars":4,…}} */
	struct json *transition; /* how it gives way to the next */
	double mood;	       /* -5 … +5 */
	char *notes;
	char *group;
	struct json *options; /* whatever a provider takes besides */
	struct json *extra;   /* members this program does not know, kept, by name */
};

struct cast_member {
	char *name; /* a slug, never NULL, unique in the film */
	char *kind; /* person, place, prop */
	char *looks;
	struct json *picture; /* {"file":"refs/kitten.png"} */
	char *pictogram;
	struct json *states; /* {"fireman":"…"} */
	struct json *extra;
};

/* Finds rows by id; kept up to date by rows.h. */
struct row_index {
	uint32_t *slots; /* position + 1, 0 for none */
	uint32_t room;	 /* a power of two, or 0 */
};

struct film {
	double format; /* the member "scenetty" */
	char *id;
	char *title;
	char *size; /* "1280x720" */
	double fps;
	double seconds; /* what a scene lasts that does not say */
	char *provider;
	char *model;
	char *style;
	char *avoid;
	struct json *music;
	struct json *budget;
	char *label;
	struct json *extra;

	/* Tells what the pictures hold (pictures.h); borrowed. NULL: they are told by path
	 * alone. */
	struct pictures *pictures;

	struct cast_member *cast;
	size_t cast_count, cast_room;
	struct row_index cast_index;
	struct scene *scenes;
	size_t scene_count, scene_room;
	struct row_index scene_index;
};

/* A zeroed film with nothing in it is valid; film_new has the format set. */
struct film *film_new(void);
struct film *film_copy(const struct film *film); /* returns new */
void film_free(struct film *film);
void scene_clear(struct scene *scene);
void cast_clear(struct cast_member *member);

/* NULL where there is none. */
struct scene *film_scene(const struct film *film, const char *id);
struct cast_member *film_cast(const struct film *film, const char *name);
/* The position, or scene_count. */
size_t film_index(const struct film *film, const char *id);

/* What the film asks for, absent members resolved. */
struct film_rate {
	int num, den; /* frames a second: 24/1, 24000/1001 */
};
void film_size(const struct film *film, int *width, int *height);
struct film_rate film_rate(const struct film *film);
double scene_seconds(const struct film *film, const struct scene *scene);
const char *scene_provider(const struct film *film, const struct scene *scene);
const char *scene_model(const struct film *film, const struct scene *scene); /* may be NULL */
/* Frames from 0 to `seconds`, rounded to the nearest. */
long rate_frames(struct film_rate rate, double seconds);

/* How a scene gives way to the next: a hard cut unless it says otherwise. */
struct transition {
	bool dissolve;
	double seconds;
};
struct transition scene_transition(const struct scene *scene);

/* What people said of a take: trims and judgement. Absent: NAN / NULL. */
struct take_note {
	double in, out; /* seconds into the clip */
	double stars;
};
struct take_note scene_take_note(const struct scene *scene, const char *take);

/* True for “previous” and “film”: where a scene is named they mean something else. */
bool id_is_reserved(const char *id);
/* An id for a new scene made from its title: a slug neither the film nor the
 * names in `taken` (may be NULL; returns true for a taken one) know. Returns
 * new. */
char *film_free_id(const struct film *film, const char *title,
		   bool (*taken)(void *arg, const char *id), void *arg);

#endif
