/* SPDX-License-Identifier: MIT */
#include "board/palette.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/line.h"
#include "board/scroll.h"
#include "ui/editor.h"
#include "util/mem.h"
#include "util/text.h"

#define COLS_MAX 76
#define ROWS_MAX 16
#define FOUND_MAX 200

/* Something to be found. */
struct entry {
	char *name, *help, *keys; /* keys NULL: it has none */
	char *plain;              /* what is searched: name and help, without capitals */
	char *line;               /* the command line it stands for */
	bool begins;              /* which wants more words */
};

struct found {
	size_t entry;
	int rank; /* the lower the better */
};

struct palette {
	struct screen screen;
	struct editor *editor;
	struct entry *entries;
	size_t count, room;
	struct found *found;
	size_t found_count;
	enum context below; /* where the keys shown are pressed */
	int at;
	int rows; /* as last drawn */
};

static void add(struct palette *palette, struct entry entry)
{
	char *all = xasprintf("%s %s", entry.name, entry.help);

	entry.plain = text_plain(all);
	free(all);
	GROW(palette->entries, palette->count, palette->room);
	palette->entries[palette->count++] = entry;
}

static bool wants_words(const struct command *command)
{
	return command_arg_count(command) && !command->args[0].optional;
}

/* A binding that runs this command here; NULL if none does. */
static const struct binding *binding_of(const struct board *board, const struct command *command,
					enum context context)
{
	size_t count;
	const struct binding *rows = keymap_rows(board->keymap, &count);

	for (size_t i = 0; i < count; i++)
		if (rows[i].command == command && rows[i].context == context)
			return &rows[i];
	return NULL;
}

static void add_command(struct palette *palette, const struct command *command)
{
	const struct board *board = palette->screen.board;
	const struct binding *binding = binding_of(board, command, palette->below);

	add(palette, (struct entry){
			     .name = xstrdup(command->name),
			     .help = xstrdup(command->help),
			     .keys = binding ? binding_keys(binding) : NULL,
			     .line = binding ? binding_line(binding, 0) : xstrdup(command->name),
			     .begins = !binding && wants_words(command),
		     });
}

static void gather(struct palette *palette)
{
	const struct film *film = board_film(palette->screen.board);

	for (const struct command *row = NULL; (row = command_next(row));)
		if (strcmp(row->name, "palette") != 0 && strcmp(row->name, "text") != 0)
			add_command(palette, row);
	for (size_t i = 0; i < film->scene_count; i++)
		add(palette,
		    (struct entry){
			    .name = xasprintf("%zu %s", i + 1, film->scenes[i].id),
			    .help = xstrdup(film->scenes[i].title ? film->scenes[i].title : ""),
			    .line = xasprintf("go %s", film->scenes[i].id),
		    });
	for (size_t i = 0; i < film->cast_count; i++)
		add(palette,
		    (struct entry){
			    .name = xasprintf("@%s", film->cast[i].name),
			    .help = xstrdup(film->cast[i].looks ? film->cast[i].looks : ""),
			    .line = xasprintf("open cast:%s", film->cast[i].name),
		    });
}

/* How well it fits: 0 best, -1 not at all. Every word typed must stand in it; the
 * first at its beginning counts most, then at the beginning of a word. */
static int rank_of(const struct entry *entry, char *const *words, size_t count)
{
	int rank = 0;

	for (size_t i = 0; i < count; i++) {
		const char *at = strstr(entry->plain, words[i]);

		if (!at)
			return -1;
		rank += at == entry->plain ? 0 : at[-1] == ' ' || at[-1] == '@' ? 1 : 3;
		rank += at - entry->plain > (long)strlen(entry->name) ? 4 : 0;
	}
	return rank;
}

static int by_rank(const void *a, const void *b)
{
	const struct found *one = a, *other = b;

	if (one->rank != other->rank)
		return one->rank - other->rank;
	return one->entry < other->entry ? -1 : one->entry > other->entry;
}

static void search(struct palette *palette)
{
	char *plain = text_plain(editor_text(palette->editor)), *rest = plain, *word;
	char *words[16];
	size_t count = 0;

	while (count < LENGTH(words) && (word = strsep(&rest, " ")))
		if (*word)
			words[count++] = word;
	palette->found_count = 0;
	palette->at = 0;
	for (size_t i = 0; i < palette->count; i++) {
		int rank = rank_of(&palette->entries[i], words, count);

		if (rank >= 0)
			palette->found[palette->found_count++] = (struct found){i, rank};
	}
	qsort(palette->found, palette->found_count, sizeof *palette->found, by_rank);
	if (palette->found_count > FOUND_MAX)
		palette->found_count = FOUND_MAX;
	free(plain);
}

