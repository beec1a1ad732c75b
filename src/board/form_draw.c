/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/card.h"
#include "board/form_private.h"
#include "film/mention.h"
#include "util/mem.h"
#include "util/text.h"

#define NUMBER_COLS 8 /* beside the slider of the mood */
#define NEARLY_FULL 0.9

/* The mood as a place on its scale. */
static void draw_scale(struct grid *grid, struct box box, const struct field *field, double value)
{
	int cells = (int)(field->max - field->min) + 1, zero = (int)-field->min;
	int at = (int)lrint(value - field->min);
	for (int i = 0; i < cells && i < box.cols; i++) {
		bool between = !isnan(value) && (i - zero) * (i - at) <= 0;
		enum role role = !between ? ROLE_DIM : value < 0 ? ROLE_MOOD_DOWN : ROLE_MOOD_UP;
		const char *sign = !isnan(value) && i == at ? "●" : i == zero ? "┼" : "─";
		grid_text(grid, box.col + i, box.row, 1, role, sign);
	}
}

static bool has_scale(const struct form_row *row)
{
	return strcmp(row->field->name, "mood") == 0;
}

/* What stands there, on one line. */
static void draw_line(struct form *form, struct grid *grid, struct form_row *row, struct box box)
{
	char *typed = row_typed(form, row);
	bool is_empty = !*typed;
	if (is_empty) {
		free(typed);
		typed = row_meant(form, row);
	}
	if (row->field->kind == FIELD_TEXT) /* the lines of a text behind each other */
		for (char *at = typed; *at; at++)
			*at = *at == '\n' ? ' ' : *at;
	grid_text(grid, box.col, box.row, box.cols, is_empty ? ROLE_DIM : ROLE_VALUE,
		  is_empty && !*typed ? "–" : typed);
	free(typed);
}

static void draw_value(struct form *form, struct grid *grid, struct form_row *row, struct box box)
{
	bool writes = form->writes && row == form_row(form);
	row->box = box;
	if (has_scale(row) && box.cols >= NUMBER_COLS + 11) {
		char *typed = writes ? xstrdup(editor_text(row->editor)) : row_typed(form, row);
		struct box scale = {box.col + NUMBER_COLS, box.row, box.cols - NUMBER_COLS, 1};
		draw_scale(grid, scale, row->field, *typed ? strtod(typed, NULL) : NAN);
		free(typed);
		box.cols = NUMBER_COLS - 1;
	}
	if (!writes && (!row_is_text(row) || !*editor_text(form_editor(form, row)))) {
		draw_line(form, grid, row, box);
		return;
	}
	struct editor *editor = form_editor(form, row);
	int lines = editor_draw(editor, grid, box, writes);
	if (!writes && editor_top(editor) + box.rows < lines)
		grid_text_right(grid, box.col, box.row + box.rows - 1, box.cols, ROLE_DIM, " …");
}

static void draw_label(struct grid *grid, struct form *form, size_t index, struct box box)
{
	const struct form_row *row = &form->rows[index];
	bool is_focused = index == form->at, is_state = row->state && *row->state;
	if (is_focused)
		grid_fill(grid, box, ROLE_CARD_CURSOR);
	grid_text(grid, box.col + 1, box.row, box.cols - 2,
		  is_focused ? ROLE_CARD_CURSOR
		  : is_state ? ROLE_MENTION
			     : ROLE_LABEL,
		  row_label(row));
}

/* A row of the column; returns its lines. */
static void draw_row(struct form *form, struct grid *grid, const struct form_layout *layout,
		     size_t index, struct box box)
{
	struct form_row *row = &form->rows[index];
	struct box label = {box.col, box.row, layout->label, 1}, value = box;
	if (row_is_large(row)) {
		label.cols = box.cols;
		value.row++;
		value.rows--;
		value.col++;
		value.cols--;
	} else {
		value.col += layout->label;
		value.cols -= layout->label;
		if (index == form->at)
			grid_fill(grid, (struct box){box.col, box.row, box.cols, 1},
				  ROLE_CARD_CURSOR);
	}
	draw_label(grid, form, index, label);
	draw_value(form, grid, row, value);
}

static int heading_lines(const struct form *form, const struct form_layout *layout, size_t index)
{
	if (!layout->headings || !form->rows[index].section)
		return 0;
	return layout->airy ? 2 : 1;
}

/* The first row, so that the focused one is seen whole and no room is left empty. */
static size_t first_row(struct form *form, const struct form_layout *layout, size_t from)
{
	size_t first = form->first < from ? from : form->first;
	int used = 0;
	if (form->at < first)
		first = form->at < from ? from : form->at;
	for (size_t i = form->at + 1; i-- > first;) {
		used += form_row_lines(form, layout, i) + heading_lines(form, layout, i);
		if (used > layout->rows.rows)
			return i < form->at ? i + 1 : i;
	}
	for (size_t i = form->at + 1; i < form->row_count; i++)
		used += form_row_lines(form, layout, i) + heading_lines(form, layout, i);
	for (; first > from; first--) {
		used += form_row_lines(form, layout, first - 1) +
			heading_lines(form, layout, first - 1);
		if (used > layout->rows.rows)
			break;
	}
	return first;
}

