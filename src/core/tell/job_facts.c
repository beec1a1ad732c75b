/* SPDX-License-Identifier: MIT */
#include "core/tell/job_facts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/tell/page.h"
#include "util/clock.h"
#include "util/mem.h"
#include "util/text.h"

#define INDENT 10

bool job_is_left(const struct job *job)
{
	return job_state_is_open(job->state) && !job_is_carried(job);
}

static char *state_text(const struct job *job)
{
	return xasprintf("%s%s", job_state_word(job->state),
			 job->state != JOB_UNKNOWN && job_is_left(job) ? ", nobody carries it"
								       : "");
}

/* "2026-11-22 16:40 UTC, 0:42 so far, usually 2:10" */
static char *time_text(const struct job *job, double usual)
{
	bool goes_on = job_state_is_open(job->state) && job->state != JOB_UNKNOWN;
	char text[CLOCK_TEXT_SIZE];
	struct buf out = {0};

	clock_text(job->made, text);
	text[strcspn(text, "T")] = ' ';
	buf_addf(&out, "%.*s UTC", (int)strlen("2026-11-22 16:40"), text);
	clock_span(job_elapsed(job), text);
	if (goes_on)
		buf_addf(&out, ", %s so far", text);
	else if (job_elapsed(job) > 0 && job->state != JOB_UNKNOWN)
		buf_addf(&out, ", took %s", text);
	clock_span(isnan(usual) ? 0 : (int64_t)usual, text);
	if (usual >= 1 && goes_on)
		buf_addf(&out, ", usually %s", text);
	return buf_take(&out);
}

/* "0.20 USD put aside", "0.05 USD, as the service says" */
static char *cost_text(const struct job *job)
{
	char *amount = money_text(job->cost, job->currency), *text;
	bool ended = !job_state_is_open(job->state);

	if (job->charge == CHARGE_NONE)
		text = xstrdup("nothing");
	else if (job->cost == MONEY_UNKNOWN)
		text = xstrdup("not known");
	else if (job->charge == CHARGE_TOLD)
		text = xasprintf("%s, as the service says", amount);
	else if (job->cost == 0)
		text = xstrdup("free");
	else if (!ended)
		text = xasprintf("%s put aside", amount);
	else if (job->state == JOB_DONE)
		text = xasprintf("%s, as it was priced%s", amount,
				 job->price == PRICE_ESTIMATED ? ", about" : "");
	else
		text = xasprintf("%s counts as spent: nobody said that it is not charged", amount);
	free(amount);
	return text;
}

/* Much of it was said by servers. */
static char *copy(const char *text)
{
	return text && *text ? text_clean(text, true, 0) : NULL;
}

void job_facts(const struct job *job, double usual, struct fact out[JOB_FACTS])
{
	char *waits = job_wait_text(job->again, job->error);
	const struct fact facts[JOB_FACTS] = {
		{waits ? "waits" : "error", copy(waits ? waits : job->error)},
		{"job", xasprintf("%lld", (long long)job->number)},
		{"state", state_text(job)},
		{"scene", copy(job->scene)},
		{"take", copy(job->take)},
		{"by", xasprintf("%s%s%s", job->provider, job->model ? " " : "",
				 job->model ? job->model : "")},
		{"cost", cost_text(job)},
		{"since", time_text(job, usual)},
		{"theirs", copy(job->remote)},
	};

	memcpy(out, facts, sizeof facts);
	free(waits);
}

void job_facts_clear(struct fact facts[JOB_FACTS])
{
	for (size_t i = 0; i < JOB_FACTS; i++)
		free(facts[i].text);
}

const struct way *job_ways(const struct job *job)
{
	static const struct way none[] = {{NULL, NULL}};
	static const struct way unknown[] = {
		{"fetch", "asks the service for it"},
		{"lost", "says that it never arrived"},
		{"retry", "sends it again, and may pay twice"},
		{NULL, NULL},
	};
	static const struct way was_there[] = {
		{"fetch", "asks the service for it once more"},
		{"retry", "makes it anew"},
		{NULL, NULL},
	};
	static const struct way was_not[] = {{"retry", "makes it anew"}, {NULL, NULL}};
	static const struct way ours[] = {{"cancel", "stops it"}, {NULL, NULL}};

	if (job->state == JOB_UNKNOWN)
		return unknown;
	if (job->state == JOB_DONE)
		return none;
	if (!job_state_is_open(job->state))
		return job->remote ? was_there : was_not;
	return job->owner.pid == getpid() && job_is_carried(job) ? ours : none;
}

char *job_waits_for(const struct job *job)
{
	if (!job_state_is_open(job->state) || job_ways(job)->command)
		return NULL;
	if (job_is_left(job))
		return xstrdup("“jobs --settle” takes it up");
	return xasprintf("process %lld carries it: stop it there", (long long)job->owner.pid);
}

void job_page(struct output *out, const struct job *job, double usual)
{
	char *waits = job_waits_for(job);
	struct fact facts[JOB_FACTS];

	job_facts(job, usual, facts);
	for (size_t i = 0; i < JOB_FACTS; i++)
		if (facts[i].text)
			page_entry(out, facts[i].label, INDENT, facts[i].text);
	for (const struct way *way = job_ways(job); way->command; way++) {
		char *text = xasprintf("“scenetty %s %s%lld” %s", way->command,
				       strcmp(way->command, "cancel") == 0 ? "job:" : "",
				       (long long)job->number, way->text);

		page_entry(out, "next", INDENT, text);
		free(text);
	}
	if (waits)
		page_entry(out, "next", INDENT, waits);
	free(waits);
	job_facts_clear(facts);
}
