/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "film/take.h"
#include "room.h"
#include "util/buf.h"
#include "util/file.h"
#include "util/mem.h"

/* SHA-256 of "clip" */
static const char clip_digest[] =
	"67905ad3cc2dd52b1f5f6a6d2814de0396618b29b4238b9af5207aeb69936e6d";

static int open_dir(const struct room *room)
{
	int dir = open(room->path, O_RDONLY | O_DIRECTORY);
	assert_true(dir >= 0);
	return dir;
}

static void write_file(int dir, const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static bool stands(int dir, const char *path)
{
	return faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static int publish(int dir, const char *scene, const char *take, const char *extension,
		   struct err *err)
{
	struct json *recipe = json_new_object();
	json_set_str(recipe, "provider", "animatic");
	json_set_num(recipe, "seconds", 5);
	json_set_str(recipe, "intent", clip_digest);
	write_file(dir, ".clip", "clip");
	int result = take_publish(dir, scene, take, ".clip", extension, recipe, err);
	json_free(recipe);
	return result;
}

static void count_broken(void *arg, const char *what)
{
	buf_addf(arg, "%s\n", what);
}

static void test_names(void **state)
{
	static const struct {
		const char *typed, *name;
	} rows[] = {
		{"3", "t003"},     {"t3", "t003"},        {"t003", "t003"},
		{"1000", "t1000"}, {"999999", "t999999"}, {"1000000", NULL},
		{"0", NULL},       {"t", NULL},           {"", NULL},
		{"-1", NULL},      {"3x", NULL},          {"99999999999999999999", NULL},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		char name[16] = "";
		assert_int_equal(take_name(rows[i].typed, name), rows[i].name ? 0 : -1);
		if (rows[i].name)
			assert_string_equal(name, rows[i].name);
	}
}

static void test_made_and_read(void **state)
{
	struct err err = {0};
	struct take_list list = {0};
	int dir = open_dir(*state);
	assert_int_equal(takes_load(dir, "match", &list, NULL, NULL, &err), 0);
	assert_int_equal(list.count, 0);
	assert_false(take_folder_stands(dir, "match"));
	char *first = take_claim(dir, "match", &err), *second = take_claim(dir, "match", &err);
	assert_string_equal(first, "t001");
	assert_string_equal(second, "t002");
	assert_true(take_folder_stands(dir, "match"));
	assert_int_equal(publish(dir, "match", second, "mp4", &err), 0);
	assert_int_equal(takes_load(dir, "match", &list, NULL, NULL, &err), 0);
	assert_int_equal(list.count, 1); /* a claim is no take */
	const struct take *take = takes_find(&list, "t002");
	assert_non_null(take);
	assert_null(takes_find(&list, NULL));
	assert_string_equal(take->clip, "takes/match/t002.mp4");
	assert_string_equal(take->sha256, clip_digest);
	assert_string_equal(take->intent, clip_digest);
	assert_string_equal(take->provider, "animatic");
	assert_null(take->model);
	assert_true(take->seconds == 5);
	assert_string_equal(json_get_str(take->json, "scene"), "match");
	assert_false(stands(dir, ".clip"));
	assert_false(stands(dir, "takes/match/t002.claim"));
	takes_clear(&list);
	take_unclaim(dir, "match", first);
	assert_false(stands(dir, "takes/match/t001.claim"));
	free(first);
	free(second);
	/* t001 was given back, but numbers only grow. */
	char *third = take_claim(dir, "match", &err);
	assert_string_equal(third, "t003");
	free(third);
	close(dir);
}

static void test_order_is_by_number(void **state)
{
	struct take_list list = {0};
	int dir = open_dir(*state);
	assert_int_equal(publish(dir, "match", "t1000", "webm", NULL), 0);
	assert_int_equal(publish(dir, "match", "t999", "mp4", NULL), 0);
	assert_int_equal(takes_load(dir, "match", &list, NULL, NULL, NULL), 0);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.takes[0].name, "t999");
	assert_string_equal(list.takes[1].clip, "takes/match/t1000.webm");
	takes_clear(&list);
	size_t count;
	assert_int_equal(takes_glance(dir, "match", "t999", &list, &count, NULL), 0);
	assert_int_equal(count, 2);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.takes[0].clip, "takes/match/t999.mp4");
	takes_clear(&list);
	assert_int_equal(takes_glance(dir, "match", NULL, &list, &count, NULL), 0);
	assert_int_equal(count, 2);
	assert_int_equal(list.count, 0);
	assert_int_equal(takes_glance(dir, "nobody", "t001", &list, &count, NULL), 0);
	assert_int_equal(count, 0);
	char *next = take_claim(dir, "match", NULL);
	assert_string_equal(next, "t1001");
	free(next);
	close(dir);
}

