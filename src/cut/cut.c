/* SPDX-License-Identifier: MIT */
#include "cut/cut.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cut/work.h"
#include "util/mem.h"
#include "util/text.h"

/* What .scenetty/segments may hold besides what the film at hand needs. */
#define CACHE_BYTES_MAX (20LL << 30)
#define NAMES_TOLD 5

static void piece_clear(struct piece *piece)
{
	if (piece->drawn >= 0)
		close(piece->drawn);
	if (piece->backdrop >= 0)
		close(piece->backdrop);
	frame_source_clear(&piece->behind);
	free(piece->name);
	free(piece->clip);
	json_free(piece->recipe);
	segment_clear(&piece->cached);
}

static void cut_free(struct cut *cut)
{
	for (size_t i = 0; cut->segments && i < cut->plan.count; i++)
		piece_clear(&cut->segments[i]);
	for (size_t i = 0; cut->dissolves && i < cut->plan.count; i++)
		piece_clear(&cut->dissolves[i]);
	for (size_t i = 0; i < cut->note_count; i++)
		free(cut->notes[i]);
	loop_cancel(cut->loop, cut->turn);
	film_file_close(&cut->file);
	if (cut->film_dir >= 0)
		close(cut->film_dir);
	if (cut->cache_dir >= 0)
		close(cut->cache_dir);
	cut_plan_clear(&cut->plan);
	err_clear(&cut->error);
	free(cut->notes);
	free(cut->segments);
	free(cut->dissolves);
	free(cut->title);
	free(cut->steps);
	free(cut->flights);
	free(cut);
}

void cut_told(struct cut *cut, const char *what, double under_way)
{
	cut->shown = fmax(cut->shown, fmin(cut->done + under_way, cut->of));
	struct cut_progress progress = {what, cut->shown, cut->of};
	if (!cut->error.kind)
		cut->calls.progress(cut->calls.arg, &progress);
}

void cut_failed(struct cut *cut, struct err *error)
{
	if (cut->error.kind) {
		err_clear(error);
		return;
	}
	err_move(&cut->error, error);
	for (size_t i = 0; i < cut->flight_count; i++)
		if (cut->flights[i].request)
			request_cancel(cut->flights[i].request);
	if (cut->join)
		request_cancel(cut->join);
	cut_turn(cut);
}

static bool is_needed(const void *arg, const char *key)
{
	const struct cut *cut = arg;
	for (size_t i = 0; i < cut->plan.count; i++)
		if (strcmp(cut->segments[i].key, key) == 0 ||
		    strcmp(cut->dissolves[i].key, key) == 0)
			return true;
	return false;
}

/* The notes of the segments, in the order of the film. */
static void tell_notes(const struct cut *cut)
{
	for (size_t i = 0; i < cut->plan.count; i++) {
		const struct piece *piece = &cut->segments[i];
		const struct json *note = json_first(piece->cached.notes);
		for (; note; note = json_next(note)) {
			char *clean = text_clean(json_str(note) ? json_str(note) : "", false, 0);
			char *text = xasprintf("%s: %s", piece->name, clean);
			cut->calls.note(cut->calls.arg, text);
			free(clean);
			free(text);
		}
	}
}

static int publish(struct cut *cut)
{
	struct cut_report *report = &cut->report;
	if (film_file_publish(&cut->file, &report->bytes, &cut->error) < 0)
		return -1;
	report->frames = cut->plan.frames;
	report->seconds = (double)cut->plan.frames * cut->plan.rate.den / cut->plan.rate.num;
	report->scenes = cut->plan.count;
	report->animatics = cut->plan.animatics;
	report->path = cut->file.path;
	for (size_t i = 0; i < cut->plan.count; i++)
		report->reused += (cut->segments[i].ready && !cut->segments[i].fresh) +
				  (cut->dissolves[i].ready && !cut->dissolves[i].fresh);
	tell_notes(cut);
	segments_sweep(cut->cache_dir, CACHE_BYTES_MAX, is_needed, cut);
	return 0;
}

static void end(struct cut *cut)
{
	bool done = !cut->error.kind && publish(cut) == 0;
	cut->calls.ended(cut->calls.arg, done ? &cut->report : NULL, done ? NULL : &cut->error);
	cut_free(cut);
}

static void tell_plan(struct cut *cut)
{
	for (size_t i = 0; i < cut->note_count; i++)
		cut->calls.note(cut->calls.arg, cut->notes[i]);
}

