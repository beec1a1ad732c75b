/* SPDX-License-Identifier: MIT
 *
 * What the film is put together from: a segment for each scene, a dissolve for
 * each overlap, which of them are in the cache, and the steps that make the rest.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cut/work.h"
#include "film/recipe.h"
#include "util/mem.h"

/* Raised whenever a segment comes out otherwise for the same inputs. */
#define SEGMENT_VERSION 1
#define PRESET "veryfast"
#define CRF 18
/* So many animatics are drawn before they are encoded: each holds a descriptor
 * and a process changes its role in between. */
#define DRAWN_MAX 32

struct piece *piece_of(const struct cut *cut, struct step step)
{
	return step.kind == STEP_DISSOLVE ? &cut->dissolves[step.part] : &cut->segments[step.part];
}

int blame_piece(const struct piece *piece, struct err *err)
{
	bool is_the_clip = piece->clip && (err->kind == ERR_MEDIA || err->kind == ERR_INVALID ||
					   err->kind == ERR_NOT_FOUND);
	err_prefix(err, "%s: ", piece->name);
	return is_the_clip ? err_advise(err, "circle another take or generate one") : -1;
}

struct json *work_request(const struct cut *cut, const char *verb)
{
	struct json *body = json_new_object(), *rate = json_new_array();
	json_set_str(body, "do", verb);
	json_set_num(body, "width", cut->plan.width);
	json_set_num(body, "height", cut->plan.height);
	json_push(rate, json_new_num(cut->plan.rate.num));
	json_push(rate, json_new_num(cut->plan.rate.den));
	json_set(body, "rate", rate);
	return body;
}

static struct json *new_encoding(const struct cut *cut, const char *verb, long frames)
{
	struct json *body = work_request(cut, verb);
	json_set_num(body, "frames", (double)frames);
	json_set_str(body, "preset", PRESET);
	json_set_num(body, "crf", CRF);
	return body;
}

static struct json *segment_request(const struct cut *cut, const struct piece *piece)
{
	struct json *body = new_encoding(cut, "segment", piece->frames);
	json_set_num(body, "in", piece->in);
	json_set_num(body, "lead", (double)piece->lead);
	json_set_num(body, "tail", (double)piece->tail);
	return body;
}

static struct json *animatic_request(const struct cut *cut, const struct piece *piece)
{
	struct json *body = work_request(cut, "animatic");
	const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *locale = NULL;
	for (size_t i = 0; i < LENGTH(variables) && !(locale && *locale); i++)
		locale = getenv(variables[i]);
	json_set(body, "recipe", json_copy(piece->recipe));
	json_set_str(body, "locale", locale ? locale : "C");
	json_set_num(body, "seconds",
		     (double)piece->frames * cut->plan.rate.den / cut->plan.rate.num);
	json_set_num(body, "seed", json_get_num(piece->recipe, "seed"));
	return body;
}

static struct json *backdrop_request(const struct cut *cut, const struct piece *piece)
{
	struct json *body = frame_source_order(&piece->behind, cut->plan.rate, cut->plan.width,
					       cut->plan.height);
	json_set_bool(body, "raw", true);
	return body;
}

struct json *step_request(const struct cut *cut, struct step step)
{
	const struct piece *piece = piece_of(cut, step);
	switch (step.kind) {
	case STEP_BACKDROP:
		return backdrop_request(cut, piece);
	case STEP_DRAW:
		return animatic_request(cut, piece);
	case STEP_SEGMENT:
		return segment_request(cut, piece);
	case STEP_DISSOLVE:
		return new_encoding(cut, "overlap", piece->frames);
	}
	BUG("step %d", step.kind);
}

/* The key of a segment is everything that goes into it. */
static void find_segment(struct cut *cut, struct piece *piece, const char *source)
{
	struct json *made_from = segment_request(cut, piece);
	json_set_num(made_from, "version", SEGMENT_VERSION);
	json_set_str(made_from, "source", source);
	segment_key(made_from, piece->key);
	json_free(made_from);
	piece->ready = segment_find(cut->cache_dir, piece->key,
				    cut_sample(cut->plan.rate, piece->frames), &piece->cached);
}

static int lay_out_take(struct cut *cut, struct piece *piece, const struct cut_part *part,
			struct err *err)
{
	piece->name = xasprintf("scene %s, take %s", part->scene, part->take);
	piece->clip = xstrdup(part->clip);
	piece->in = part->in;
	int fd = file_open_beneath(cut->film_dir, piece->clip, O_RDONLY, 0, err);
	if (fd < 0)
		return blame_piece(piece, err);
	close(fd);
	find_segment(cut, piece, part->clip_sha256);
	return 0;
}

/* What it starts with, but for what an animatic has drawn. One that is not there leaves
 * the stage its own scenery. */
static void find_backdrop(const struct cut *cut, struct piece *piece, const struct film *film,
			  const struct scene *scene)
{
	struct err err = {0};
	if (scene->start)
		frame_source_find(&piece->behind, cut->film_dir, film, scene, scene->start, &err);
	if (err.kind || piece->behind.is_drawn)
		frame_source_clear(&piece->behind);
	err_clear(&err);
}

