/* SPDX-License-Identifier: MIT
 *
 * generate: which scenes, what it costs, and off they go.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/commands/commands.h"
#include "core/scenes/pictures_told.h"
#include "core/scenes/target.h"
#include "core/session/batch.h"
#include "core/session/bill.h"
#include "core/session/catalogs.h"
#include "core/session/underway.h"
#include "core/tell/takes.h"
#include "film/recipe.h"
#include "provider/shelf.h"
#include "util/mem.h"

/* What is to be done about one scene. */
struct wish {
	const struct scene *scene;
	bool wanted;
	char *adopt; /* a take that fits already; NULL: make new ones */
};

struct wishes {
	struct wish *items;
	size_t count; /* of them, wanted or not */
	size_t wanted, adopted;
	size_t underway;         /* would be wanted, but are in the making already */
	size_t unknown;          /* would be, but a job for it may have been accepted */
	struct buf unknown_jobs; /* "one: job 4, two: job 7" */
	bool needed_only;        /* those that are missing or stale when their turn comes */
};

static void wishes_clear(struct wishes *wishes)
{
	for (size_t i = 0; i < wishes->count; i++)
		free(wishes->items[i].adopt);
	free(wishes->items);
	buf_free(&wishes->unknown_jobs);
}

/* Wants the scene if its state is one that was asked for. */
static int consider(const struct call *call, struct wish *wish, struct err *err)
{
	const struct store *store = &call->session->store;
	bool missing = call_option(call, "missing"), stale = call_option(call, "stale"),
	     any = missing || stale;
	struct take_list takes = {0};
	const struct take *fitting;

	if (takes_load(store->dir, wish->scene->id, &takes, NULL, NULL, err) < 0)
		return -1;

	enum scene_state state = scene_state(store->film, wish->scene, &takes);

	wish->wanted = (state == SCENE_MISSING && (missing || !any)) ||
		       (state == SCENE_STALE && (stale || !any));
	fitting = takes_fitting(store->film, wish->scene, &takes);
	if (wish->wanted && fitting && call_whole(call, "takes", 1) == 1)
		wish->adopt = xstrdup(fitting->name);
	takes_clear(&takes);
	return 0;
}

/* A scene that takes a frame from one that gets another take will be stale. The
 * wishes are all scenes of the film. */
static void follow(const struct film *film, struct wishes *wishes)
{
	bool again;

	do {
		again = false;
		for (size_t i = 0; i < wishes->count; i++) {
			struct wish *wish = &wishes->items[i];
			const struct scene *ups[2];
			size_t count = wish->wanted ? 0 : scene_upstream(film, wish->scene, ups);

			for (size_t j = 0; j < count; j++)
				wish->wanted |= wishes->items[ups[j] - film->scenes].wanted;
			again |= count && wish->wanted;
		}
	} while (again);
}

/* What is in the making is not made twice because it is still missing; what may have
 * been made nobody makes again unasked. */
static void leave_out(struct session *session, struct wishes *wishes)
{
	struct underway underway;

	underway_look(session, &underway);
	for (size_t i = 0; i < wishes->count; i++) {
		struct wish *wish = &wishes->items[i];
		size_t at = (size_t)(wish->scene - session->store.film->scenes);

		if (wish->adopt || !wish->wanted)
			continue;
		if (underway.unknown[at]) {
			wish->wanted = false;
			buf_addf(&wishes->unknown_jobs, "%s%s: job %lld",
				 wishes->unknown++ ? ", " : "", wish->scene->id,
				 (long long)underway.unknown[at]);
		} else if (wishes->needed_only && underway.takes[at]) {
			wish->wanted = false;
			wishes->underway++;
		}
	}
	underway_clear(&underway);
}

/* Every scene that is wanted has a provider that is known, before anything
 * starts. */
static int check_providers(struct session *session, struct wishes *wishes, struct err *err)
{
	const struct film *film = session->store.film;
	struct shelf *shelf = session_shelf(session);

	for (size_t i = 0; i < wishes->count; i++) {
		struct wish *wish = &wishes->items[i];
		const struct provider *provider;
		struct err why = {0};

		if (!wish->wanted)
			continue;
		provider = shelf_find(shelf, scene_provider(film, wish->scene), &why);
		if (provider)
			continue;
		err_prefix(&why, "scene “%s”: ", wish->scene->id);
		return err_move(err, &why);
	}
	return 0;
}