static void draw_heading(struct grid *grid, struct box box, int lines, const char *section)
{
	box.row += lines - 1;
	int used = grid_text(grid, box.col + 1, box.row, box.cols - 1, ROLE_HEADING, section);
	if (box.cols > used + 3)
		grid_line(grid, box.col + used + 2, box.row, box.cols - used - 2, 0, ROLE_FRAME);
}

static void draw_rows(struct form *form, struct grid *grid, const struct form_layout *layout)
{
	struct box rest = layout->rows;
	size_t from = layout->large.cols ? 1 : 0, index = first_row(form, layout, from);
	form->first = index;
	for (; index < form->row_count && rest.rows > 0; index++) {
		int head = index > form->first || layout->rows.rows > 8
				   ? heading_lines(form, layout, index)
				   : 0;
		if (head && rest.rows > head) {
			draw_heading(grid, rest, head, form->rows[index].section);
			rest.row += head;
			rest.rows -= head;
		}
		struct box box = rest;
		int lines = form_row_lines(form, layout, index);
		box.rows = lines < rest.rows ? lines : rest.rows;
		draw_row(form, grid, layout, index, box);
		rest.row += box.rows;
		rest.rows -= box.rows;
	}
	if (form->first > from || index < form->row_count) {
		struct box bar = layout->rows;
		bar.cols++;
		grid_scrollbar(grid, bar, (int)(form->first - from), (int)(index - form->first),
			       (int)(form->row_count - from));
	}
}

static void draw_large(struct form *form, struct grid *grid, struct box box)
{
	struct form_row *row = form->rows;
	bool is_focused = form->at == 0;
	grid_frame(grid, box, is_focused ? ROLE_FRAME_FOCUS : ROLE_FRAME, row_label(row));
	struct box inside = {box.col + 2, box.row + 1, box.cols - 3, box.rows - 2};
	draw_value(form, grid, row, inside);
	struct editor *editor = form_editor(form, row);
	double count = (double)text_count(editor_text(editor));
	if (count > NEARLY_FULL * row->field->max)
		grid_textf(grid, box.col + 2, box.row + box.rows - 1, box.cols - 4,
			   count > row->field->max ? ROLE_BAD : ROLE_WARN,
			   " %.0f of %.0f characters ", count, row->field->max);
	struct box bar = {box.col, inside.row, box.cols, inside.rows};
	grid_scrollbar(grid, bar, editor_top(editor), inside.rows, editor_lines(editor));
}

static void draw_cast(const struct form *form, struct grid *grid, struct box box)
{
	const struct film *film = board_film(form->screen.board);
	struct mention mentions[FORM_CAST_MAX];
	size_t count = mention_list(film, form_large_text(form), mentions, FORM_CAST_MAX);
	for (size_t i = 0; i < count && box.rows > 0; i++) {
		const struct mention *mention = &mentions[i];
		const char *text = "nobody of this name is in the cast";
		if (mention->member)
			text = mention->look ? json_str(mention->look) : mention->member->looks;
		int used = grid_textf(grid, box.col + 1, box.row, box.cols - 1,
				      mention->member ? ROLE_MENTION : ROLE_WARN, "@%s%s%s",
				      mention->name, *mention->state ? ":" : "", mention->state);
		grid_text(grid, box.col + used + 3, box.row, box.cols - used - 3, ROLE_DIM,
			  text ? text : "");
		box.row++;
		box.rows--;
	}
}

static bool uses(const struct film *film, const struct scene *scene, const char *name)
{
	struct mention mention;
	const char *at = scene->prompt ? scene->prompt : "";
	for (; mention_next(film, at, at, &mention); at = mention.to)
		if (strcmp(mention.name, name) == 0)
			return true;
	return false;
}

/* All prompts are read again only when the film is another one. */
static void find_scenes(struct form *form)
{
	const struct film *film = board_film(form->screen.board);
	uint64_t version = board_session(form->screen.board)->store.version;
	if (form->scenes && form->seen == version)
		return;
	form->seen = version;
	form->scene_count = 0;
	for (size_t i = 0; i < film->scene_count; i++) {
		GROW(form->scenes, form->scene_count, form->scene_room);
		form->scenes[form->scene_count] = i;
		form->scene_count += uses(film, &film->scenes[i], form->name);
	}
}

/* The scenes a member of the cast is in. */
static void draw_scenes(struct form *form, struct grid *grid, struct box box)
{
	const struct film *film = board_film(form->screen.board);
	find_scenes(form);
	for (size_t i = 0; i < form->scene_count && box.rows > 0; i++, box.row++, box.rows--) {
		const struct scene *scene = &film->scenes[form->scenes[i]];
		if (box.rows == 1 && i + 1 < form->scene_count) {
			grid_textf(grid, box.col + 1, box.row, box.cols - 1, ROLE_DIM,
				   "and in %zu more", form->scene_count - i);
			return;
		}
		grid_textf(grid, box.col + 1, box.row, box.cols - 1, ROLE_DIM, "in %zu  %s",
			   form->scenes[i] + 1, scene->title ? scene->title : scene->id);
	}
}

