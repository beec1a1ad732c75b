/* SPDX-License-Identifier: MIT */
#include "job/jobs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/recipe.h"
#include "film/take.h"
#include "job/caps.h"
#include "job/http.h"
#include "job/key.h"
#include "job/ledger_watch.h"
#include "job/run.h"
#include "job/stills.h"
#include "provider/shelf.h"
#include "util/mem.h"
#include "util/money.h"

#define PACE_MS 50    /* what others write is heard so soon */
#define LOOK_MS 10000 /* for those that died */

struct jobs *jobs_new(struct loop *loop, struct pool *pool, struct http *http,
		      struct ledger *ledger, struct shelf *shelf, int film_dir,
		      const char *folder, job_event_fn *call, void *arg)
{
	struct jobs *jobs = xmalloc(sizeof *jobs);
	*jobs = (struct jobs){
		.loop = loop,
		.pool = pool,
		.http = http,
		.ledger = ledger,
		.shelf = shelf,
		.film_dir = film_dir,
		.folder = xstrdup(folder),
		.call = call,
		.arg = arg,
	};
	jobs->last = &jobs->runs;
	return jobs;
}

size_t jobs_open(const struct jobs *jobs)
{
	return jobs->open;
}

bool jobs_have(const struct jobs *jobs, int64_t number)
{
	const struct run *run = jobs->runs;
	while (run && run->job.number != number)
		run = run->next;
	return run != NULL;
}

size_t jobs_stopping(const struct jobs *jobs)
{
	size_t count = 0;
	for (const struct run *run = jobs->runs; run; run = run->next)
		count += run->unwanted;
	return count;
}

