/* SPDX-License-Identifier: MIT
 *
 * A provider's key: from the environment, a file, a command that takes its time.
 */
#include "tests/unit/check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "job/key.h"
#include "util/clock.h"

struct asker {
	struct key_wait *wait;
	int times;
	char *key, *error;
};

static void hear(void *arg, const char *key, const struct err *error)
{
	struct asker *asker = arg;

	assert_null(asker->wait);
	asker->times++;
	free(asker->key);
	free(asker->error);
	asker->key = key ? xstrdup(key) : NULL;
	asker->error = error ? xstrdup(err_text(error)) : NULL;
}

static void forget(struct asker *asker)
{
	free(asker->key);
	free(asker->error);
	*asker = (struct asker){0};
}

static struct json *where(const char *text)
{
	return json_parse(text, strlen(text), 4096, "key", NULL);
}

/* Asks, and turns the loop until it is answered. */
static void ask(struct loop *loop, struct keys *keys, const char *text, struct asker *asker)
{
	struct json *json = where(text);

	forget(asker);
	keys_ask(keys, json, "mine", hear, asker, &asker->wait);
	while (!asker->times)
		assert_int_equal(loop_turn(loop, NULL), 0);
	json_free(json);
}

static void test_places(void **state)
{
	struct loop *loop = loop_new();
	struct keys *keys = keys_new(loop);
	struct asker asker = {0};
	char *folder = check_folder(), *path = xasprintf("%s/key", folder);
	char *text = xasprintf("{\"file\": \"%s\"}", path);
	int fd = open(path, O_WRONLY | O_CREAT, 0644);

	setenv("A_KEY", "  sk-env\t", 1);
	ask(loop, keys, "{\"env\": [\"NO_KEY\", \"A_KEY\"], \"command\": \"false\"}", &asker);
	assert_string_equal(asker.key, "sk-env");
	unsetenv("A_KEY");
	ask(loop, keys, "{\"env\": \"A_KEY\"}", &asker);
	assert_string_equal(asker.error, "mine needs a key: set A_KEY, or “key” in its file");
	ask(loop, keys, "{\"env\": \"A_KEY\", \"needed\": false}", &asker);
	assert_null(asker.error);
	assert_null(asker.key);
	assert_int_equal(write(fd, "sk-file\nmore\n", 13), 13);
	ask(loop, keys, text, &asker);
	assert_non_null(strstr(asker.error, "chmod 600"));
	assert_int_equal(fchmod(fd, 0600), 0);
	ask(loop, keys, text, &asker);
	assert_string_equal(asker.key, "sk-file");
	close(fd);
	free(text);
	free(path);
	check_folder_free(folder);
	forget(&asker);
	keys_free(keys);
	loop_free(loop);
}

/* It runs once for all who ask, and nobody waits for it but they. */
static void test_shared(void **state)
{
	struct loop *loop = loop_new();
	struct keys *keys = keys_new(loop);
	struct asker first = {0}, second = {0}, gone = {0};
	char *folder = check_folder();
	char *text = xasprintf("{\"command\": \"echo x >>%s/runs; read a <%s/gate; echo sk-$a\"}",
			       folder, folder);
	char *gate = xasprintf("%s/gate", folder), *runs = xasprintf("%s/runs", folder);
	struct json *json = where(text);
	struct stat there;
	int fd;

	assert_int_equal(mkfifo(gate, 0600), 0);
	keys_ask(keys, json, "mine", hear, &first, &first.wait);
	keys_ask(keys, json, "mine", hear, &gone, &gone.wait);
	keys_ask(keys, json, "mine", hear, &second, &second.wait);
	assert_int_equal(loop_turn_now(loop, NULL), 0);
	assert_non_null(first.wait);
	keys_drop(gone.wait);
	assert_null(gone.wait);
	fd = open(gate, O_WRONLY);
	assert_int_equal(write(fd, "7\n", 2), 2);
	close(fd);
	while (!first.times || !second.times)
		assert_int_equal(loop_turn(loop, NULL), 0);
	assert_string_equal(first.key, "sk-7");
	assert_string_equal(second.key, "sk-7");
	assert_int_equal(gone.times, 0);
	/* It is known from now on. */
	keys_ask(keys, json, "mine", hear, &first, &first.wait);
	assert_int_equal(first.times, 2);
	assert_int_equal(stat(runs, &there), 0);
	assert_int_equal(there.st_size, 2);
	forget(&first);
	forget(&second);
	keys_free(keys);
	loop_free(loop);
	json_free(json);
	free(text);
	free(gate);
	free(runs);
	check_folder_free(folder);
}

