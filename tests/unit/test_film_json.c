/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/film_json.h"
#include "util/file.h"
#include "util/mem.h"

static struct film *parse(const char *text)
{
	struct err err = {0};
	struct film *film = film_parse(text, strlen(text), "film.json", &err);
	if (!film)
		fail_msg("%s", err_text(&err));
	return film;
}

/* What is written for the text. */
static char *print(const char *text)
{
	struct buf out = {0};
	struct film *film = parse(text);
	film_print(film, &out);
	film_free(film);
	return buf_take(&out);
}

static const char whole[] = "{\n"
			    "\t\"scenetty\": 1,\n"
			    "\t\"id\": \"kitten-1\",\n"
			    "\t\"title\": \"A kitten\",\n"
			    "\t\"fps\": 23.976,\n"
			    "\t\"music\": {\n"
			    "\t\t\"file\": \"refs/bed.flac\",\n"
			    "\t\t\"gain_db\": -14\n"
			    "\t},\n"
			    "\t\"x-colour\": \"red\",\n"
			    "\t\"cast\": [\n"
			    "\t\t{\n"
			    "\t\t\t\"name\": \"kitten\",\n"
			    "\t\t\t\"kind\": \"person\",\n"
			    "\t\t\t\"looks\": \"ginger\",\n"
			    "\t\t\t\"x-age\": 1\n"
			    "\t\t}\n"
			    "\t],\n"
			    "\t\"scenes\": [\n"
			    "\t\t{\n"
			    "\t\t\t\"id\": \"match\",\n"
			    "\t\t\t\"prompt\": [\n"
			    "\t\t\t\t\"@kitten plays \\\"with\\\" fire.\",\n"
			    "\t\t\t\t\"\",\n"
			    "\t\t\t\t\"It burns.\"\n"
			    "\t\t\t],\n"
			    "\t\t\t\"seconds\": 4.5,\n"
			    "\t\t\t\"seed\": 9007199254740992,\n"
			    "\t\t\t\"takes\": {\n"
			    "\t\t\t\t\"t003\": {\n"
			    "\t\t\t\t\t\"in\": 0.5,\n"
			    "\t\t\t\t\t\"stars\": 4\n"
			    "\t\t\t\t}\n"
			    "\t\t\t},\n"
			    "\t\t\t\"a-first\": [\n"
			    "\t\t\t\t1,\n"
			    "\t\t\t\tnull\n"
			    "\t\t\t],\n"
			    "\t\t\t\"promt\": {}\n"
			    "\t\t},\n"
			    "\t\t{\n"
			    "\t\t\t\"id\": \"after\"\n"
			    "\t\t}\n"
			    "\t]\n"
			    "}\n";

static void test_layout(void **state)
{
	char *text = print(whole);
	assert_string_equal(text, whole);
	free(text);
}

static void test_order_is_ours(void **state)
{
	char *text =
		print("{\"scenes\":[{\"z\":1,\"seconds\":4,\"a\":2,\"id\":\"a\",\"title\":\"\"}],"
		      "\"title\":\"x\",\"scenetty\":1}");
	assert_string_equal(text, "{\n\t\"scenetty\": 1,\n\t\"title\": \"x\",\n\t\"scenes\": [\n"
				  "\t\t{\n\t\t\t\"id\": \"a\",\n\t\t\t\"seconds\": 4,\n"
				  "\t\t\t\"a\": 2,\n\t\t\t\"z\": 1\n\t\t}\n\t]\n}\n");
	free(text);
}

static void test_copy_prints_the_same(void **state)
{
	struct film *film = parse(whole), *copy = film_copy(film);
	struct buf out = {0};
	film_free(film);
	film_print(copy, &out);
	assert_string_equal(buf_str(&out), whole);
	buf_free(&out);
	film_free(copy);
}

