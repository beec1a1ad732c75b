/* SPDX-License-Identifier: MIT
 *
 * The quick look says what the thorough one says, whatever happened to takes/ or
 * to the file in which it keeps what it saw.
 */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "film/glance.h"
#include "util/file.h"

#define SCENES 120 /* worth keeping */
#define KEPT ".scenetty/glances"

static char *folder;
static int dir;

static void write_bytes(const char *path, const char *data, size_t bytes)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, bytes), (ssize_t)bytes);
	close(fd);
}

static void write_file(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static void write_take(int scene, int number, char intent)
{
	char *clip = xasprintf("takes/scene-%d/t%03d.mp4", scene, number);
	char *recipe = xasprintf("takes/scene-%d/t%03d.json", scene, number);
	char letters[65];
	memset(letters, intent, 64);
	letters[64] = '\0';
	char *text = xasprintf("{\"made\":\"2026-11-22T16:40:00Z\",\"intent\":\"%s\",\"sha256\":\"%"
			       "s\",\"seconds\":%d}",
			       letters, letters, scene + 1);
	write_file(clip, "clip");
	write_file(recipe, text);
	free(clip);
	free(recipe);
	free(text);
}

/* The wall clock this far from now: what changes now was long ago, or is new. */
static void set_clock(long ahead)
{
	char *now = xasprintf("%ld", (long)time(NULL) + ahead);
	setenv("SCENETTY_NOW", now, 1);
	free(now);
}

static int set_up(void **state)
{
	folder = check_folder();
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(mkdirat(dir, "takes", 0777), 0);
	for (int i = 0; i < SCENES; i++) {
		char *path = xasprintf("takes/scene-%d", i);
		assert_int_equal(mkdirat(dir, path, 0777), 0);
		free(path);
		write_take(i, 1, 'a');
	}
	set_clock(1000);
	return 0;
}

static int tear_down(void **state)
{
	close(dir);
	check_folder_free(folder);
	unsetenv("SCENETTY_NOW");
	return 0;
}

/* What both looks say of a scene, as text; returns new. */
static char *said(int result, const struct take_list *list, size_t count, const struct err *err)
{
	const struct take *take = list->count ? list->takes : NULL;
	if (result < 0)
		return xstrdup(err_text(err));
	if (!take)
		return xasprintf("%zu, none", count);
	return xasprintf("%zu, %zu: %s %s %s %s %s %g", count, list->count, take->name, take->clip,
			 take->made ? take->made : "once", take->intent ? take->intent : "imported",
			 take->sha256, take->seconds);
}

static void check_scene(struct glances *glances, const char *scene, const char *name)
{
	struct take_list quick = {0}, thorough = {0};
	struct err quick_err = {0}, thorough_err = {0};
	size_t quick_count = 77, thorough_count;
	int a = glances_take(glances, scene, name, &quick, &quick_count, &quick_err);
	int b = takes_glance(dir, scene, name, &thorough, &thorough_count, &thorough_err);
	char *of_quick = said(a, &quick, quick_count, &quick_err);
	char *of_thorough = said(b, &thorough, thorough_count, &thorough_err);
	assert_string_equal(of_quick, of_thorough);
	free(of_quick);
	free(of_thorough);
	takes_clear(&quick);
	takes_clear(&thorough);
	err_clear(&quick_err);
	err_clear(&thorough_err);
}

static bool is_kept(void)
{
	return faccessat(dir, KEPT, F_OK, 0) == 0;
}

/* Looks at all scenes, and at one that has none. */
static void look_at_all(struct glances *glances, const char *name)
{
	for (int i = SCENES; i >= 0; i--) {
		char *scene = xasprintf("scene-%d", i);
		check_scene(glances, scene, name);
		check_scene(glances, scene, name);
		free(scene);
	}
}

static void check_all(const char *name)
{
	struct glances *glances = glances_open(dir);
	look_at_all(glances, name);
	glances_close(glances);
}

/* Puts another digest in the place of the first scene's in the kept file, so that
 * it can be told from where an answer comes. */
static void forge(struct buf *kept)
{
	char *at = memmem(kept->data, kept->len, "aaaaaaaa", 8);
	assert_non_null(at);
	memset(at, 'f', 64);
	write_bytes(KEPT, kept->data, kept->len);
}

static int forged_answers(void)
{
	struct glances *glances = glances_open(dir);
	int forged = 0;
	for (int i = 0; i < SCENES; i++) {
		struct take_list list = {0};
		char *scene = xasprintf("scene-%d", i);
		size_t count;
		assert_int_equal(glances_take(glances, scene, "t001", &list, &count, NULL), 0);
		assert_int_equal(list.count, 1);
		forged += list.takes[0].intent[0] == 'f';
		takes_clear(&list);
		free(scene);
	}
	glances_close(glances);
	return forged;
}

static void what_is_kept_is_believed(void **state)
{
	struct buf kept = {0};
	struct glances *glances = glances_open(dir);
	look_at_all(glances, "t001");
	assert_false(is_kept());
	glances_keep(glances); /* whoever goes on, and is killed, has it */
	assert_true(is_kept());
	glances_close(glances);
	assert_int_equal(file_read(dir, KEPT, 1 << 20, &kept, NULL), 0);
	forge(&kept);
	assert_int_equal(forged_answers(), 1);
	buf_free(&kept);
}

static void what_changed_is_seen(void **state)
{
	check_all("t001");
	write_take(3, 2, 'b'); /* another take */
	write_take(4, 1, 'c'); /* another recipe in the same file */
	unlinkat(dir, "takes/scene-5/t001.mp4", 0);
	unlinkat(dir, "takes/scene-6/t001.json", 0);
	write_file("takes/scene-7/t001.json", "{");
	write_file("takes/scene-8/t002.claim", "1 x");
	assert_int_equal(renameat(dir, "takes/scene-9", dir, "takes/away"), 0);
	assert_int_equal(renameat(dir, "takes/scene-10", dir, "takes/scene-11x"), 0);
	assert_int_equal(symlinkat("scene-1", dir, "takes/scene-10"), 0);
	unlinkat(dir, "takes/scene-12/t001.json", 0);
	assert_int_equal(symlinkat("../scene-1/t001.json", dir, "takes/scene-12/t001.json"), 0);
	assert_int_equal(renameat(dir, "takes/scene-13/t001.mp4", dir, "takes/scene-13/t001.webm"),
			 0);
	check_all("t001");
	check_all("t002");
	check_all(NULL);
	check_all("t001");
}

static void one_process_sees_it_too(void **state)
{
	check_all("t001");
	struct glances *glances = glances_open(dir);
	check_scene(glances, "scene-1", "t001");
	write_take(1, 2, 'b');
	check_scene(glances, "scene-1", "t002");
	write_take(1, 2, 'c');
	check_scene(glances, "scene-1", "t002");
	glances_close(glances);
}

/* A change within the same tick of the clock would not be seen. */
static void what_is_new_is_not_kept(void **state)
{
	struct buf kept = {0};
	set_clock(0);
	check_all("t001");
	assert_true(is_kept());
	assert_int_equal(file_read(dir, KEPT, 1 << 20, &kept, NULL), 0);
	assert_null(memmem(kept.data, kept.len, "aaaaaaaa", 8));
	buf_free(&kept);
}

static void a_damaged_file_is_no_harm(void **state)
{
	struct buf kept = {0};
	check_all("t001");
	assert_int_equal(file_read(dir, KEPT, 1 << 20, &kept, NULL), 0);
	for (size_t bytes = 0; bytes < kept.len; bytes += 1 + bytes / 3) {
		write_bytes(KEPT, kept.data, bytes);
		check_all("t001");
	}
	srandom(5);
	for (int i = 0; i < 20; i++) { /* texts without an end, numbers beyond all */
		char *data = xmalloc(kept.len);
		memcpy(data, kept.data, kept.len);
		/* All but what tells whether a file changed, or the answer would be another. */
		for (size_t at = 24; at < kept.len; at += 1 + (size_t)random() % 40)
			data[at] = (char)(1 + random() % 255);
		write_bytes(KEPT, data, kept.len);
		struct glances *glances = glances_open(dir);
		for (int scene = 0; scene < SCENES; scene++) {
			struct take_list list = {0};
			size_t count;
			char *id = xasprintf("scene-%d", scene);
			assert_int_equal(glances_take(glances, id, "t001", &list, &count, NULL), 0);
			takes_clear(&list);
			free(id);
		}
		glances_close(glances);
		free(data);
	}
	buf_free(&kept);
}

static void takes_of_another_kind(void **state)
{
	assert_int_equal(renameat(dir, "takes", dir, "elsewhere"), 0);
	check_all("t001");
	assert_false(is_kept());
	assert_int_equal(symlinkat("elsewhere", dir, "takes"), 0);
	check_all("t001");
	unlinkat(dir, "takes", 0);
	write_file("takes", "");
	check_all("t001");
	unlinkat(dir, "takes", 0);
	/* It comes while somebody is looking. */
	struct glances *glances = glances_open(dir);
	check_scene(glances, "scene-1", "t001");
	assert_int_equal(renameat(dir, "elsewhere", dir, "takes"), 0);
	check_scene(glances, "scene-1", "t001");
	check_scene(glances, "../x", "t001");
	glances_close(glances);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_kept_is_believed),  TEST(what_changed_is_seen),
		TEST(one_process_sees_it_too),   TEST(what_is_new_is_not_kept),
		TEST(a_damaged_file_is_no_harm), TEST(takes_of_another_kind),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
