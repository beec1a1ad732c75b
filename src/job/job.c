/* SPDX-License-Identifier: MIT */
#include "job/job.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/file.h"
#include "util/clock.h"
#include "util/mem.h"

static const struct {
	const char *word;
	unsigned to; /* a bit a state */
} states[] = {
#define TO(state) (1u << JOB_##state)
	[JOB_QUEUED] = {"queued", TO(SUBMITTING) | TO(FAILED) | TO(CANCELLED)},
	[JOB_SUBMITTING] = {"submitting", TO(WAITING) | TO(FAILED) | TO(CANCELLED) | TO(UNKNOWN)},
	[JOB_WAITING] = {"waiting", TO(FETCHING) | TO(FAILED) | TO(CANCELLED) | TO(UNKNOWN)},
	[JOB_FETCHING] = {"fetching", TO(DONE) | TO(FAILED) | TO(CANCELLED)},
	[JOB_DONE] = {"done", 0},
	[JOB_FAILED] = {"failed", TO(WAITING)}, /* fetched again: a service may still have it */
	[JOB_CANCELLED] = {"cancelled", TO(WAITING)},
	[JOB_UNKNOWN] = {"unknown", TO(WAITING) | TO(FAILED) | TO(CANCELLED)},
#undef TO
};

const char *job_state_word(enum job_state state)
{
	return states[state].word;
}

bool job_state_is_open(enum job_state state)
{
	return state < JOB_DONE || state == JOB_UNKNOWN;
}

bool job_may_move(enum job_state from, enum job_state to)
{
	return states[from].to >> to & 1;
}

static const char *const charges[] = {
	[CHARGE_PRICED] = "priced",
	[CHARGE_TOLD] = "told",
	[CHARGE_NONE] = "none",
};

const char *charge_word(enum charge charge)
{
	return charges[charge];
}

void job_release(struct job *job)
{
	job->charge = CHARGE_NONE;
	job->cost = 0;
}

void job_charged(struct job *job, int64_t cost)
{
	if (cost == MONEY_UNKNOWN)
		return;
	job->charge = CHARGE_TOLD;
	job->cost = cost;
}

void job_clear(struct job *job)
{
	char *texts[] = {job->film,  job->folder, job->scene,    job->provider,
			 job->model, job->recipe, job->intent,   job->remote,
			 job->take,  job->error,  job->currency, job->task};
	for (size_t i = 0; i < LENGTH(texts); i++)
		free(texts[i]);
	owner_clear(&job->owner);
	*job = (struct job){0};
}

void owner_clear(struct owner *owner)
{
	free(owner->boot);
	*owner = (struct owner){0};
}

/* The start time of a process, 0 when there is none (or only its corpse). */
static int64_t start_time(int64_t pid)
{
	/* Fields 4 to 21, behind the name, which may hold anything. */
	static const char format[] = ") %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
				     "%*s %*s %*s %*s %*s %lld";
	char path[48], text[1024], state;
	long long start;
	snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t got = read(fd, text, sizeof text - 1);
	close(fd);
	text[got > 0 ? got : 0] = '\0';
	char *name_end = strrchr(text, ')');
	if (!name_end || sscanf(name_end, format, &state, &start) != 2)
		return 0;
	return state == 'Z' || state == 'X' ? 0 : start;
}

static char *boot_id(void)
{
	char text[64];
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? 0 : read(fd, text, sizeof text);
	if (fd >= 0)
		close(fd);
	return got > 0 ? xstrndup(text, (size_t)got - 1) : xstrdup("");
}

void owner_self(struct owner *owner)
{
	owner->pid = getpid();
	owner->start = start_time(owner->pid);
	owner->boot = boot_id();
}

bool owner_lives(const struct owner *owner)
{
	char *boot = boot_id();
	bool same = strcmp(boot, owner->boot) == 0;
	free(boot);
	return same && start_time(owner->pid) == owner->start;
}

bool job_is_carried(const struct job *job)
{
	return owner_lives(&job->owner);
}

int64_t job_elapsed(const struct job *job)
{
	int64_t from = job->sent ? job->sent : job->made;

	bool goes_on = job_state_is_open(job->state) && job->state != JOB_UNKNOWN;

	return (goes_on ? clock_now() : job->changed) - from;
}

char *job_wait_text(int64_t again, const char *error)
{
	int64_t left = again - clock_now();
	char span[CLOCK_TEXT_SIZE], at[CLOCK_TEXT_SIZE];

	if (!again || left <= 0)
		return NULL;
	clock_span(left, span);
	clock_minute(again, at);
	return xasprintf("asks again in %s, at %s%s%s", span, at, error ? ": " : "",
			 error ? error : "");
}
