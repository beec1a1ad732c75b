/* SPDX-License-Identifier: MIT */
#include "film/rows_index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/mem.h"

#define NEAR 64	       /* how far from its hint a scene is looked for */
#define ROOM_MIN 256   /* slots; a power of two, as it stays */
#define LINEAR_MAX 16  /* scenes that are as quickly gone through */

struct slot {
	uint32_t hash;
	uint32_t place; /* position + 1; 0: empty */
};

struct rows_index {
	struct slot *slots;
	size_t room, used;
	size_t known; /* scenes it has been told of, less those that went */
};

struct rows_index *rows_index_new(void)
{
	return xcalloc(1, sizeof(struct rows_index));
}

void rows_index_free(struct rows_index *index)
{
	if (index)
		free(index->slots);
	free(index);
}

/* FNV-1a */
static uint32_t hash_of(const char *id)
{
	uint32_t hash = 2166136261u;
	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 16777619u;
	return hash;
}

static void put(struct rows_index *index, uint32_t hash, size_t at)
{
	size_t i = hash & (index->room - 1);
	while (index->slots[i].place)
		i = (i + 1) & (index->room - 1);
	index->slots[i] = (struct slot){hash, (uint32_t)at + 1};
	index->used++;
}

static void build(const struct film *film)
{
	struct rows_index *index = film->index;
	size_t room = ROOM_MIN;
	while (room < film->scene_count * 4)
		room *= 2;
	free(index->slots);
	*index = (struct rows_index){xcalloc(room, sizeof *index->slots), room, 0,
				     film->scene_count};
	for (size_t i = 0; i < film->scene_count; i++)
		put(index, hash_of(film->scenes[i].id), i);
}

void rows_index_add(struct film *film, size_t at)
{
	struct rows_index *index = film->index;
	if (!index)
		return;
	index->known++;
	if (index->used * 2 >= index->room)
		build(film);
	else
		put(index, hash_of(film->scenes[at].id), at);
}

void rows_index_drop(struct film *film)
{
	if (film->index && film->index->known)
		film->index->known--;
}

static bool stands_at(const struct film *film, size_t at, const char *id)
{
	return at < film->scene_count && strcmp(film->scenes[at].id, id) == 0;
}

/* From the hint outwards; the count if it is not near. */
static size_t find_near(const struct film *film, size_t hint, const char *id)
{
	for (size_t step = 0; step <= NEAR; step++) {
		if (stands_at(film, hint + step, id))
			return hint + step;
		if (step <= hint && stands_at(film, hint - step, id))
			return hint - step;
	}
	return film->scene_count;
}

/* *stale: something of this hash has been here that is not found now. */
static size_t look_up(const struct film *film, const char *id, bool *stale)
{
	struct rows_index *index = film->index;
	uint32_t hash = hash_of(id);
	size_t i = hash & (index->room - 1);
	for (; index->slots[i].place; i = (i + 1) & (index->room - 1)) {
		struct slot *slot = &index->slots[i];
		if (slot->hash != hash)
			continue;
		size_t at = find_near(film, slot->place - 1, id);
		if (at < film->scene_count) {
			slot->place = (uint32_t)at + 1;
			return at;
		}
		*stale = true;
	}
	return film->scene_count;
}

static size_t find_linear(const struct film *film, const char *id)
{
	size_t at = 0;
	while (at < film->scene_count && strcmp(film->scenes[at].id, id) != 0)
		at++;
	return at;
}

size_t rows_index_find(const struct film *film, const char *id)
{
	bool stale = false;
	if (!film->index || film->scene_count <= LINEAR_MAX)
		return find_linear(film, id);
	if (!film->index->slots || film->index->known != film->scene_count)
		build(film);
	size_t at = look_up(film, id, &stale);
	if (at < film->scene_count || !stale)
		return at;
	build(film);
	return look_up(film, id, &stale);
}
