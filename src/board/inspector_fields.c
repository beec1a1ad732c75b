/* SPDX-License-Identifier: MIT */
#include "board/inspector_fields.h"

#include <stdlib.h>
#include <string.h>

#include "film/field.h"
#include "film/recipe.h"
#include "util/mem.h"

#define LABEL_COLS 11

/* What stands elsewhere in the inspector, or says nothing to people. */
static bool is_listed(const struct field *field)
{
	static const char *const others[] = {"id",      "title",    "prompt", "takes",
					     "circled", "provider", "model"};

	for (size_t i = 0; i < LENGTH(others); i++)
		if (strcmp(field->name, others[i]) == 0)
			return false;
	return true;
}

static void add_cast(void *arg, const struct cast_member *member, const char *state)
{
	struct buf *out = arg;

	buf_addf(out, "%s%s%s%s%s%s", out->len ? ", " : "",
		 member->pictogram ? member->pictogram : "", member->pictogram ? " " : "",
		 member->name, state ? ":" : "", state ? state : "");
}

/* Calls for each row there is to show, label and value, until it says that there is no
 * more room. */
static void each_row(const struct board *board, const struct scene *scene,
		     bool (*row)(void *arg, const char *label, const char *value), void *arg)
{
	const struct film *film = board_film(board);
	struct buf cast = {0};
	size_t count;
	const struct field *rows = fields(OF_SCENE, &count);
	bool more = true;

	cast_named(film, scene->prompt, add_cast, &cast);
	if (cast.len)
		more = row(arg, "cast", buf_str(&cast));
	buf_free(&cast);
	for (size_t i = 0; more && i < count; i++) {
		char *value = is_listed(&rows[i]) ? field_typed(&rows[i], scene) : NULL;

		if (value)
			more = row(arg, rows[i].name, value);
		free(value);
	}
}

struct rows {
	struct grid *grid; /* NULL: they are only counted */
	struct box box;
	int used;
	int spare; /* what is left for texts that are longer than two lines */
};

/* Long texts get two lines, and what is to spare. */
static bool put_row(void *arg, const char *label, const char *value)
{
	struct rows *rows = arg;
	struct box text = {rows->box.col + LABEL_COLS, rows->box.row + rows->used,
			   rows->box.cols - LABEL_COLS, rows->box.rows - rows->used};
	size_t width = text.cols > 0 ? (size_t)grid_width(value) : 0;
	int need = width > (size_t)text.cols || strchr(value, '\n') ? 2 : 1;

	if (rows->grid) {
		if (text.rows < 1)
			return false;
		if (need == 2 && rows->spare > 0) {
			struct box none = {0, 0, text.cols, 0};
			int more = grid_wrap(rows->grid, none, 0, ROLE_VALUE, value) - need;

			more = more < 0 ? 0 : more < rows->spare ? more : rows->spare;
			rows->spare -= more;
			need += more;
		}
		if (text.rows > need)
			text.rows = need;
		grid_text(rows->grid, rows->box.col, text.row, LABEL_COLS - 1, ROLE_LABEL, label);
		if (text.rows == 1)
			grid_text(rows->grid, text.col, text.row, text.cols, ROLE_VALUE, value);
		else
			grid_wrap(rows->grid, text, 0, ROLE_VALUE, value);
	}
	rows->used += need;
	return true;
}

int inspector_field_rows(const struct board *board, const struct scene *scene, int cols)
{
	struct rows rows = {NULL, {0, 0, cols, 0}, 0, 0};

	each_row(board, scene, put_row, &rows);
	return rows.used;
}

void inspector_fields_draw(const struct board *board, struct grid *grid, struct box box,
			   const struct scene *scene)
{
	struct rows rows = {grid, box, 0, 0};

	rows.spare = box.rows - inspector_field_rows(board, scene, box.cols);
	each_row(board, scene, put_row, &rows);
}
