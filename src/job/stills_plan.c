/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/pictures.h"
#include "job/stills.h"
#include "util/mem.h"

#define HEAD_BYTES 16

static const struct {
	const char *type, *name, *magic;
	size_t at, bytes;
} kinds[] = {
	{"image/png", "PNG", "\x89PNG", 0, 4},
	{"image/jpeg", "JPEG", "\xff\xd8\xff", 0, 3},
	{"image/webp", "WebP", "WEBP", 8, 4},
};

const char *still_type(const void *bytes, size_t count)
{
	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (count >= kinds[i].at + kinds[i].bytes &&
		    memcmp((const char *)bytes + kinds[i].at, kinds[i].magic, kinds[i].bytes) == 0)
			return kinds[i].type;
	return NULL;
}

bool still_is_taken(const struct picture_room *room, const char *type)
{
	bool taken = !room->types;

	for (const struct json *item = json_first(room->types); item; item = json_next(item))
		taken |= json_str(item) && strcmp(json_str(item), type) == 0;
	return taken;
}

/* Returns new: "PNG, JPEG", what there is room for. */
static char *taken_words(const struct picture_room *room)
{
	struct buf out = {0};

	for (size_t i = 0; i < LENGTH(kinds); i++)
		if (still_is_taken(room, kinds[i].type))
			buf_addf(&out, "%s%s", out.len ? ", " : "", kinds[i].name);
	return buf_take(&out);
}

/* A picture that goes as it is: of a kind and a size that is taken. */
static int check_picture(const struct picture_room *room, int film_dir, const char *path,
			 struct err *err)
{
	char head[HEAD_BYTES];
	struct stat status;
	int fd = picture_open(film_dir, path, err);
	ssize_t got = fd < 0 ? -1 : pread(fd, head, sizeof head, 0);
	int result = fd < 0 ? -1 : fstat(fd, &status);
	const char *type = still_type(head, got > 0 ? (size_t)got : 0);

	if (fd >= 0)
		close(fd);
	if (result < 0)
		return fd < 0 ? -1 : err_errno(err, "%s", path);
	if (!type || !still_is_taken(room, type)) {
		char *words = taken_words(room);

		err_set(err, ERR_INVALID, "%s is not of a kind that is taken (%s): convert it",
			path, words);
		free(words);
		return -1;
	}
	if ((double)status.st_size > room->bytes)
		return err_set(err, ERR_INVALID,
			       "%s has %lld bytes, and at most %.0f are taken: make it smaller",
			       path, (long long)status.st_size, room->bytes);
	return 0;
}

static void still_clear(struct still *still)
{
	free(still->label);
	frame_source_clear(&still->source);
	free(still->file);
	free(still->bytes);
	*still = (struct still){0};
}

void stills_clear(struct stills *stills)
{
	for (size_t i = 0; i < stills->count; i++)
		still_clear(&stills->from[i]);
	*stills = (struct stills){0};
}

static struct still *add(struct stills *stills, const char *as, char *label)
{
	struct still *still = &stills->from[stills->count];

	if (stills->count == STILLS_MAX)
		BUG("more pictures than there is room for");
	*still = (struct still){.as = as, .label = label, .at = NAN};
	stills->items[stills->count++] = (struct wire_picture){.name = as};
	return still;
}

static int plan_reference(struct stills *stills, int film_dir, const struct json *member,
			  struct err *err)
{
	const char *path = json_get_str(json_get(member, "picture"), "file");
	const char *slash = strrchr(path, '/');
	struct still *still = add(stills, "references",
				  xasprintf("the picture of %s", json_get_str(member, "name")));

	still->source.path = xstrdup(path);
	still->file = xstrdup(slash ? slash + 1 : path);
	return check_picture(&stills->room, film_dir, path, err);
}

/* Says of which picture the error tells. */
static int named(const struct stills *stills, int result, struct err *err)
{
	if (result < 0)
		err_prefix(err, "%s: ", stills->from[stills->count - 1].label);
	return result;
}

/* A model without room for them is told of the cast in words. */
int stills_plan_cast(struct stills *stills, int film_dir, const struct json *recipe,
		     struct err *err)
{
	const struct json *members[CAST_PICTURES_MAX];
	size_t count = cast_pictures(recipe, members);
	int result = 0;

	for (size_t i = 0; result == 0 && i < count && i < stills->room.references; i++)
		result = plan_reference(stills, film_dir, members[i], err);
	return named(stills, result, err);
}

int stills_plan(struct stills *stills, int film_dir, const struct film *film,
		const struct scene *scene, const struct json *recipe, struct err *err)
{
	const struct {
		const char *as;
		const struct json *frame;
	} frames[] = {{"start", scene->start}, {"end", scene->end}};
	int result = 0;

	for (size_t i = 0; result == 0 && i < LENGTH(frames); i++) {
		if (!frames[i].frame)
			continue;
		struct still *still =
			add(stills, frames[i].as, xasprintf("the %s frame", frames[i].as));
		result = frame_source_find(&still->source, film_dir, film, scene, frames[i].frame,
					   err);
	}
	return result < 0 ? named(stills, result, err)
			  : stills_plan_cast(stills, film_dir, recipe, err);
}
