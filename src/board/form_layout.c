/* SPDX-License-Identifier: MIT
 *
 * Where the form's parts stand. Wide: the large text at the left, its picture and cast
 * below it, the rows at the right. Narrow: all in one column. Tiny: the focused field.
 */
#include <stdlib.h>
#include <string.h>

#include "board/form_private.h"
#include "film/mention.h"
#include "util/text.h"

#define TWO_COLUMNS 76   /* columns for two of them */
#define LABEL 12
#define PICTURE_ROWS 24  /* fewer rows than this, and there is no picture */
#define LARGE_MIN 6      /* rows of the large text's frame */

static struct box take_top(struct box *box, int rows)
{
	struct box top = *box;
	top.rows = rows;
	box->row += rows;
	box->rows -= rows;
	return top;
}

static struct box take_bottom(struct box *box, int rows)
{
	struct box bottom = {box->col, box->row + box->rows - rows, box->cols, rows};
	box->rows -= rows;
	return bottom;
}

const char *form_large_text(const struct form *form)
{
	const struct scene *scene = form->of == OF_SCENE ? form_thing(form) : NULL;
	if (form->rows->editor)
		return editor_text(form->rows->editor);
	return scene && scene->prompt ? scene->prompt : "";
}

static int cast_lines(const struct form *form)
{
	const struct film *film = board_film(form->screen.board);
	struct mention mentions[FORM_CAST_MAX];
	if (form->of == OF_CAST)
		return FORM_CAST_MAX;
	if (form->of == OF_FILM)
		return 0;
	return (int)mention_list(film, form_large_text(form), mentions, FORM_CAST_MAX);
}

const char *form_picture(const struct form *form)
{
	const struct cast_member *member = form->of == OF_CAST ? form_thing(form) : NULL;
	if (member)
		return json_get_str(member->picture, "file");
	return form->of == OF_SCENE
		       ? overview_scene(board_overview(form->screen.board), form->name)->clip
		       : NULL;
}

static int picture_rows(const struct form *form, int cols, int rows, double cell_aspect)
{
	struct board *board = form->screen.board;
	int width, height;
	if (rows < PICTURE_ROWS || !form_picture(form))
		return 0;
	film_size(board_film(board), &width, &height);
	int wish = (int)((double)cols * height / width * cell_aspect + 0.5);
	return wish < rows / 2 ? wish : rows / 2;
}

static void two_columns(const struct form *form, struct form_layout *layout, struct box body,
			double cell_aspect)
{
	struct box left = body;
	left.cols = body.cols * 11 / 20;
	layout->rows = body;
	layout->rows.col += left.cols + 2;
	layout->rows.cols -= left.cols + 2;
	int picture = picture_rows(form, left.cols, left.rows, cell_aspect);
	if (picture)
		layout->picture = take_bottom(&left, picture);
	int lines = cast_lines(form);
	if (lines && left.rows - lines - 1 >= LARGE_MIN) {
		layout->cast = take_bottom(&left, lines);
		take_bottom(&left, picture ? 0 : 1);
	}
	layout->large = left;
}

struct form_layout form_layout(const struct form *form, struct box box, double cell_aspect)
{
	struct form_layout layout = {.label = LABEL};
	if (box.cols >= 60) {
		box.col++;
		box.cols -= 2;
	}
	if (box.rows < 5) {
		layout.single = true;
		layout.rows = box;
		return layout;
	}
	if (box.rows >= 7)
		layout.title = take_top(&box, box.rows >= 16 ? 2 : 1);
	if (box.rows >= 6)
		layout.help = take_bottom(&box, 1);
	if (box.rows >= 20)
		take_bottom(&box, 1);
	layout.headings = box.rows >= 16;
	layout.airy = box.rows >= 32;
	if (box.cols >= TWO_COLUMNS && box.rows >= 10)
		two_columns(form, &layout, box, cell_aspect);
	else
		layout.rows = box;
	if (layout.rows.cols < 34)
		layout.label = 10;
	return layout;
}

/* Lines a text takes, at most `most`. */
static int wrapped_lines(const char *text, int cols, int most)
{
	size_t bytes;
	int lines = 0;
	for (; lines < most && (bytes = text_line(text, (size_t)cols, NULL)); text += bytes)
		lines++;
	return lines < 1 ? 1 : lines;
}

int form_row_lines(struct form *form, const struct form_layout *layout, size_t index)
{
	struct form_row *row = &form->rows[index];
	bool is_focused = index == form->at, is_large = row_is_large(row);
	if (!is_large && !row_is_text(row))
		return 1;
	int cols = layout->rows.cols - (is_large ? 1 : layout->label) - 1;
	int most = !is_large    ? (is_focused ? 5 : layout->airy ? 4 : 2)
		   : is_focused ? layout->rows.rows - 2
				: layout->rows.rows / 3;
	int least = is_large ? (is_focused && form->writes ? 4 : 2) : 1;
	int lines = wrapped_lines(editor_text(form_editor(form, row)), cols < 1 ? 1 : cols,
				  most < 1 ? 1 : most);
	lines = lines < least ? least : lines;
	return is_large ? lines + 1 : lines; /* its label stands above it */
}