/* The language of the user, a hint for the animatic. */
static const char *locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < LENGTH(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

static struct json *make_order(const struct run *run, const struct film *film, double seconds,
			       uint64_t seed)
{
	int width, height;
	struct film_rate rate = film_rate(film);
	struct json *order = json_new_object(), *pair = json_new_array();
	film_size(film, &width, &height);
	json_push(pair, json_new_num(rate.num));
	json_push(pair, json_new_num(rate.den));
	json_set_str(order, "do", "animatic");
	json_set(order, "recipe", json_copy(run->recipe));
	json_set_str(order, "locale", locale());
	json_set_num(order, "width", width);
	json_set_num(order, "height", height);
	json_set(order, "rate", pair);
	json_set_num(order, "seconds", seconds);
	json_set_num(order, "seed", (double)(seed & ((UINT64_C(1) << 53) - 1)));
	return order;
}

static struct run *run_new(struct jobs *jobs, const struct film *film, const struct scene *scene,
			   uint64_t seed)
{
	char intent[DIGEST_SIZE];
	const char *model = scene_model(film, scene);
	double seconds = scene_seconds(film, scene);
	struct film_rate rate = film_rate(film);
	struct run *run = xcalloc(1, sizeof *run);
	scene_intent_digest(film, scene, intent);
	run->jobs = jobs;
	run->clip = run->behind = -1;
	run->recipe = scene_recipe(film, scene, seed);
	run->frames = (double)rate_frames(rate, seconds);
	run->seconds = run->frames * rate.den / rate.num;
	run->exact = scene_is_drawn(film, scene);
	run->order = make_order(run, film, seconds, seed);
	run->job = (struct job){
		.film = xstrdup(film->id),
		.folder = xstrdup(jobs->folder),
		.scene = xstrdup(scene->id),
		.provider = xstrdup(scene_provider(film, scene)),
		.model = model ? xstrdup(model) : NULL,
		.recipe = json_text(run->recipe),
		.intent = xstrdup(intent),
		.seconds = run->seconds,
		.price = scene_is_drawn(film, scene) ? PRICE_FREE : PRICE_UNKNOWN,
		.reserved = scene_is_drawn(film, scene) ? 0 : MONEY_UNKNOWN,
	};
	run->job.cost = run->job.reserved;
	return run;
}

void run_free(struct run *run)
{
	if (run->clip >= 0)
		close(run->clip);
	if (run->behind >= 0)
		close(run->behind);
	frame_source_clear(&run->backdrop);
	json_free(run->recipe);
	json_free(run->order);
	json_free(run->told);
	wire_free(run);
	job_clear(&run->job);
	free(run->temp);
	free(run->waits);
	free(run);
}

static void drop_files(struct run *run, const struct err *why)
{
	if (run->temp && !run_keeps_clip(run, why))
		unlinkat(run->jobs->film_dir, run->temp, 0);
	if (run->job.take)
		take_unclaim(run->jobs->film_dir, run->job.scene, run->job.take);
}

void run_name_money(const struct run *run, struct err *err)
{
	const struct job *job = &run->job;
	char *text = money_text(job->cost, job->currency);
	const char *what = job->charge == CHARGE_TOLD ? "is what it cost" : "count as spent for it";
	bool taken_on = job->state == JOB_WAITING || job->state == JOB_FETCHING;

	if (taken_on && job->charge != CHARGE_NONE && job->cost > 0)
		err_advise(err, "%s %s", text, what);
	free(text);
}

void run_give_up(struct run *run, const struct err *why)
{
	enum job_state to = why->kind == ERR_CANCELLED ? JOB_CANCELLED : JOB_FAILED;
	drop_files(run, why);
	if (run->goes_on || run->job.state == JOB_UNKNOWN)
		return; /* jobs_settle sees to it */
	ledger_move(run->jobs->ledger, &run->job, to, NULL, NULL, err_text(why), NULL);
	run->job.state = to;
}

void run_tell(struct run *run, enum job_event_kind kind, double done, double of)
{
	struct jobs *jobs = run->jobs;
	jobs->call(jobs->arg, &(struct job_event){.kind = kind,
						  .job = &run->job,
						  .done = done,
						  .of = of,
						  .place = run->place,
						  .waits = run->waits});
}

void run_tell_stuck(struct run *run, const struct err *why)
{
	struct jobs *jobs = run->jobs;
	struct err err = {0};
	err_set(&err, why->kind, "%s; it goes on by itself when that is mended", err_text(why));
	jobs->call(jobs->arg, &(struct job_event){.kind = JOB_STUCK,
						  .job = &run->job,
						  .done = NAN,
						  .of = NAN,
						  .error = &err});
	err_clear(&err);
}

void run_waits(struct run *run, char *waits)
{
	bool same = waits && run->waits ? strcmp(waits, run->waits) == 0 : waits == run->waits;
	free(run->waits);
	run->waits = waits;
	if (!same)
		run_tell(run, JOB_WAITS, NAN, NAN);
}

/* A media process for an animatic, a server for others: 1, 0 if there is none, -1. */
static int take_room(struct run *run, struct err *err)
{
	if (run->wire)
		return wire_take_room(run, err);
	return run->jobs->running < (size_t)pool_batch(run->jobs->pool);
}

/* Where one has no room the other has none. */
static bool is_like(const struct run *run, const struct run *other)
{
	if (!run->wire || !other->wire)
		return !run->wire && !other->wire;
	return run->job.state == JOB_QUEUED && wire_shares_room(run, other);
}

static void begin(struct run *run)
{
	run->begun = true;
	run->jobs->running += !run->wire;
	run_waits(run, NULL);
	if (run->wire)
		stills_begin(run);
	else
		animatic_begin(run);
}

/* Begins queued jobs while there is room for them. */
static void pump(void *arg)
{
	struct jobs *jobs = arg;
	jobs->pumping = 0;
	const struct run *full = NULL;
	for (struct run *run = jobs->runs; run;) {
		struct err err = {0};
		int room = run->begun || (full && is_like(run, full)) ? 0 : take_room(run, &err);
		if (room == 0) {
			full = run->begun ? full : run;
			run = run->next;
			continue;
		}
		if (room > 0)
			begin(run);
		else
			run_end(run, &err);
		err_clear(&err);
		run = jobs->runs; /* it may have ended, and others with it */
		full = NULL;
	}
}

void jobs_pump_soon(struct jobs *jobs)
{
	if (!jobs->pumping)
		jobs->pumping = loop_after(jobs->loop, 0, pump, jobs);
}

/* Who waits for others says so anew, each time it finds that it still has to. */
static void on_others(void *arg)
{
	struct jobs *jobs = arg;
	jobs->watched = false;
	loop_cancel(jobs->loop, jobs->pumping);
	pump(jobs);
	jobs->call(jobs->arg, &(struct job_event){.kind = JOB_ELSEWHERE});
	if (jobs->watched)
		return;
	ledger_watch_free(jobs->watch);
	jobs->watch = NULL;
}

void jobs_watch(struct jobs *jobs)
{
	jobs->watched = true;
	if (!jobs->watch)
		jobs->watch = ledger_watch_new(jobs->ledger, jobs->loop, PACE_MS,
					       LOOK_MS, on_others, jobs, NULL);
}

static bool went_wrong(const struct run *run, const struct err *why)
{
	return run->job.state == JOB_FAILED || run->job.state == JOB_UNKNOWN ||
	       (run->goes_on && why && why->kind != ERR_CANCELLED);
}

void run_end(struct run *run, const struct err *why)
{
	struct jobs *jobs = run->jobs;
	struct run **at = &jobs->runs;
	jobs->running -= run->begun && !run->wire;
	if (why)
		run_give_up(run, why);
	while (*at != run)
		at = &(*at)->next;
	*at = run->next;
	if (!*at)
		jobs->last = at;
	jobs->open--;
	jobs->call(jobs->arg, &(struct job_event){.kind = JOB_ENDED,
						  .job = &run->job,
						  .done = run->frames,
						  .of = run->frames,
						  .error = went_wrong(run, why) ? why : NULL});
	run_free(run);
	jobs_pump_soon(jobs);
}

void run_queue(struct run *run)
{
	struct jobs *jobs = run->jobs;
	*jobs->last = run;
	jobs->last = &run->next;
	jobs->open++;
	jobs_pump_soon(jobs);
}

int64_t jobs_start(struct jobs *jobs, const struct film *film, const struct scene *scene,
		   uint64_t seed, bool unpriced, struct err *err)
{
	const struct provider *provider = shelf_find(jobs->shelf, scene_provider(film, scene), err);
	if (!provider)
		return -1;
	struct run *run = run_new(jobs, film, scene, seed);
	if (run->frames < 1)
		err_set(err, ERR_INVALID, "%g s are less than one frame at %g fps",
			scene_seconds(film, scene),
			(double)film_rate(film).num / film_rate(film).den);
	if (run->frames < 1 ||
	    (provider->description ? wire_prepare(run, provider, film, scene, err)
				   : animatic_prepare(run, film, scene, err)) < 0 ||
	    job_reserve(jobs->ledger, &run->job, film->budget, unpriced, err) < 0) {
		run_free(run);
		return -1;
	}
	run_queue(run);
	run_tell(run, JOB_ACCEPTED, 0, run->frames);
	return run->job.number;
}
