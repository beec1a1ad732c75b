/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "film/frame.h"
#include "film/span.h"
#include "film/take.h"
#include "job/stills.h"
#include "util/file.h"
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
	int fd = file_open_beneath(film_dir, path, O_RDONLY, 0, err);
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

/* The take `from` has circled, and its frame: the last that the cut shows, or the one
 * at `seconds`. */
static int find_frame(struct still *still, int film_dir, const struct film *film,
		      const struct scene *from, double seconds, struct err *err)
{
	struct take_list takes = {0};
	size_t count;

	if (takes_glance(film_dir, from->id, from->circled, &takes, &count, err) < 0)
		return -1;
	if (!takes.count)
		return err_set(err, ERR_INVALID,
			       "it is taken from %s, which has no circled take: make one, or "
			       "circle one, first",
			       from->id);

	const struct take *take = &takes.takes[0];
	struct span span = scene_span(film_rate(film), film, from, take->name, take->seconds);
	int result = 0;

	still->path = xstrdup(take->clip);
	still->take = xasprintf("%s/%s", from->id, take->name);
	still->in = isnan(seconds) ? span.in : seconds;
	still->frame = isnan(seconds) ? span.frames - 1 : 0;
	if (take->seconds > 0 && still->in > take->seconds)
		result = err_set(err, ERR_INVALID,
				 "%s@%g lies behind the end of %s, which lasts "
				 "%g s",
				 from->id, seconds, still->take, take->seconds);
	takes_clear(&takes);
	return result;
}

/* Which frame a scene's `start` or `end` means, as it stands in film.json. */
static int still_find(struct still *still, int film_dir, const struct film *film,
		      const struct scene *scene, const struct json *frame, struct err *err)
{
	const char *file = json_get_str(frame, "file"), *text = json_str(frame);
	const struct scene *from;
	double seconds;

	still->at = NAN;
	if (file) {
		int fd = file_open_beneath(film_dir, file, O_RDONLY, 0, err);

		if (fd < 0)
			return -1;
		close(fd);
		still->path = xstrdup(file);
		return 0;
	}
	from = text ? frame_upstream(film, scene, text, &seconds) : NULL;
	if (!from && text && strcmp(text, "previous") == 0)
		return err_set(err, ERR_INVALID,
			       "there is no scene before this one to take it from");
	if (!from)
		return err_set(err, ERR_INVALID, "“%s” names no scene of this film",
			       text ? text : "it");
	return find_frame(still, film_dir, film, from, seconds, err);
}

static void still_clear(struct still *still)
{
	free(still->label);
	free(still->path);
	free(still->take);
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

	still->path = xstrdup(path);
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

int stills_plan(struct stills *stills, int film_dir, const struct film *film,
		const struct scene *scene, const struct json *recipe, struct err *err)
{
	const struct {
		const char *as;
		const struct json *frame;
	} frames[] = {{"start", scene->start}, {"end", scene->end}};
	const struct json *members[CAST_PICTURES_MAX];
	size_t count = cast_pictures(recipe, members);
	int result = 0;

	for (size_t i = 0; result == 0 && i < LENGTH(frames); i++) {
		if (!frames[i].frame)
			continue;
		struct still *still =
			add(stills, frames[i].as, xasprintf("the %s frame", frames[i].as));
		result = still_find(still, film_dir, film, scene, frames[i].frame, err);
	}
	/* A model without room for them is told of the cast in words. */
	for (size_t i = 0; result == 0 && i < count && i < stills->room.references; i++)
		result = plan_reference(stills, film_dir, members[i], err);
	return result < 0 ? named(stills, result, err) : 0;
}
