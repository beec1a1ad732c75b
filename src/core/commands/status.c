/* SPDX-License-Identifier: MIT
 *
 * status: every scene on a line. Reads film.json, the circled takes and, if there
 * is one, the ledger; starts nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/scenes/filter.h"
#include "core/session/session.h"
#include "core/tell/table.h"
#include "core/tell/takes.h"
#include "cut/plan.h"
#include "film/glance.h"
#include "film/recipe.h"
#include "util/mem.h"
#include "util/text.h"

#define BEGINNING_MAX 32 /* characters of a prompt */

struct status {
	struct call *call;
	const struct film *film;
	struct take_list *circled; /* of each scene, the circled take alone */
	size_t *takes;             /* how many each scene has */
	size_t *running;           /* jobs of each scene */
	bool *failed;              /* its last job has */
	struct filter *filter;     /* which scenes are asked for */
	enum scene_state *states;
	size_t of_state[3], jobs;
	double asked, length; /* seconds: all scenes, and the film as it would be cut */
};

static void status_clear(struct status *status)
{
	for (size_t i = 0; i < status->film->scene_count; i++)
		takes_clear(&status->circled[i]);
	free(status->circled);
	free(status->takes);
	free(status->running);
	free(status->failed);
	filter_free(status->filter);
	free(status->states);
}

static int read_takes(struct status *status, struct err *err)
{
	const struct film *film = status->film;
	struct glances *glances = glances_open(status->call->session->store.dir);
	int result = 0;

	for (size_t i = 0; result == 0 && i < film->scene_count; i++) {
		const struct scene *scene = &film->scenes[i];

		result = glances_take(glances, scene->id, scene->circled, &status->circled[i],
				      &status->takes[i], err);
		status->states[i] = scene_state(film, scene, &status->circled[i]);
		status->of_state[status->states[i]]++;
		status->asked += scene_seconds(film, scene);
	}
	glances_close(glances);
	return result;
}

/* Counts the jobs that somebody carries at this moment, and sees who has failed. */
static int read_jobs(struct status *status, struct err *err)
{
	struct session *session = status->call->session;
	struct job *jobs;
	size_t count;

	if (!status->film->id || !ledger_stands())
		return 0;
	if (!session_ledger(session, err) ||
	    ledger_newest(session->ledger, status->film->id, &jobs, &count, err) < 0)
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t at = film_index(status->film, jobs[i].scene);

		status->failed[at] = jobs[i].state == JOB_FAILED;
		if (at == status->film->scene_count || !job_state_is_open(jobs[i].state) ||
		    !job_is_carried(&jobs[i]))
			continue;
		status->running[at]++;
		status->jobs++;
	}
	ledger_free_jobs(jobs, count);
	return 0;
}

static void measure(struct status *status)
{
	struct cut_plan plan = {0};

	if (status->film->scene_count && cut_plan(status->film, status->circled, &plan, NULL) == 0)
		status->length = (double)plan.frames * plan.rate.den / plan.rate.num;
	cut_plan_clear(&plan);
}

static struct json *film_to_json(const struct status *status)
{
	const struct film *film = status->film;
	struct json *json = json_new_object();
	int width, height;
	struct film_rate rate = film_rate(film);
	char *folder = session_folder(status->call->session, NULL);

	film_size(film, &width, &height);
	json_set_str(json, "id", film->id);
	json_set_str(json, "title", film->title);
	json_set_str(json, "folder", folder ? folder : status->call->session->store.path);
	json_set_num(json, "width", width);
	json_set_num(json, "height", height);
	json_set_num(json, "fps", (double)rate.num / rate.den);
	json_set_bool(json, "read_only", status->call->session->store.read_only);
	free(folder);
	return json;
}

static struct json *scene_to_row(const struct status *status, size_t i)
{
	const struct scene *scene = &status->film->scenes[i];
	struct json *json = json_new_object();

	json_set_num(json, "position", (double)i + 1);
	json_set_str(json, "id", scene->id);
	json_set_str(json, "title", scene->title);
	json_set_num(json, "seconds", scene_seconds(status->film, scene));
	json_set_str(json, "state", scene_state_word(status->states[i]));
	json_set_str(json, "circled", scene->circled);
	json_set_num(json, "takes", (double)status->takes[i]);
	json_set_num(json, "jobs", (double)status->running[i]);
	json_set_bool(json, "failed", status->failed[i]);
	json_set_str(json, "provider", scene_provider(status->film, scene));
	return json;
}

/* True if the scene is asked for. */
static bool is_shown(const struct status *status, size_t i)
{
	struct glance glance = {
		.known = true,
		.state = status->states[i],
		.takes = status->takes[i],
		.running = status->running[i],
		.failed = status->failed[i],
	};

	return filter_passes(status->filter, status->film, &status->film->scenes[i], &glance,
			     false);
}

static void tell_json(const struct status *status)
{
	struct json *answer = json_new_object(), *scenes = json_new_array(),
		    *totals = json_new_object();

	for (size_t i = 0; i < status->film->scene_count; i++)
		if (is_shown(status, i))
			json_push(scenes, scene_to_row(status, i));
	json_set_num(totals, "scenes", (double)status->film->scene_count);
	for (enum scene_state state = SCENE_MISSING; state <= SCENE_CURRENT; state++)
		json_set_num(totals, scene_state_word(state), (double)status->of_state[state]);
	json_set_num(totals, "jobs", (double)status->jobs);
	json_set_num(totals, "seconds_asked", status->asked);
	json_set_num(totals, "seconds", status->length);
	json_set(answer, "film", film_to_json(status));
	json_set(answer, "scenes", scenes);
	json_set(answer, "totals", totals);
	out_json(status->call->out, answer);
}