static void test_never_over_another(void **state)
{
	struct err err = {0};
	struct buf text = {0};
	int dir = open_dir(*state);
	free(take_claim(dir, "match", NULL));
	write_file(dir, "takes/match/t001.mp4", "precious");
	assert_int_equal(publish(dir, "match", "t001", "mp4", &err), -1);
	assert_non_null(strstr(err_text(&err), "takes/match/t001.mp4 in place: File exists"));
	err_clear(&err);
	assert_true(stands(dir, ".clip")); /* nothing is lost */
	assert_int_equal(file_read(dir, "takes/match/t001.mp4", 100, &text, NULL), 0);
	assert_string_equal(buf_str(&text), "precious");
	assert_false(stands(dir, "takes/match/t001.json"));
	buf_free(&text);
	close(dir);
}

enum { CLAIMS = 20 };

/* Claims numbers and makes takes of some, so that their claims go away; tells the
 * numbers and stays alive until `stay` is closed. */
static void claim_many(int dir, int tell, int stay)
{
	char byte;
	for (int i = 0; i < CLAIMS; i++) {
		char *name = take_claim(dir, "match", NULL), temp[32];
		int number = name ? atoi(name + 1) : 0;
		struct json *recipe = json_new_object();
		json_set_num(recipe, "seconds", 1);
		snprintf(temp, sizeof temp, ".clip%d", number);
		write_file(dir, temp, "clip");
		if (!name || write(tell, &number, sizeof number) != sizeof number)
			_exit(1);
		if (number % 3 == 0 &&
		    take_publish(dir, "match", name, temp, "mp4", recipe, NULL) < 0)
			_exit(2);
		json_free(recipe);
		free(name);
	}
	close(tell);
	_exit(read(stay, &byte, 1) == 0 ? 0 : 3);
}

static void test_claims_of_many_processes(void **state)
{
	enum { PROCESSES = 8 };
	int dir = open_dir(*state), got[PROCESSES * CLAIMS + 1] = {0}, tell[2], stay[2];
	assert_int_equal(pipe(tell), 0);
	assert_int_equal(pipe(stay), 0);
	for (int i = 0; i < PROCESSES; i++) {
		if (fork() == 0) {
			close(stay[1]);
			claim_many(dir, tell[1], stay[0]);
		}
	}
	close(tell[1]);
	for (int number; read(tell[0], &number, sizeof number) == sizeof number;) {
		assert_in_range(number, 1, PROCESSES * CLAIMS);
		assert_int_equal(got[number]++, 0);
	}
	close(tell[0]);
	close(stay[0]);
	close(stay[1]);
	for (int status; wait(&status) > 0;)
		assert_int_equal(status, 0);
	close(dir);
}

