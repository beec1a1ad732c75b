/* SPDX-License-Identifier: MIT
 *
 * What the stage makes of words: prompts.txt and silent.txt beside this file are
 * the tables.
 */
#include "tests/media/stage_help.h"

#include <string.h>

#include "media/stage/rows.h"
#include "util/json.h"

struct table {
	struct lexicon *lexicon;
	char *prompt;     /* waits for its expectation */
	struct buf wrong; /* every row that failed */
	int rows;
};

static int read_table(struct table *table, const char *name, row_fn *row)
{
	const char *source = getenv("top_srcdir");
	char *folder = xasprintf("%s/tests/media", source ? source : ".");
	struct err err = {0};
	table->lexicon = help_lexicon();
	assert_fine(rows_read(folder, name, row, table, &err), &err);
	lexicon_free(table->lexicon);
	free(folder);
	if (table->wrong.len > 0)
		fail_msg("%s:\n%s", name, table->wrong.data);
	buf_free(&table->wrong);
	return table->rows;
}

/* A prompt, and in the next row, behind a tab, its stage. */
static int check_prompt(void *arg, const char *section, char *row, struct err *err)
{
	struct table *table = arg;
	char language[12];
	if (row[0] != '\t') {
		table->prompt = xstrdup(row);
		return 0;
	}
	if (!table->prompt)
		return err_set(err, ERR_INVALID, "a stage without a prompt");
	char *stage = help_prompt(table->lexicon, table->prompt, language);
	if (strcmp(stage, row + 1) != 0)
		buf_addf(&table->wrong, "%s\n\twant %s\n\thave %s\n", table->prompt, row + 1,
			 stage);
	if (strcmp(language, section) != 0)
		buf_addf(&table->wrong, "%s\n\twant [%s], have [%s]\n", table->prompt, section,
			 language);
	free(stage);
	free(table->prompt);
	table->prompt = NULL;
	table->rows++;
	return 0;
}

static void prompts_become_stages(void **state)
{
	struct table table = {0};
	assert_true(read_table(&table, "prompts.txt", check_prompt) >= 100);
}

/* A frame for words, and the words between spaces. */
static int check_silent(void *arg, const char *section, char *row, struct err *err)
{
	struct table *table = arg;
	char *frame = strsep(&row, "\t"), language[12];
	if (!row)
		return err_set(err, ERR_INVALID, "expected a frame, a tab and words");
	for (char *word; (word = strsep(&row, " "));) {
		size_t before = strcspn(frame, "*");
		char *prompt = xasprintf("%.*s%s%s", (int)before, frame, word, frame + before + 1);
		char *stage = help_prompt(table->lexicon, prompt, language);
		if (stage[0] != '|')
			buf_addf(&table->wrong, "%s\n\thave %s\n", prompt, stage);
		free(stage);
		free(prompt);
		table->rows++;
	}
	return 0;
}

static void silent_words_stage_nothing(void **state)
{
	struct table table = {0};
	assert_true(read_table(&table, "silent.txt", check_silent) >= 200);
}

