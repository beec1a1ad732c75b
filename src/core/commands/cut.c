/* SPDX-License-Identifier: MIT
 *
 * cut: from circled takes to a film.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/commands.h"
#include "core/language/call.h"
#include "core/session/session.h"
#include "cut/cut.h"
#include "util/mem.h"
#include "util/text.h"

static void hear_progress(void *arg, const struct cut_progress *at)
{
	const struct call *call = arg;
	struct film_rate rate = film_rate(call->session->store.film);

	out_progress(call->out, &(struct progress){
					.what = at->what,
					.done = at->done,
					.of = at->of,
					.fps = (double)rate.num / rate.den,
				});
}

static void hear_note(void *arg, const char *text)
{
	out_note(((const struct call *)arg)->out, "%s", text);
}

static void tell(struct output *out, const struct cut_report *report)
{
	if (!out->wants_json) {
		/* A person reads one line; elsewhere stdout gets the path alone. */
		out_note(out,
			 "%s%s%.1f s, %ld frame%s, %zu scene%s, %.1f MB; %zu segment%s made, "
			 "%zu reused",
			 out->columns ? report->path : "", out->columns ? ": " : "",
			 report->seconds, report->frames, report->frames == 1 ? "" : "s",
			 report->scenes, report->scenes == 1 ? "" : "s",
			 (double)report->bytes / 1e6, report->made, report->made == 1 ? "" : "s",
			 report->reused);
		if (!out->columns)
			out_say(out, "%s\n", report->path);
		return;
	}

	struct json *json = json_new_object();

	json_set_str(json, "path", report->path);
	json_set_num(json, "seconds", report->seconds);
	json_set_num(json, "frames", (double)report->frames);
	json_set_num(json, "scenes", (double)report->scenes);
	json_set_num(json, "animatics", (double)report->animatics);
	json_set_num(json, "made", (double)report->made);
	json_set_num(json, "reused", (double)report->reused);
	json_set_num(json, "bytes", (double)report->bytes);
	out_json(out, json);
}

static void hear_end(void *arg, const struct cut_report *report, const struct err *error)
{
	struct call *call = arg;
	struct err err = {0};

	out_progress(call->out, NULL);
	if (error)
		err_set(&err, error->kind, "%s", err_text(error));
	else
		tell(call->out, report);
	call->session->cut = NULL;
	call_end(call, &err);
	err_clear(&err);
}

/* Returns new: the takes of every scene, in the film's order. */
static struct take_list *load_takes(struct call *call, struct err *err)
{
	const struct store *store = &call->session->store;
	struct take_list *lists = xcalloc(store->film->scene_count + 1, sizeof *lists);
	int result = 0;

	for (size_t i = 0; result == 0 && i < store->film->scene_count; i++)
		result = takes_load(store->dir, store->film->scenes[i].id, &lists[i], hear_note,
				    call, err);
	if (result == 0)
		return lists;
	for (size_t i = 0; i < store->film->scene_count; i++)
		takes_clear(&lists[i]);
	free(lists);
	return NULL;
}

int command_cut(struct call *call, struct err *err)
{
	static const struct cut_calls calls = {hear_progress, hear_note, hear_end, NULL};
	struct session *session = call->session;
	struct store *store = &session->store;
	struct cut_calls own = calls;
	struct take_list *lists;
	int cache;

	own.arg = call;
	if (session->cut)
		return err_set(err, ERR_BUSY, "the film is being cut already");
	if (!session_pool(session, err) || session_settle(session, err) < 0)
		return -1;
	lists = load_takes(call, err);
	if (!lists)
		return -1;
	cache = store_cache_dir(store, "segments", err);
	if (cache >= 0) {
		session->cut =
			cut_start(session->loop, session->pool, store->dir, cache, store->film,
				  lists, call_option(call, "output"), &own, err);
		close(cache);
	} else {
		err_prefix(err, "a cut keeps its pieces in the film's folder, %s: ", store->path);
	}
	for (size_t i = 0; i < store->film->scene_count; i++)
		takes_clear(&lists[i]);
	free(lists);
	call->pending = session->cut != NULL;
	return session->cut ? 0 : -1;
}
