/* SPDX-License-Identifier: MIT */
#include "core/session/catalogs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/tell/setup.h"
#include "film/recipe.h"
#include "job/inquiry.h"
#include "util/clock.h"
#include "util/mem.h"

#define HOURS 24
#define AGAIN_MS 600000 /* after a failure in the background */

/* One list on its way; kept after a failure, so that it is not asked for at once again. */
struct catalog {
	struct catalog *next;
	struct session *session;
	char *name;
	struct inquiry *inquiry; /* NULL: it has failed */
	int64_t failed_ms;
	struct errand **errands; /* who waits for it */
	size_t count, room;
};

/* A call that waits for some. */
struct errand {
	struct call *call;
	size_t open;
	int (*next)(struct call *call, struct err *err);
};

/* What is kept of the provider's list can be used as it is; also of one that has none, or
 * can't be asked. */
static bool is_fresh(struct session *session, const char *name)
{
	const struct provider *provider = shelf_find(session_shelf(session), name, NULL);
	const struct json *catalog =
		provider ? json_get(provider->description, "catalog") : NULL;
	double hours = json_get_num(catalog, "hours");

	if (!catalog || !base_next(provider->description, NULL))
		return true;
	return (double)(clock_now() - provider->listed) <
	       (isnan(hours) ? HOURS : hours) * 3600;
}

static struct catalog *find(const struct session *session, const char *name)
{
	struct catalog *catalog = session->catalogs;

	while (catalog && strcmp(catalog->name, name) != 0)
		catalog = catalog->next;
	return catalog;
}

static void drop(struct catalog *catalog)
{
	struct catalog **at = &catalog->session->catalogs;

	while (*at != catalog)
		at = &(*at)->next;
	*at = catalog->next;
	if (catalog->inquiry)
		inquiry_drop(catalog->inquiry);
	free(catalog->errands);
	free(catalog->name);
	free(catalog);
}

/* One that the errand waited for has come or failed. */
static void tick_off(struct errand *errand)
{
	struct call *call = errand->call;
	struct err err = {0};

	if (--errand->open)
		return;
	call->pending = false;
	if (errand->next(call, &err) < 0 || !call->pending)
		call_end(call, &err);
	err_clear(&err);
	free(errand);
}

/* "its list of 2026-11-20 is used" */
static void note_trouble(const struct catalog *catalog, const struct call *call, const char *why)
{
	struct session *session = catalog->session;
	const struct provider *provider =
		shelf_find(session_shelf(session), catalog->name, NULL);
	char day[CLOCK_TEXT_SIZE];

	clock_text(provider ? provider->listed : 0, day);
	day[strcspn(day, "T")] = '\0';
	if (provider && provider->listed)
		out_note(call->out,
			 "%s could not be asked for its models, those of %s are used: %s",
			 catalog->name, day, why);
	else
		out_note(call->out,
			 "%s could not be asked for its models, what they can do and cost is "
			 "not known: %s",
			 catalog->name, why);
}

static void fail(struct catalog *catalog, const char *why)
{
	catalog->failed_ms = clock_ms();
	for (size_t i = 0; i < catalog->count; i++)
		note_trouble(catalog, catalog->errands[i]->call, why);
}

static void on_answer(void *arg, const struct inquiry_end *end)
{
	struct catalog *catalog = arg;
	struct session *session = catalog->session;
	struct err err = {0};

	catalog->inquiry = NULL;
	if (!end->ok)
		fail(catalog, end->said);
	else if (shelf_take_catalog(session_shelf(session), catalog->name, end->reply, &err) < 0)
		fail(catalog, err_text(&err));
	err_clear(&err);

	struct errand **errands = catalog->errands;
	size_t count = catalog->count;

	catalog->errands = NULL;
	catalog->count = catalog->room = 0;
	if (!catalog->failed_ms)
		drop(catalog);
	if (session->on_catalog)
		session->on_catalog(session->on_job_arg);
	for (size_t i = 0; i < count; i++)
		tick_off(errands[i]);
	free(errands);
}