/* Recipes that take more than a prompt. */
static const struct {
	const char *recipe, *stage;
} recipes[] = {
	{"{}", "| none day"},
	{"{\"prompt\":\"\"}", "| none day"},
	{"{\"prompt\":[\"A cat\",\"in the kitchen\"]}", "🐱 🍳 | indoor day"},
	/* fields win over words */
	{"{\"prompt\":\"close-up of a dog at night\",\"shot\":\"wide\",\"light\":\"dawn\"}",
	 "🐶 | none dawn wide eye static"},
	{"{\"prompt\":\"a dog\",\"shot\":\"something odd\",\"move\":\"slow dolly in on her face\"}",
	 "🐶 | none day full eye push-in"},
	{"{\"prompt\":\"un chien\",\"shot\":\"gros plan\",\"angle\":\"contre-plongée\","
	 "\"move\":\"travelling avant\",\"light\":\"à la nuit tombée\"}",
	 "🐶 | none night close low push-in"},
	{"{\"prompt\":\"a dog\",\"shot\":\"plan américain\",\"angle\":\"plongée\"}",
	 "🐶 | none day medium high static"},
	/* the cast */
	{"{\"prompt\":\"@kitten:fireman finds @kitchen\",\"cast\":[{\"name\":\"kitten\","
	 "\"kind\":\"person\",\"pictogram\":\"🐱\",\"index\":0},{\"name\":\"kitchen\",\"kind\":"
	 "\"place\",\"looks\":\"a small old kitchen\",\"pictogram\":\"🍳\",\"index\":1}]}",
	 "🐱 🍳 | indoor day"},
	{"{\"prompt\":\"@marie and @bob's dog\",\"cast\":[{\"name\":\"marie\",\"kind\":\"person\","
	 "\"looks\":\"a girl of seven, red "
	 "hair\",\"index\":0},{\"name\":\"bob\",\"kind\":\"person\","
	 "\"looks\":\"tall and sad\",\"index\":1}]}",
	 "👧 🧑 🐶 | none day"},
	{"{\"prompt\":\"the rose stands up\",\"cast\":[{\"name\":\"rose\",\"kind\":\"person\","
	 "\"looks\":\"an old woman\",\"index\":0}]}",
	 "👵 | none day"},
	{"{\"prompt\":\"@cellar, empty\",\"cast\":[{\"name\":\"cellar\",\"kind\":\"place\","
	 "\"looks\":\"a dark cellar lit by candlelight\",\"index\":0}]}",
	 "🕯 | indoor candle"},
	{"{\"prompt\":\"@key lies on the beach\",\"cast\":[{\"name\":\"key\",\"kind\":\"prop\","
	 "\"looks\":\"a rusty iron key\",\"index\":0}]}",
	 "🗝 🏖 | sea day"},
	/* two of a kind are two when each is somebody; a third one is one of them */
	{"{\"prompt\":\"@ann meets @eve, a woman\",\"cast\":[{\"name\":\"ann\",\"kind\":\"person\","
	 "\"pictogram\":\"👩\",\"index\":0},{\"name\":\"eve\",\"kind\":\"person\",\"pictogram\":"
	 "\"👩\",\"index\":1}]}",
	 "👩 👩 | none day"},
	{"{\"prompt\":\"@nobody sings; @dog barks\"}", "🐶 | none day"},
	{"{\"prompt\":\"scene without @cat\",\"cast\":[{\"name\":\"cat\",\"kind\":\"person\","
	 "\"pictogram\":\"🐱\",\"index\":0}]}",
	 "| none day"},
	/* seven at most, the cast and who acts before the rest */
	{"{\"prompt\":\"a lamp, a chair, a vase, a bell, a mirror, a drum, a box, a dog and @x\","
	 "\"cast\":[{\"name\":\"x\",\"kind\":\"prop\",\"pictogram\":\"🧶\",\"index\":0}]}",
	 "💡 🪑 🏺 🔔 🪞 🐶 🧶 | indoor day"},
};

static void recipes_become_stages(void **state)
{
	struct lexicon *lexicon = help_lexicon();
	for (size_t i = 0; i < LENGTH(recipes); i++) {
		char *stage = help_stage(lexicon, recipes[i].recipe, NULL);
		if (strcmp(stage, recipes[i].stage) != 0)
			fail_msg("%s\n\twant %s\n\thave %s", recipes[i].recipe, recipes[i].stage,
				 stage);
		free(stage);
	}
	lexicon_free(lexicon);
}

