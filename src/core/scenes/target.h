/* SPDX-License-Identifier: MIT
 *
 * What people call things by: "match" or "3" or "2-5,8" for scenes, "film",
 * "cast:kitten", "t003" or "3" for a take. A name that is none is an error that
 * offers the nearest.
 */
#ifndef CORE_SCENES_TARGET_H
#define CORE_SCENES_TARGET_H

#include "film/field.h"
#include "film/film.h"
#include "film/take.h"

struct job;
struct session;

/* Positions of scenes, each once, as they were named. */
struct scene_list {
	size_t *items;
	size_t count, room;
};

int target_scenes(const struct film *film, const char *typed, struct scene_list *out,
		  struct err *err);
/* Of several words; with no words all scenes. */
int target_all_scenes(const struct film *film, char *const *words, size_t count,
		      struct scene_list *out, struct err *err);
/* Whether it is positions of the film's and nothing else: "2-5,8"; and whether such a
 * text has this one, counted from 1. */
bool target_is_places(const struct film *film, const char *typed);
bool target_is_at(const char *places, size_t place);
void scene_list_clear(struct scene_list *list);
/* Into the film's order. */
void scene_list_sort(struct scene_list *list);
/* Exactly one; NULL on failure. */
struct scene *target_scene(const struct film *film, const char *typed, struct err *err);

/* "film", "cast:NAME" or scenes. `names` is empty for the film. */
struct target {
	enum field_of of;
	struct scene_list scenes; /* OF_SCENE */
	const char *cast;         /* OF_CAST: the name, borrowed from what was typed */
};
int target_parse(const struct film *film, const char *typed, struct target *out, struct err *err);
void target_clear(struct target *target);
/* Fails, offering the nearest, unless the film has this cast member. */
int target_cast(const struct film *film, const char *name, struct err *err);

/* Fails, naming the takes there are. */
const struct take *target_take(const struct take_list *takes, const char *scene, const char *typed,
			       struct err *err);

/* The number of a job: "12" or "job:12". */
int target_number(const char *typed, int64_t *number, struct err *err);
/* Finds that job of the film; its recipe comes along. */
int target_job(struct session *session, const char *typed, struct job *out, struct err *err);

#endif
