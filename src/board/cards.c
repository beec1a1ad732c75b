/* SPDX-License-Identifier: MIT */
#include "board/cards.h"

#include <stdlib.h>
#include <string.h>

#include "board/board_private.h"
#include "board/card.h"
#include "board/scroll.h"
#include "core/language/words.h"
#include "util/clock.h"
#include "util/mem.h"

#define WHEEL_CARDS 3 /* lines of a list the wheel moves */
#define DOUBLE_MS 400

static const struct film *film_of(const struct cards *cards)
{
	return cards->screen.board->session->store.film;
}

size_t cards_count(const struct cards *cards)
{
	return cards->filter ? cards->shown_count : film_of(cards)->scene_count;
}

const struct scene *cards_scene(const struct cards *cards, size_t at)
{
	if (at >= cards_count(cards))
		return NULL;
	return &film_of(cards)->scenes[cards->filter ? cards->shown[at] : at];
}

/* Where its mark stands, or would stand; true if it does. */
static bool find_mark(const struct cards *cards, const char *scene, size_t *at)
{
	size_t end = cards->mark_count;

	for (*at = 0; *at < end;) {
		size_t middle = *at + (end - *at) / 2;
		int order = strcmp(cards->marks[middle], scene);

		if (order == 0) {
			*at = middle;
			return true;
		}
		if (order < 0)
			*at = middle + 1;
		else
			end = middle;
	}
	return false;
}

bool cards_is_marked(const struct cards *cards, const char *scene)
{
	size_t at;

	return find_mark(cards, scene, &at);
}

void cards_mark(struct cards *cards, const char *scene, bool mark)
{
	size_t at;
	char **marks;

	if (find_mark(cards, scene, &at) == mark)
		return;
	if (mark)
		GROW(cards->marks, cards->mark_count, cards->mark_room);
	marks = cards->marks + at;
	if (mark) {
		memmove(marks + 1, marks, (cards->mark_count++ - at) * sizeof *marks);
		*marks = xstrdup(scene);
	} else {
		free(*marks);
		memmove(marks, marks + 1, (--cards->mark_count - at) * sizeof *marks);
	}
}

void cards_unmark_all(struct cards *cards)
{
	while (cards->mark_count)
		free(cards->marks[--cards->mark_count]);
}

struct layout cards_layout(const struct cards *cards)
{
	struct board *board = cards->screen.board;
	struct layout_wish wish = {
		.cell_aspect = board->cell_aspect,
		.pictures = board->pictures,
		.scenes = cards_count(cards),
	};

	if (wish.scenes < board->session->store.expected)
		wish.scenes = board->session->store.expected;
	film_size(film_of(cards), &wish.width, &wish.height);
	return layout_make(board_box(board), &wish);
}

/* Scrolls so that the cursor is seen. */
static void follow(struct cards *cards, const struct layout *layout)
{
	size_t row = cards->at / (size_t)layout->across, seen = (size_t)layout->seen,
	       count = cards_count(cards),
	       all = (count + (size_t)layout->across - 1) / (size_t)layout->across;

	if (cards->top + seen > all)
		cards->top = all > seen ? all - seen : 0;
	if (row < cards->top)
		cards->top = row;
	else if (row >= cards->top + seen)
		cards->top = row - seen + 1;
}

void cards_go(struct cards *cards, size_t at)
{
	size_t count = cards_count(cards);
	const struct scene *scene;

	cards->at = at < count ? at : count ? count - 1 : 0;
	scene = cards_scene(cards, cards->at);
	free(cards->here);
	cards->here = scene ? xstrdup(scene->id) : NULL;
	board_moved(cards->screen.board);
}

bool cards_go_to(struct cards *cards, const char *scene)
{
	size_t position = film_index(film_of(cards), scene), at = position;

	if (position == film_of(cards)->scene_count)
		return false;
	if (cards->filter)
		for (at = 0; at < cards->shown_count && cards->shown[at] != position; at++)
			;
	if (at >= cards_count(cards))
		return false;
	cards_go(cards, at);
	return true;
}

