/* SPDX-License-Identifier: MIT
 *
 * Making a take: claim a number, put the clip in its place, write the recipe.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "film/take.h"
#include "film/take_dir.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

/* takes/SCENE, made when missing. */
static int make_scene_dir(int film_dir, const char *scene, struct err *err)
{
	if (!text_is_slug(scene))
		return err_set(err, ERR_INVALID, "not the id of a scene");
	int takes = file_make_dir(film_dir, "takes", err);
	if (takes < 0)
		return -1;
	int dir = file_make_dir(takes, scene, err);
	close(takes);
	return dir;
}

/* The process of this machine that made the claim, 0 if it is not of here. */
static long claimant(int dir, const char *file)
{
	char text[96] = "", host[65] = "", here[65] = "";
	long pid = 0;
	int fd = openat(dir, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return 0;
	ssize_t got = read(fd, text, sizeof text - 1);
	close(fd);
	gethostname(here, sizeof here - 1);
	if (got <= 0 || sscanf(text, "%ld %64s", &pid, host) != 2 || strcmp(host, here) != 0)
		return 0;
	return pid;
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
		long pid = claimant(dir, file);
		if (pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH)
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

/* 1 when the number is ours, 0 when it is somebody else's. */
static int claim(int dir, const char *scene, long number, struct err *err)
{
	char file[32], host[65] = "";
	snprintf(file, sizeof file, "t%03ld.claim", number);
	int fd = openat(dir, file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd < 0)
		return errno == EEXIST ? 0 : err_errno(err, "can't claim takes/%s/%s", scene, file);
	gethostname(host, sizeof host - 1);
	dprintf(fd, "%ld %s\n", (long)getpid(), host);
	close(fd);
	if (!is_used(dir, scene, number))
		return 1;
	unlinkat(dir, file, 0);
	return 0;
}

char *take_claim(int film_dir, const char *scene, struct err *err)
{
	struct take_files files = {0};
	char *name = NULL;
	int dir = make_scene_dir(film_dir, scene, err), ours = 0;
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
	take_files_clear(&files);
	close(dir);
}

static void remove_clip(int dir, const struct take_files *files, size_t claim, const char *take)
{
	char *name = xasprintf("%s.%s", take, files->files[claim + 1].extension);
	unlinkat(dir, name, 0);
	free(name);
}

static void withdraw(int dir, const struct take_files *files, const char *take, int64_t pid)
{
	long number = strtol(take + 1, NULL, 10);
	char *claim = xasprintf("%s.claim", take);
	for (size_t i = 0; i < files->count; i++) {
		const struct take_file *file = &files->files[i];
		if (file->number != number || file->kind != TAKE_FILE_CLAIM ||
		    claimant(dir, claim) != pid)
			continue;
		if (is_half(files, i))
			remove_clip(dir, files, i, take);
		unlinkat(dir, claim, 0);
	}
	free(claim);
}

void take_withdraw(int film_dir, const char *scene, const char *take, int64_t pid)
{
	struct take_files files = {0};
	int dir = take_dir_open(film_dir, scene, NULL);
	if (dir < 0)
		return;
	if (take_files_list(dir, scene, &files, NULL) == 0)
		withdraw(dir, &files, take, pid);
	take_files_clear(&files);
	close(dir);
}

/* Renames without ever replacing what stands there. */
static int rename_new(int from_dir, const char *from, int to_dir, const char *to)
{
	if (renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	/* A file system without that flag. */
	if (linkat(from_dir, from, to_dir, to, 0) < 0)
		return -1;
	return unlinkat(from_dir, from, 0);
}

/* The recipe with the take's name in front and its clip's digest. Returns new. */
static struct json *complete(const struct json *recipe, const char *scene, const char *take,
			     const char *sha256)
{
	struct json *json = json_new_object();
	json_set_str(json, "take", take);
	json_set_str(json, "scene", scene);
	for (const struct json *item = json_first(recipe); item; item = json_next(item))
		if (strcmp(json_name(item), "take") != 0 && strcmp(json_name(item), "scene") != 0)
			json_set(json, json_name(item), json_copy(item));
	json_set_str(json, "sha256", sha256);
	return json;
}

/* The extension comes from what a stranger's file says it is. */
static int check_extension(const char *extension, struct err *err)
{
	size_t length = strlen(extension);
	if (length >= 1 && length <= 8 && strcmp(extension, "json") != 0 &&
	    strcmp(extension, "claim") != 0 &&
	    strspn(extension, "abcdefghijklmnopqrstuvwxyz0123456789") == length)
		return 0;
	return err_set(err, ERR_INVALID, "a clip can't have this extension");
}

/* With the recipe the take exists. On failure the clip goes back to `temp`,
 * unless the recipe is in place and only its folder could not be synced. */
static int write_recipe(int film_dir, int dir, const char *take, const char *clip, const char *temp,
			const struct json *json, struct err *err)
{
	struct buf text = {0};
	char *file = xasprintf("%s.json", take);
	json_print_pretty(&text, json, 0);
	buf_add_char(&text, '\n');
	int result = file_save(dir, file, text.data, text.len, err);
	if (result < 0 && faccessat(dir, file, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
		rename_new(dir, clip, film_dir, temp);
	buf_free(&text);
	free(file);
	return result;
}

/* Makes the clip itself durable and takes its digest. */
static int settle_clip(int film_dir, const char *temp, char sha256[DIGEST_SIZE], struct err *err)
{
	int fd = file_open_beneath(film_dir, temp, O_RDONLY, 0, err);
	if (fd < 0)
		return -1;
	int result = digest_fd(fd, temp, sha256, err);
	if (result == 0 && fsync(fd) < 0)
		result = err_errno(err, "can't write the clip");
	close(fd);
	return result;
}

/* The folders that lead to a new clip. */
static void sync_folders(int film_dir)
{
	int takes = openat(film_dir, "takes", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (takes < 0)
		return;
	fsync(takes); /* best effort: the scene's own folder is synced with its error told */
	close(takes);
	fsync(film_dir);
}

int take_publish(int film_dir, const char *scene, const char *take, const char *temp,
		 const char *extension, const struct json *recipe, struct err *err)
{
	char sha256[DIGEST_SIZE];
	struct json *json = NULL;
	int result = -1;
	char *clip = xasprintf("%s.%s", take, extension);
	int dir = check_extension(extension, err) < 0 ? -1 : make_scene_dir(film_dir, scene, err);
	if (dir < 0 || settle_clip(film_dir, temp, sha256, err) < 0)
		goto out;
	json = complete(recipe, scene, take, sha256);
	if (rename_new(film_dir, temp, dir, clip) < 0) {
		err_errno(err, "can't put takes/%s/%s in place", scene, clip);
		goto out;
	}
	sync_folders(film_dir);
	result = write_recipe(film_dir, dir, take, clip, temp, json, err);
	if (result == 0)
		take_unclaim(film_dir, scene, take);
out:
	json_free(json);
	if (dir >= 0)
		close(dir);
	free(clip);
	return result;
}

bool take_folder_stands(int film_dir, const char *scene)
{
	struct stat status;
	char *path = xasprintf("takes/%s", scene);
	bool stands = fstatat(film_dir, path, &status, AT_SYMLINK_NOFOLLOW) == 0;
	free(path);
	return stands;
}