static void test_scene_there_and_back(void **state)
{
	struct film *film = parse(whole);
	struct json *json = scene_to_json(&film->scenes[0]), *again;
	struct scene scene = {0};
	assert_int_equal(scene_from_json(&scene, json, NULL), 0);
	again = scene_to_json(&scene);
	char *text = json_text(json), *text_again = json_text(again);
	assert_string_equal(text, text_again);
	assert_non_null(
		strstr(text, "\"prompt\":\"@kitten plays \\\"with\\\" fire.\\n\\nIt burns.\""));
	free(text);
	free(text_again);
	json_free(json);
	json_free(again);
	scene_clear(&scene);
	film_free(film);
}

#define FILM(members) "{\n\"scenetty\": 1,\n" members "}"
#define SCENES(rows) FILM("\"scenes\": [\n" rows "\n]\n")

static void test_left_by_git(void **state)
{
	static const char text[] = "{\n\"scenetty\": 1,\n<<<<<<< HEAD\n\"title\": \"a\",\n=======\n"
				   "\"title\": \"b\",\n>>>>>>> other\n\"scenes\": []\n}\n";
	struct err err = {0};
	assert_null(film_parse(text, strlen(text), "film.json", &err));
	assert_string_equal(err_text(&err),
			    "film.json:3: git could not merge this and left both versions: keep "
			    "what is right and remove the lines of “<<<<<<<”, “=======” and "
			    "“>>>>>>>”");
	err_clear(&err);
	/* Cut at any byte it is wrong in one way or the other. */
	for (size_t bytes = 0; bytes < strlen(text); bytes++) {
		char *cut = xstrndup(text, bytes);
		assert_null(film_parse(cut, bytes, "film.json", &err));
		free(cut);
		err_clear(&err);
	}
}

static void test_faults(void **state)
{
	static const struct {
		const char *text, *error;
	} rows[] = {
		{"", "film.json:1: the text ends in the middle"},
		{"[]", "film.json:1: expected an object, found a list"},
		{"{\n\"scenes\": []}",
		 "film.json:1: not a film: expected the member \"scenetty\": 1, found none"},
		{"{\n\"scenetty\": \"one\", \"scenes\": []}",
		 "film.json:2: scenetty: expected a whole number from 1 to 1000000, found a text"},
		{FILM("\"title\": \"x\"\n"),
		 "film.json:1: scenes: expected a list of scenes, found nothing"},
		{FILM("\"scenes\": {}\n"),
		 "film.json:3: scenes: expected a list of scenes, found an object"},
		{FILM("\"cast\": 3,\"scenes\": []\n"),
		 "film.json:3: cast: expected a list of cast members, found a number"},
		{SCENES("{\"id\":\"match\",\n\"seconds\":\"5\"}"),
		 "film.json:5: scene “match”: seconds: expected a number from 0.1 to 3600, found a "
		 "text"},
		{SCENES("{\"id\":\"match\",\n\"seconds\":null}"),
		 "film.json:5: scene “match”: seconds: expected a number from 0.1 to 3600, found "
		 "null"},
		{SCENES("{\"id\":\"match\"},\n{\"title\":\"x\"}"),
		 "film.json:5: scene 2: id: expected a slug (a letter, then letters, digits and -, "
		 "all "
		 "small, at most 40), found nothing"},
		{SCENES("{\"id\":\"The Match\"}"), "film.json:4: scene 1: id: expected a slug (a "
						   "letter, then letters, digits and -, all "
						   "small, at most 40), found “The Match”"},
		{SCENES("{\"id\":\"previous\"}"), "film.json:4: scene “previous”: id: “previous” "
						  "is a reserved word: expected another name"},
		{SCENES("{\"id\":\"a\"},\n{\"id\":\"b\"},\n{\"id\":\"a\"}"),
		 "film.json:6: scene “a”: id: scene 1 already has this id"},
		{FILM("\"cast\":[{\"name\":\"a\"},\n{\"name\":\"a\"}],\"scenes\":[]"),
		 "film.json:4: cast member “a”: name: cast member 1 already has this name"},
		{FILM("\"cast\":[\n{\"name\":\"a\",\"kind\":\"parson\"}],\"scenes\":[]"),
		 "film.json:4: cast member “a”: kind: expected “person” (one of person, place or "
		 "prop), "
		 "found “parson”"},
		{SCENES("7"), "film.json:4: scene 1: expected an object, found a number"},
		{SCENES("{\"id\":\"a\",\"prompt\":[\"x\",\n3]}"),
		 "film.json:4: scene “a”: prompt: line 2: expected a text, found a number"},
		{SCENES("{\"id\":\"a\",\"takes\":{\"t001\":{},\n\"t003\":{\"in\":1,\n"
			"\"axes\":{\"b\":1,\n\"a/c\":9},\n\"stars\":3}}}"),
		 "film.json:7: scene “a”: takes: t003: axes: a/c: expected a number from 0 to 5, "
		 "found 9"},
		{SCENES("{\"id\":\"a\",\n\"transition\":{\n\"seconds\":1}}"),
		 "film.json:5: scene “a”: transition: kind: expected cut or dissolve, found "
		 "nothing"},
		{FILM("\"music\":{\n\"file\":\"a\",\n\"gain_db\":99},\"scenes\":[]"),
		 "film.json:5: music: gain_db: expected a number from -60 to 20, found 99"},
		{SCENES("{\"id\":\"a\",\"a/b~c\":\n{\"n\":9007199254740994}}"),
		 "film.json:5: scene “a”: a/b~c: n: a number beyond 2^53 would lose digits: write "
		 "it as a "
		 "text, in \"\""},
		{SCENES("{\"id\":\"a\",\"title\":\"\\u001b]0;x\"}"),
		 "film.json:4: scene “a”: title: character 1 is the control character ^[, which "
		 "can't stand "
		 "in a text"},
		{SCENES("{\"id\":\"a\",\n\"id\":\"b\"}"),
		 "film.json:5: the object that ends here has the member \"id\" twice"},
		{"{\"scenetty\": 2, \"scenes\": 3}",
		 "this film was written by a newer scenetty (format 2): film.json:1: scenes: "
		 "expected a list "
		 "of scenes, found a number"},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct err err = {0};
		assert_null(film_parse(rows[i].text, strlen(rows[i].text), "film.json", &err));
		assert_string_equal(err_text(&err), rows[i].error);
		assert_int_equal(err.kind, ERR_INVALID);
		err_clear(&err);
	}
}