/* The film is another one: the cursor stays with its scene, or where that was. */
static void film_changed(struct screen *screen)
{
	struct cards *cards = (struct cards *)screen;
	const struct scene *scene;
	size_t kept = 0;

	for (size_t i = 0; i < cards->mark_count; i++) {
		if (film_scene(film_of(cards), cards->marks[i]))
			cards->marks[kept++] = cards->marks[i];
		else
			free(cards->marks[i]);
	}
	cards->mark_count = kept;
	cards_sift(cards);
	scene = cards_scene(cards, cards->at);
	if (scene && cards->here && strcmp(scene->id, cards->here) == 0)
		return;
	if (!cards->here || !cards_go_to(cards, cards->here))
		cards_go(cards, cards->at);
}

/* The place of the card in the box of all; false if it is not seen. */
static bool place_of(const struct cards *cards, const struct layout *layout, size_t at,
		     struct box *out)
{
	size_t row = at / (size_t)layout->across;
	struct box all = layout->cards;

	if (row < cards->top || at >= cards_count(cards))
		return false;
	row -= cards->top;
	*out = (struct box){all.col + (int)(at % (size_t)layout->across) * layout->pitch_cols,
			    all.row + (int)row * layout->pitch_rows, layout->pitch_cols,
			    layout->pitch_rows + !layout->list};
	return out->row < all.row + all.rows;
}

const char *cards_heading(const struct cards *cards, size_t at)
{
	const struct scene *scene = cards_scene(cards, at),
			   *before = at ? cards_scene(cards, at - 1) : NULL;

	if (!scene->group || (before && before->group && strcmp(before->group, scene->group) == 0))
		return NULL;
	return scene->group;
}

static void draw_heading(const struct cards *cards, struct grid *grid, const struct layout *layout,
			 size_t at, struct box box)
{
	const char *heading = cards_heading(cards, at);
	int room = layout->pitch_cols;

	if (!heading)
		return;
	/* It may run on over the next cards of its row. */
	while (++at % (size_t)layout->across && at < cards_count(cards) &&
	       !cards_heading(cards, at))
		room += layout->pitch_cols;
	grid_text(grid, box.col + 2, box.row, room - 4, ROLE_HEADING, heading);
}

static void draw_card(struct cards *cards, struct grid *grid, const struct layout *layout,
		      size_t at, struct box box)
{
	const struct scene *scene = cards_scene(cards, at);

	card_draw(cards->screen.board, grid, layout, box, scene,
		  cards_is_marked(cards, scene->id));
}

static void draw_cards(struct cards *cards, struct grid *grid, const struct layout *layout)
{
	size_t first = cards->top * (size_t)layout->across,
	       last = first + (size_t)layout->across *
				      (size_t)(layout->cards.rows / layout->pitch_rows + 1);
	struct box box;

	/* What is drawn first gets its picture first. */
	if (place_of(cards, layout, cards->at, &box))
		draw_card(cards, grid, layout, cards->at, box);
	for (size_t at = first; at < last && place_of(cards, layout, at, &box); at++) {
		if (at != cards->at)
			draw_card(cards, grid, layout, at, box);
		draw_heading(cards, grid, layout, at, box);
	}
	if (place_of(cards, layout, cards->at, &box))
		card_frame(cards->screen.board, grid, box, cards_scene(cards, cards->at));
}

static void draw_list(struct cards *cards, struct grid *grid, const struct layout *layout)
{
	bool scrolls = cards_count(cards) > (size_t)layout->cards.rows;
	struct box box;

	for (size_t at = cards->top; place_of(cards, layout, at, &box); at++) {
		const struct scene *scene = cards_scene(cards, at);

		box.cols -= scrolls;
		card_draw_line(cards->screen.board, grid, box, scene,
			       cards_is_marked(cards, scene->id), at == cards->at);
	}
	grid_scrollbar(grid, layout->cards, (int)cards->top, layout->cards.rows,
		       (int)cards_count(cards));
}

