/* SPDX-License-Identifier: MIT */
#include "board/line.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/history.h"
#include "board/path_offers.h"
#include "core/help/complete.h"
#include "ui/editor.h"
#include "util/mem.h"

#define OFFERED_ROWS 10

struct line {
	struct screen screen;
	struct editor *editor;
	struct completion offered;
	char *before; /* the line up to the word that is completed */
	char *word;   /* that word, as it was typed */
	long chosen;  /* of offered.items; -1: what was typed */
	struct history_lines history;
	size_t back; /* how many lines ago; 0: the one being typed */
	char *typed; /* that one, while others are looked at */
};

static void forget_offers(struct line *line)
{
	completion_clear(&line->offered);
	free(line->before);
	free(line->word);
	line->before = line->word = NULL;
	line->chosen = -1;
}

/* What the last word may become; only at the line's end. */
static void offer(struct line *line)
{
	struct board *board = line->screen.board;
	const char *text = editor_text(line->editor);
	const struct scene *here = board_here(board);
	struct words words = {0};
	char **themes;

	forget_offers(line);
	if (editor_cursor(line->editor) != strlen(text) ||
	    words_split(text, true, &words, NULL) < 0)
		return;
	themes = theme_names();
	complete(&(struct completer){.session = board->session,
				     .board = true,
				     .here = here ? here->id : NULL,
				     .themes = themes},
		 &words, &line->offered);
	line->word = xstrdup(words.open ? words.items[words.count - 1] : "");
	line->before = xstrndup(text, words.open ? words.last : strlen(text));
	if (line->offered.files || line->offered.folders)
		path_offers(&line->offered, line->word + line->offered.from);
	for (size_t i = 0; themes[i]; i++)
		free(themes[i]);
	free(themes);
	words_clear(&words);
}

/* Puts a candidate, or again what was typed, in the place of the last word. */
static void put(struct line *line)
{
	const struct candidate *candidate =
		line->chosen < 0 ? NULL : &line->offered.items[line->chosen];
	char *word, *quoted, *all;

	word = candidate ? xasprintf("%.*s%s", (int)line->offered.from, line->word, candidate->word)
			 : xstrdup(line->word);
	quoted = *word ? word_quote(word) : xstrdup("");
	all = xasprintf("%s%s", line->before, quoted);
	editor_replace(line->editor, all);
	editor_do(line->editor, "end");
	free(all);
	free(quoted);
	free(word);
}

static size_t command_bytes(const struct line *line)
{
	return strcspn(editor_text(line->editor), " ");
}

/* Below the candidates: what the command does, or how it is called. */
static void draw_help(const struct line *line, struct grid *grid, struct box box)
{
	char *name = xstrndup(editor_text(line->editor), command_bytes(line));
	const struct command *command = command_find(name);
	int col = box.col + 1;

	free(name);
	if (!command)
		return;

	char *usage = command_usage(command);

	col += grid_text(grid, col, box.row, box.cols - 2, ROLE_STRONG, usage) + 2;
	grid_text(grid, col, box.row, box.col + box.cols - 1 - col, ROLE_DIM, command->help);
	free(usage);
}

static void draw_offers(const struct line *line, struct grid *grid, struct box box)
{
	size_t count = line->offered.count, rows = (size_t)box.rows;
	size_t at = line->chosen < 0 ? 0 : (size_t)line->chosen;
	size_t first = at >= rows ? at - rows + 1 : 0;
	int wide = 8;

	for (size_t i = first; i < count && i < first + rows; i++) {
		int cols = grid_width(line->offered.items[i].word);

		wide = cols > wide ? cols : wide;
	}
	wide = wide > box.cols / 2 ? box.cols / 2 : wide;
	for (size_t i = first; i < count && i < first + rows; i++) {
		const struct candidate *candidate = &line->offered.items[i];
		struct box row = {box.col, box.row + (int)(i - first), box.cols, 1};

		grid_text(grid, row.col + 1, row.row, wide, ROLE_VALUE, candidate->word);
		grid_text(grid, row.col + wide + 3, row.row, row.cols - wide - 4, ROLE_DIM,
			  candidate->help);
		if ((long)i == line->chosen)
			grid_role(grid, row, ROLE_SELECTION);
	}
	grid_scrollbar(grid, box, (int)first, (int)rows, (int)count);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct line *line = (struct line *)screen;
	int offers = (int)(line->offered.count < OFFERED_ROWS ? line->offered.count : OFFERED_ROWS);
	int help = box.rows > 2;

	if (offers > box.rows - 1 - help)
		offers = box.rows - 1 - help > 0 ? box.rows - 1 - help : 0;

	struct box all = {box.col, box.row + box.rows - 1 - help - offers, box.cols,
			  offers + help + 1};

	grid_fill(grid, all, ROLE_POPUP);
	draw_offers(line, grid, (struct box){all.col, all.row, all.cols, offers});
	if (help)
		draw_help(line, grid, (struct box){all.col, all.row + offers, all.cols, 1});
	all = (struct box){all.col, all.row + all.rows - 1, all.cols, 1};
	grid_text(grid, all.col, all.row, all.cols, ROLE_BAR_KEY, ":");
	all.col++;
	all.cols--;
	editor_draw(line->editor, grid, all, true);
}

