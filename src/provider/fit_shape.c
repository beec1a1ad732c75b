/* SPDX-License-Identifier: MIT */
#include "provider/fit_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/buf.h"
#include "util/mem.h"

static const struct {
	const char *name;
	int width, height;
} ratios[] = {
	{"16:9", 16, 9}, {"9:16", 9, 16}, {"1:1", 1, 1},   {"4:3", 4, 3},   {"3:4", 3, 4},
	{"3:2", 3, 2},   {"2:3", 2, 3},   {"21:9", 21, 9}, {"9:21", 9, 21},
};

const char *fit_ratio(const struct asked *asked)
{
	for (size_t i = 0; i < LENGTH(ratios); i++)
		if (fabs((double)asked->width * ratios[i].height /
				 ((double)asked->height * ratios[i].width) -
			 1) < 0.01)
			return ratios[i].name;
	return NULL;
}

/* Leaves what would do as the film's size. */
static void offer_size(const struct asked *asked, int width, int height)
{
	snprintf(asked->nearest, sizeof ((struct fit *)NULL)->nearest, "%dx%d", width, height);
	*asked->of_film = true;
}

/* Returns new: "a, b or c". */
static char *listed(const struct json *list)
{
	struct buf out = {0};

	for (const struct json *item = json_first(list); item; item = json_next(item))
		buf_addf(&out, "%s%s",
			 !out.len          ? ""
			 : json_next(item) ? ", "
					   : " or ",
			 json_str(item) ? json_str(item) : "");
	return buf_take(&out);
}

/* The list's own spelling of the word, NULL if it is not among them. */
static const char *among(const struct json *list, const char *word)
{
	for (const struct json *item = json_first(list); item; item = json_next(item))
		if (json_str(item) && word && strcasecmp(json_str(item), word) == 0)
			return json_str(item);
	return NULL;
}

static int not_among(const struct asked *asked, const char *what, const struct json *list,
		     const char *word)
{
	char *can = listed(list);

	err_set(asked->err, ERR_INVALID, "%s makes %s %s, not %s: set the film's size",
		asked->model, what, can, word ? word : "this one");
	free(can);
	return -1;
}

/* The shorter side of "720p", "4K"; 0 of words that tell none. */
static int lines_of(const char *resolution)
{
	static const struct {
		const char *name;
		int lines;
	} names[] = {{"2k", 1440}, {"4k", 2160}, {"8k", 4320}};
	char *end;
	long lines = resolution ? strtol(resolution, &end, 10) : 0;

	for (size_t i = 0; resolution && i < LENGTH(names); i++)
		if (strcasecmp(resolution, names[i].name) == 0)
			return names[i].lines;
	return lines > 0 && lines < 100000 && strcasecmp(end, "p") == 0 ? (int)lines : 0;
}

static int even(int side, int lines, int shorter)
{
	return (int)lround((double)side * lines / shorter / 2) * 2;
}

/* Refuses the shape with the nearest there is, as a size of as many lines. */
static int refuse_shape(const struct asked *asked, const struct json *list, const char *shape)
{
	int shorter = asked->width < asked->height ? asked->width : asked->height, w, h;
	double own = log((double)asked->width / asked->height), least = INFINITY;
	char *can;

	for (const struct json *item = json_first(list); item; item = json_next(item)) {
		if (!json_str(item) || sscanf(json_str(item), "%d:%d", &w, &h) != 2 || w < 1 ||
		    h < 1 || fabs(log((double)w / h) - own) >= least - 1e-6)
			continue;
		least = fabs(log((double)w / h) - own);
		offer_size(asked, even(w, shorter, w < h ? w : h), even(h, shorter, w < h ? w : h));
	}
	if (isinf(least))
		return not_among(asked, "the shapes", list, shape);
	can = listed(list);
	err_set(asked->err, ERR_INVALID,
		"%s makes the shapes %s, not %s: the nearest is %s (set film size=%s)",
		asked->model, can, shape ? shape : "this one", asked->nearest, asked->nearest);
	free(can);
	return -1;
}

/* Refuses the resolution with the nearest there is, as a size of this shape. */
static int check_resolution(const struct asked *asked, const char *resolution)
{
	const struct json *list = json_get(asked->caps, "resolutions");
	int shorter = asked->width < asked->height ? asked->width : asked->height, nearest = 0;
	char *can;

	if (!json_len(list) || among(list, resolution))
		return 0;
	for (const struct json *item = json_first(list); item; item = json_next(item)) {
		int lines = lines_of(json_str(item));

		if (lines > 0 && (!nearest || abs(lines - shorter) < abs(nearest - shorter)))
			nearest = lines;
	}
	if (!nearest)
		return not_among(asked, "the resolutions", list, resolution);
	can = listed(list);
	offer_size(asked, even(asked->width, nearest, shorter),
		   even(asked->height, nearest, shorter));
	err_set(asked->err, ERR_INVALID,
		"%s makes the resolutions %s, not %s: the nearest is %dx%d (set film size=%dx%d)",
		asked->model, can, resolution, even(asked->width, nearest, shorter),
		even(asked->height, nearest, shorter), even(asked->width, nearest, shorter),
		even(asked->height, nearest, shorter));
	free(can);
	return -1;
}

static double distance(const char *size, int width, int height)
{
	int w, h;

	if (sscanf(size, "%dx%d", &w, &h) != 2 || w < 1 || h < 1)
		return INFINITY;
	/* A wrong shape is worse than a wrong number of pixels. */
	return 4 * fabs(log((double)w / h * height / width)) +
	       fabs(log((double)w * h / ((double)width * height)));
}

int fit_check_size(const struct asked *asked, const char *size)
{
	const struct json *sizes = json_get(asked->caps, "sizes");
	const char *nearest = NULL;

	if (!json_len(sizes) || among(sizes, size))
		return 0;
	for (const struct json *item = json_first(sizes); item; item = json_next(item))
		if (json_str(item) &&
		    (!nearest || distance(json_str(item), asked->width, asked->height) <
					 distance(nearest, asked->width, asked->height)))
			nearest = json_str(item);
	int width, height;

	if (nearest && sscanf(nearest, "%dx%d", &width, &height) == 2)
		offer_size(asked, width, height);
	return err_set(asked->err, ERR_INVALID,
		       "%s makes no clips of %s: the nearest size is %s (set film size=%s)",
		       asked->model, size, nearest, nearest);
}

char *fit_resolution(const struct asked *asked)
{
	int lines = asked->width < asked->height ? asked->width : asked->height;
	const struct json *list = json_get(asked->caps, "resolutions");

	for (const struct json *item = json_first(list); item; item = json_next(item))
		if (lines_of(json_str(item)) == lines)
			return xstrdup(json_str(item));
	return lines == 2160 ? xstrdup("4k") : xasprintf("%dp", lines);
}

int fit_check_shape(const struct asked *asked, const char *resolution)
{
	const struct json *shapes = json_get(asked->caps, "ratios");
	const char *ratio = fit_ratio(asked);

	if (json_len(shapes) && !among(shapes, ratio))
		return refuse_shape(asked, shapes, ratio);
	return check_resolution(asked, resolution);
}
