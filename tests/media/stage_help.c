/* SPDX-License-Identifier: MIT */
#include "tests/media/stage_help.h"

#include <string.h>

static char *data_dir(void)
{
	const char *source = getenv("top_srcdir");
	return xasprintf("%s/data", source ? source : ".");
}

struct lexicon *help_lexicon(void)
{
	struct err err = {0};
	char *data = data_dir();
	struct lexicon *lexicon = lexicon_load(data, CLDR_DIR, NULL, &err);
	if (!lexicon)
		fail_msg("%s", err_text(&err));
	free(data);
	return lexicon;
}

static char *describe(const struct stage *stage)
{
	struct buf out = {0};
	for (size_t i = 0; i < stage->count; i++) {
		buf_add_str(&out, stage->things[i].pictogram);
		if (stage->things[i].count > 1)
			buf_addf(&out, "*%d", stage->things[i].count);
		buf_add_char(&out, ' ');
	}
	buf_addf(&out, "| %s %s", place_word(stage->place), light_word(stage->light));
	if (stage->shot != SHOT_FULL || stage->angle != ANGLE_EYE || stage->move != MOVE_STATIC)
		buf_addf(&out, " %s %s %s", shot_word(stage->shot), angle_word(stage->angle),
			 move_word(stage->move));
	return buf_take(&out);
}

static char *stage_text(struct lexicon *lexicon, const struct json *recipe, const char *locale,
			char language[12])
{
	struct stage stage = {0};
	struct err err = {0};
	assert_fine(stage_set(lexicon, recipe, locale, &stage, &err), &err);
	char *text = describe(&stage);
	if (language)
		memcpy(language, stage.language, sizeof stage.language);
	stage_clear(&stage);
	return text;
}

char *help_stage(struct lexicon *lexicon, const char *recipe, const char *locale)
{
	struct err err = {0};
	struct json *json = json_parse(recipe, strlen(recipe), 1 << 20, "recipe", &err);
	if (!json)
		fail_msg("%s", err_text(&err));
	char *text = stage_text(lexicon, json, locale, NULL);
	json_free(json);
	return text;
}

char *help_prompt(struct lexicon *lexicon, const char *prompt, char language[12])
{
	struct json *recipe = json_new_object();
	json_set_str(recipe, "prompt", prompt);
	char *text = stage_text(lexicon, recipe, NULL, language);
	json_free(recipe);
	return text;
}