static void draw_entry(const struct entry *entry, struct grid *grid, struct box box)
{
	int keys = entry->keys ? grid_width(entry->keys) + 2 : 0, name = box.cols / 4;

	if (name < 12)
		name = 12;
	grid_text(grid, box.col + 1, box.row, name, ROLE_VALUE, entry->name);
	grid_text(grid, box.col + name + 2, box.row, box.cols - name - 3 - keys, ROLE_DIM,
		  entry->help);
	if (entry->keys)
		grid_text_right(grid, box.col, box.row, box.cols - 1, ROLE_BAR_KEY, entry->keys);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct palette *palette = (struct palette *)screen;
	int cols = box.cols < COLS_MAX ? box.cols : COLS_MAX;
	int rows = box.rows < ROWS_MAX + 3 ? box.rows : ROWS_MAX + 3, first;
	struct box list;

	box = (struct box){box.col + (box.cols - cols) / 2, box.row + (box.rows - rows) / 4, cols,
			   rows};
	grid_fill(grid, box, ROLE_POPUP);
	if (rows > 4) {
		grid_frame(grid, box, ROLE_FRAME_FOCUS, "find");
		box = (struct box){box.col + 1, box.row + 1, cols - 2, rows - 2};
	}
	list = (struct box){box.col, box.row + 1, box.cols, box.rows - 1};
	palette->rows = list.rows > 0 ? list.rows : 1;
	first = palette->at >= palette->rows ? palette->at - palette->rows + 1 : 0;
	for (int i = first; i < first + list.rows && i < (int)palette->found_count; i++) {
		struct box row = {list.col, list.row + i - first, list.cols, 1};

		draw_entry(&palette->entries[palette->found[i].entry], grid, row);
		if (i == palette->at)
			grid_role(grid, row, ROLE_SELECTION);
	}
	if (!palette->found_count)
		grid_text(grid, list.col + 1, list.row, list.cols - 2, ROLE_EMPTY,
			  "nothing is called that");
	grid_scrollbar(grid, list, first, list.rows, (int)palette->found_count);
	box = (struct box){box.col + 1, box.row, box.cols - 2, 1};
	editor_draw(palette->editor, grid, box, true);
}

static int done(struct screen *screen, struct call *call, struct err *err)
{
	struct palette *palette = (struct palette *)screen;
	struct board *board = screen->board;
	const struct entry *entry;
	bool begins;
	char *line;

	if (!palette->found_count)
		return err_set(err, ERR_NOT_FOUND, "nothing is called that");
	entry = &palette->entries[palette->found[palette->at].entry];
	begins = entry->begins;
	line = begins ? xasprintf("%s ", entry->line) : xstrdup(entry->line);
	board_pop(board, screen);
	if (begins)
		line_open(board, line);
	else
		board_run(board, line);
	free(line);
	return 0;
}

static void step(struct palette *palette, int by)
{
	int last = (int)palette->found_count - 1;

	palette->at += by;
	palette->at = palette->at > last ? last : palette->at;
	palette->at = palette->at < 0 ? 0 : palette->at;
}

static int text(struct screen *screen, struct call *call, struct err *err)
{
	struct palette *palette = (struct palette *)screen;
	const char *operation = call_arg(call, 0);

	if (strcmp(operation, "up") == 0 || strcmp(operation, "down") == 0) {
		step(palette, *operation == 'd' ? 1 : -1);
	} else if (strcmp(operation, "page-up") == 0 || strcmp(operation, "page-down") == 0) {
		step(palette, operation[5] == 'd' ? palette->rows : -palette->rows);
	} else {
		editor_do(palette->editor, operation);
		search(palette);
	}
	return 0;
}

/* Up and down, as the line has them; Tab goes on. */
static int walk(struct screen *screen, struct call *call, struct err *err)
{
	bool back = call_arg(call, 0) && strcmp(call_arg(call, 0), "previous") == 0;

	step((struct palette *)screen, back ? -1 : 1);
	return 0;
}

static bool type(struct screen *screen, struct key key)
{
	struct palette *palette = (struct palette *)screen;

	if (!editor_type(palette->editor, key))
		return false;
	search(palette);
	return true;
}

static bool paste(struct screen *screen, const char *pasted)
{
	struct palette *palette = (struct palette *)screen;

	editor_paste(palette->editor, pasted);
	search(palette);
	return true;
}

static void clear_entries(struct palette *palette)
{
	for (size_t i = 0; i < palette->count; i++) {
		free(palette->entries[i].name);
		free(palette->entries[i].help);
		free(palette->entries[i].keys);
		free(palette->entries[i].plain);
		free(palette->entries[i].line);
	}
	palette->count = 0;
}

static void film_changed(struct screen *screen)
{
	struct palette *palette = (struct palette *)screen;

	clear_entries(palette);
	gather(palette);
	palette->found = xrealloc(palette->found, palette->count + 1, sizeof *palette->found);
	search(palette);
}

static void palette_free(struct screen *screen)
{
	struct palette *palette = (struct palette *)screen;

	clear_entries(palette);
	editor_free(palette->editor);
	free(palette->entries);
	free(palette->found);
	free(palette);
}

static const struct action actions[] = {
	{"done", done}, {"text", text}, {"complete", walk}, {"history", walk}, {NULL, NULL},
};

static const char *const hints[] = {"done", "history next", "back", NULL};

static const struct screen_kind kind = {
	.title = "find",
	.popup = true,
	.draw = draw,
	.type = type,
	.paste = paste,
	.film_changed = film_changed,
	.actions = actions,
	.hints = hints,
	.free = palette_free,
};

void palette_open(struct board *board)
{
	struct palette *palette = xcalloc(1, sizeof *palette);

	*palette = (struct palette){
		.screen = {&kind, board, CONTEXT_LINE},
		.editor = board_editor(board, "", false),
		.below = board_top(board)->context,
	};
	gather(palette);
	palette->found = xcalloc(palette->count + 1, sizeof *palette->found);
	search(palette);
	board_push(board, &palette->screen);
}
