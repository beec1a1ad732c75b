/* SPDX-License-Identifier: MIT
 *
 * What may be chosen for the field being written in: all of it at first, then what
 * fits the typed; in a text the cast behind an "@".
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "board/form_private.h"
#include "util/mem.h"

#define ROWS_MAX 8
#define COLS_MAX 78
#define MEASURED_MAX 200
#define NOTE_COL_MAX 32

static bool is_mention_sign(char c)
{
	return islower((unsigned char)c) || isdigit((unsigned char)c) || c == '-' || c == ':';
}

/* Where the name behind an "@" before the cursor begins; false if there is none. */
static bool mention_begins(const struct editor *editor, size_t *from)
{
	const char *text = editor_text(editor);
	size_t at = editor_cursor(editor);
	while (at && is_mention_sign(text[at - 1]))
		at--;
	*from = at;
	return at && text[at - 1] == '@' &&
	       !(at > 1 && isalnum((unsigned char)text[at - 2]));
}

static void show(struct popup *popup, size_t index)
{
	GROW(popup->shown, popup->count, popup->room);
	popup->shown[popup->count++] = index;
}

/* Those that begin with what is typed, then those that have it within. */
static void show_fitting(struct popup *popup, const char *typed)
{
	size_t bytes = strlen(typed);
	popup->count = 0;
	for (size_t i = 0; i < popup->offers.count; i++)
		if (strncasecmp(popup->offers.items[i].word, typed, bytes) == 0)
			show(popup, i);
	for (size_t i = 0; bytes && i < popup->offers.count; i++)
		if (strncasecmp(popup->offers.items[i].word, typed, bytes) != 0 &&
		    strcasestr(popup->offers.items[i].word, typed))
			show(popup, i);
}

static const char *marked(const struct popup *popup)
{
	return popup->at < 0 ? NULL : popup->offers.items[popup->shown[popup->at]].word;
}

static long position_of(const struct popup *popup, const char *word)
{
	for (size_t i = 0; i < popup->count; i++)
		if (strcmp(popup->offers.items[popup->shown[i]].word, word) == 0)
			return (long)i;
	return -1;
}

void popup_begin(struct form *form)
{
	struct board *board = form->screen.board;
	const struct form_row *row = form_row(form);
	popup_end(form);
	form->popup.catalogs = board_catalogs(board);
	if (row_is_text(row) && form->of == OF_SCENE)
		offers_cast(board_film(board), &form->popup.offers);
	else if (!row->state)
		offers_field(board_session(board), form->of, form->name, row->field,
			     &form->popup.offers);
	popup_refresh(form);
}

/* What its service tells of its models has come while one chooses: what is typed, and
 * what is marked, stay. */
static void hear_catalogs(struct form *form)
{
	struct board *board = form->screen.board;
	struct popup *popup = &form->popup;
	const struct form_row *row = form_row(form);
	const char *was = popup_is_open(form) ? marked(popup) : NULL;

	if (popup->catalogs == board_catalogs(board) || !form->writes || row_is_text(row) ||
	    row->state)
		return;

	char *mark = was ? xstrdup(was) : NULL;

	popup->catalogs = board_catalogs(board);
	offers_clear(&popup->offers);
	offers_field(board_session(board), form->of, form->name, row->field, &popup->offers);
	popup_refresh(form);
	if (mark)
		popup->at = position_of(popup, mark);
	free(mark);
}

void popup_end(struct form *form)
{
	offers_clear(&form->popup.offers);
	free(form->popup.shown);
	form->popup = (struct popup){.at = -1};
}

static void refresh_mention(struct form *form)
{
	struct popup *popup = &form->popup;
	const struct editor *editor = form_row(form)->editor;
	popup->open = mention_begins(editor, &popup->from);
	if (!popup->open) {
		popup->closed = false; /* it was this one's that was closed */
		return;
	}
	char *typed = xstrndup(editor_text(editor) + popup->from,
			       editor_cursor(editor) - popup->from);
	show_fitting(popup, typed);
	bool is_whole = popup->count == 1 && position_of(popup, typed) == 0;
	popup->open = popup->count && !is_whole;
	popup->at = *typed ? 0 : -1;
	free(typed);
}

void popup_refresh(struct form *form)
{
	struct popup *popup = &form->popup;
	const char *text = editor_text(form_row(form)->editor);
	popup->at = -1;
	popup->first = 0;
	popup->typed |= strcmp(text, form->given) != 0;
	if (!popup->offers.count)
		return;
	if (row_is_text(form_row(form))) {
		refresh_mention(form);
		return;
	}
	show_fitting(popup, popup->typed ? text : "");
	popup->at = position_of(popup, text);
	popup->open = popup->count > (popup->typed && popup->at >= 0);
	popup->from = 0;
}

bool popup_is_open(const struct form *form)
{
	return form->writes && form->popup.open && !form->popup.closed;
}

void popup_move(struct form *form, long rows)
{
	struct popup *popup = &form->popup;
	long last = (long)popup->count - 1;
	popup->at += rows;
	popup->at = popup->at < 0 ? 0 : popup->at > last ? last : popup->at;
}

