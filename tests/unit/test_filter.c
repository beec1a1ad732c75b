/* SPDX-License-Identifier: MIT */
#include "tests/unit/check.h"

#include <string.h>

#include "core/language/words.h"
#include "core/scenes/filter.h"
#include "film/film_json.h"
#include "util/mem.h"

static const char story[] =
	"{\"scenetty\": 1, \"provider\": \"fal\", \"cast\": [{\"name\": \"kitten\"}], \"scenes\": ["
	"{\"id\": \"match\", \"title\": \"The Match\", \"prompt\": \"@kitten finds a match\","
	" \"circled\": \"t001\", \"group\": \"Act one\"},"
	"{\"id\": \"fire\", \"prompt\": \"Un été en flammes\", \"dialogue\": \"Help!\"},"
	"{\"id\": \"end\", \"notes\": \"the match again\", \"provider\": \"animatic\","
	" \"group\": \"Act two\"}]}";

/* Which scenes pass: "mfe", a letter each. */
static const char *passing(const struct film *film, const char *typed)
{
	static char out[4];
	static const struct glance glances[] = {
		{.known = true, .state = SCENE_STALE, .takes = 1},
		{.known = true, .state = SCENE_MISSING, .failed = 1, .queued = 2},
		{.known = false},
	};
	struct words words;
	struct err err = {0};
	size_t count = 0;
	assert_int_equal(words_split(typed, false, &words, NULL), 0);
	struct filter *filter = filter_new(words.items, words.count, &err);
	if (!filter)
		fail_msg("%s", err_text(&err));
	for (size_t i = 0; i < film->scene_count; i++)
		if (filter_passes(filter, film, &film->scenes[i], &glances[i], i == 1))
			out[count++] = film->scenes[i].id[0];
	out[count] = '\0';
	words_clear(&words);
	filter_free(filter);
	return out;
}

static void test_words(void **state)
{
	static const struct {
		const char *typed, *passing;
	} rows[] = {
		{"", "mfe"},
		{"stale", "m"},
		{"missing", "f"},
		{"current", ""},
		{"not stale", "fe"},
		{"not not stale", "m"},
		{"failed", "f"},
		{"queued", "f"},
		{"running", ""},
		{"circled", "m"},
		{"marked", "f"},
		{"not marked", "me"},
		{"match", "me"},
		{"MATCH finds", "m"},
		{"\"the match\"", "me"},
		{"ete", "f"},
		{"help", "f"},
		{"group:act", "me"},
		{"group:two", "e"},
		{"group:none", "f"},
		{"cast:kitten", "m"},
		{"not cast:kitten", "fe"},
		{"cast:kit", ""},
		{"provider:fal", "mf"},
		{"provider:animatic", "e"},
		{"match not group:two", "m"},
		{"nothing-of-it", ""},
		{"2", "f"},
		{"1-2", "mf"},
		{"3,1", "me"},
		{"3 1", "me"},
		{"not 2", "me"},
		{"1 3 not group:two", "m"},
		{"4", ""},
		{"0", ""},
		{"1-4", ""},
		{"3-", ""},
	};
	struct film *film = film_parse(story, strlen(story), "film.json", NULL);
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (strcmp(passing(film, rows[i].typed), rows[i].passing) != 0)
			fail_msg("%s: %s", rows[i].typed, passing(film, rows[i].typed));
	film_free(film);
}

static void test_what_is_no_filter(void **state)
{
	char word[] = "not", *words[] = {word};
	struct err err = {0};
	assert_null(filter_new(words, 1, &err));
	assert_int_equal(err.kind, ERR_USAGE);
	err_clear(&err);
}

static void test_who_needs_takes(void **state)
{
	char stale[] = "stale", text[] = "text", *first[] = {text}, *second[] = {text, stale};
	struct filter *filter = filter_new(first, 1, NULL);
	assert_false(filter_looks_at_takes(filter));
	filter_free(filter);
	filter = filter_new(second, 2, NULL);
	assert_true(filter_looks_at_takes(filter));
	filter_free(filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_what_is_no_filter),
		cmocka_unit_test(test_who_needs_takes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
