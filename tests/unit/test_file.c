/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "util/base64.h"
#include "util/file.h"
#include "util/mem.h"

static char *folder;
static int dir;

static int set_up(void **state)
{
	folder = check_folder();
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	return dir < 0;
}

static int tear_down(void **state)
{
	close(dir);
	check_folder_free(folder);
	return 0;
}

static void expect_text(const char *name, const char *expected)
{
	struct err err = {0};
	struct buf text = {0};
	assert_fine(file_read(dir, name, 1000, &text, &err), &err);
	assert_string_equal(buf_str(&text), expected);
	buf_free(&text);
}

static void expect_error(int result, struct err *err, const char *words)
{
	assert_int_equal(result, -1);
	if (!strstr(err_text(err), words))
		fail_msg("\"%s\" does not say \"%s\"", err_text(err), words);
	err_clear(err);
}

static void saves_whole(void **state)
{
	struct err err = {0};
	struct stat status;
	assert_fine(file_save(dir, "a", "one", 3, &err), &err);
	expect_text("a", "one");
	fchmodat(dir, "a", 0662, 0); /* no umask leaves that */
	assert_fine(file_save(dir, "a", "two!", 4, &err), &err);
	expect_text("a", "two!");
	fstatat(dir, "a", &status, 0);
	assert_int_equal(status.st_mode & 0777, 0662);
}

static void saving_refuses_what_is_no_file(void **state)
{
	struct err err = {0};
	assert_int_equal(symlinkat("a", dir, "link"), 0);
	expect_error(file_save(dir, "link", "x", 1, &err), &err, "symbolic link");
	mkdirat(dir, "folder", 0777);
	expect_error(file_save(dir, "folder", "x", 1, &err), &err, "not a regular file");
}

static void reading_has_a_cap(void **state)
{
	struct err err = {0};
	struct buf text = {0};
	assert_fine(file_save(dir, "b", "12345", 5, &err), &err);
	expect_error(file_read(dir, "b", 4, &text, &err), &err, "larger than 4");
	expect_error(file_read(dir, ".", 4, &text, &err), &err, "not a regular file");
	expect_error(file_read(dir, "missing", 4, &text, &err), &err, "No such file");
	mkfifoat(dir, "pipe", 0666);
	expect_error(file_read(dir, "pipe", 4, &text, &err), &err, "not a regular file");
	buf_free(&text);
}

static void stays_inside(void **state)
{
	static const char *const bad[] = {
		"",     "/etc/passwd", "../x", "a/../b", "a/..", "..",
		"a//b", "~/x",         "a\nb", "a\033b", "a/",
	};
	for (size_t i = 0; i < LENGTH(bad); i++)
		if (file_is_inside(bad[i]))
			fail_msg("accepted %s", bad[i]);
	assert_true(file_is_inside("refs/a.png"));
	assert_true(file_is_inside("..a/b..c"));
}

static void opens_beneath(void **state)
{
	struct err err = {0};
	symlinkat("/etc", dir, "out");
	symlinkat("b", dir, "in");
	assert_fine(file_save(dir, "b", "12345", 5, &err), &err);
	expect_error(file_open_beneath(dir, "out/passwd", O_RDONLY, 0, &err), &err, "symbolic");
	expect_error(file_open_beneath(dir, "in", O_RDONLY, 0, &err), &err, "symbolic");
	expect_error(file_open_beneath(dir, "../x", O_RDONLY, 0, &err), &err, "leads out");
	expect_error(file_open_beneath(dir, "/etc/passwd", O_RDONLY, 0, &err), &err, "leads out");
	mkfifoat(dir, "pipe", 0666);
	expect_error(file_open_beneath(dir, "pipe", O_RDONLY, 0, &err), &err, "not a regular");
	int fd = file_open_beneath(dir, "b", O_RDONLY, 0, &err);
	assert_true(fd >= 0);
	close(fd);
}

