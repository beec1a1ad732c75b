/* SPDX-License-Identifier: MIT
 *
 * Making a take of a clip: put it in its place, write the recipe.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "film/cache.h"
#include "film/take.h"
#include "film/take_dir.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

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
		take_rename(dir, clip, film_dir, temp);
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
	int dir = check_extension(extension, err) < 0 ? -1 : take_dir_make(film_dir, scene, err);
	if (dir < 0 || settle_clip(film_dir, temp, sha256, err) < 0)
		goto out;
	json = complete(recipe, scene, take, sha256);
	if (take_rename(film_dir, temp, dir, clip) < 0) {
		err_errno(err, "can't put takes/%s/%s in place", scene, clip);
		goto out;
	}
	sync_folders(film_dir);
	result = write_recipe(film_dir, dir, take, clip, temp, json, err);
	if (result == 0) {
		take_unclaim(film_dir, scene, take);
		cache_tell(film_dir, scene);
	}
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
