/* SPDX-License-Identifier: MIT
 *
 * Where the clip of a job stands until it is a take. While it comes it is a temp file
 * of this process and goes with it. Once it is whole it has a name of the job's own,
 * synced, so that whoever takes the job up goes on from there: a service may not have
 * it any more, or never gave it but in the answer to what was paid for.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "film/cache.h"
#include "job/run.h"
#include "util/file.h"
#include "util/mem.h"

#define TASK_BYTES_MAX (4u << 20)
#define CLIPS ".scenetty/tmp/"

char *job_temp(int64_t number, int64_t pid)
{
	return xasprintf(CLIPS ".%lld.mp4.tmp.%lld", (long long)number, (long long)pid);
}

struct json *job_task(const struct job *job)
{
	return job->task ? json_parse(job->task, strlen(job->task), TASK_BYTES_MAX, "ledger", NULL)
			 : NULL;
}

/* Numbers are a ledger's own; a folder may be in the hands of several. */
char *job_clip(const struct job *job)
{
	struct json *task = job_task(job);
	const char *reference = json_get_str(json_get(task, "values"), "reference");
	char *path = NULL;

	if (reference && strspn(reference, "0123456789abcdef-") == strlen(reference))
		path = xasprintf(CLIPS "%lld-%s.clip", (long long)job->number, reference);
	json_free(task);
	return path;
}

bool job_has_arrived(int film_dir, const struct job *job)
{
	char *path = job_clip(job);
	bool has = path && faccessat(film_dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;

	free(path);
	return has;
}

bool run_find_clip(struct run *run)
{
	char *path = job_clip(&run->job);
	int fd = path ? file_open_beneath(run->jobs->film_dir, path, O_RDWR, 0, NULL) : -1;

	if (fd < 0) {
		free(path);
		return false;
	}
	run->clip = fd;
	run->temp = path;
	return run->arrived = true;
}

int run_make_temp(struct run *run, struct err *err)
{
	int tmp = cache_dir(run->jobs->film_dir, "tmp", err);

	if (tmp < 0)
		return -1;
	close(tmp);
	if (run->clip >= 0)
		close(run->clip);
	if (run->temp)
		unlinkat(run->jobs->film_dir, run->temp, 0);
	free(run->temp);
	run->temp = job_temp(run->job.number, run->job.owner.pid);
	run->arrived = false;
	/* Nobody but us writes under this name: it is of one who had our number once. */
	unlinkat(run->jobs->film_dir, run->temp, 0);
	run->clip = file_open_beneath(run->jobs->film_dir, run->temp, O_RDWR | O_CREAT | O_EXCL,
				      0600, err);
	return run->clip < 0 ? -1 : 0;
}

int run_keep_clip(struct run *run, struct err *err)
{
	char *path = run->wire && !run->arrived ? job_clip(&run->job) : NULL;
	int tmp = path ? cache_dir(run->jobs->film_dir, "tmp", err) : -1, result = 0;

	if (path)
		result = tmp < 0 ? -1
				 : file_publish(tmp, run->clip, run->temp + strlen(CLIPS),
						path + strlen(CLIPS), err);
	if (path && result == 0) {
		free(run->temp);
		run->temp = path;
		run->arrived = true;
		path = NULL;
	}
	if (tmp >= 0)
		close(tmp);
	free(path);
	return result;
}

bool run_keeps_clip(const struct run *run, const struct err *why)
{
	bool no_good = why->kind == ERR_MEDIA && (run->job.cost == 0 || wire_has_source(run));

	return run->arrived && (run->goes_on || (why->kind != ERR_CANCELLED && !no_good));
}
