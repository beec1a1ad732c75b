/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "check.h"
#include "cut/segments.h"

#define SAMPLES 100

struct shelf {
	char *folder;
	int dir;
};

static int shelf_enter(void **state)
{
	struct shelf *shelf = xcalloc(1, sizeof *shelf);
	shelf->folder = check_folder();
	shelf->dir = open(shelf->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	*state = shelf;
	return shelf->dir < 0 ? -1 : 0;
}

static int shelf_leave(void **state)
{
	struct shelf *shelf = *state;
	close(shelf->dir);
	check_folder_free(shelf->folder);
	free(shelf);
	return 0;
}

static void key_of(int number, char key[DIGEST_SIZE])
{
	struct json *json = json_new_object();
	json_set_num(json, "number", number);
	segment_key(json, key);
	json_free(json);
}

static struct json *answer(void)
{
	static const char text[] =
		"{\"parameters\":"
		"\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
		"\"notes\":[\"held\"]}";
	return json_parse(text, sizeof text - 1, sizeof text, "answer", NULL);
}

/* Puts a piece of `bytes` there, with sound if asked. */
static void keep(struct shelf *shelf, const char *key, size_t bytes, bool sound)
{
	static const char room[1 << 16];
	struct err err = {0};
	struct segment_files files;
	struct segment segment;
	struct json *said = answer();
	assert_fine(segment_begin(shelf->dir, key, sound, &files, &err), &err);
	assert_int_equal(write(files.pictures, room, bytes), bytes);
	if (sound)
		assert_int_equal(write(files.sound, room, SAMPLES * 4), SAMPLES * 4);
	assert_fine(segment_keep(shelf->dir, key, &files, said, &segment, &err), &err);
	assert_int_equal(files.pictures, -1);
	assert_int_equal(segment.bytes, bytes);
	segment_clear(&segment);
	json_free(said);
}

static bool is_there(struct shelf *shelf, const char *key, long samples)
{
	struct segment segment;
	bool found = segment_find(shelf->dir, key, samples, &segment);
	segment_clear(&segment);
	return found;
}

static size_t count_files(const struct shelf *shelf)
{
	char *command = xasprintf("ls -A '%s' | wc -l", shelf->folder);
	FILE *list = popen(command, "r");
	size_t count = 0;
	assert_int_equal(fscanf(list, "%zu", &count), 1);
	pclose(list);
	free(command);
	return count;
}

static void test_keep(void **state)
{
	struct shelf *shelf = *state;
	struct segment segment;
	char key[DIGEST_SIZE], other[DIGEST_SIZE];
	key_of(1, key);
	key_of(2, other);
	assert_string_not_equal(key, other);
	assert_false(is_there(shelf, key, SAMPLES));
	keep(shelf, key, 5000, true);
	assert_true(segment_find(shelf->dir, key, SAMPLES, &segment));
	assert_int_equal(segment.bytes, 5000);
	assert_int_equal(segment.parameters[63], 'f');
	assert_string_equal(json_str(json_first(segment.notes)), "held");
	segment_clear(&segment);
	assert_false(is_there(shelf, key, SAMPLES + 1));
	assert_false(is_there(shelf, other, SAMPLES));
	assert_int_equal(count_files(shelf), 3);
	int fd = segment_open(shelf->dir, key, ".mp4", NULL);
	assert_true(fd >= 0);
	close(fd);
}

static void test_without_sound(void **state)
{
	struct shelf *shelf = *state;
	char key[DIGEST_SIZE];
	key_of(1, key);
	keep(shelf, key, 10, false);
	assert_true(is_there(shelf, key, 0));
	assert_false(is_there(shelf, key, SAMPLES));
	assert_int_equal(count_files(shelf), 2);
}

static void test_abandon(void **state)
{
	struct shelf *shelf = *state;
	struct err err = {0};
	struct segment_files files;
	char key[DIGEST_SIZE];
	key_of(1, key);
	assert_fine(segment_begin(shelf->dir, key, true, &files, &err), &err);
	assert_int_equal(count_files(shelf), 2);
	assert_false(is_there(shelf, key, SAMPLES));
	segment_abandon(shelf->dir, key, &files);
	assert_int_equal(count_files(shelf), 0);
	int fd = segment_scratch(shelf->dir, &err);
	assert_true(fd >= 0);
	assert_int_equal(count_files(shelf), 0);
	close(fd);
}

/* What a piece must not be found with any more. */
static void damage(const char *path, int how)
{
	static const struct timespec later[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 4000000000}};
	struct stat status;
	int fd;
	assert_int_equal(stat(path, &status), 0);
	switch (how) {
	case 0:
		assert_int_equal(truncate(path, status.st_size - 1), 0);
		break;
	case 1:
		assert_int_equal(truncate(path, status.st_size + 1), 0);
		break;
	case 2:
		assert_int_equal(unlink(path), 0);
		break;
	case 3:
		assert_int_equal(unlink(path), 0);
		assert_int_equal(symlink("/dev/zero", path), 0);
		break;
	case 4: /* of the same size, but touched */
		fd = open(path, O_WRONLY | O_CLOEXEC);
		assert_int_equal(write(fd, "x", 1), 1);
		assert_int_equal(futimens(fd, later), 0);
		close(fd);
		break;
	}
}