/* Whatever provider the scene has, the stand-in is the animatic's. */
static void lay_out_animatic(struct cut *cut, struct piece *piece, const struct film *film,
			     const struct scene *scene)
{
	struct scene stand_in = *scene;
	char digest[DIGEST_SIZE], provider[] = FILM_PROVIDER;
	stand_in.provider = provider;
	stand_in.model = NULL;
	piece->name = xasprintf("scene %s, its animatic", scene->id);
	piece->recipe = scene_recipe(film, &stand_in, scene->seed >= 0 ? (uint64_t)scene->seed : 0);
	find_backdrop(cut, piece, film, scene);
	struct json *request = animatic_request(cut, piece);
	if (piece->behind.path)
		json_set(request, "behind", backdrop_request(cut, piece));
	segment_key(request, digest);
	json_free(request);
	find_segment(cut, piece, digest);
}

static void lay_out_dissolve(struct cut *cut, size_t part, const char *next_scene)
{
	const struct piece *from = &cut->segments[part], *to = from + 1;
	struct piece *piece = &cut->dissolves[part];
	piece->frames = from->tail;
	piece->name = xasprintf("the dissolve to scene %s", next_scene);
	struct json *made_from = new_encoding(cut, "overlap", piece->frames);
	json_set_str(made_from, "from", from->key);
	json_set_str(made_from, "to", to->key);
	segment_key(made_from, piece->key);
	json_free(made_from);
	piece->ready = segment_find(cut->cache_dir, piece->key, 0, &piece->cached);
}

static void add_step(struct cut *cut, enum step_kind kind, size_t part)
{
	struct step step = {kind, part};
	GROW(cut->steps, cut->step_count, cut->step_room);
	cut->steps[cut->step_count++] = step;
	cut->of += (double)piece_of(cut, step)->frames;
}

/* Animatics first, DRAWN_MAX at a time, then the segments up to there; dissolves
 * last. */
static void add_steps(struct cut *cut)
{
	for (size_t begin = 0, end; begin < cut->plan.count; begin = end) {
		size_t drawn = 0;
		for (end = begin; end < cut->plan.count && drawn < DRAWN_MAX; end++)
			if (!cut->segments[end].ready && !cut->segments[end].clip) {
				if (cut->segments[end].behind.path)
					add_step(cut, STEP_BACKDROP, end);
				add_step(cut, STEP_DRAW, end);
				drawn++;
			}
		for (size_t i = begin; i < end; i++)
			if (!cut->segments[i].ready)
				add_step(cut, STEP_SEGMENT, i);
	}
	for (size_t i = 0; i < cut->plan.count; i++)
		if (cut->segments[i].tail && !cut->dissolves[i].ready)
			add_step(cut, STEP_DISSOLVE, i);
}

int work_lay_out(struct cut *cut, const struct film *film, struct err *err)
{
	size_t count = cut->plan.count;
	cut->segments = xcalloc(count, sizeof *cut->segments);
	cut->dissolves = xcalloc(count, sizeof *cut->dissolves);
	/* All of them at once: they are cleared even if not all can be laid out. */
	for (size_t i = 0; i < count; i++)
		cut->segments[i].drawn = cut->dissolves[i].drawn = cut->segments[i].backdrop =
			cut->dissolves[i].backdrop = -1;
	for (size_t i = 0; i < count; i++) {
		const struct cut_part *part = &cut->plan.parts[i];
		struct piece *piece = &cut->segments[i];
		piece->frames = part->frames;
		piece->lead = part->lead;
		piece->tail = part->tail;
		if (!part->take)
			lay_out_animatic(cut, piece, film, &film->scenes[i]);
		else if (lay_out_take(cut, piece, part, err) < 0)
			return -1;
	}
	for (size_t i = 0; i + 1 < count; i++)
		if (cut->segments[i].tail)
			lay_out_dissolve(cut, i, cut->plan.parts[i + 1].scene);
	add_steps(cut);
	return 0;
}

static bool put_back(struct piece *piece, const char *parameters)
{
	if (!piece->ready || piece->fresh ||
	    (parameters && strcmp(piece->cached.parameters, parameters) == 0))
		return false;
	piece->ready = false;
	segment_clear(&piece->cached);
	return true;
}

/* What the encoder of today writes, as far as this cut has used it. */
static const char *fresh_parameters(const struct cut *cut)
{
	for (size_t i = 0; i < cut->plan.count; i++) {
		if (cut->segments[i].fresh)
			return cut->segments[i].cached.parameters;
		if (cut->dissolves[i].fresh)
			return cut->dissolves[i].cached.parameters;
	}
	return NULL;
}

bool work_again(struct cut *cut, bool all)
{
	char wanted[DIGEST_SIZE];
	const char *parameters = all ? NULL : fresh_parameters(cut);
	size_t count = 0;
	if (cut->again)
		return false;
	if (parameters)
		parameters = strcpy(wanted, parameters);
	for (size_t i = 0; i < cut->plan.count; i++) {
		count += put_back(&cut->segments[i], parameters);
		count += put_back(&cut->dissolves[i], parameters);
	}
	cut->again = true;
	cut->step_count = cut->next_step; /* what was not begun comes in its place again */
	add_steps(cut);
	return count > 0;
}

bool work_distrust(struct cut *cut, const struct err *error)
{
	if (cut->error.kind || error->kind != ERR_MEDIA || !work_again(cut, true))
		return false;
	cut->calls.note(cut->calls.arg,
			"what was kept from the last cut is damaged and is made again");
	return true;
}

bool work_is_alike(const struct cut *cut)
{
	const char *first = cut->segments[0].cached.parameters;
	for (size_t i = 0; i < cut->plan.count; i++)
		if (strcmp(cut->segments[i].cached.parameters, first) != 0 ||
		    (cut->dissolves[i].ready &&
		     strcmp(cut->dissolves[i].cached.parameters, first) != 0))
			return false;
	return true;
}