static void turn(void *arg)
{
	struct cut *cut = arg;
	cut->turn = 0;
	if (cut->error.kind || cut->joined) {
		if (cut->flying == 0 && !cut->join)
			end(cut);
		return;
	}
	if (!cut->begun)
		tell_plan(cut);
	cut->begun = true;
	work_go_on(cut);
	if (cut->error.kind || cut->flying || cut->join || cut->next_step < cut->step_count)
		return;
	if (!work_is_alike(cut) && work_again(cut, false))
		cut_turn(cut);
	else
		join_begin(cut);
}

void cut_turn(struct cut *cut)
{
	if (!cut->turn)
		cut->turn = loop_after(cut->loop, 0, turn, cut);
}

static void note(struct cut *cut, char *text)
{
	GROW(cut->notes, cut->note_count, cut->note_room);
	cut->notes[cut->note_count++] = text;
}

/* Scenes that share a note: the first few by name. */
struct names {
	struct buf text;
	size_t count;
};

static void names_add(struct names *names, const char *name)
{
	if (names->count++ < NAMES_TOLD)
		buf_addf(&names->text, "%s %s", names->count > 1 ? "," : "", name);
}

/* Notes "COUNT what: a, b, c and 4 more", unless there are none. */
static void note_names(struct cut *cut, struct names *names, const char *one, const char *many)
{
	if (names->count > NAMES_TOLD)
		buf_addf(&names->text, " and %zu more", names->count - NAMES_TOLD);
	if (names->count)
		note(cut, xasprintf("%zu %s:%s", names->count, names->count == 1 ? one : many,
				    buf_str(&names->text)));
	buf_free(&names->text);
}

static void note_animatics(struct cut *cut, const struct film *film)
{
	struct names missing = {0}, gone = {0};
	for (size_t i = 0; i < cut->plan.count; i++)
		if (!cut->plan.parts[i].take)
			names_add(film->scenes[i].circled ? &gone : &missing, film->scenes[i].id);
	note_names(cut, &missing, "scene has no circled take, its animatic stands in",
		   "scenes have no circled take, their animatics stand in");
	note_names(cut, &gone,
		   "scene’s circled take is gone, its animatic stands in until another is circled "
		   "or generated",
		   "scenes’ circled takes are gone, their animatics stand in until others are "
		   "circled or generated");
}

static void note_dissolves(struct cut *cut, const struct film *film)
{
	struct names names = {0};
	for (size_t i = 0; i + 1 < cut->plan.count; i++) {
		struct transition asked = scene_transition(&film->scenes[i]);
		if (asked.dissolve &&
		    rate_frames(cut->plan.rate, asked.seconds) > cut->plan.parts[i].tail)
			names_add(&names, film->scenes[i].id);
	}
	note_names(cut, &names, "dissolve is cut to half of the shorter scene, after",
		   "dissolves are cut to half of the shorter scene, after");
}

static int prepare(struct cut *cut, int film_dir, int cache_dir, const struct film *film,
		   const struct take_list *takes, const char *output, struct err *err)
{
	cut->film_dir = fcntl(film_dir, F_DUPFD_CLOEXEC, 0);
	cut->cache_dir = fcntl(cache_dir, F_DUPFD_CLOEXEC, 0);
	if (cut->film_dir < 0 || cut->cache_dir < 0)
		return err_errno(err, "can't open the film's folder");
	if (cut_plan(film, takes, &cut->plan, err) < 0 ||
	    film_file_open(&cut->file, film_dir, output, err) < 0)
		return -1;
	file_sweep_temps(cache_dir, NULL);
	cut->title = film->title ? xstrdup(film->title) : NULL;
	cut->flight_count = (size_t)pool_batch(cut->pool);
	cut->flights = xcalloc(cut->flight_count, sizeof *cut->flights);
	if (work_lay_out(cut, film, err) < 0)
		return -1;
	cut->of += join_weight(cut);
	note_animatics(cut, film);
	note_dissolves(cut, film);
	return 0;
}

struct cut *cut_start(struct loop *loop, struct pool *pool, int film_dir, int cache_dir,
		      const struct film *film, const struct take_list *takes, const char *output,
		      const struct cut_calls *calls, struct err *err)
{
	struct cut *cut = xcalloc(1, sizeof *cut);
	cut->loop = loop;
	cut->pool = pool;
	cut->calls = *calls;
	cut->film_dir = cut->cache_dir = -1;
	cut->file = (struct film_file){.dir = -1, .fd = -1};
	if (prepare(cut, film_dir, cache_dir, film, takes, output, err) == 0) {
		cut_turn(cut);
		return cut;
	}
	cut_free(cut);
	return NULL;
}

void cut_cancel(struct cut *cut)
{
	struct err err = {0};
	err_set(&err, ERR_CANCELLED, "the cut was stopped; the film is as it was");
	cut_failed(cut, &err);
}
