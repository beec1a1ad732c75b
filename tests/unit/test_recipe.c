/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film/compile.h"
#include "film/field.h"
#include "film/film_json.h"
#include "film/recipe.h"
#include "util/mem.h"

static const char story[] =
	"{\"scenetty\":1,\"style\":\"35mm grain\",\"avoid\":\"text\",\"cast\":["
	"{\"name\":\"kitten\",\"kind\":\"person\",\"looks\":\"a ginger kitten, green eyes\","
	"\"pictogram\":\"🐱\",\"states\":{\"fireman\":\"in a yellow coat\"}},"
	"{\"name\":\"fire-captain\",\"looks\":\"Grey braid. Soot on her cheek.\"}],"
	"\"scenes\":[{\"id\":\"match\",\"title\":\"A match\",\"prompt\":\"@kitten plays with a "
	"match\","
	"\"circled\":\"t003\",\"takes\":{\"t003\":{\"stars\":4}}},"
	"{\"id\":\"smoke\",\"prompt\":\"x\",\"start\":\"previous\",\"options\":{\"b\":1,\"a\":2}},"
	"{\"id\":\"after\",\"prompt\":\"x\",\"provider\":\"fal\",\"end\":\"match@3.2\"}]}";

static int set_up(void **state)
{
	*state = film_parse(story, strlen(story), "story", NULL);
	return *state ? 0 : -1;
}

static int tear_down(void **state)
{
	film_free(*state);
	return 0;
}

static void put(char **member, const char *text)
{
	free(*member);
	*member = text ? xstrdup(text) : NULL;
}

/* The pieces are all of the text, none is empty. `fields`: where they are from. */
static void assert_pieces(const struct film *film, const struct scene *scene, const char *fields)
{
	struct compiled compiled;
	struct buf found = {0};
	size_t at = 0;
	compile_prompt(film, scene, &compiled);
	for (size_t i = 0; i < compiled.count; i++) {
		const struct prompt_piece *piece = &compiled.pieces[i];
		assert_true(piece->end > at);
		assert_int_equal(piece->name != NULL, strcmp(piece->field, "cast") == 0);
		buf_addf(&found, "%s%s", i ? " " : "", piece->name ? piece->name : piece->field);
		at = piece->end;
	}
	assert_int_equal(at, compiled.text.len);
	if (fields)
		assert_string_equal(buf_str(&found), fields);
	buf_free(&found);
	compiled_clear(&compiled);
}

static void test_compiled(void **state)
{
	static const struct {
		const char *prompt, *compiled;
	} rows[] = {
		{"@kitten plays with a match",
		 "Kitten (a ginger kitten, green eyes) plays with a match."},
		{"A @kitten:fireman runs; the @kitten stops!",
		 "A Kitten (a ginger kitten, green eyes; in a yellow coat) runs; the Kitten "
		 "stops!"},
		{"See @kitten, then @kitten:fireman. @kitten purrs…",
		 "See Kitten (a ginger kitten, green eyes), then Kitten (in a yellow coat). Kitten "
		 "purrs…"},
		{"The @fire-captain nods.",
		 "The fire captain nods. Fire captain: Grey braid. Soot on her cheek."},
		{"@dog:wet and a@kitten and @kitten: hello",
		 "@dog:wet and a@kitten and Kitten (a ginger kitten, green eyes): hello."},
		{"@Kitten's paw, @kitten-",
		 "Kitten's paw, Kitten-. Kitten: a ginger kitten, green eyes."},
		{"火事だ。", "火事だ。"},
	};
	struct film *film = *state;
	put(&film->style, NULL);
	for (size_t i = 0; i < LENGTH(rows); i++) {
		put(&film->scenes[0].prompt, rows[i].prompt);
		char *compiled = scene_compiled_prompt(film, &film->scenes[0]);
		assert_string_equal(compiled, rows[i].compiled);
		assert_pieces(film, &film->scenes[0], NULL);
		free(compiled);
	}
}

