/* SPDX-License-Identifier: MIT
 *
 * How long jobs take: since when those of a scene run, and what is usual for their
 * provider and model, as the ledger knows it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/scenes/overview_private.h"
#include "util/mem.h"

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static struct usual *find(const struct overview *overview, const char *provider, const char *model)
{
	for (size_t i = 0; i < overview->usual_count; i++) {
		struct usual *usual = &overview->usual[i];

		if (strcmp(usual->provider, provider) == 0 && same(usual->model, model))
			return usual;
	}
	return NULL;
}

double overview_usual(struct overview *overview, const char *provider, const char *model)
{
	struct session *session = overview->session;
	struct usual *usual = find(overview, provider, model);

	if (!usual) {
		GROW(overview->usual, overview->usual_count, overview->usual_room);
		usual = &overview->usual[overview->usual_count++];
		*usual = (struct usual){xstrdup(provider), model ? xstrdup(model) : NULL, NAN,
					true};
	}
	if (usual->look) {
		usual->look = false;
		if (!ledger_stands() || !session_ledger(session, NULL) ||
		    ledger_usual(session->ledger, provider, model, &usual->seconds, NULL) < 0)
			usual->seconds = NAN;
	}
	return usual->seconds;
}

void overview_look_at_usual(struct overview *overview, const struct job *job)
{
	struct usual *usual = find(overview, job->provider, job->model);

	if (usual)
		usual->look = true;
}

void overview_free_times(struct overview *overview)
{
	for (size_t i = 0; i < overview->usual_count; i++) {
		free(overview->usual[i].provider);
		free(overview->usual[i].model);
	}
	free(overview->usual);
}

/* The one that has run longest speaks for its scene. */
void overview_time_scene(struct overview *overview, const char *scene)
{
	struct entry *entry = overview_entry(overview, scene);
	struct glance *glance = entry ? &entry->glance : NULL;

	if (!glance)
		return;
	glance->since = 0;
	glance->usual = NAN;
	glance->place = 0;
	glance->again = 0;
	glance->why = NULL;
	for (size_t i = 0; i < overview->live_count; i++) {
		const struct live *live = &overview->live[i];

		if (!live->runs || strcmp(live->scene, scene) != 0 ||
		    (glance->since && live->since >= glance->since))
			continue;
		glance->since = live->since;
		glance->usual = live->usual;
		glance->place = live->place;
		glance->again = live->again;
		glance->why = live->why;
	}
}