static int choose(const struct call *call, struct wishes *wishes, struct err *err)
{
	const struct film *film = call->session->store.film;
	bool states = call_option(call, "missing") || call_option(call, "stale");
	struct scene_list list = {0};
	int result = target_all_scenes(film, call->args, call->arg_count, &list, err);

	wishes->needed_only = states || (!call->arg_count && !call_option(call, "all"));
	wishes->items = xcalloc(list.count + 1, sizeof *wishes->items);
	for (size_t i = 0; result == 0 && i < list.count; i++) {
		struct wish *wish = &wishes->items[wishes->count++];

		wish->scene = &film->scenes[list.items[i]];
		wish->wanted = true;
		if (wishes->needed_only)
			result = consider(call, wish, err);
	}
	scene_list_clear(&list);
	if (result == 0 && wishes->needed_only && !states)
		follow(film, wishes);
	if (result == 0)
		leave_out(call->session, wishes);
	for (size_t i = 0; i < wishes->count; i++) {
		wishes->wanted += wishes->items[i].wanted;
		wishes->adopted += wishes->items[i].adopt != NULL;
	}
	return result == 0 ? check_providers(call->session, wishes, err) : -1;
}

/* The seed of the scene's take number `index` of this call. */
static int choose_seed(const struct call *call, const struct scene *scene, int64_t index,
		       uint64_t *seed, struct err *err)
{
	uint32_t random;

	if (call_option(call, "seed")) {
		*seed = (uint64_t)(call_whole(call, "seed", 0) + index);
		return 0;
	}
	if (index == 0 && scene->seed >= 0) {
		*seed = (uint64_t)scene->seed;
		return 0;
	}
	if (getrandom(&random, sizeof random, 0) != sizeof random)
		return err_errno(err, "can't get a random seed");
	*seed = random >> 1; /* what every provider takes: 31 bits */
	return 0;
}

/* The bill of all that is wanted. */
static int make_bill(struct call *call, const struct wishes *wishes, struct bill *bill,
		     struct err *err)
{
	size_t takes = (size_t)call_whole(call, "takes", 1);

	*bill = (struct bill){0};
	for (size_t i = 0; i < wishes->count; i++) {
		const struct wish *wish = &wishes->items[i];

		if (wish->wanted)
			bill_add(bill, call->session, wish->scene, takes, wish->adopt);
	}
	return bill_close(bill, call->session, call_option(call, "unpriced") != NULL, err);
}

static void tell_pictures(struct call *call, const struct wishes *wishes)
{
	const struct film *film = call->session->store.film;
	bool *wanted = xcalloc(film->scene_count + 1, sizeof *wanted);

	for (size_t i = 0; i < wishes->count; i++)
		wanted[wishes->items[i].scene - film->scenes] =
			wishes->items[i].wanted && !wishes->items[i].adopt;
	pictures_tell(call->session, call->out, wanted);
	free(wanted);
}

static void tell_bill(struct call *call, const struct wishes *wishes, const struct bill *bill)
{
	bool dry = call_option(call, "dry-run"), asks = call_option(call, "ask");
	char *sum = bill_sum(bill);

	if (dry && call->out->wants_json)
		out_json(call->out, bill_to_json(bill));
	else if (dry || asks || (bill->count > 1 && !bill_is_free(bill)))
		bill_show(bill, call->out);
	if (wishes->adopted)
		out_note(call->out, "%zu scene%s a take that fits already", wishes->adopted,
			 wishes->adopted == 1 ? " has" : "s have");
	if (wishes->underway)
		out_note(call->out, "%zu scene%s in the making already", wishes->underway,
			 wishes->underway == 1 ? " is" : "s are");
	if (wishes->unknown)
		out_note(call->out,
			 "%zu scene%s passed over (%s): nobody knows whether %s arrived; “jobs "
			 "--settle” asks, “retry JOB” sends it again, “lost JOB” if it never did",
			 wishes->unknown, wishes->unknown == 1 ? " is" : "s are",
			 buf_str(&wishes->unknown_jobs), wishes->unknown == 1 ? "it" : "these");
	if (bill->takes)
		out_note(call->out, "%zu take%s to make, %.1f s of film; costs %s", bill->takes,
			 bill->takes == 1 ? "" : "s", bill->film_seconds, sum);
	if (dry && bill->over.kind)
		out_note(call->out, "%s", err_text(&bill->over));
	tell_pictures(call, wishes);
	free(sum);
}