static void test_camera_and_style(void **state)
{
	struct film *film = *state;
	struct scene *scene = &film->scenes[1];
	put(&scene->prompt, "A door");
	put(&scene->shot, "close");
	put(&scene->angle, "from a drawer");
	put(&scene->move, "push-in");
	put(&scene->lens, "85mm");
	put(&scene->light, "night");
	put(&scene->sound, "wind");
	put(&scene->dialogue, "Rose: Who is there?");
	assert_pieces(film, scene, "prompt shot angle move lens light style sound dialogue");
	char *compiled = scene_compiled_prompt(film, scene);
	assert_string_equal(
		compiled,
		"A door. Close-up, from a drawer, the camera slowly pushes in, 85mm lens, at "
		"night. Style: 35mm grain. Sound: wind. Dialogue: Rose: Who is there?");
	free(compiled);
	put(&scene->prompt, NULL);
	put(&scene->sound, NULL);
	put(&scene->dialogue, NULL);
	compiled = scene_compiled_prompt(film, scene);
	assert_non_null(strstr(compiled, "Close-up"));
	assert_ptr_equal(strstr(compiled, "Close-up"), compiled);
	free(compiled);
}

/* Every word the table offers means something to a model. */
static void test_where_from(void **state)
{
	struct film *film = *state;
	struct scene *scene = &film->scenes[0];
	put(&scene->prompt, "@kitten and @fire-captain, @kitten:fireman @kitten");
	assert_pieces(film, scene,
		      "kitten prompt fire-captain prompt kitten:fireman prompt kitten prompt "
		      "fire-captain style");
	put(&scene->prompt, "  ");
	assert_pieces(film, scene, "style");
}

static void test_every_choice_has_a_phrase(void **state)
{
	static const char *const members[] = {"shot", "angle", "move", "light"};
	struct film *film = *state;
	struct scene scene = {.id = (char[]){"x"}};
	put(&film->style, NULL);
	for (size_t i = 0; i < LENGTH(members); i++) {
		const struct field *field = field_find(OF_SCENE, members[i]);
		for (size_t j = 0; field->choices[j]; j++) {
			struct json *word = json_new_str(field->choices[j]);
			assert_int_equal(field_set(field, &scene, word, NULL), 0);
			char *compiled = scene_compiled_prompt(film, &scene);
			assert_true(strlen(compiled) > strlen(json_str(word)) + 1);
			free(compiled);
			json_free(word);
		}
		field_set(field, &scene, NULL, NULL);
	}
}

static void test_recipe(void **state)
{
	struct film *film = *state;
	struct json *recipe = scene_recipe(film, &film->scenes[0], 7);
	char *text = json_text(recipe);
	assert_string_equal(
		text,
		"{\"provider\":\"animatic\",\"title\":\"A match\",\"prompt\":\"@kitten plays with "
		"a "
		"match\",\"seconds\":5,\"size\":\"1280x720\",\"fps\":24,\"style\":\"35mm grain\","
		"\"avoid\":\"text\",\"cast\":[{\"name\":\"kitten\",\"kind\":\"person\",\"looks\":"
		"\"a ginger "
		"kitten, green eyes\",\"pictogram\":\"🐱\",\"index\":0}],\"compiled\":\"Kitten (a "
		"ginger "
		"kitten, green eyes) plays with a match. Style: 35mm grain.\",\"seed\":7}");
	free(text);
	json_free(recipe);
	recipe = scene_recipe(film, &film->scenes[0], UINT64_MAX);
	assert_true(json_get_num(recipe, "seed") == 9007199254740991.0);
	json_free(recipe);
}

static char *digest(const struct film *film, size_t scene)
{
	char out[DIGEST_SIZE];
	scene_intent_digest(film, &film->scenes[scene], out);
	return xstrdup(out);
}

/* Does the digest of scene `scene` change when the text goes there? */
static bool changes(struct film *film, size_t scene, char **member, const char *text)
{
	char *before = digest(film, scene), *old = *member;
	*member = (char *)text;
	char *after = digest(film, scene);
	*member = old;
	bool result = strcmp(before, after) != 0;
	free(before);
	free(after);
	return result;
}

