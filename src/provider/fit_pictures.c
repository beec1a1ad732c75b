/* SPDX-License-Identifier: MIT */
#include "provider/fit_pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "util/buf.h"
#include "util/mem.h"

#define PICTURE_BYTES_MAX (20u << 20)

static bool is_placeholder_of(const char *brace, const char *name)
{
	size_t bytes = strlen(name);
	char behind = strncmp(brace + 1, name, bytes) == 0 ? brace[1 + bytes] : '\0';

	return behind && strchr(":?*}", behind);
}

/* Whether the template, or an upload, has a place for a picture of this name. */
static bool has_place(const struct json *value, const char *name)
{
	const char *text = json_str(value), *member = json_name(value);

	for (const char *at = text; at && (at = strchr(at, '{')); at++)
		if (is_placeholder_of(at, name))
			return true;
	if (text && member && (strcmp(member, "bytes") == 0 || strcmp(member, "if") == 0))
		return strcmp(text, name) == 0;
	for (const struct json *item = json_first(value); item; item = json_next(item))
		if (has_place(item, name))
			return true;
	return false;
}

/* A program is given the recipe and all that goes with it. */
bool wire_has_place(const struct json *wire, const char *name)
{
	return json_get(wire, "run") || has_place(json_get(wire, "upload"), name) ||
	       has_place(json_get(wire, "create"), name);
}

static bool takes_frame(const struct json *wire, const struct json *caps, const char *name)
{
	const struct json *can = json_get(caps, name);

	return (!can || json_true(can)) && wire_has_place(wire, name);
}

struct picture_room picture_room_of(const struct json *wire, const struct json *caps)
{
	const struct json *pictures = json_get(caps, "pictures");
	double references = json_get_num(caps, "references");
	double bytes = json_get_num(pictures, "bytes");
	struct picture_room room = {
		.start = takes_frame(wire, caps, "start"),
		.end = takes_frame(wire, caps, "end"),
		.types = json_get(pictures, "types"),
		.bytes = bytes > 0 ? fmin(bytes, PICTURE_BYTES_MAX) : PICTURE_BYTES_MAX,
	};

	if (wire_has_place(wire, "references"))
		room.references = references >= 0 && references < CAST_PICTURES_MAX
					  ? (size_t)references
					  : CAST_PICTURES_MAX;
	return room;
}

static const char *file_of(const struct json *member)
{
	return json_get_str(json_get(member, "picture"), "file");
}

/* One may be named in two states, its picture goes once. */
static bool is_first(const struct json *cast, const struct json *member)
{
	const struct json *item = json_first(cast);

	while (item != member && (!file_of(item) || strcmp(file_of(item), file_of(member)) != 0))
		item = json_next(item);
	return item == member;
}

size_t cast_pictures(const struct json *recipe, const struct json *out[CAST_PICTURES_MAX])
{
	const struct json *cast = json_get(recipe, "cast");
	size_t count = 0;

	for (const struct json *item = json_first(cast); item; item = json_next(item)) {
		if (!file_of(item) || !is_first(cast, item))
			continue;
		if (count < CAST_PICTURES_MAX)
			out[count] = item;
		count++;
	}
	return count;
}

static int refuse_frame(const char *model, const char *name, const struct json *caps,
			const struct json *recipe, struct err *err)
{
	if (json_true(json_get(caps, name)) && !json_get(recipe, "start"))
		return err_set(err, ERR_INVALID,
			       "%s takes an %s frame only beside a start frame: set “start”",
			       model, name);
	return err_set(err, ERR_INVALID,
		       "%s takes no %s frame: take “%s” away, or choose another model", model,
		       name, name);
}

static int refuse_references(const char *model, size_t most, size_t count,
			     const struct json *members[CAST_PICTURES_MAX], struct err *err)
{
	struct buf names = {0};

	for (size_t i = 0; i < count && i < CAST_PICTURES_MAX; i++)
		buf_addf(&names, "%s%s", i ? ", " : "", json_get_str(members[i], "name"));
	err_set(err, ERR_INVALID,
		"%s takes %zu picture%s of the cast, and %zu are named here (%s): name fewer in "
		"the prompt, or take a picture away",
		model, most, most == 1 ? "" : "s", count, buf_str(&names));
	buf_free(&names);
	return -1;
}

int fit_pictures(const char *model, const struct picture_room *room, const struct json *caps,
		 const struct json *recipe, struct err *err)
{
	const struct {
		const char *name, *a, *needed;
		bool taken;
	} frames[] = {{"start", "a start", "start_needed", room->start},
		      {"end", "an end", "end_needed", room->end}};
	const struct json *members[CAST_PICTURES_MAX];
	size_t count = cast_pictures(recipe, members);

	for (size_t i = 0; i < LENGTH(frames); i++) {
		if (!frames[i].taken && json_get(recipe, frames[i].name))
			return refuse_frame(model, frames[i].name, caps, recipe, err);
		if (json_true(json_get(caps, frames[i].needed)) &&
		    !json_get(recipe, frames[i].name))
			return err_set(err, ERR_INVALID,
				       "%s makes clips only from %s frame: set “%s”", model,
				       frames[i].a, frames[i].name);
	}
	if (room->references && count > room->references)
		return refuse_references(model, room->references, count, members, err);
	return 0;
}