/* What a take of the line may cost after a yes to its bill. */
static int64_t agreed(const struct call *call, const struct bill_line *line)
{
	if (call_option(call, "yes"))
		return MONEY_UNKNOWN;
	return line->takes && !line->error.kind ? line->quote.amount : 0;
}

static int start(struct call *call, const struct wishes *wishes, const struct bill *bill,
		 struct err *err)
{
	int64_t takes = call_whole(call, "takes", 1);
	struct batch *batch = batch_new(call, call_option(call, "unpriced") != NULL);
	const struct bill_line *line = bill->lines; /* one for each that is wanted */

	for (size_t i = 0; i < wishes->count; i++) {
		const struct scene *scene = wishes->items[i].scene;

		if (!wishes->items[i].wanted)
			continue;
		batch_scene(batch, scene->id, wishes->needed_only, agreed(call, line),
			    line->quote.currency);
		line++;
		for (int64_t n = 0; n < takes; n++) {
			uint64_t seed = 0;

			if (choose_seed(call, scene, n, &seed, err) < 0) {
				batch_free(batch);
				return -1;
			}
			batch_wish(batch, seed);
		}
	}
	return batch_start(batch, err);
}

static void answered(struct call *call, bool yes);

/* Asks, unless the answer is known. */
static int ask_or_start(struct call *call, const struct wishes *wishes, const struct bill *bill,
			struct err *err)
{
	bool asks = call_option(call, "ask") || !bill_is_free(bill);

	if (bill->over.kind)
		return err_set(err, bill->over.kind, "%s", err_text(&bill->over));
	if (bill->takes && asks && !call_option(call, "yes") &&
	    bill_asks(bill, call, NULL, answered))
		return 0;
	return start(call, wishes, bill, err);
}

/* The film may be another one than when it was asked: then the bill is made anew, and
 * if it comes to something else, it is asked again. */
static void answered(struct call *call, bool yes)
{
	struct wishes wishes = {0};
	struct bill bill = {0};
	struct err err = {0};
	int result = -1;

	if (!yes)
		err_set(&err, ERR_REFUSED, "nothing was made: nobody said yes");
	else if (choose(call, &wishes, &err) == 0 && make_bill(call, &wishes, &bill, &err) == 0)
		result = ask_or_start(call, &wishes, &bill, &err);
	if (result < 0)
		call_end(call, &err);
	bill_clear(&bill);
	wishes_clear(&wishes);
	err_clear(&err);
}

static int generate(struct call *call, struct err *err)
{
	struct wishes wishes = {0};
	struct bill bill = {0};
	int result = call_option(call, "dry-run") ? 0 : session_take_up(call->session, err);

	if (result == 0)
		result = choose(call, &wishes, err);
	if (result == 0)
		result = make_bill(call, &wishes, &bill, err);
	if (result == 0)
		tell_bill(call, &wishes, &bill);
	if (result == 0 && !wishes.wanted && !wishes.underway && !wishes.unknown)
		out_note(call->out, "%s",
			 call->session->store.film->scene_count
				 ? "nothing to make: every scene asked for is current"
				 : "no scenes yet; “scenetty add TITLE prompt=…” adds one");
	if (result == 0 && !call_option(call, "dry-run"))
		result = ask_or_start(call, &wishes, &bill, err);
	bill_clear(&bill);
	wishes_clear(&wishes);
	return result;
}

/* What the bill says of a model its service lists comes from that list. */
int command_generate(struct call *call, struct err *err)
{
	return catalogs_of_film_first(call, generate) ? 0 : generate(call, err);
}
