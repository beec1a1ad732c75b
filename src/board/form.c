/* SPDX-License-Identifier: MIT
 *
 * The form's life, from its opening on.
 */
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/form_private.h"
#include "core/scenes/target.h"
#include "util/mem.h"

static void film_changed(struct screen *screen)
{
	struct form *form = (struct form *)screen;
	if (form_thing(form)) {
		form_follow(form);
		return;
	}
	board_say(screen->board, STYLE_WARN, "“%s” is gone, and so is its form", form->name);
	while (board_top(screen->board) != screen) /* what asks for it */
		board_pop(screen->board, board_top(screen->board));
	board_pop(screen->board, screen);
}

static char *chosen(const struct screen *screen)
{
	const struct form *form = (const struct form *)screen;
	return form->of == OF_SCENE ? xstrdup(form->name)
	       : form->of == OF_CAST ? xasprintf("cast:%s", form->name)
				     : xstrdup("film");
}

static void give(struct screen *screen)
{
	struct form *form = (struct form *)screen;
	struct err err = {0};
	if (form_thing(form))
		form_give(form, &err);
	err_clear(&err);
}

static void form_free(struct screen *screen)
{
	struct form *form = (struct form *)screen;
	give(screen);
	if (form->timer)
		loop_cancel(board_session(screen->board)->loop, form->timer);
	popup_end(form);
	form_free_rows(form);
	free(form->refusal);
	free(form->scenes);
	free(form->name);
	free(form->given);
	free(form);
}

static const char *const *hints_now(const struct screen *screen)
{
	static const char *const hints[] = {
		"choose", "done", "complete next", "go down", "edit", "back", "help keys scene",
		NULL,
	};
	static const char *const hints_scene[] = {
		"choose", "generate . -n {count}", "done", "complete next", "go down", "edit",
		"back", "help keys scene", "go next-scene {count}", NULL,
	};

	return ((const struct form *)screen)->of == OF_SCENE ? hints_scene : hints;
}

static const struct screen_kind kind = {
	.title = "form",
	.draw = form_draw,
	.type = form_type,
	.paste = form_paste,
	.mouse = form_mouse,
	.film_changed = film_changed,
	.give = give,
	.chosen = chosen,
	.actions = form_actions,
	.hints_now = hints_now,
	.free = form_free,
};

struct screen *form_new(struct board *board, enum field_of of, const char *name, struct err *err)
{
	struct form *form = xcalloc(1, sizeof *form);
	*form = (struct form){
		.screen = {&kind, board, CONTEXT_SCENE},
		.of = of,
		.name = name ? xstrdup(name) : NULL,
		.popup.at = -1,
	};
	if (!form_thing(form)) {
		err_set(err, ERR_NOT_FOUND, "there is no “%s”", name);
		free(form->name);
		free(form);
		return NULL;
	}
	form_make_rows(form);
	return &form->screen;
}

int form_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	const struct film *film = board_film(board);
	const struct scene *here = board_here(board);
	const char *what = call_arg(call, 0) ? call_arg(call, 0) : here ? here->id : "film";
	struct target target = {0};
	struct screen *form = NULL;
	if (target_parse(film, what, &target, err) < 0)
		return -1;
	if (target.of == OF_SCENE && target.scenes.count) {
		const char *id = film->scenes[target.scenes.items[0]].id;
		board_go(board, id);
		form = form_new(board, OF_SCENE, id, err);
	} else if (target.of != OF_SCENE) {
		form = form_new(board, target.of, target.cast, err);
	}
	target_clear(&target);
	if (!form)
		return -1;
	board_push(board, form);
	if (call_option(call, "write"))
		form_write((struct form *)form);
	return 0;
}

int form_act_edit(struct screen *screen, struct call *call, struct err *err)
{
	const struct scene *here = board_here(screen->board);
	const char *field = call_arg(call, 0) ? call_arg(call, 0) : "prompt";
	struct screen *made = here ? form_new(screen->board, OF_SCENE, here->id, err) : NULL;
	struct form *form = (struct form *)made;
	if (!made)
		return here ? -1 : err_set(err, ERR_NOT_FOUND, "there is no scene here");
	struct form_row *row = form_row_named(form, field);
	int result = row ? form_edit(form, row, err)
			 : err_set(err, ERR_USAGE, "there is no field “%s”", field);
	form_free(made);
	return result;
}
