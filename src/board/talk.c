/* SPDX-License-Identifier: MIT */
#include "board/talk.h"

#include <stdlib.h>
#include <string.h>

#include "util/clock.h"
#include "util/mem.h"

#define MARGIN 4 /* columns of a page's frame */

static void put_text(struct output *out, enum style style, const char *text)
{
	page_text_add(&((struct talk *)out)->text, style, text);
}

static void put_cells(struct output *out, const struct picture_cell *cells, int count)
{
	page_text_cells(&((struct talk *)out)->text, cells, count);
}

static void put_note(struct output *out, const char *text)
{
	board_say(((struct talk *)out)->board, STYLE_PLAIN, "%s", text);
}

static void put_progress(struct output *out, const struct progress *progress)
{
	struct talk *talk = (struct talk *)out;
	struct activity *activity = &talk->activity;

	board_touch(talk->board);
	if (!progress) {
		free(activity->what);
		*activity = (struct activity){0};
		return;
	}
	if (!activity->what || strcmp(activity->what, progress->what) != 0) {
		free(activity->what);
		*activity = (struct activity){
			.what = xstrdup(progress->what),
			.since = {clock_ms(), progress->done},
		};
	}
	activity->at = *progress;
	activity->at.what = activity->what;
	activity->at.finished = NULL;
	if (progress->finished)
		board_say(talk->board, STYLE_DIM, "%s", progress->finished);
}

void talk_init(struct talk *talk, struct board *board)
{
	struct box box = board_box(board);

	*talk = (struct talk){
		.output = {put_text, put_cells, put_note, put_progress,
			   .columns = box.cols > MARGIN ? box.cols - MARGIN : 1,
			   .lines = box.rows > 2 ? box.rows - 2 : 1, .ascii = !board->utf8,
			   .colours = board_colours(board)},
		.board = board,
	};
}

struct screen *talk_show(struct talk *talk, const char *title)
{
	struct page_text *text = &talk->text;
	struct screen *page = NULL;

	if (text->count == 1 && text->lines[0].count == 1 && text->lines[0].pieces[0].text) {
		board_say(talk->board, STYLE_PLAIN, "%s", text->lines[0].pieces[0].text);
		page_text_clear(text);
	} else if (text->count) {
		page = page_new(title, text);
		board_push(talk->board, page);
	}
	return page;
}

void talk_end(struct talk *talk, const char *title)
{
	struct page_text *text = &talk->text;

	if (talk->output.json) {
		struct buf json = {0};

		json_print_pretty(&json, talk->output.json, 0);
		page_text_add(text, STYLE_PLAIN, buf_str(&json));
		buf_free(&json);
	}
	talk_show(talk, title);
}

void talk_clear(struct talk *talk)
{
	page_text_clear(&talk->text);
	json_free(talk->output.json);
	free(talk->activity.what);
	*talk = (struct talk){0};
}
