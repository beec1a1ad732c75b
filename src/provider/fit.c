/* SPDX-License-Identifier: MIT */
#include "provider/fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "provider/describe.h"
#include "provider/workflow.h"
#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

static const struct {
	const char *name;
	int width, height;
} ratios[] = {
	{"16:9", 16, 9}, {"9:16", 9, 16}, {"1:1", 1, 1},   {"4:3", 4, 3},   {"3:4", 3, 4},
	{"3:2", 3, 2},   {"2:3", 2, 3},   {"21:9", 21, 9}, {"9:21", 9, 21},
};

/* "16:9" of a size, where its ratio has a name (to 1 %); NULL else. */
static const char *ratio_name(int width, int height)
{
	for (size_t i = 0; i < LENGTH(ratios); i++)
		if (fabs((double)width * ratios[i].height / ((double)height * ratios[i].width) -
			 1) < 0.01)
			return ratios[i].name;
	return NULL;
}

/* What is asked of which model, for the errors. */
struct asked {
	const char *model;
	const struct json *caps, *recipe;
	int width, height;
	double seconds;
	char *nearest; /* what would do instead: struct fit has both */
	bool *of_film;
	struct err *err;
};

/* Leaves what would do as the film's size. */
static void offer_size(const struct asked *asked, int width, int height)
{
	snprintf(asked->nearest, sizeof ((struct fit *)NULL)->nearest, "%dx%d", width, height);
	*asked->of_film = true;
}

static int refuse_seconds(const struct asked *asked, double nearest, const char *what)
{
	snprintf(asked->nearest, sizeof ((struct fit *)NULL)->nearest, "%g", nearest);
	return err_set(asked->err, ERR_INVALID,
		       "%s makes clips of %s s, not of %g: the nearest is %g", asked->model, what,
		       asked->seconds, nearest);
}

static int check_range(const struct asked *asked, const struct json *range)
{
	double min = json_get_num(range, "min"), max = json_get_num(range, "max");
	double step = json_get_num(range, "step"), nearest = asked->seconds;
	char what[96];

	if (step > 0)
		nearest = round(nearest / step) * step;
	if (min > 0)
		nearest = fmax(nearest, min);
	if (max > 0)
		nearest = fmin(nearest, max);
	if (fabs(nearest - asked->seconds) < 1e-6)
		return 0;
	if (isnan(min) || isnan(max))
		snprintf(what, sizeof what, step > 0 ? "steps of %g" : "other lengths", step);
	else if (step > 0)
		snprintf(what, sizeof what, "%g to %g (in steps of %g)", min, max, step);
	else
		snprintf(what, sizeof what, "%g to %g", min, max);
	return refuse_seconds(asked, nearest, what);
}