static void test_what_the_intent_holds(void **state)
{
	struct film *film = *state;
	struct scene *scenes = film->scenes;
	assert_true(changes(film, 0, &scenes[0].prompt, "other"));
	assert_true(changes(film, 0, &scenes[0].light, "night"));
	assert_true(changes(film, 0, &scenes[0].avoid, "dogs"));
	assert_true(changes(film, 0, &film->style, "drawn"));
	assert_true(changes(film, 0, &film->size, "640x360"));
	assert_true(changes(film, 0, &film->cast[0].looks, "a black kitten"));
	assert_false(changes(film, 0, &film->cast[1].looks, "not named here"));
	assert_false(changes(film, 0, &scenes[0].notes, "for people"));
	assert_false(changes(film, 0, &scenes[0].group, "I"));
	assert_false(changes(film, 0, &film->title, "x"));
	assert_false(changes(film, 0, &scenes[0].circled, "t001"));
	/* Only the animatic draws the title and the pictogram. */
	assert_true(changes(film, 0, &scenes[0].title, "x"));
	assert_false(changes(film, 2, &scenes[2].title, "x"));
	put(&scenes[2].prompt, "@kitten");
	assert_false(changes(film, 2, &film->cast[0].pictogram, "x"));
	assert_true(changes(film, 2, &film->cast[0].looks, "x"));
}

static void test_upstream_takes(void **state)
{
	struct film *film = *state;
	struct scene *scenes = film->scenes;
	assert_true(changes(film, 1, &scenes[0].circled, "t004"));
	assert_true(changes(film, 1, &scenes[0].circled, NULL));
	assert_true(changes(film, 2, &scenes[0].circled, "t004"));
	struct json *intent = scene_intent(film, &scenes[1], true);
	assert_string_equal(json_get_str(intent, "start"), "previous");
	assert_string_equal(json_get_str(intent, "start_take"), "match/t003");
	json_free(intent);
	json_set_num(json_get(scenes[0].takes, "t003"), "out", 2.5);
	intent = scene_intent(film, &scenes[1], true);
	assert_string_equal(json_get_str(intent, "start_take"), "match/t003@2.5");
	json_free(intent);
	intent = scene_intent(film, &scenes[2], false);
	assert_string_equal(json_get_str(intent, "end_take"), "match/t003");
	json_free(intent);
}

/* The order of members in an object says nothing. */
static void test_order_changes_no_digest(void **state)
{
	struct film *film = *state;
	char *before = digest(film, 1);
	json_free(film->scenes[1].options);
	film->scenes[1].options = json_parse("{\"a\":2,\"b\":1}", 13, 100, "", NULL);
	char *after = digest(film, 1);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_states(void **state)
{
	struct film *film = *state;
	struct scene *scene = &film->scenes[0];
	struct take_list list = {0};
	assert_int_equal(scene_state(film, scene, &list), SCENE_MISSING);
	struct take take = {.name = (char[]){"t003"}};
	list = (struct take_list){&take, 1, 1};
	assert_int_equal(scene_state(film, scene, &list), SCENE_CURRENT); /* imported */
	take.intent = digest(film, 0);
	assert_int_equal(scene_state(film, scene, &list), SCENE_CURRENT);
	put(&scene->light, "night");
	assert_int_equal(scene_state(film, scene, &list), SCENE_STALE);
	put(&scene->light, NULL);
	assert_int_equal(scene_state(film, scene, &list), SCENE_CURRENT);
	put(&scene->circled, "t001");
	assert_int_equal(scene_state(film, scene, &list), SCENE_MISSING);
	put(&scene->circled, NULL);
	assert_int_equal(scene_state(film, scene, &list), SCENE_MISSING);
	assert_string_equal(scene_state_word(SCENE_STALE), "stale");
	free(take.intent);
}

static void note_name(void *arg, const struct cast_member *member, const char *look)
{
	buf_addf(arg, "%s:%s ", member->name, look ? look : "-");
}

static void test_who_is_named(void **state)
{
	static const struct {
		const char *text, *names;
	} rows[] = {
		{NULL, ""},
		{"nobody, @nobody", ""},
		{"@kitten @kitten", "kitten:- "},
		{"@kitten @kitten:fireman", "kitten:fireman "},
		{"@kitten:fireman @kitten", "kitten:fireman "},
		{"@fire-captain (@KITTEN:wet)", "fire-captain:- kitten:- "},
	};
	for (size_t i = 0; i < LENGTH(rows); i++) {
		struct buf names = {0};
		cast_named(*state, rows[i].text, note_name, &names);
		assert_string_equal(buf_str(&names), rows[i].names);
		buf_free(&names);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_compiled),
		TEST(test_camera_and_style),
		TEST(test_where_from),
		TEST(test_every_choice_has_a_phrase),
		TEST(test_recipe),
		TEST(test_what_the_intent_holds),
		TEST(test_upstream_takes),
		TEST(test_order_changes_no_digest),
		TEST(test_states),
		TEST(test_who_is_named),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