bool popup_take(struct form *form, bool any)
{
	struct popup *popup = &form->popup;
	struct editor *editor = form_row(form)->editor;
	if (!popup_is_open(form))
		return false;
	if (popup->at < 0 && any)
		popup->at = 0;
	popup->closed = true;
	if (!marked(popup))
		return false;
	if (!row_is_text(form_row(form)) && strcmp(marked(popup), editor_text(editor)) == 0)
		return false; /* it stands there */
	char *word = xstrdup(marked(popup));
	if (row_is_text(form_row(form))) {
		size_t end = editor_cursor(editor);
		while (end > popup->from) {
			editor_do(editor, "select-left");
			end = editor_cursor(editor);
		}
		editor_insert(editor, word, strlen(word));
	} else {
		editor_replace(editor, word);
		editor_do(editor, "end");
	}
	free(word);
	form_typed(form);
	popup->closed = true; /* also where a mention has ended */
	return true;
}

/* Where the notes stand behind the words: in a column, as long as that is not far. */
static int note_col(const struct popup *popup, int most)
{
	int widest = 0;
	for (size_t i = 0; i < popup->count && i < MEASURED_MAX; i++) {
		int word = grid_width(popup->offers.items[popup->shown[i]].word);
		widest = word > widest ? word : widest;
	}
	return widest < most ? widest : most;
}

/* Below the cursor if there is room, else above it. */
static struct box place(const struct popup *popup, const struct grid *grid, struct box field,
			int anchor, struct box within)
{
	int row = grid->cursor_col >= 0 ? grid->cursor_row : field.row;
	int below = within.row + within.rows - row - 1, above = row - within.row;
	int rows = popup->count < ROWS_MAX ? (int)popup->count : ROWS_MAX;
	bool under = below >= rows || below >= above;
	int room = under ? below : above;
	struct box box = {field.col, 0, COLS_MAX, rows < room ? rows : room};
	if (anchor > 0) /* under the name that is typed */
		box.col = anchor;
	int word = 0, column = note_col(popup, NOTE_COL_MAX);
	for (size_t i = 0; i < popup->count && i < MEASURED_MAX; i++) {
		const struct offer *offer = &popup->offers.items[popup->shown[i]];
		int cols = grid_width(offer->word);
		if (offer->note)
			cols = (cols > column ? cols : column) + grid_width(offer->note) + 2;
		word = cols > word ? cols : word;
	}
	if (word + 2 < box.cols)
		box.cols = word + 2;
	box.col--;
	if (box.cols > within.cols)
		box.cols = within.cols;
	if (box.col + box.cols > within.col + within.cols)
		box.col = within.col + within.cols - box.cols;
	if (box.col < within.col)
		box.col = within.col;
	box.row = under ? row + 1 : row - box.rows;
	return box;
}

void popup_draw(struct form *form, struct grid *grid, struct box within)
{
	struct popup *popup = &form->popup;
	popup->box = (struct box){0};
	hear_catalogs(form);
	if (!popup_is_open(form))
		return;
	const struct form_row *row = form_row(form);
	size_t typed = editor_cursor(row->editor) - popup->from;
	int anchor = row_is_text(row) ? grid->cursor_col - (int)typed : 0;
	struct box box = place(popup, grid, row->box, anchor, within);
	if (box.rows < 1 || box.cols < 4)
		return;
	popup->box = box;
	grid_fill(grid, box, ROLE_POPUP);
	int column = note_col(popup, box.cols / 2 < NOTE_COL_MAX ? box.cols / 2 : NOTE_COL_MAX);
	size_t at = popup->at < 0 ? 0 : (size_t)popup->at, rows = (size_t)box.rows;
	if (at < popup->first)
		popup->first = at;
	if (at >= popup->first + rows)
		popup->first = at - rows + 1;
	for (size_t i = 0; i < rows && popup->first + i < popup->count; i++) {
		size_t index = popup->first + i;
		const struct offer *offer = &popup->offers.items[popup->shown[index]];
		bool is_marked = (long)index == popup->at;
		struct box line = {box.col, box.row + (int)i, box.cols, 1};
		enum role role = is_marked ? ROLE_SELECTION : ROLE_POPUP;
		if (is_marked)
			grid_fill(grid, line, role);
		int used = grid_text(grid, line.col + 1, line.row, line.cols - 2, role,
				     offer->word);
		used = used > column || !offer->note ? used : column;
		if (offer->note)
			grid_text(grid, line.col + 3 + used, line.row, line.cols - 4 - used,
				  is_marked ? role : ROLE_DIM, offer->note);
	}
	/* Its edges, for where it has no ground of its own. */
	grid_line(grid, box.col, box.row, 0, box.rows, ROLE_FRAME_FOCUS);
	grid_line(grid, box.col + box.cols - 1, box.row, 0, box.rows, ROLE_FRAME_FOCUS);
	grid_scrollbar(grid, box, (int)popup->first, box.rows, (int)popup->count);
}

bool popup_click(struct form *form, int col, int row)
{
	struct popup *popup = &form->popup;
	struct box box = popup->box;
	if (!popup_is_open(form) || col < box.col || col >= box.col + box.cols || row < box.row ||
	    row >= box.row + box.rows)
		return false;
	popup->at = (long)popup->first + row - box.row;
	popup_take(form, false);
	return true;
}