static int check_seconds(const struct asked *asked)
{
	const struct json *can = json_get(asked->caps, "seconds");
	struct buf list = {0};
	double nearest = NAN;
	int result;

	if (json_type(can) == JSON_OBJECT)
		return check_range(asked, can);
	for (const struct json *item = json_first(can); item; item = json_next(item)) {
		double one = json_num(item);

		buf_addf(&list, "%s%g", !list.len ? "" : json_next(item) ? ", " : " or ", one);
		/* Of two as near the longer: what is too much can be trimmed. */
		if (isnan(nearest) ||
		    fabs(one - asked->seconds) < fabs(nearest - asked->seconds) ||
		    (fabs(one - asked->seconds) == fabs(nearest - asked->seconds) && one > nearest))
			nearest = one;
	}
	result = isnan(nearest) || fabs(nearest - asked->seconds) < 1e-6
			 ? 0
			 : refuse_seconds(asked, nearest, buf_str(&list));
	buf_free(&list);
	return result;
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

/* The shorter side of "720p", "4k". */
static int lines_of(const char *resolution)
{
	int lines = atoi(resolution);

	return strcasecmp(resolution, "4k") == 0 ? 2160 : lines;
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
		int lines = json_str(item) ? lines_of(json_str(item)) : 0;

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

static int check_size(const struct asked *asked, const char *size)
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

static int check_prompt(const struct asked *asked, const char *prompt)
{
	double most = json_get_num(asked->caps, "prompt");
	size_t points = text_count(prompt);

	if (!*prompt)
		return err_set(asked->err, ERR_INVALID, "the prompt is empty");
	if (most > 0 && (double)points > most)
		return err_set(asked->err, ERR_INVALID,
			       "%s reads prompts of up to %.0f characters, and with style, camera "
			       "and cast this one has %zu",
			       asked->model, most, points);
	return 0;
}

static int check_seed(const struct asked *asked, bool pinned)
{
	const struct json *can = json_get(asked->caps, "seed");

	if (pinned && can && !json_true(can))
		return err_set(asked->err, ERR_INVALID, "%s takes no seed: take “seed” away",
			       asked->model);
	return 0;
}

/* "720p" by the shorter side; 2160 is "4k". */
static char *resolution_name(int width, int height)
{
	int lines = width < height ? width : height;

	return lines == 2160 ? xstrdup("4k") : xasprintf("%dp", lines);
}

/* Models that count frames want them as step × n + plus. */
static double frame_count(const struct json *frames, double fps, double seconds)
{
	double step = json_get_num(frames, "step"), plus = json_get_num(frames, "plus");

	step = step > 0 ? step : 1;
	plus = plus > 0 ? plus : 0;
	return fmax(0, round((seconds * fps - plus) / step)) * step + plus;
}

static void set_optional(struct json *values, const char *name, double number)
{
	if (!isnan(number))
		json_set_num(values, name, number);
}

/* What a model has no field for is said in the prompt, so that nothing goes unsaid. */
static char *whole_prompt(const struct asked *asked)
{
	const char *compiled = json_get_str(asked->recipe, "compiled");
	const char *avoid = json_get_str(asked->recipe, "avoid");
	const struct json *can = json_get(asked->caps, "avoid");

	compiled = compiled ? compiled : "";
	if (!avoid || json_true(can))
		return xstrdup(compiled);
	return xasprintf("%s%sAvoid: %s.", compiled, *compiled ? " " : "", avoid);
}

static void fill_values(const struct asked *asked, bool pinned, const char *reference,
			struct fit *fit)
{
	struct json *values = json_new_object();
	const struct json *recipe = asked->recipe, *caps = asked->caps;
	const char *sound = json_get_str(caps, "sound"), *model = json_get_str(recipe, "model");
	const char *ratio = ratio_name(asked->width, asked->height);
	const char *own = among(json_get(caps, "resolutions"), fit->resolution);
	const char *called = json_get_str(json_get(caps, "names"), own ? own : fit->resolution);
	const struct json *options = json_get(recipe, "options");
	const struct json *frames = json_get(caps, "frames");
	double fps = json_get_num(frames, "fps");
	bool seeded = pinned || json_true(json_get(caps, "seed"));

	json_set_str(values, "reference", reference);
	json_set_str(values, "model", model ? model : json_get_str(fit->wire, "model"));
	json_set_str(values, "title", json_get_str(recipe, "title"));
	json_set_num(values, "seconds", asked->seconds);
	fps = fps > 0 ? fps : json_get_num(recipe, "fps");
	set_optional(values, "frames", frames ? frame_count(frames, fps, asked->seconds) : NAN);
	set_optional(values, "fps", fps);
	json_set_num(values, "width", asked->width);
	json_set_num(values, "height", asked->height);
	json_set_str(values, "size", json_get_str(recipe, "size"));
	json_set_str(values, "ratio", ratio);
	json_set_str(values, "resolution", called ? called : own ? own : fit->resolution);
	if (seeded)
		set_optional(values, "seed", json_get_num(recipe, "seed"));
	if (json_true(json_get(caps, "avoid")))
		json_set_str(values, "avoid", json_get_str(recipe, "avoid"));
	if (sound && strcmp(sound, "switch") == 0)
		json_set_bool(values, "sound", true);
	if (options)
		json_set(values, "options", json_copy(options));
	workflow_fill(fit->wire, values);
	fit->values = values;
}

static int check(const struct asked *asked, bool pinned, struct fit *fit, const char *size)
{
	const struct json *shapes = json_get(asked->caps, "ratios");
	const char *ratio = ratio_name(asked->width, asked->height);

	if (check_seconds(asked) < 0 || check_size(asked, size) < 0 ||
	    fit_pictures(asked->model, &fit->room, asked->caps, asked->recipe, asked->err) < 0 ||
	    check_seed(asked, pinned) < 0)
		return -1;
	if (json_len(shapes) && !among(shapes, ratio))
		return refuse_shape(asked, shapes, ratio);
	return check_resolution(asked, fit->resolution);
}

int fit_recipe(const struct provider *provider, const struct json *recipe, bool pinned,
	       const char *reference, struct fit *out, struct err *err)
{
	const char *model = json_get_str(recipe, "model"), *size = json_get_str(recipe, "size");
	char nearest[sizeof out->nearest] = "", *prompt;
	bool of_film = false;
	struct asked asked = {
		.recipe = recipe, .seconds = json_get_num(recipe, "seconds"), .err = err,
		.nearest = nearest, .of_film = &of_film};

	*out = (struct fit){.seconds = asked.seconds};
	out->wire = description_of_job(provider->description, model, recipe, &out->caps);
	out->room = picture_room_of(out->wire, out->caps);
	asked.caps = out->caps;
	asked.model = model ? model : json_get_str(out->wire, "model");
	if (!asked.model)
		asked.model = provider->name;
	if (!size || sscanf(size, "%dx%d", &asked.width, &asked.height) != 2)
		BUG("a recipe without a size");
	out->resolution = resolution_name(asked.width, asked.height);
	prompt = whole_prompt(&asked);

	int result = workflow_check(out->wire, recipe, provider->name, err) < 0 ||
				     check(&asked, pinned, out, size) < 0
			     ? -1
			     : check_prompt(&asked, prompt);

	if (result == 0) {
		fill_values(&asked, pinned, reference, out);
		json_set_str(out->values, "prompt", prompt);
	} else {
		fit_clear(out);
		memcpy(out->nearest, nearest, sizeof nearest);
		out->nearest_of_film = of_film;
	}
	free(prompt);
	return result;
}

void fit_clear(struct fit *fit)
{
	json_free(fit->wire);
	json_free(fit->values);
	free(fit->resolution);
	*fit = (struct fit){0};
}