/* Every choice of film.json's fields, and no other one, however it is written. */
static void choices_are_understood(void **state)
{
	static const struct {
		enum facet facet;
		const char *field, *words;
	} fields[] = {
		{FACET_SHOT, "shot", "extreme-wide wide full medium close extreme-close"},
		{FACET_ANGLE, "angle", "eye low high overhead dutch"},
		{FACET_MOVE, "move",
		 "static push-in pull-out pan-left pan-right tilt-up tilt-down truck-left "
		 "truck-right crane-up crane-down orbit handheld zoom-in zoom-out"},
		{FACET_LIGHT, "light",
		 "day dawn golden dusk night fire candle storm fog snow heaven neon"},
	};
	struct lexicon *lexicon = help_lexicon();
	struct err err = {0};
	for (size_t i = 0; i < LENGTH(fields); i++) {
		char *words = xstrdup(fields[i].words), *rest = words;
		for (char *word; (word = strsep(&rest, " "));) {
			struct json *recipe = json_new_object();
			struct stage stage = {0};
			json_set_str(recipe, fields[i].field, word);
			assert_fine(stage_set(lexicon, recipe, NULL, &stage, &err), &err);
			struct json *json = stage_to_json(&stage);
			assert_string_equal(json_get_str(json, fields[i].field), word);
			assert_int_not_equal(facet_value(fields[i].facet, word), FACET_SILENT);
			json_free(json);
			stage_clear(&stage);
			json_free(recipe);
		}
		free(words);
	}
	lexicon_free(lexicon);
}

static void answer_says_where_from(void **state)
{
	static const char recipe[] =
		"{\"prompt\":\"Two dogs watch @kitten burn\",\"title\":\"T\\u001bX\",\"mood\":9,"
		"\"move\":\"slow dolly in on her little face, please\",\"dialogue\":[\"a\",\"b\"],"
		"\"cast\":[{\"name\":\"kitten\",\"kind\":\"person\",\"pictogram\":\"🐱\",\"index\":"
		"4}]}";
	struct lexicon *lexicon = help_lexicon();
	struct err err = {0};
	struct stage stage = {0};
	struct json *json = json_parse(recipe, sizeof recipe - 1, 4096, "recipe", &err);
	assert_fine(stage_set(lexicon, json, "de_DE.UTF-8", &stage, &err), &err);
	struct json *answer = stage_to_json(&stage);
	char *text = json_text(answer);
	assert_string_equal(
		text,
		"{\"stage\":[{\"word\":\"dogs\",\"pictogram\":\"🐶\",\"stance\":\"actor\","
		"\"count\":2},{\"word\":\"kitten\",\"pictogram\":\"🐱\",\"cast\":\"kitten\","
		"\"stance\":\"actor\",\"count\":1}],\"place\":\"none\",\"light\":\"fire\","
		"\"shot\":\"full\",\"angle\":\"eye\",\"move\":\"push-in\",\"language\":\"en\"}");
	assert_int_equal(stage.things[1].cast_index, 4);
	assert_int_equal(stage.things[0].cast_index, -1);
	assert_string_equal(stage.move_label, "slow dolly in on her little…");
	assert_string_equal(stage.title, "T^[X");
	assert_string_equal(stage.dialogue, "a\nb");
	assert_true(stage.mood == 5);
	free(text);
	json_free(answer);
	json_free(json);
	stage_clear(&stage);
	lexicon_free(lexicon);
}

/* The asker's language counts where the words say too little. */
static void locale_is_a_hint(void **state)
{
	struct lexicon *lexicon = help_lexicon();
	char *german = help_stage(lexicon, "{\"prompt\":\"Hund, Katze\"}", "de_AT.UTF-8");
	char *english = help_stage(lexicon, "{\"prompt\":\"A dog and the cat\"}", "de_AT.UTF-8");
	char *none = help_stage(lexicon, "{\"prompt\":\"dog\"}", "../../etc");
	assert_string_equal(german, "🐕 🐈 | none day");
	assert_string_equal(english, "🐶 🐱 | none day");
	assert_string_equal(none, "🐶 | none day");
	free(german);
	free(english);
	free(none);
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompts_become_stages),
		cmocka_unit_test(silent_words_stage_nothing),
		cmocka_unit_test(recipes_become_stages),
		cmocka_unit_test(choices_are_understood),
		cmocka_unit_test(answer_says_where_from),
		cmocka_unit_test(locale_is_a_hint),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