static void test_newer_format_is_kept(void **state)
{
	char *text = print("{\"scenetty\":3,\"scenes\":[]}");
	assert_string_equal(text, "{\n\t\"scenetty\": 3,\n\t\"scenes\": []\n}\n");
	free(text);
}

static void test_too_many_unknown(void **state)
{
	struct buf text = {0};
	struct err err = {0};
	buf_add_str(&text, "{\"scenetty\":1,\"scenes\":[]");
	for (int i = 0; i < 201; i++)
		buf_addf(&text, ",\"x%d\":%d", i, i);
	buf_add_char(&text, '}');
	assert_null(film_parse(buf_str(&text), text.len, "film.json", &err));
	assert_string_equal(err_text(&err),
			    "film.json:1: more than 200 members that are not known");
	err_clear(&err);
	buf_free(&text);
}

/* The examples are written as we write. */
static void test_examples_are_printed_as_they_are(void **state)
{
	static const char *const names[] = {"kitten-firefighter", "chaton-pompier"};
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct buf text = {0};
		char *path = xasprintf("%s/examples/%s/film.json", getenv("top_srcdir"), names[i]);
		assert_int_equal(file_read(AT_FDCWD, path, FILM_BYTES_MAX, &text, NULL), 0);
		char *printed = print(buf_str(&text));
		assert_string_equal(printed, buf_str(&text));
		free(printed);
		free(path);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_order_is_ours),
		cmocka_unit_test(test_copy_prints_the_same),
		cmocka_unit_test(test_scene_there_and_back),
		cmocka_unit_test(test_left_by_git),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_newer_format_is_kept),
		cmocka_unit_test(test_too_many_unknown),
		cmocka_unit_test(test_examples_are_printed_as_they_are),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
