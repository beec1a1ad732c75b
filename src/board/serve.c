/* SPDX-License-Identifier: MIT
 *
 * What screens ask of the board.
 */
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/page.h"
#include "board/play.h"
#include "util/mem.h"
#include "util/text.h"

#define STRETCH 0.15

struct film *board_film(const struct board *board)
{
	return board->session->store.film;
}

struct session *board_session(const struct board *board)
{
	return board->session;
}

struct overview *board_overview(const struct board *board)
{
	return board->overview;
}

unsigned board_catalogs(const struct board *board)
{
	return board->catalogs;
}

struct keymap *board_keymap(const struct board *board)
{
	return board->keymap;
}

struct host *board_host(const struct board *board)
{
	return board->host;
}

struct editor *board_editor(struct board *board, const char *text, bool lines)
{
	struct editor *editor = editor_new(text, lines);

	editor_share_kills(editor, &board->kills);
	return editor;
}

/* Commands are named as the command line has them; here one types them behind ":". */
static char *as_typed_here(const char *text)
{
	static const char there[] = "“scenetty ", here[] = "“:";
	struct buf out = {0};

	for (const char *at; (at = strstr(text, there)); text = at + strlen(there)) {
		buf_add(&out, text, (size_t)(at - text));
		buf_add_str(&out, here);
	}
	buf_add_str(&out, text);
	return buf_take(&out);
}

void board_say(struct board *board, enum style style, const char *format, ...)
{
	va_list args;
	char *text, *clean;

	va_start(args, format);
	text = xvasprintf(format, args);
	va_end(args);
	clean = text_clean(text, false, 0);
	free(text);
	messages_add(&board->messages, style, as_typed_here(clean));
	free(clean);
	board_touch(board);
}

const struct scene *board_here(const struct board *board)
{
	return cards_scene(board->cards, board->cards->at);
}

const char *board_take(const struct board *board)
{
	const struct scene *here = board_here(board);
	const struct take *take = here ? inspector_take(&board->cards->inspector, here) : NULL;

	if (take || !here)
		return take ? take->name : NULL;
	if (inspector_walked(&board->cards->inspector, here))
		return inspector_walked(&board->cards->inspector, here);
	return overview_scene(board->overview, here->id)->take;
}

bool board_go(struct board *board, const char *scene)
{
	return cards_go_to(board->cards, scene);
}

char *board_chosen(const struct board *board)
{
	const struct scene *here = board_here(board);
	const struct cards *cards = board->cards;
	struct buf out = {0};

	for (size_t i = board->depth; i-- > 0;) {
		if (board->stack[i]->kind->chosen)
			return board->stack[i]->kind->chosen(board->stack[i]);
		if (!board->stack[i]->kind->popup)
			break;
	}
	for (size_t i = 0; cards->mark_count && i < board_film(board)->scene_count; i++) {
		const char *id = board_film(board)->scenes[i].id;

		if (cards_is_marked(cards, id))
			buf_addf(&out, "%s%s", out.len ? "," : "", id);
	}
	if (!out.len && here)
		buf_add_str(&out, here->id);
	return buf_take(&out);
}

/* A box of nearly the film's shape is filled to its edges: the last cell's worth of
 * stretching nobody sees. */
static double fitting_aspect(const struct board *board, int cols, int rows)
{
	int width, height;

	film_size(board_film(board), &width, &height);

	double fitting = (double)rows * width / ((double)cols * height);

	return fabs(fitting / board->cell_aspect - 1) < STRETCH ? fitting : board->cell_aspect;
}

const struct picture_cell *board_picture(struct board *board, const char *clip, double at, int cols,
					 int rows, bool now, int *got_cols, int *got_rows)
{
	struct frame_wish wish = {clip, at, cols, rows, fitting_aspect(board, cols, rows)};
	const struct picture *picture;
	bool failed;

	if (!board->pictures || cols < 1 || rows < 1)
		return NULL;
	picture = board->play ? play_picture(board->play, clip, cols, rows, wish.cell_aspect)
			      : NULL;
	failed = false;
	if (!picture)
		picture = gallery_want(board->gallery, &wish, now, &failed);
	*got_cols = picture ? picture->cols : failed ? -1 : 0;
	*got_rows = picture ? picture->rows : 0;
	return picture ? picture->cells : NULL;
}