static void draw_nothing(const struct cards *cards, struct grid *grid, struct box box)
{
	static const char text[] = "No scenes yet. Press n to write the first one, or paste a\n"
				   "script, a list, a page of notes: it becomes scenes.";
	struct box middle = {box.col + 2, box.row + box.rows / 3, box.cols - 4, box.rows};

	if (cards->filter)
		grid_textf(grid, middle.col, middle.row, middle.cols, ROLE_DIM, "no scene is “%s”",
			   cards->filter);
	else
		grid_wrap(grid, middle, 0, ROLE_DIM, text);
}

static void draw(struct screen *screen, struct grid *grid, struct box box)
{
	struct cards *cards = (struct cards *)screen;
	struct layout layout = cards_layout(cards);
	const struct scene *here = cards_scene(cards, cards->at);

	grid_fill(grid, box, ROLE_TEXT);
	if (!here) {
		draw_nothing(cards, grid, box);
		return;
	}
	follow(cards, &layout);
	if (layout.list)
		draw_list(cards, grid, &layout);
	else
		draw_cards(cards, grid, &layout);
	if (layout.inspector.cols)
		inspector_draw(&cards->inspector, screen->board, grid, &layout, here);
}

/* A text becomes scenes. */
static bool paste(struct screen *screen, const char *text)
{
	char *quoted = word_quote(text);
	char *line = xasprintf("script%s --text=%s",
			       board_here(screen->board) ? " --after ." : "", quoted);

	board_run(screen->board, line);
	free(line);
	free(quoted);
	return true;
}

static bool is_on(const struct event *event, struct box box, int rows)
{
	return event->mouse.col >= box.col && event->mouse.col < box.col + box.cols &&
	       event->mouse.row >= box.row && event->mouse.row < box.row + rows;
}

/* The second click soon after the first opens the scene. */
static void click(struct cards *cards, size_t at)
{
	int64_t now = clock_ms();
	bool again = at == cards->at && now - cards->clicked_ms < DOUBLE_MS;

	cards->clicked_ms = again ? 0 : now;
	cards_go(cards, at);
	if (again)
		board_run(cards->screen.board, "open .");
}

static bool mouse(struct screen *screen, const struct event *event)
{
	struct cards *cards = (struct cards *)screen;
	struct layout layout = cards_layout(cards);
	size_t step = (size_t)layout.across * (layout.list ? WHEEL_CARDS : 1);
	struct box box;

	switch (event->mouse.kind) {
	case MOUSE_WHEEL_DOWN:
		cards_go(cards, cards->at + step);
		return true;
	case MOUSE_WHEEL_UP:
		cards_go(cards, cards->at > step ? cards->at - step : 0);
		return true;
	case MOUSE_PRESS:
		for (size_t at = cards->top * (size_t)layout.across;
		     place_of(cards, &layout, at, &box); at++)
			if (is_on(event, box, layout.pitch_rows)) {
				click(cards, at);
				return true;
			}
		return false;
	default:
		return false;
	}
}

static void cards_free(struct screen *screen)
{
	struct cards *cards = (struct cards *)screen;

	cards_unmark_all(cards);
	inspector_clear(&cards->inspector);
	free(cards->marks);
	free(cards->marked_last);
	cards_unfilter(cards);
	free(cards->sought_text);
	search_clear(&cards->sought);
	free(cards->here);
	free(cards);
}

static const char *const hints[] = {
	"generate . -n {count}",
	"open .",
	"help keys board",
	"add --after .",
	"play .",
	"takes .",
	"undo {count}",
	"cut",
	"line",
	"quit",
	NULL,
};

/* With nothing there yet only what makes something. */
static const char *const *hints_now(const struct screen *screen)
{
	static const char *const hints_first[] = {
		"add --after .", "cast", "line", "help keys board", "quit", NULL,
	};

	return board_film(screen->board)->scene_count ? hints : hints_first;
}

static const struct screen_kind kind = {
	.title = "board",
	.draw = draw,
	.paste = paste,
	.mouse = mouse,
	.film_changed = film_changed,
	.hints_now = hints_now,
	.free = cards_free,
};

struct cards *cards_new(struct board *board)
{
	struct cards *cards = xcalloc(1, sizeof *cards);

	cards->screen = (struct screen){.kind = &kind, .board = board, .context = CONTEXT_BOARD};
	return cards;
}
