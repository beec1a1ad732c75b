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
#include "job/slot.h"
#include "provider/describe.h"
#include "provider/fit.h"
#include "provider/price.h"
#include "util/mem.h"
#include "util/uuid.h"

#define IN_FLIGHT 2 /* at one server, unless the provider's file says */
#define IN_FLIGHT_MOST 1e6
#define DEADLINE_S 1800.0

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

double wire_deadline(const struct run *run)
{
	double deadline = json_get_num(json_get(run->wire->wire, "wait"), "deadline");

	return deadline > 0 ? deadline : DEADLINE_S;
}

bool wire_is_program(const struct run *run)
{
	return json_get(run->wire->wire, "run") != NULL;
}

/* Where it may be made: at servers, or by its program as often as that may run at once. */
static struct slots slots_of(const struct run *run, char **program)
{
	const struct json *wire = run->wire->wire, *base = json_get(wire, "base");
	bool is_program = wire_is_program(run);
	double most = json_get_num(wire, "in_flight");
	struct slots slots = {.each = is_program ? 1 : IN_FLIGHT,
			      .lasting = is_program ? 0 : wire_deadline(run)};

	if (most >= 1)
		slots.each = (size_t)fmin(most, IN_FLIGHT_MOST);
	*program = is_program ? xasprintf("run %s", run->job.provider) : NULL;
	slots.places = xcalloc(json_len(base) + 1, sizeof *slots.places);
	if (is_program)
		slots.places[slots.count++] = *program;
	else if (json_str(base))
		slots.places[slots.count++] = json_str(base);
	for (const struct json *item = is_program ? NULL : json_first(base); item;
	     item = json_next(item))
		if (json_str(item))
			slots.places[slots.count++] = json_str(item);
	return slots;
}

/* Whose jobs are in the way. */
static char *say_full(const struct run *run, const struct slot_holders *holders)
{
	const char *plural = holders->count == 1 ? "" : "s";

	if (holders->pid)
		return xasprintf("waits for room at %s, where %zu take%s of another scenetty "
				 "(process %lld) %s on the way",
				 run->job.provider, holders->count, plural, (long long)holders->pid,
				 holders->count == 1 ? "is" : "are");
	return xasprintf("waits for room at %s, which still makes %zu take%s of a scenetty that "
			 "is gone; “jobs --settle” in their film fetches them",
			 run->job.provider, holders->count, plural);
}

int wire_take_room(struct run *run, struct err *err)
{
	struct wire_run *wire = run->wire;
	struct slot_holders holders;
	struct slots slots;
	const char *place;
	char *program;
	int result;

	if (run->job.state != JOB_QUEUED)
		return 1; /* it is there already */
	slots = slots_of(run, &program);
	result = slot_take(run->jobs->ledger, &run->job, &slots, &place, &holders, err);
	if (result == 1)
		wire->task.base = xstrdup(place);
	if (result == 0) {
		run_waits(run, holders.count ? say_full(run, &holders) : NULL);
		jobs_watch(run->jobs);
	}
	free(slots.places);
	free(program);
	return result;
}

bool wire_shares_room(const struct run *run, const struct run *other)
{
	const struct json *wire = run->wire->wire, *others = other->wire->wire;

	return run->wire->provider == other->wire->provider &&
	       json_equal(json_get(wire, "base"), json_get(others, "base")) &&
	       json_equal(json_get(wire, "in_flight"), json_get(others, "in_flight"));
}
