/* SPDX-License-Identifier: MIT
 *
 * A job at a service before its first word and after its last.
 */
#include "job/wire_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "job/program_job.h"
#include "job/key.h"
#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/price.h"
#include "util/mem.h"
#include "util/uuid.h"

#define IN_FLIGHT 2 /* at one server, unless the provider's file says */

/* One that is only for others to be like. */
static int check_whole(const struct provider *provider, struct err *err)
{
	const struct json *description = provider->description;
	bool sends = json_get(description, "create") != NULL;

	if (!json_true(json_get(description, "abstract")) || json_get(description, "base") ||
	    json_get(description, "run"))
		return 0;
	return err_set(err, ERR_INVALID,
		       "“%s” has no %s: make a provider of your own that is like it, with \"%s\"",
		       provider->name, sends ? "server" : "program", sends ? "base" : "run");
}

int wire_prepare(struct run *run, const struct provider *provider, const struct film *film,
		 const struct scene *scene, struct err *err)
{
	char reference[UUID_SIZE];
	struct fit fit;
	struct price price;

	uuid_text(reference);
	if (check_whole(provider, err) < 0)
		return -1;
	if (fit_recipe(provider, run->recipe, !isnan(scene->seed), reference, &fit, err) < 0)
		return -1;
	price = price_of(fit.caps, fit.seconds, fit.resolution);
	run->job.price = price.kind;
	run->job.reserved = run->job.cost = price.amount;
	run->job.currency = xstrdup(price.currency);
	run->wire = xcalloc(1, sizeof *run->wire);
	run->wire->provider = provider;
	run->wire->wire = fit.wire;
	run->wire->stills = (struct stills){
		.width = (int)json_get_num(fit.values, "width"),
		.height = (int)json_get_num(fit.values, "height"),
		.rate = film_rate(film),
		.room = fit.room,
	};
	task_begin(&run->wire->task, fit.wire, NULL, fit.values);
	fit.wire = fit.values = NULL;
	fit_clear(&fit);
	run->job.task = wire_task_text(run);
	return stills_plan(&run->wire->stills, run->jobs->film_dir, film, scene, run->recipe, err);
}

int wire_take_up(struct run *run, const struct provider *provider, const struct json *task,
		 struct err *err)
{
	const struct json *caps;

	run->wire = xcalloc(1, sizeof *run->wire);
	run->wire->provider = provider;
	run->wire->wire = description_of_job(provider->description, run->job.model,
					     run->recipe, &caps);
	if (task_from_json(&run->wire->task, task, err) < 0)
		return -1;
	/* The clip had come, and went with the process. */
	if (run->wire->task.step == WIRE_ENDED)
		run->wire->task.step = json_get(run->wire->wire, "poll") ? WIRE_POLL : WIRE_FETCH;
	return 0;
}

void wire_free(struct run *run)
{
	struct wire_run *wire = run->wire;

	if (!wire)
		return;
	if (wire->request)
		http_drop(wire->request);
	loop_cancel(run->jobs->loop, wire->timer);
	program_free(run);
	stills_clear(&wire->stills);
	wire_move_clear(&wire->next);
	task_clear(&wire->task);
	json_free(wire->wire);
	keys_drop(wire->waits);
	key_free(wire->key);
	free(wire->validator);
	free(wire->origin);
	free(wire);
	run->wire = NULL;
}

bool wire_is_program(const struct run *run)
{
	return json_get(run->wire->wire, "run") != NULL;
}

/* How many of our jobs this server has. */
static size_t load_of(const struct jobs *jobs, const char *base)
{
	size_t load = 0;

	for (const struct run *run = jobs->runs; run; run = run->next)
		load += run->begun && run->wire && run->wire->task.base &&
			strcmp(run->wire->task.base, base) == 0;
	return load;
}

bool wire_finds_room(struct run *run)
{
	struct wire_run *wire = run->wire;
	const struct json *base = json_get(wire->wire, "base");
	double most = json_get_num(wire->wire, "in_flight");
	const char *best = NULL;
	size_t least = isnan(most) || most < 1 ? IN_FLIGHT : (size_t)most;

	if (wire_is_program(run))
		return program_finds_room(run);
	if (wire->task.base)
		return true; /* it is there already */
	for (const struct json *item = json_str(base) ? base : json_first(base); item;
	     item = json_str(base) ? NULL : json_next(item)) {
		size_t load = load_of(run->jobs, json_str(item));

		if (load < least) {
			least = load;
			best = json_str(item);
		}
	}
	wire->task.base = best ? xstrdup(best) : NULL;
	return best != NULL;
}
