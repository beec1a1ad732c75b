/* SPDX-License-Identifier: MIT
 *
 * What goes out of a film: copy, rm.
 */
#include <stdlib.h>
#include <string.h>

#include "core/commands/commands.h"
#include "core/scenes/register.h"
#include "core/scenes/target.h"
#include "core/session/call_run.h"

int command_copy(struct call *call, struct err *err)
{
	struct scene_list list = {0};
	struct json *content = NULL;
	int result = target_all_scenes(call->session->store.film, call->args, call->arg_count,
				       &list, err);

	if (result == 0) {
		scene_list_sort(&list);
		content = register_make(call->session, list.items, list.count, false, err);
		result = content ? register_save(content, err) : -1;
	}
	if (result == 0)
		out_note(call->out, "copied %zu scene%s; “put” puts %s, in any film", list.count,
			 list.count == 1 ? "" : "s", list.count == 1 ? "it" : "them");
	json_free(content);
	scene_list_clear(&list);
	return result;
}

/* The cast members and scenes the words name; *last gets one's name. */
static int remove_named(struct call *call, struct step *step, struct scene_list *list,
			const char **last, struct err *err)
{
	const struct film *film = call->session->store.film;

	for (size_t i = 0; i < call->arg_count; i++) {
		const char *typed = call->args[i];

		if (strncmp(typed, "cast:", 5) != 0) {
			if (target_scenes(film, typed, list, err) < 0)
				return -1;
			continue;
		}
		*last = typed + 5;
		if (target_cast(film, *last, err) < 0)
			return -1;
		step_remove(step, OF_CAST, *last);
	}
	scene_list_sort(list);
	for (size_t i = 0; i < list->count; i++) {
		*last = film->scenes[list->items[i]].id;
		step_remove(step, OF_SCENE, *last);
	}
	return 0;
}

static int build_rm(struct call *call, struct step *step, struct err *err)
{
	struct scene_list list = {0};
	struct json *content = NULL;
	const char *last = NULL;
	int result = remove_named(call, step, &list, &last, err);

	if (result == 0 && list.count)
		content = register_make(call->session, list.items, list.count, true, NULL);
	call->state = content;
	if (step->count == 1)
		step_label(step, "remove %s", last);
	else if (list.count == step->count)
		step_label(step, "remove %zu scenes", step->count);
	else
		step_label(step, "remove %zu scenes and cast members", step->count);
	scene_list_clear(&list);
	return result;
}

int command_rm(struct call *call, struct err *err)
{
	struct err why = {0};
	int result = call_change(call, build_rm, err);
	struct json *content = call->state;

	if (result == 0 && content && register_save(content, &why) < 0)
		out_note(call->out, "“put” won’t bring it back, undo does: %s", err_text(&why));
	err_clear(&why);
	json_free(content);
	call->state = NULL;
	return result;
}