static void draw_picture(const struct form *form, struct grid *grid, struct box box)
{
	struct board *board = form->screen.board;
	int cols = 0, rows = 0;
	const struct picture_cell *cells = board_picture(board, form_picture(form), NAN, box.cols,
							 box.rows, true, &cols, &rows);
	if (!cells)
		return;
	struct box place = {box.col + (box.cols - cols) / 2, box.row + (box.rows - rows) / 2, cols,
			    rows};
	grid_cells(grid, place, cells, cols, rows);
}

static void draw_title(const struct form *form, struct grid *grid, struct box box)
{
	struct board *board = form->screen.board;
	const struct film *film = board_film(board);
	int col = box.col, end = box.col + box.cols;
	if (form->of == OF_FILM) {
		grid_textf(grid, col, box.row, box.cols, ROLE_STRONG, "the film");
	} else if (form->of == OF_CAST) {
		grid_textf(grid, col, box.row, box.cols, ROLE_MENTION, "@%s", form->name);
	} else {
		const struct scene *scene = form_thing(form);
		struct sign sign = glance_sign(board, overview_scene(board_overview(board),
								     form->name));
		end -= grid_text_right(grid, col, box.row, box.cols, sign.role, sign.word) + 1;
		end -= grid_text_right(grid, col, box.row, end - col, sign.role, sign.sign) + 2;
		col += grid_textf(grid, col, box.row, end - col, ROLE_CARD_NUMBER, "%zu  ",
				  film_index(film, form->name) + 1);
		col += grid_text(grid, col, box.row, end - col, ROLE_STRONG,
				 scene->title ? scene->title : scene->id) + 2;
		grid_text(grid, col, box.row, end - col, ROLE_DIM, scene->title ? scene->id : "");
	}
}

/* What the field is, or what is wrong with what is typed. */
static void draw_help(struct form *form, struct grid *grid, struct box box)
{
	const struct form_row *row = form_row(form);
	struct err err = {0};
	int col = box.col + 1, end = box.col + box.cols;
	if (form_is_wrong(form, &err)) {
		grid_text(grid, col, box.row, end - col, ROLE_BAD, err_text(&err));
		err_clear(&err);
		return;
	}
	const char *refusal = row->state ? NULL : form_refusal(form, row);
	if (refusal) {
		grid_text(grid, col, box.row, end - col, ROLE_WARN, refusal);
		return;
	}
	if (row->state) {
		grid_textf(grid, col, box.row, end - col, ROLE_HINT,
			   "what @%s:%s looks like then; without a text the state goes", form->name,
			   *row->state ? row->state : "state");
		return;
	}
	col += grid_text(grid, col, box.row, end - col, ROLE_LABEL, row_label(row)) + 2;
	col += grid_text(grid, col, box.row, end - col, ROLE_HINT, row->field->help);
	if (row_is_number(row) && row->field->max < 1e6)
		grid_textf(grid, col, box.row, end - col, ROLE_DIM, "  %g to %g%s%s",
			   row->field->min, row->field->max, row->field->unit ? " " : "",
			   row->field->unit ? row->field->unit : "");
}

static void draw_single(struct form *form, struct grid *grid, struct box box)
{
	struct form_row *row = form_row(form);
	struct err err = {0};
	struct box value = {box.col, box.row + 1, box.cols, box.rows - 1};
	if (value.rows < 1)
		value = box;
	else if (form_is_wrong(form, &err))
		grid_text(grid, box.col, box.row, box.cols, ROLE_BAD, err_text(&err));
	else
		grid_text(grid, box.col, box.row, box.cols, ROLE_CARD_CURSOR, row_label(row));
	err_clear(&err);
	draw_value(form, grid, row, value);
}

void form_draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct form *form = (struct form *)screen;
	grid_fill(grid, box, ROLE_TEXT);
	for (size_t i = 0; i < form->row_count; i++)
		form->rows[i].box = (struct box){0};
	if (!form_thing(form)) /* gone; film_changed is about to tell */
		return;
	struct form_layout layout = form_layout(form, box, screen->board->cell_aspect);
	if (layout.single) {
		draw_single(form, grid, box);
		popup_draw(form, grid, box);
		return;
	}
	if (layout.title.rows)
		draw_title(form, grid, layout.title);
	if (layout.large.cols)
		draw_large(form, grid, layout.large);
	if (layout.picture.rows)
		draw_picture(form, grid, layout.picture);
	if (layout.cast.rows && form->of == OF_CAST)
		draw_scenes(form, grid, layout.cast);
	else if (layout.cast.rows)
		draw_cast(form, grid, layout.cast);
	draw_rows(form, grid, &layout);
	if (layout.help.rows)
		draw_help(form, grid, layout.help);
	popup_draw(form, grid, box);
}
