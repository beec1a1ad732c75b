/* SPDX-License-Identifier: MIT */
#include "core/session/call_run.h"

#include <stdlib.h>

#include "util/mem.h"

static int open_film(struct call *call, struct err *err)
{
	struct session *session = call->session;

	if (session->has_film)
		return 0;
	if (session_open(session, call->globals[GLOBAL_FILM], err) < 0)
		return -1;
	const struct store *store = &session->store;
	if (store->recovered)
		out_note(call->out, "took up %zu change%s that had been logged but not saved",
			 store->recovered, store->recovered == 1 ? "" : "s");
	if (store->left_out)
		out_note(call->out,
			 "left out %zu change%s that had been logged but not saved: film.json is "
			 "another one now (they are in .scenetty/edits.log)",
			 store->left_out, store->left_out == 1 ? "" : "s");
	return 0;
}

int call_run(struct call *call, struct err *err)
{
	const struct command *command = call->command;
	const struct store *store = &call->session->store;

	if (!command->run && !call->act)
		return err_set(err, ERR_USAGE, "“%s” works on the board only", command->name);
	if (call->act && call->globals[GLOBAL_FILM])
		return err_set(err, ERR_USAGE,
			       "the board has one film open; “-C” is for the command line");
	if ((command->needs & NEED_FILM) && open_film(call, err) < 0)
		return -1;
	if ((command->needs & NEED_WRITE) && store->read_only)
		return err_set(err, ERR_IO, "%s can’t be changed: %s", store->path,
			       store->why_read_only);
	if ((command->needs & NEED_SCENE) && call->here && !*call->here)
		return err_set(err, ERR_NOT_FOUND, "there is no scene here");
	call->out->wants_json = call->globals[GLOBAL_JSON] != NULL;
	if (call->act) {
		int result = call->act(call, err);

		if (result <= 0)
			return result;
	}
	if (!command->run)
		return err_set(err, ERR_USAGE, "“%s” can’t be done here", command->name);
	return command->run(call, err);
}

int call_change(struct call *call,
		int (*build)(struct call *call, struct step *step, struct err *err),
		struct err *err)
{
	struct step step = {0};
	char *label = NULL;
	int result;

	if (session_begin(call->session, err) < 0)
		return -1;
	result = build(call, &step, err);
	if (result < 0 || !step.count) {
		session_end(call->session, NULL, NULL);
		step_clear(&step);
		return result;
	}
	label = xstrdup(step.label);
	result = session_end(call->session, &step, err);
	if (result == 0)
		out_note(call->out, "%s", label);
	free(label);
	return result;
}
