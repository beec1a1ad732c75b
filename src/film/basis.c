/* SPDX-License-Identifier: MIT */
#include "film/basis.h"

#include <stdlib.h>
#include <string.h>

#include "film/field.h"
#include "film/frame.h"
#include "film/recipe.h"

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint64_t mix_text(uint64_t hash, const char *text)
{
	size_t bytes = text ? strlen(text) : 0;
	uint64_t word;
	hash = mix(hash, text ? bytes : UINT64_MAX);
	for (; bytes >= sizeof word; bytes -= sizeof word, text += sizeof word) {
		memcpy(&word, text, sizeof word);
		hash = mix(hash, word);
	}
	word = 0;
	if (bytes)
		memcpy(&word, text, bytes);
	return mix(hash, word);
}

static uint64_t mix_json(uint64_t hash, const struct json *json)
{
	if (!json || json_str(json))
		return mix_text(hash, json_str(json));
	char *text = json_text(json);
	hash = mix_text(mix(hash, 1), text);
	free(text);
	return hash;
}

static uint64_t mix_field(uint64_t hash, const struct film *film, const struct field *field,
			  const void *thing)
{
	const char *at = (const char *)thing + field->offset;
	const struct json *json;
	uint64_t number;
	switch (field->kind) {
	case FIELD_NUMBER:
	case FIELD_WHOLE:
		memcpy(&number, at, sizeof number);
		return mix(hash, number);
	case FIELD_SHAPE:
		json = *(struct json *const *)at;
		return mix_text(mix_json(hash, json), film_picture(film, field, json));
	default:
		return mix_text(hash, *(char *const *)at);
	}
}

static uint64_t mix_fields(uint64_t hash, const struct film *film, enum field_of of,
			   const void *thing)
{
	size_t count;
	for (const struct field *row = fields(of, &count); count; row++, count--)
		if (row->sent != SENT_NEVER)
			hash = mix_field(hash, film, row, thing);
	return hash;
}

uint64_t film_basis(const struct film *film)
{
	uint64_t hash = mix_fields(0, film, OF_FILM, film);
	for (size_t i = 0; i < film->cast_count; i++)
		hash = mix_text(mix_fields(hash, film, OF_CAST, &film->cast[i]),
				film->cast[i].name);
	return hash;
}

static uint64_t mix_upstream(uint64_t hash, const struct film *film, const struct scene *scene,
			     const struct json *frame)
{
	double seconds;
	const char *text = json_str(frame);
	const struct scene *from = text ? frame_upstream(film, scene, text, &seconds) : NULL;
	if (!from || !from->circled)
		return mix(hash, 2);
	double out = scene_take_note(from, from->circled).out;
	uint64_t trim;
	memcpy(&trim, &out, sizeof trim);
	return mix(mix_text(mix_text(hash, from->id), from->circled), trim);
}

uint64_t scene_basis(const struct film *film, const struct scene *scene)
{
	uint64_t hash = mix_fields(0, film, OF_SCENE, scene);
	hash = mix_upstream(hash, film, scene, scene->start);
	return mix_upstream(hash, film, scene, scene->end);
}
