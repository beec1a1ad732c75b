/* SPDX-License-Identifier: MIT
 *
 * Many scenes at once, from a text: script.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/ids.h"
#include "core/scenes/place.h"
#include "core/scenes/script.h"
#include "core/scenes/setting.h"
#include "core/session/call_run.h"
#include "util/file.h"

#define BYTES_MAX (1u << 20)
#define PARTS_MAX 500
#define MARK "\xef\xbb\xbf" /* what some editors begin a file with */

struct adding {
	struct script script;
	struct ids ids;
};

static struct json *scene_of(const struct script_part *part, const char *id, const char *group)
{
	struct json *scene = json_new_object();

	json_set_str(scene, "id", id);
	json_set_str(scene, "title", part->title);
	json_set_str(scene, "prompt", part->text);
	json_set_str(scene, "group", part->group ? part->group : group);
	return scene;
}

static int build_scenes(struct call *call, struct step *step, struct err *err)
{
	struct adding *adding = call->state;
	const struct script *script = &adding->script;
	size_t gap = call->session->store.film->scene_count;
	const char *group;

	if (place_gap(call, &gap, err) < 0)
		return -1;
	group = place_group(call, gap);
	adding->ids.store = &call->session->store;
	for (size_t i = 0; i < script->count; i++) {
		const struct script_part *part = &script->parts[i];
		char *words = ids_words(part->title, part->text);
		const char *id = ids_new(&adding->ids, words);

		step_insert(step, OF_SCENE, gap + i, scene_of(part, id, group));
		free(words);
	}
	if (script->count == 1)
		step_label(step, "add %s as scene %zu", adding->ids.given[0], gap + 1);
	else
		step_label(step, "add %zu scenes as %zu to %zu", script->count, gap + 1,
			   gap + script->count);
	return 0;
}

static int read_text(const char *file, struct buf *text, struct err *err)
{
	if (file_read(AT_FDCWD, file, BYTES_MAX, text, err) < 0)
		return -1;
	if (strlen(buf_str(text)) != text->len)
		return err_set(err, ERR_INVALID, "%s: a text has no NUL bytes", file);
	return setting_check_text(file, buf_str(text), err);
}

static int read_script(struct call *call, struct script *out, struct err *err)
{
	const char *file = call_arg(call, 0), *typed = call_option(call, "text");
	struct buf text = {0};
	int result;

	if (!file == !typed)
		return err_set(err, ERR_USAGE, "it takes a file, or --text TEXT");
	result = file ? read_text(file, &text, err) : setting_check_text("--text", typed, err);
	if (typed)
		buf_add_str(&text, typed);
	if (result == 0) {
		const char *first = buf_str(&text);

		script_read(first + (strncmp(first, MARK, strlen(MARK)) ? 0 : strlen(MARK)), out);
	}
	buf_free(&text);
	if (result == 0 && !out->count)
		return err_set(err, ERR_INVALID, "nothing is written there");
	if (result == 0 && out->count > PARTS_MAX)
		return err_set(err, ERR_INVALID, "that is %zu scenes, more than %d at once",
			       out->count, PARTS_MAX);
	return result;
}

int command_script(struct call *call, struct err *err)
{
	struct adding adding = {0};
	int result = read_script(call, &adding.script, err);

	call->state = &adding;
	if (result == 0)
		result = call_change(call, build_scenes, err);
	call->state = NULL;
	for (size_t i = 0; result == 0 && !call->out->columns && i < adding.ids.count; i++)
		out_say(call->out, "%s\n", adding.ids.given[i]);
	ids_clear(&adding.ids);
	script_clear(&adding.script);
	return result;
}