static int done(struct screen *screen, struct call *call, struct err *err)
{
	struct line *line = (struct line *)screen;
	struct board *board = screen->board;
	char *text = xstrdup(editor_text(line->editor)), *going_on;

	history_lines_keep(text);
	board_pop(board, screen);
	if (!board_run(board, text)) { /* what is typed next is the word that it lacks */
		going_on = xasprintf("%s ", text);
		line_open(board, going_on);
		free(going_on);
	}
	free(text);
	return 0;
}

static int text(struct screen *screen, struct call *call, struct err *err)
{
	struct line *line = (struct line *)screen;
	bool was_empty = !*editor_text(line->editor);
	const char *operation = call_arg(call, 0);

	/* As in editors people know: one more, and the line is gone. */
	if (was_empty && strcmp(operation, "delete-back") == 0) {
		board_pop(screen->board, screen);
		return 0;
	}
	editor_do(line->editor, operation);
	offer(line);
	return 0;
}

static int complete_word(struct screen *screen, struct call *call, struct err *err)
{
	struct line *line = (struct line *)screen;
	long count = (long)line->offered.count;
	bool back = call_arg(call, 0) && strcmp(call_arg(call, 0), "previous") == 0;

	if (!count)
		return 0;
	line->chosen += back ? -1 : 1;
	if (line->chosen >= count)
		line->chosen = -1;
	if (line->chosen < -1)
		line->chosen = count - 1;
	put(line);
	/* The only one there is: on to the next word. */
	if (count == 1 && line->chosen == 0) {
		if (!line->offered.items[0].goes_on)
			editor_insert(line->editor, " ", 1);
		offer(line);
	}
	return 0;
}

static int history(struct screen *screen, struct call *call, struct err *err)
{
	struct line *line = (struct line *)screen;
	bool older = strcmp(call_arg(call, 0), "previous") == 0;
	const char *found;

	if (!line->back) {
		free(line->typed);
		line->typed = xstrdup(editor_text(line->editor));
	}
	found = history_lines_walk(&line->history, line->typed, &line->back, older);
	editor_replace(line->editor, found ? found : line->typed);
	editor_do(line->editor, "end");
	offer(line);
	return 0;
}

static bool type(struct screen *screen, struct key key)
{
	struct line *line = (struct line *)screen;

	if (!editor_type(line->editor, key))
		return false;
	line->back = 0;
	offer(line);
	return true;
}

static bool paste(struct screen *screen, const char *pasted)
{
	struct line *line = (struct line *)screen;

	editor_paste(line->editor, pasted);
	offer(line);
	return true;
}

static void line_free(struct screen *screen)
{
	struct line *line = (struct line *)screen;

	forget_offers(line);
	history_lines_clear(&line->history);
	editor_free(line->editor);
	free(line->typed);
	free(line);
}

static const struct action actions[] = {
	{"done", done},       {"text", text}, {"complete", complete_word},
	{"history", history}, {NULL, NULL},
};

static const char *const hints[] = {"done", "complete next", "history previous", "back", NULL};

static const struct screen_kind kind = {
	.title = "line",
	.popup = true,
	.draw = draw,
	.type = type,
	.paste = paste,
	.actions = actions,
	.hints = hints,
	.free = line_free,
};

void line_open(struct board *board, const char *beginning)
{
	struct line *line = xcalloc(1, sizeof *line);

	*line = (struct line){
		.screen = {&kind, board, CONTEXT_LINE},
		.editor = board_editor(board, beginning, false),
		.chosen = -1,
	};
	editor_do(line->editor, "end");
	history_lines_load(&line->history);
	board_push(board, &line->screen);
	offer(line);
}
