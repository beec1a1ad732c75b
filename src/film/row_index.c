/* SPDX-License-Identifier: MIT
 *
 * Rows by id: a table of positions, open addressing. Positions shift with every
 * insertion, which is one pass over the table: small numbers side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "film/rows.h"
#include "util/mem.h"

#define ROOM_MIN 16

static struct row_index *index_of(const struct film *film, enum field_of of)
{
	return (struct row_index *)(of == OF_SCENE ? &film->scene_index : &film->cast_index);
}

static uint32_t hash(const char *id)
{
	uint32_t mix = 2166136261u; /* FNV-1a */
	for (; *id; id++)
		mix = (mix ^ (unsigned char)*id) * 16777619u;
	return mix ^ mix >> 15;
}

static const char *id_at(const struct film *film, enum field_of of, uint32_t slot)
{
	return row_id(of, rows_at(film, of, slot - 1));
}

/* The slot that holds the id, or the empty one where it would go. */
static uint32_t find(const struct film *film, enum field_of of, const char *id)
{
	const struct row_index *index = index_of(film, of);
	uint32_t at = hash(id) & (index->room - 1);
	while (index->slots[at] && strcmp(id_at(film, of, index->slots[at]), id) != 0)
		at = (at + 1) & (index->room - 1);
	return at;
}

size_t rows_find(const struct film *film, enum field_of of, const char *id)
{
	const struct row_index *index = index_of(film, of);
	uint32_t slot = index->room ? index->slots[find(film, of, id)] : 0;
	return slot ? slot - 1 : rows_count(film, of);
}

static void grow(struct film *film, enum field_of of)
{
	struct row_index *index = index_of(film, of);
	size_t count = rows_count(film, of);
	free(index->slots);
	index->room = index->room ? index->room * 2 : ROOM_MIN;
	index->slots = xcalloc(index->room, sizeof *index->slots);
	for (size_t i = 0; i < count; i++)
		index->slots[find(film, of, row_id(of, rows_at(film, of, i)))] = (uint32_t)i + 1;
}

/* Adds `by` to all positions from `from` on. */
static void shift(struct row_index *index, size_t from, int by)
{
	for (uint32_t i = 0; i < index->room; i++)
		if (index->slots[i] > from)
			index->slots[i] += (uint32_t)by;
}

void index_add(struct film *film, enum field_of of, size_t at)
{
	struct row_index *index = index_of(film, of);
	size_t count = rows_count(film, of);
	if (count * 2 > index->room) {
		grow(film, of);
		return;
	}
	if (at + 1 < count)
		shift(index, at, 1);
	index->slots[find(film, of, row_id(of, rows_at(film, of, at)))] = (uint32_t)at + 1;
}

void index_drop(struct film *film, enum field_of of, size_t at)
{
	struct row_index *index = index_of(film, of);
	uint32_t mask = index->room - 1;
	uint32_t hole = find(film, of, row_id(of, rows_at(film, of, at))), next = hole;
	index->slots[hole] = 0;
	/* Who was put further on because the slot was taken moves up. */
	while (index->slots[next = (next + 1) & mask]) {
		uint32_t home = hash(id_at(film, of, index->slots[next])) & mask;
		if (((next - home) & mask) >= ((next - hole) & mask)) {
			index->slots[hole] = index->slots[next];
			index->slots[hole = next] = 0;
		}
	}
	shift(index, at + 1, -1);
}