static void test_trouble(void **state)
{
	static const struct {
		const char *key, *error;
	} rows[] = {
		{"{\"command\": \"exit 3\"}", "(exit 3) failed with 3"},
		{"{\"command\": \"echo\"}", "printed no key"},
		{"{\"command\": \"kill -9 $$\"}", "printed no key"},
		{"{\"command\": [\"/nowhere/pass\"]}", "/nowhere/pass"},
		{"{\"command\": \"yes\"}", "says more than a key"},
	};
	struct loop *loop = loop_new();
	struct keys *keys = keys_new(loop);
	struct asker asker = {0}, left = {0};
	struct json *json = where("{\"command\": \"sleep 100\"}");

	for (size_t i = 0; i < LENGTH(rows); i++) {
		ask(loop, keys, rows[i].key, &asker);
		assert_null(asker.key);
		assert_non_null(strstr(asker.error, rows[i].error));
	}
	/* What a command leaves behind, with its stdout, is not waited for, and stays. */
	ask(loop, keys, "{\"command\": \"sleep 999 & echo $!\"}", &asker);
	assert_int_equal(kill(atoi(asker.key), SIGKILL), 0);
	/* What still runs at the end is ended. */
	keys_ask(keys, json, "mine", hear, &left, &left.wait);
	keys_free(keys);
	assert_null(left.wait);
	json_free(json);
	forget(&asker);
	loop_free(loop);
}

/* It is in no file that a crash leaves, and nobody may look for it. */
static void test_hidden(void **state)
{
	struct rlimit core;

	key_hide();
	assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
	assert_int_equal(getrlimit(RLIMIT_CORE, &core), 0);
	assert_int_equal(core.rlim_max, 0);
}

/* What people and their editors put into a file, and what is none. */
static void test_files(void **state)
{
	static const struct {
		const char *text, *key, *error;
	} rows[] = {
		{"sk-1", "sk-1", NULL},
		{"\xef\xbb\xbfsk-1\r\n", "sk-1", NULL},
		{" \tsk-1 \nsk-2\n", "sk-1", NULL},
		{"", NULL, "holds no key"},
		{"\nsk-1\n", NULL, "holds no key"},
		{"sk\x1b-1", NULL, "holds no key"},
	};
	struct loop *loop = loop_new();
	struct keys *keys = keys_new(loop);
	struct asker asker = {0};
	char *folder = check_folder(), *path = xasprintf("%s/key", folder);
	char *at_folder = xasprintf("{\"file\": \"%s\"}", folder);
	char *where_it_is = xasprintf("{\"file\": \"%s\"}", path);

	for (size_t i = 0; i < LENGTH(rows); i++) {
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		size_t bytes = strlen(rows[i].text);

		assert_int_equal(write(fd, rows[i].text, bytes), bytes);
		close(fd);
		ask(loop, keys, where_it_is, &asker);
		if (rows[i].key)
			assert_string_equal(asker.key, rows[i].key);
		else
			assert_non_null(strstr(asker.error, rows[i].error));
	}
	assert_int_equal(truncate(path, 1 << 20), 0);
	ask(loop, keys, where_it_is, &asker);
	assert_null(asker.key);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0); /* nobody waits for its writer */
	ask(loop, keys, where_it_is, &asker);
	assert_non_null(strstr(asker.error, "is none"));
	ask(loop, keys, at_folder, &asker);
	assert_non_null(strstr(asker.error, "is none"));
	setenv("A_KEY", "sk\x1b-1", 1);
	ask(loop, keys, "{\"env\": \"A_KEY\"}", &asker);
	assert_non_null(strstr(asker.error, "what A_KEY holds is no key"));
	unsetenv("A_KEY");
	free(where_it_is);
	free(at_folder);
	free(path);
	check_folder_free(folder);
	forget(&asker);
	keys_free(keys);
	loop_free(loop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_shared),
		cmocka_unit_test(test_trouble),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