static void wait_for(struct catalog *catalog, struct errand *errand)
{
	if (!errand)
		return;
	GROW(catalog->errands, catalog->count, catalog->room);
	catalog->errands[catalog->count++] = errand;
	if (errand->call->act) /* somebody is looking */
		out_note(errand->call->out, "asking %s what its models do and cost",
			 catalog->name);
}

/* True if it is on its way, and the errand (NULL: none) waits for it. */
static bool fetch(struct session *session, const char *name, struct errand *errand)
{
	const struct provider *provider = shelf_find(session_shelf(session), name, NULL);
	const struct json *base = base_next(provider->description, NULL);
	struct catalog *catalog = find(session, name);
	struct http *http;
	struct err err = {0};

	if (catalog && catalog->inquiry) {
		wait_for(catalog, errand);
		return true;
	}
	if (catalog)
		drop(catalog);
	http = session_http(session, &err);
	catalog = xcalloc(1, sizeof *catalog);
	*catalog = (struct catalog){
		.next = session->catalogs, .session = session, .name = xstrdup(name)};
	session->catalogs = catalog;
	wait_for(catalog, errand);
	if (http)
		catalog->inquiry = inquiry_begin(http, provider, "catalog", json_str(base),
						 on_answer, catalog, &err);
	if (!catalog->inquiry) {
		fail(catalog, err_text(&err));
		catalog->count = 0;
	}
	err_clear(&err);
	return catalog->inquiry != NULL;
}

void catalog_want(struct session *session, const char *name)
{
	const struct catalog *catalog = find(session, name);

	if (!session->on_catalog || is_fresh(session, name))
		return;
	if (!catalog || (!catalog->inquiry && clock_ms() - catalog->failed_ms > AGAIN_MS))
		fetch(session, name, NULL);
}

bool catalogs_first(struct call *call, const char *const *names, bool force,
		    int (*next)(struct call *call, struct err *err))
{
	struct session *session = call->session;
	struct errand *errand = xcalloc(1, sizeof *errand);

	*errand = (struct errand){call, 0, next};
	for (; *names; names++) {
		const struct provider *provider =
			shelf_find(session_shelf(session), *names, NULL);

		if (provider && json_get(provider->description, "catalog") &&
		    base_next(provider->description, NULL) &&
		    (force || !is_fresh(session, *names)))
			errand->open += fetch(session, *names, errand);
	}
	if (!errand->open) {
		free(errand);
		return false;
	}
	call->pending = true;
	return true;
}

bool catalogs_of_film_first(struct call *call, int (*next)(struct call *call, struct err *err))
{
	const struct film *film = call->session->store.film;
	const char **names = xcalloc(film->scene_count + 1, sizeof *names);
	size_t count = 0;
	bool waits;

	for (size_t i = 0; i < film->scene_count; i++) {
		const char *name = scene_provider(film, &film->scenes[i]);
		size_t at = 0;

		while (at < count && strcmp(names[at], name) != 0)
			at++;
		if (at == count)
			names[count++] = name;
	}
	waits = catalogs_first(call, names, false, next);
	free(names);
	return waits;
}

/* Whoever waits waits no longer. */
static void dismiss(struct catalog *catalog)
{
	struct err why = {0};

	while (catalog->count) {
		struct errand *errand = catalog->errands[--catalog->count];

		if (--errand->open)
			continue;
		err_set(&why, ERR_CANCELLED, "stopped on request");
		call_end(errand->call, &why);
		free(errand);
	}
	err_clear(&why);
}

void catalogs_cancel(struct session *session)
{
	while (session->catalogs) {
		dismiss(session->catalogs);
		drop(session->catalogs);
	}
}

void catalogs_free_all(struct session *session)
{
	while (session->catalogs) {
		struct catalog *catalog = session->catalogs;

		for (size_t i = 0; i < catalog->count; i++)
			if (--catalog->errands[i]->open == 0)
				free(catalog->errands[i]);
		drop(catalog);
	}
}