static void sweeps_what_the_dead_left(void **state)
{
	struct err err = {0};
	struct stat status;
	char *living = xasprintf(".c.tmp.%ld", (long)getppid());
	assert_fine(file_save(dir, ".c.tmp.999999999", "x", 1, &err), &err);
	assert_fine(file_save(dir, living, "x", 1, &err), &err);
	assert_fine(file_save(dir, "c.tmp.999999999", "x", 1, &err), &err);
	file_sweep_temps(dir, "d");
	file_sweep_temps(dir, "c.tmp");
	assert_int_equal(fstatat(dir, ".c.tmp.999999999", &status, 0), 0);
	file_sweep_temps(dir, "c");
	assert_int_equal(fstatat(dir, ".c.tmp.999999999", &status, 0), -1);
	assert_fine(file_save(dir, ".c.tmp.999999999", "x", 1, &err), &err);
	file_sweep_temps(dir, NULL);
	assert_int_equal(fstatat(dir, ".c.tmp.999999999", &status, 0), -1);
	assert_int_equal(fstatat(dir, living, &status, 0), 0);
	assert_int_equal(fstatat(dir, "c.tmp.999999999", &status, 0), 0);
	free(living);
}

static void digests(void **state)
{
	struct err err = {0};
	char of_bytes[DIGEST_SIZE], of_file[DIGEST_SIZE];
	digest_bytes("abc", 3, of_bytes);
	assert_string_equal(of_bytes,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_fine(file_save(dir, "abc", "abc", 3, &err), &err);
	int fd = openat(dir, "abc", O_RDONLY);
	assert_fine(digest_fd(fd, "abc", of_file, &err), &err);
	assert_string_equal(of_bytes, of_file);
	close(fd);
}

static void base64(void **state)
{
	/* RFC 4648, and what servers break into lines */
	static const char *const rows[][2] = {
		{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
	};
	static const char *const wrong[] = {"Zg", "Zg=", "Z=g=", "Zm9v!", "Zg==Zg=="};
	struct buf out = {0};
	struct err err = {0};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		buf_clear(&out);
		base64_add(&out, rows[i][0], strlen(rows[i][0]));
		assert_string_equal(buf_str(&out), rows[i][1]);
		buf_clear(&out);
		assert_fine(base64_decode(&out, rows[i][1], strlen(rows[i][1]), &err), &err);
		assert_string_equal(buf_str(&out), rows[i][0]);
	}
	buf_clear(&out);
	assert_fine(base64_decode(&out, "Zm9v\r\n Yg==\n", 12, &err), &err);
	assert_string_equal(buf_str(&out), "foob");
	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_int_equal(base64_decode(&out, wrong[i], strlen(wrong[i]), NULL), -1);
	buf_free(&out);
}

static void xdg_folders(void **state)
{
	struct err err = {0};
	setenv("HOME", folder, 1);
	unsetenv("XDG_STATE_HOME");
	char *expected = xasprintf("%s/.local/state/scenetty", folder);
	char *state_home = file_state_home();
	assert_string_equal(state_home, expected);
	assert_int_equal(access(expected, F_OK), -1);
	assert_fine(file_make_path(state_home, &err), &err);
	assert_int_equal(access(expected, W_OK), 0);
	free(state_home);
	free(expected);
	setenv("XDG_CONFIG_HOME", "relative/is/ignored", 1);
	expected = xasprintf("%s/.config/scenetty", folder);
	char *config = file_config_home();
	assert_string_equal(config, expected);
	free(config);
	free(expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(saves_whole),
		cmocka_unit_test(saving_refuses_what_is_no_file),
		cmocka_unit_test(reading_has_a_cap),
		cmocka_unit_test(stays_inside),
		cmocka_unit_test(opens_beneath),
		cmocka_unit_test(sweeps_what_the_dead_left),
		cmocka_unit_test(digests),
		cmocka_unit_test(base64),
		cmocka_unit_test(xdg_folders),
	};
	return cmocka_run_group_tests_name("file", tests, set_up, tear_down);
}
