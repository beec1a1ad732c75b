/* SPDX-License-Identifier: MIT */
#include "media/stage/stage_verb.h"

#include <stdlib.h>

#include "media/places.h"
#include "util/file.h"

int stage_of_task(const struct task *task, struct stage *out, struct err *err)
{
	char *data = file_data_home(), *cldr = places_cldr(), *words = places_words();
	struct lexicon *lexicon = lexicon_load(data, cldr, words, err);
	int result = -1;

	if (lexicon)
		result = stage_set(lexicon, json_get(task->body, "recipe"),
				   json_get_str(task->body, "locale"), out, err);
	lexicon_free(lexicon);
	free(data);
	free(cldr);
	free(words);
	return result;
}

int verb_stage(struct task *task, struct err *err)
{
	struct stage stage = {0};
	int result = stage_of_task(task, &stage, err);

	if (result == 0)
		result = task_done(task, stage_to_json(&stage), NULL, 0, err);
	stage_clear(&stage);
	return result;
}
