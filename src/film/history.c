/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "film/edit.h"
#include "util/mem.h"

static void clear_steps(struct step *steps, size_t *count)
{
	while (*count > 0)
		step_clear(&steps[--*count]);
}

/* True if both set the same member, and nothing else. */
static bool is_same_member(const struct step *a, const struct step *b)
{
	if (a->count != 1 || b->count != 1)
		return false;
	const struct edit *one = a->edits, *other = b->edits;
	return one->kind == EDIT_SET && other->kind == EDIT_SET && one->of == other->of &&
	       strcmp(one->id ? one->id : "", other->id ? other->id : "") == 0 &&
	       strcmp(one->member, other->member) == 0;
}

void history_push(struct history *history, struct step *step)
{
	bool goes_on = step->goes_on && history->undo_count &&
		       is_same_member(&history->undo[history->undo_count - 1], step);
	clear_steps(history->redo, &history->redo_count);
	if (goes_on) { /* the last one goes back to where the typing began */
		step_clear(step);
		return;
	}
	step->goes_on = false;
	GROW(history->undo, history->undo_count, history->undo_room);
	history->undo[history->undo_count++] = *step;
	*step = (struct step){0};
}

const char *history_undo(struct history *history, struct film *film, struct err *err)
{
	if (!history->undo_count)
		return NULL;
	struct step *step = &history->undo[history->undo_count - 1];
	if (step_apply(film, step, err) < 0)
		return NULL;
	GROW(history->redo, history->redo_count, history->redo_room);
	history->redo[history->redo_count++] = *step;
	history->undo_count--;
	return step->label ? step->label : "";
}

const char *history_redo(struct history *history, struct film *film, struct err *err)
{
	if (!history->redo_count)
		return NULL;
	struct step *step = &history->redo[history->redo_count - 1];
	if (step_apply(film, step, err) < 0)
		return NULL;
	GROW(history->undo, history->undo_count, history->undo_room);
	history->undo[history->undo_count++] = *step;
	history->redo_count--;
	return step->label ? step->label : "";
}

void history_clear(struct history *history)
{
	clear_steps(history->undo, &history->undo_count);
	clear_steps(history->redo, &history->redo_count);
	free(history->undo);
	free(history->redo);
	*history = (struct history){0};
}
