/* SPDX-License-Identifier: MIT
 *
 * Claims: who is making the take of a number, and what is left of those who died.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "film/take.h"
#include "film/take_dir.h"
#include "util/file.h"
#include "util/mem.h"

/* Who made a claim, as far as can be told here. */
enum { CLAIM_OF_NOBODY = -1, CLAIM_FROM_ELSEWHERE = 0 };

/* The process, if it is or was one of this machine. A claim never was without its
 * text, but the power may have failed. */
static long claimant(int dir, const char *file)
{
	char text[96] = "", host[65] = "", here[65] = "";
	long pid = 0;
	int fd = openat(dir, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return CLAIM_FROM_ELSEWHERE;
	ssize_t got = read(fd, text, sizeof text - 1);
	close(fd);
	if (got == 0)
		return CLAIM_OF_NOBODY;
	gethostname(here, sizeof here - 1);
	if (sscanf(text, "%ld %64s", &pid, host) != 2 || pid <= 0 || strcmp(host, here) != 0)
		return CLAIM_FROM_ELSEWHERE;
	return pid;
}

static bool is_abandoned(long pid)
{
	return pid == CLAIM_OF_NOBODY || (pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH);
}

/* True for a number with a clip and no recipe. Of each number the recipe comes
 * first, then the claim, then the clip. */
static bool is_half(const struct take_files *files, size_t claim)
{
	const struct take_file *at = &files->files[claim];
	bool recipe = claim > 0 && at[-1].number == at->number;
	bool clip = claim + 1 < files->count && at[1].number == at->number;
	return clip && !recipe;
}

static void sweep_claims(int dir, const struct take_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		if (files->files[i].kind != TAKE_FILE_CLAIM || is_half(files, i))
			continue;
		char *file = xasprintf("t%03ld.claim", files->files[i].number);
		if (is_abandoned(claimant(dir, file)))
			unlinkat(dir, file, 0);
		free(file);
	}
}

/* The first number nobody uses. */
static long free_number(const struct take_files *files)
{
	return files->count ? files->files[files->count - 1].number + 1 : 1;
}

/* True if the number has a file besides the claim: somebody published it between
 * our look and our claim. */
static bool is_used(int dir, const char *scene, long number)
{
	struct take_files files = {0};
	bool used = false;
	take_files_list(dir, scene, &files, NULL);
	for (size_t i = 0; i < files.count; i++)
		used |= files.files[i].number == number && files.files[i].kind != TAKE_FILE_CLAIM;
	take_files_clear(&files);
	return used;
}

/* The claim under a temp name, so that it never stands without saying whose. */
static int write_claim(int dir, const char *temp, const char *scene, struct err *err)
{
	char host[65] = "";
	int fd = openat(dir, temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return err_errno(err, "can't claim a take in takes/%s", scene);
	gethostname(host, sizeof host - 1);
	char *text = xasprintf("%ld %s\n", (long)getpid(), host);
	int result = file_write_all(fd, text, strlen(text), "the claim of a take", err);
	free(text);
	close(fd);
	if (result < 0)
		unlinkat(dir, temp, 0);
	return result;
}

/* 1 when the number is ours, 0 when it is somebody else's. */
static int claim(int dir, const char *scene, long number, struct err *err)
{
	char *file = xasprintf("t%03ld.claim", number);
	char *temp = xasprintf(".%s.tmp.%ld", file, (long)getpid());
	int result = write_claim(dir, temp, scene, err);
	if (result == 0) {
		result = take_rename(dir, temp, dir, file) == 0 ? 1
			 : errno == EEXIST                      ? 0
					   : err_errno(err, "can't claim takes/%s/%s", scene, file);
		if (result < 1)
			unlinkat(dir, temp, 0);
	}
	if (result == 1 && is_used(dir, scene, number)) {
		unlinkat(dir, file, 0);
		result = 0;
	}
	free(temp);
	free(file);
	return result;
}

char *take_claim(int film_dir, const char *scene, struct err *err)
{
	struct take_files files = {0};
	char *name = NULL;
	int dir = take_dir_make(film_dir, scene, err), ours = 0;
	if (dir < 0)
		return NULL;
	if (take_files_list(dir, scene, &files, err) == 0) {
		long number = free_number(&files);
		sweep_claims(dir, &files);
		while (number <= TAKE_NUMBER_MAX && (ours = claim(dir, scene, number, err)) == 0)
			number++;
		if (ours > 0)
			name = xasprintf("t%03ld", number);
		else
			err_set(err, ERR_INVALID, "scene “%s” has no take number left", scene);
	}
	take_files_clear(&files);
	close(dir);
	return name;
}

void take_unclaim(int film_dir, const char *scene, const char *take)
{
	int dir = take_dir_open(film_dir, scene, NULL);
	if (dir < 0)
		return;
	char *file = xasprintf("%s.claim", take);
	unlinkat(dir, file, 0);
	free(file);
	close(dir);
}

void take_sweep(int film_dir, const char *scene)
{
	struct take_files files = {0};
	int dir = take_dir_open(film_dir, scene, NULL);
	if (dir < 0)
		return;
	if (take_files_list(dir, scene, &files, NULL) == 0)
		sweep_claims(dir, &files);
	file_sweep_temps(dir, NULL);
	take_files_clear(&files);
	close(dir);
}

/* Back to `temp`, or gone; false: it is in its place still. */
static bool remove_clip(int film_dir, const char *temp, int dir, const struct take_file *clip,
			const char *take)
{
	char *name = xasprintf("%s.%s", take, clip->extension);
	int result = temp ? take_rename(dir, name, film_dir, temp) : unlinkat(dir, name, 0);

	free(name);
	return result == 0;
}

void take_withdraw(int film_dir, const char *scene, const char *take, int64_t pid,
		   const char *temp)
{
	struct take_files files = {0};
	long number = strtol(take + 1, NULL, 10), owner;
	int dir = take_dir_open(film_dir, scene, NULL);
	char *claim = xasprintf("%s.claim", take);

	if (dir >= 0 && take_files_list(dir, scene, &files, NULL) == 0) {
		owner = claimant(dir, claim);
		for (size_t i = 0; i < files.count; i++)
			if (files.files[i].number == number &&
			    files.files[i].kind == TAKE_FILE_CLAIM &&
			    (owner == pid || owner == CLAIM_OF_NOBODY) &&
			    (!is_half(&files, i) ||
			     remove_clip(film_dir, temp, dir, &files.files[i + 1], take)))
				unlinkat(dir, claim, 0);
	}
	free(claim);
	take_files_clear(&files);
	if (dir >= 0)
		close(dir);
}