/* Its title, else how its prompt begins, as on its card. */
static void add_title(const struct scene *scene, struct table *table)
{
	const char *prompt = scene->prompt ? scene->prompt : "";
	char *line = xstrndup(prompt, strcspn(prompt, "\n"));
	char *beginning = text_clean(line, false, BEGINNING_MAX);

	if (scene->title)
		table_add(table, STYLE_PLAIN, "%s", scene->title);
	else
		table_add(table, STYLE_DIM, "%s", beginning);
	free(beginning);
	free(line);
}

static void add_row(const struct status *status, struct table *table, size_t i)
{
	const struct scene *scene = &status->film->scenes[i];
	enum scene_state state = status->states[i];

	table_add(table, STYLE_DIM, "%zu", i + 1);
	table_add(table, STYLE_STRONG, "%s", scene->id);
	add_title(scene, table);
	table_add(table, STYLE_PLAIN, "%.1f", scene_seconds(status->film, scene));
	table_add(table, scene_style(state), "%s", scene_state_word(state));
	table_add(table, STYLE_PLAIN, "%s", scene->circled ? scene->circled : "–");
	table_add(table, STYLE_PLAIN, "%zu", status->takes[i]);
	if (status->failed[i] && !status->running[i])
		table_add(table, STYLE_BAD, "failed");
	else
		table_add(table, STYLE_WARN, "%s", status->running[i] ? "in the making" : "");
}

static void write_scenes(const struct status *status)
{
	static const struct column columns[] = {
		{.heading = "#", .right = true},
		{.heading = "scene", .flexible = true},
		{.heading = "title", .flexible = true},
		{.heading = "s", .right = true},
		{.heading = "state"},
		{.heading = "circled"},
		{.heading = "takes", .right = true},
		{.heading = ""},
	};
	struct table table = {.columns = columns, .column_count = LENGTH(columns)};

	for (size_t i = 0; i < status->film->scene_count; i++)
		if (is_shown(status, i))
			add_row(status, &table, i);
	if (table.count)
		table_write(&table, status->call->out);
	else
		out_text(status->call->out, STYLE_DIM, "no scene is like that\n");
	table_free(&table);
}

/* What to do next; the most urgent thing alone. */
static void write_hint(const struct status *status)
{
	const char *asked = status->call->session->asked;
	const char *film = asked ? asked : "", *with = asked ? " -C " : "";
	struct output *out = status->call->out;

	if (!status->film->scene_count)
		out_text(out, STYLE_DIM, "next: scenetty%s%s add TITLE prompt=…\n", with, film);
	else if (status->of_state[SCENE_CURRENT] == status->film->scene_count)
		out_text(out, STYLE_DIM, "next: scenetty%s%s cut\n", with, film);
	else if (!status->jobs)
		out_text(out, STYLE_DIM, "next: scenetty%s%s generate\n", with, film);
}

static void write_text(const struct status *status)
{
	const struct film *film = status->film;
	struct output *out = status->call->out;
	struct film_rate rate = film_rate(film);
	int width, height;

	film_size(film, &width, &height);
	out_text(out, STYLE_STRONG, "%s",
		 film->title ? film->title : status->call->session->store.path);
	out_text(out, STYLE_DIM, "  %dx%d, %g fps%s\n", width, height, (double)rate.num / rate.den,
		 status->call->session->store.read_only ? ", can’t be changed" : "");
	if (film->scene_count) {
		out_say(out, "\n");
		write_scenes(status);
		out_say(out, "\n%zu scene%s", film->scene_count, film->scene_count == 1 ? "" : "s");
		for (enum scene_state state = SCENE_CURRENT;; state--) {
			if (status->of_state[state])
				out_say(out, ", %zu %s", status->of_state[state],
					scene_state_word(state));
			if (state == SCENE_MISSING)
				break;
		}
		out_say(out, "; %.1f s of scenes, %.1f s when cut\n", status->asked,
			status->length);
	}
	write_hint(status);
}

int command_status(struct call *call, struct err *err)
{
	const struct film *film = call->session->store.film;
	size_t room = film->scene_count + 1;
	struct status status = {
		.call = call,
		.film = film,
		.circled = xcalloc(room, sizeof *status.circled),
		.takes = xcalloc(room, sizeof *status.takes),
		.running = xcalloc(room, sizeof *status.running),
		.failed = xcalloc(room, sizeof *status.failed),
		.states = xcalloc(room, sizeof *status.states),
		.filter = filter_new(call->args, call->arg_count, err),
	};
	struct err trouble = {0};
	int result = status.filter ? read_takes(&status, err) : -1;

	if (result == 0) {
		/* Without the ledger all the rest is still true. */
		if (read_jobs(&status, &trouble) < 0)
			out_note(call->out, "%s", err_text(&trouble));
		err_clear(&trouble);
		measure(&status);
		if (call->out->wants_json)
			tell_json(&status);
		else
			write_text(&status);
	}
	status_clear(&status);
	return result;
}