static void test_claims_of_the_dead_are_swept(void **state)
{
	int dir = open_dir(*state);
	pid_t child = fork();
	if (child == 0) {
		free(take_claim(dir, "match", NULL));
		_exit(0);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_true(stands(dir, "takes/match/t001.claim"));
	char *name = take_claim(dir, "match", NULL);
	assert_false(stands(dir, "takes/match/t001.claim"));
	assert_string_equal(name, "t002");
	free(name);
	close(dir);
}

/* One died with its clip in place: who knows of it takes it back, or away. */
static void test_a_half_take_is_taken_back(void **state)
{
	int dir = open_dir(*state);

	for (int back = 1; back >= 0; back--) {
		char *name = take_claim(dir, "match", NULL);
		assert_string_equal(name, "t001");
		write_file(dir, "takes/match/t001.mp4", "clip");
		take_withdraw(dir, "match", name, getpid() + 1, "kept");
		assert_true(stands(dir, "takes/match/t001.mp4")); /* not theirs */
		take_withdraw(dir, "match", name, getpid(), back ? "kept" : NULL);
		assert_false(stands(dir, "takes/match/t001.mp4"));
		assert_false(stands(dir, "takes/match/t001.claim"));
		assert_int_equal(stands(dir, "kept"), back);
		unlinkat(dir, "kept", 0);
		free(name);
	}
	close(dir);
}

static void test_broken_ones_are_told(void **state)
{
	struct buf broken = {0};
	struct take_list list = {0};
	int dir = open_dir(*state);
	assert_int_equal(publish(dir, "match", "t001", "mp4", NULL), 0);
	write_file(dir, "takes/match/t002.json", "{}");
	write_file(dir, "takes/match/t003.json", "{");
	write_file(dir, "takes/match/t003.mp4", "clip");
	write_file(dir, "takes/match/t004.json", "{\"sha256\":\"x\"}");
	write_file(dir, "takes/match/t004.mp4", "clip");
	write_file(dir, "takes/match/t005.mp4", "a clip whose recipe never came");
	write_file(dir, "takes/match/notes.txt", "mine");
	assert_int_equal(symlinkat("t001.json", dir, "takes/match/t006.json"), 0);
	write_file(dir, "takes/match/t006.mp4", "clip");
	assert_int_equal(takes_load(dir, "match", &list, count_broken, &broken, NULL), 0);
	assert_int_equal(list.count, 1);
	assert_string_equal(buf_str(&broken),
			    "takes/match/t002.json: its clip is missing\n"
			    "takes/match/t003.json:1: expected a member's name in \"\"\n"
			    "takes/match/t004.json: sha256: expected the digest of the clip\n"
			    "takes/match/t006.json is or goes through a symbolic link, which is "
			    "not followed; put what it leads to in its place\n");
	takes_clear(&list);
	buf_free(&broken);
	close(dir);
}

static void test_links_are_refused(void **state)
{
	struct err err = {0};
	struct take_list list = {0};
	int dir = open_dir(*state);
	assert_int_equal(mkdirat(dir, "elsewhere", 0777), 0);
	assert_int_equal(symlinkat("elsewhere", dir, "takes"), 0);
	assert_int_equal(takes_load(dir, "match", &list, NULL, NULL, &err), -1);
	assert_string_equal(err_text(&err),
			    "takes/match is or goes through a symbolic link, which is not "
			    "followed; put what it leads to in its place");
	err_clear(&err);
	assert_null(take_claim(dir, "match", &err));
	assert_string_equal(err_text(&err),
			    "takes is a symbolic link, which is not followed; put the folder it "
			    "leads to in its place");
	err_clear(&err);
	assert_int_equal(takes_load(dir, "../x", &list, NULL, NULL, &err), -1);
	assert_string_equal(err_text(&err), "not the id of a scene");
	err_clear(&err);
	close(dir);
}

static void test_strange_extensions(void **state)
{
	static const char *const rows[] = {"",      "json", "claim",      "../x",
					   "mp4/x", "MP4",  "verylongone"};
	int dir = open_dir(*state);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		assert_int_equal(publish(dir, "match", "t001", rows[i], &err), -1);
		assert_string_equal(err_text(&err), "a clip can't have this extension");
		err_clear(&err);
	}
	close(dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, room_enter, room_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_made_and_read),
		TEST(test_order_is_by_number),
		TEST(test_never_over_another),
		TEST(test_claims_of_many_processes),
		TEST(test_claims_of_the_dead_are_swept),
		TEST(test_a_half_take_is_taken_back),
		TEST(test_broken_ones_are_told),
		TEST(test_links_are_refused),
		TEST(test_strange_extensions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
