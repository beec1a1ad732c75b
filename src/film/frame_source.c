/* SPDX-License-Identifier: MIT */
#include "film/frame_source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/frame.h"
#include "film/pictures.h"
#include "film/span.h"
#include "film/take.h"
#include "util/mem.h"

static void use_take(struct frame_source *source, const struct film *film, const struct scene *from,
		     const struct take *take, double seconds)
{
	struct span span = scene_span(film_rate(film), film, from, take->name, take->seconds);

	source->path = xstrdup(take->clip);
	source->take = xasprintf("%s/%s", from->id, take->name);
	source->in = isnan(seconds) ? span.in : seconds;
	source->frame = isnan(seconds) ? span.frames - 1 : 0;
	source->is_drawn = take->provider && strcmp(take->provider, FILM_PROVIDER) == 0;
}

/* The take `from` has circled, and its frame: the last that the cut shows, or the one
 * at `seconds`. */
static int find_take(struct frame_source *source, int film_dir, const struct film *film,
		     const struct scene *from, double seconds, struct err *err)
{
	struct take_list takes = {0};
	size_t count;
	int result = 0;

	if (takes_glance(film_dir, from->id, from->circled, &takes, &count, err) < 0)
		return -1;
	if (!takes.count)
		return err_set(err, ERR_INVALID,
			       "it is taken from %s, which has no circled take: make one, or "
			       "circle one, first",
			       from->id);
	use_take(source, film, from, &takes.takes[0], seconds);
	if (takes.takes[0].seconds > 0 && source->in > takes.takes[0].seconds)
		result = err_set(err, ERR_INVALID,
				 "%s@%g lies behind the end of %s, which lasts %g s", from->id,
				 seconds, source->take, takes.takes[0].seconds);
	takes_clear(&takes);
	return result;
}

static int find_file(struct frame_source *source, int film_dir, const char *file, struct err *err)
{
	int fd = picture_open(film_dir, file, err);

	if (fd < 0)
		return -1;
	close(fd);
	source->path = xstrdup(file);
	return 0;
}

int frame_source_find(struct frame_source *source, int film_dir, const struct film *film,
		      const struct scene *scene, const struct json *frame, struct err *err)
{
	const char *file = json_get_str(frame, "file"), *text = json_str(frame);
	const struct scene *from;
	double seconds;

	*source = (struct frame_source){0};
	if (file)
		return find_file(source, film_dir, file, err);
	from = text ? frame_upstream(film, scene, text, &seconds) : NULL;
	if (!from && text && strcmp(text, "previous") == 0)
		return err_set(err, ERR_INVALID,
			       "there is no scene before this one to take it from");
	if (!from)
		return err_set(err, ERR_INVALID, "“%s” names no scene of this film",
			       text ? text : "it");
	return find_take(source, film_dir, film, from, seconds, err);
}

void frame_source_clear(struct frame_source *source)
{
	free(source->path);
	free(source->take);
	*source = (struct frame_source){0};
}

struct json *frame_source_order(const struct frame_source *source, struct film_rate rate, int width,
				int height)
{
	struct json *order = json_new_object(), *pair = json_new_array();

	json_push(pair, json_new_num(rate.num));
	json_push(pair, json_new_num(rate.den));
	json_set_str(order, "do", "still");
	json_set_num(order, "in", source->in);
	json_set_num(order, "frame", (double)source->frame);
	json_set(order, "rate", pair);
	json_set_num(order, "width", width);
	json_set_num(order, "height", height);
	return order;
}
