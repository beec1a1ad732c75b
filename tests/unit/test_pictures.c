/* SPDX-License-Identifier: MIT
 *
 * A picture that was painted over is another one: digests of files in a film's
 * folder, and what they change in an intent.
 */
#include "check.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "film/basis.h"
#include "film/film_json.h"
#include "film/pictures.h"
#include "film/recipe.h"
#include "film/store.h"

static char *folder;
static int dir;

static void write_file(const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static int set_up(void **state)
{
	folder = check_folder();
	dir = open(folder, O_RDONLY | O_DIRECTORY);
	assert_int_equal(mkdirat(dir, "refs", 0777), 0);
	write_file("refs/a.png", "one");
	write_file("film.json", "{\"scenetty\":1,\"cast\":[{\"name\":\"kitten\",\"picture\":"
				"{\"file\":\"refs/kitten.png\"}}],\"scenes\":["
				"{\"id\":\"a\",\"start\":{\"file\":\"refs/a.png\"},\"options\":"
				"{\"file\":\"refs/a.png\"}},{\"id\":\"b\",\"prompt\":\"@kitten\"},"
				"{\"id\":\"c\",\"start\":\"previous\"}]}");
	return 0;
}

static int tear_down(void **state)
{
	close(dir);
	check_folder_free(folder);
	return 0;
}

static char *copy_of(const char *digest)
{
	return digest ? xstrdup(digest) : xstrdup("none");
}

static void a_digest_follows_its_file(void **state)
{
	struct pictures *pictures = pictures_new(dir);
	char expected[DIGEST_SIZE];

	digest_bytes("one", 3, expected);
	assert_string_equal(pictures_digest(pictures, "refs/a.png"), expected);
	assert_string_equal(pictures_digest(pictures, "refs/a.png"), expected);
	write_file("refs/a.png", "other");
	digest_bytes("other", 5, expected);
	assert_string_equal(pictures_digest(pictures, "refs/a.png"), expected);
	write_file("refs/new", "third");
	digest_bytes("third", 5, expected);
	assert_int_equal(renameat(dir, "refs/new", dir, "refs/a.png"), 0);
	assert_string_equal(pictures_digest(pictures, "refs/a.png"), expected);
	unlinkat(dir, "refs/a.png", 0);
	assert_null(pictures_digest(pictures, "refs/a.png"));
	assert_null(pictures_digest(pictures, "refs"));
	assert_null(pictures_digest(pictures, "../refs/a.png"));
	write_file("secret", "third");
	assert_int_equal(symlinkat("../secret", dir, "refs/a.png"), 0);
	assert_null(pictures_digest(pictures, "refs/a.png"));
	pictures_free(pictures);
}

/* The digests of all intents, and the numbers that stand for them. */
struct state {
	char digests[3][DIGEST_SIZE];
	uint64_t basis[3];
};

static struct state state_of(const struct film *film)
{
	struct state state;
	for (size_t i = 0; i < 3; i++) {
		scene_intent_digest(film, &film->scenes[i], state.digests[i]);
		state.basis[i] = scene_basis(film, &film->scenes[i]) ^ film_basis(film);
	}
	return state;
}

/* Which scenes' intents differ: "ab". */
static const char *differ(const struct state *a, const struct state *b, char out[4])
{
	size_t count = 0;
	for (size_t i = 0; i < 3; i++) {
		bool other = strcmp(a->digests[i], b->digests[i]) != 0;
		if (other)
			out[count++] = (char)('a' + i);
		/* The basis may change without need, but never the other way round. */
		assert_true(!other || a->basis[i] != b->basis[i]);
	}
	out[count] = '\0';
	return out;
}

static void intents_hold_digests(void **state)
{
	struct store store;
	struct err err = {0};
	char what[4];

	assert_fine(store_open(&store, folder, &err), &err);
	struct state first = state_of(store.film);
	write_file("refs/a.png", "two");
	struct state second = state_of(store.film);
	assert_string_equal(differ(&first, &second, what), "a");
	write_file("refs/kitten.png", "kitten");
	struct state third = state_of(store.film);
	assert_string_equal(differ(&second, &third, what), "b");
	write_file("refs/a.png", "one");
	unlinkat(dir, "refs/kitten.png", 0);
	struct state again = state_of(store.film);
	assert_string_equal(differ(&first, &again, what), "");

	struct json *recipe = scene_recipe(store.film, &store.film->scenes[0], 1);
	char *sha256 = copy_of(json_get_str(json_get(recipe, "start"), "sha256"));
	char expected[DIGEST_SIZE];
	digest_bytes("one", 3, expected);
	assert_string_equal(sha256, expected);
	/* What a provider's own options say is theirs. */
	assert_null(json_get(json_get(recipe, "options"), "sha256"));
	free(sha256);
	json_free(recipe);

	struct film *copy = film_copy(store.film);
	struct state of_copy = state_of(copy);
	assert_string_equal(differ(&first, &of_copy, what), "");
	film_free(copy);
	store_close(&store);
}

/* A film without a folder tells its pictures by path. */
static void without_a_folder(void **state)
{
	static const char text[] =
		"{\"scenetty\":1,\"scenes\":[{\"id\":\"a\",\"start\":{\"file\":\"refs/a.png\"}}]}";
	struct film *film = film_parse(text, strlen(text), "story", NULL);
	struct json *intent = scene_intent(film, &film->scenes[0], true);
	assert_string_equal(json_get_str(json_get(intent, "start"), "file"), "refs/a.png");
	assert_null(json_get(json_get(intent, "start"), "sha256"));
	json_free(intent);
	film_free(film);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_digest_follows_its_file),
		TEST(intents_hold_digests),
		TEST(without_a_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