static void test_damaged(void **state)
{
	static const char *const extensions[] = {".mp4", ".pcm", ".json"};
	struct shelf *shelf = *state;
	char key[DIGEST_SIZE];
	for (int how = 0; how < 5; how++)
		for (size_t i = 0; i < LENGTH(extensions); i++) {
			if (how == 4 && i == 2)
				continue; /* a record that was only touched is whole */
			if (how == 1 && i == 2)
				continue; /* a NUL at its end is the next test's */
			key_of((int)(how * 3) + (int)i, key);
			keep(shelf, key, 1000, true);
			char *path = xasprintf("%s/%s%s", shelf->folder, key, extensions[i]);
			damage(path, how);
			if (is_there(shelf, key, SAMPLES))
				fail_msg("found with %s damaged in way %d", extensions[i], how);
			keep(shelf, key, 1000, true);
			assert_true(is_there(shelf, key, SAMPLES));
			free(path);
		}
}

static void test_strange_records(void **state)
{
	static const char *const records[] = {
		"",
		"{}",
		"[]",
		"{\"parameters\":\"x\",\"bytes\":1000}",
		"{\"parameters\":7,\"bytes\":1000}",
		"{\"parameters\":"
		"\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}",
		"{\"parameters\":"
		"\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
		"\"bytes\":-1}",
	};
	struct shelf *shelf = *state;
	char key[DIGEST_SIZE];
	key_of(1, key);
	keep(shelf, key, 1000, true);
	char *path = xasprintf("%s/%s.json", shelf->folder, key);
	for (size_t i = 0; i < LENGTH(records); i++) {
		FILE *file = fopen(path, "w");
		fputs(records[i], file);
		fclose(file);
		if (is_there(shelf, key, SAMPLES))
			fail_msg("found with the record %s", records[i]);
	}
	free(path);
}

static bool is_wanted(const void *arg, const char *key)
{
	return strcmp(arg, key) == 0;
}

/* Sets when a piece was used last. */
static void use(const struct shelf *shelf, const char *key, int when)
{
	char *name = xasprintf("%s.json", key);
	const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
	assert_int_equal(utimensat(shelf->dir, name, times, 0), 0);
	free(name);
}

static bool stands(const struct shelf *shelf, const char *key, const char *extension)
{
	char *name = xasprintf("%s%s", key, extension);
	bool here = faccessat(shelf->dir, name, F_OK, 0) == 0;
	free(name);
	return here;
}

/* The oldest go first, what the film needs stays, and half a piece goes at once. */
static void test_sweep(void **state)
{
	enum { PIECES = 5, BYTES = 1 << 16 };
	struct shelf *shelf = *state;
	char keys[PIECES][DIGEST_SIZE], half[DIGEST_SIZE];
	for (int i = 0; i < PIECES; i++) {
		key_of(i, keys[i]);
		keep(shelf, keys[i], BYTES, i % 2);
		use(shelf, keys[i], 1000 + i);
	}
	key_of(99, half);
	keep(shelf, half, 10, true);
	char *record = xasprintf("%s.json", half);
	assert_int_equal(unlinkat(shelf->dir, record, 0), 0);
	free(record);
	segments_sweep(shelf->dir, 1LL << 40, is_wanted, keys[0]);
	assert_false(stands(shelf, half, ".mp4"));
	assert_false(stands(shelf, half, ".pcm"));
	for (int i = 0; i < PIECES; i++)
		assert_true(stands(shelf, keys[i], ".mp4"));
	segments_sweep(shelf->dir, 3 * BYTES + BYTES / 2, is_wanted, keys[0]);
	assert_true(stands(shelf, keys[0], ".mp4"));
	assert_false(stands(shelf, keys[1], ".mp4"));
	assert_false(stands(shelf, keys[1], ".pcm"));
	assert_false(stands(shelf, keys[1], ".json"));
	assert_false(stands(shelf, keys[2], ".mp4"));
	assert_true(stands(shelf, keys[3], ".mp4"));
	assert_true(stands(shelf, keys[4], ".mp4"));
	segments_sweep(shelf->dir, 0, is_wanted, keys[0]);
	assert_int_equal(count_files(shelf), 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, shelf_enter, shelf_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_keep),    TEST(test_without_sound),   TEST(test_abandon),
		TEST(test_damaged), TEST(test_strange_records), TEST(test_sweep),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
