/* SPDX-License-Identifier: MIT
 *
 * The clock and the keys. A frame is due at so many milliseconds after the start; one that
 * is late is left out, never queued. At the end, and while it is paused, nothing ticks.
 */
#include "board/play.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "board/play_private.h"
#include "core/scenes/target.h"
#include "util/clock.h"
#include "util/mem.h"

#define FRAME_MS 100
#define SLOW_FRAME_MS 200 /* where the line, or the machine, is slow */
#define LATE_MAX 3
#define END_SLACK 0.01   /* before the end is the last frame */
#define AHEAD_SECONDS 1.0 /* before the next clip it is made ready */
#define SCENE_BEGINS 1.5 /* seconds in which "back" is the scene before */

static struct loop *loop_of(const struct play *play)
{
	return play->screen.board->session->loop;
}

struct stream *play_stream(struct play *play, int view)
{
	return &play->streams[(view + play->turned) % VIEWS_MAX];
}

/* What the cut goes on with soon; NULL: nothing, or not yet. */
static const struct view *view_ahead(const struct play *play, size_t at)
{
	const struct part *next = &play->parts.items[at + 1];

	if (!play->is_cut || at + 1 == play->parts.count || !next->count ||
	    next->start - play->at > AHEAD_SECONDS)
		return NULL;
	return next->views;
}

/* What was got ready comes before; until it has its frame, the last one stays. */
static void turn_streams(struct play *play)
{
	struct stream *last = play_stream(play, 0), *next = play_stream(play, 1);

	if (!next->picture.cells) {
		next->picture = last->picture;
		last->picture = (struct picture){0};
	}
	play->turned = !play->turned;
	stream_end(last);
}

/* Puts the streams where the moment is. */
static void aim(struct play *play)
{
	size_t at = parts_at(&play->parts, play->at);
	const struct part *part = &play->parts.items[at];

	play->part = at;
	if (part->count == 1 && play_stream(play, 1)->view == part->views)
		turn_streams(play);
	for (int i = 0; i < VIEWS_MAX; i++) {
		struct stream *stream = play_stream(play, i);
		bool is_seen = i < part->count;
		const struct view *view = is_seen ? &part->views[i]
					: i       ? view_ahead(play, at)
						  : NULL;
		double start = is_seen ? part->start : play->at;

		if (stream->view != view && !is_seen && i)
			stream_end(stream);
		if (stream->view != view)
			stream_begin(stream, view);
		if (view)
			stream->moment = fmax(view->in, fmin(view->in + play->at - start,
							     view->out - END_SLACK));
	}
	board_touch(play->screen.board);
}

static void tick(void *arg);

static void wait_for_next(struct play *play)
{
	int64_t gone = clock_ms() - play->from_ms;

	play->timer = loop_after(loop_of(play), play->frame_ms - gone % play->frame_ms, tick, play);
}

/* Late is what comes more than half a frame after its time, or before the last one has
 * been seen. */
static void judge(struct play *play)
{
	int64_t gone = clock_ms() - play->from_ms;

	if (gone % play->frame_ms > play->frame_ms / 2 ||
	    (play->is_cut ? play_stream(play, 0)->waits : play_waits(play)))
		play->late++;
	else
		play->late = 0;
	if (play->late >= LATE_MAX)
		play->frame_ms = SLOW_FRAME_MS;
}

static void tick(void *arg)
{
	struct play *play = arg;
	double last = play->parts.seconds;

	play->timer = 0;
	judge(play);
	play->at = play->from + (double)(clock_ms() - play->from_ms) / 1000;
	if (play->at < last) {
		wait_for_next(play);
	} else {
		play->at = last;
		play->runs = false;
	}
	aim(play);
}

static void stop_clock(struct play *play)
{
	if (play->timer)
		loop_cancel(loop_of(play), play->timer);
	play->timer = 0;
}

/* The clock goes on from where it stands. */
static void start_clock(struct play *play)
{
	stop_clock(play);
	play->from = play->at;
	play->from_ms = clock_ms();
	play->late = 0;
	wait_for_next(play);
}

static void go_to(struct play *play, double at)
{
	play->at = fmax(0, fmin(at, play->parts.seconds));
	if (play->runs && play->has_begun)
		start_clock(play);
	aim(play);
}

void play_hear(struct play *play, struct stream *stream, const struct err *error)
{
	struct board *board = play->screen.board;

	board_touch(board);
	if (error) {
		board_say(board, STYLE_BAD, "%s: %s", stream->view ? stream->view->clip : "a clip",
			  err_text(error));
		if (!play->is_cut) {
			stop_clock(play);
			play->runs = false;
		}
	}
	if (play->has_begun || play_waits(play))
		return;
	play->has_begun = true;
	if (play->runs)
		start_clock(play);
}

bool play_waits(const struct play *play)
{
	for (int i = 0; i < VIEWS_MAX; i++)
		if (play->streams[i].waits)
			return true;
	return false;
}

bool play_step(struct play *play)
{
	bool asked = false;

	for (int i = 0; i < VIEWS_MAX; i++)
		asked |= stream_step(&play->streams[i]);
	return asked;
}

/* The keys. */

static void pause_or_go(struct play *play)
{
	bool at_end = play->at >= play->parts.seconds;

	play->is_left = false;
	play->runs = !play->runs;
	if (!play->runs)
		stop_clock(play);
	else if (at_end)
		go_to(play, 0);
	else if (play->has_begun)
		start_clock(play);
}

void play_focus(struct play *play, bool focused)
{
	if (focused ? !play->is_left : !play->runs)
		return;
	pause_or_go(play);
	play->is_left = !focused;
	board_touch(play->screen.board);
}

/* By frames of the clip that is seen; the film's where there is none. */
static void step_frames(struct play *play, double by)
{
	const struct stream *stream = play_stream(play, 0);
	const struct part *part = &play->parts.items[play->part];
	struct film_rate rate = film_rate(board_film(play->screen.board));
	double step = stream->step > 0 ? stream->step : (double)rate.den / rate.num;

	play->runs = false;
	stop_clock(play);
	if (stream->view && stream->picture.cells)
		play->at = part->start + stream->shown - stream->view->in + step / 4;
	go_to(play, play->at + by * step);
}

static void turn(struct play *play, long by)
{
	const struct part_list *parts = &play->parts;
	long to = (long)play->part + by;

	if (by < 0 && play->at - parts->items[play->part].start > SCENE_BEGINS)
		to++;
	to = to < 0 ? 0 : to;
	go_to(play, to < (long)parts->count ? parts->items[to].start : parts->seconds);
}

static int seek(struct screen *screen, struct call *call, struct err *err)
{
	struct play *play = (struct play *)screen;
	const char *where = call_arg(call, 0), *typed = call_arg(call, 1);
	double times = typed ? strtod(typed, NULL) : 1;
	bool back = strstr(where, "back") || strncmp(where, "previous", 8) == 0;

	times = back ? -times : times;
	if (strcmp(where, "pause") == 0)
		pause_or_go(play);
	else if (strcmp(where, "start") == 0)
		go_to(play, 0);
	else if (strncmp(where, "frame", 5) == 0)
		step_frames(play, times);
	else if (strstr(where, "scene"))
		turn(play, (long)times);
	else
		go_to(play, play->at + times);
	board_touch(screen->board);
	return 0;
}

/* A key that means nothing here ends it, and means what it does below. */
static bool type(struct screen *screen, struct key key)
{
	struct board *board = screen->board;

	if (((struct play *)screen)->fills)
		return false;
	board_pop(board, screen);
	board_event(board, &(struct event){.kind = EVENT_KEY, .key = key});
	return true;
}

static void play_free(struct screen *screen)
{
	struct play *play = (struct play *)screen;

	stop_clock(play);
	for (int i = 0; i < VIEWS_MAX; i++)
		stream_end(&play->streams[i]);
	parts_free(&play->parts);
	screen->board->play = NULL;
	free(play);
}

static const struct action actions[] = {
	{"seek", seek},
	{NULL, NULL},
};

static const char *const hints[] = {
	"seek pause", "seek forward {count}", "seek frame-forward {count}", "seek start", "back",
	NULL,
};

static const struct screen_kind kind = {
	.title = "play",
	.popup = true,
	.draw = play_draw,
	.type = type,
	.actions = actions,
	.hints = hints,
	.free = play_free,
};

/* Takes the parts. */
static void open_with(struct board *board, struct part_list *parts, bool is_cut)
{
	struct play *play = xcalloc(1, sizeof *play);

	*play = (struct play){
		.screen = {&kind, board, CONTEXT_PLAY},
		.parts = *parts,
		.is_cut = is_cut,
		.runs = true,
		.frame_ms = FRAME_MS,
	};
	for (int i = 0; i < VIEWS_MAX; i++)
		play->streams[i].play = play;
	board->play = play;
	board_push(board, &play->screen);
	aim(play);
	if (!play->parts.items[0].count) { /* no frame to wait for */
		play->has_begun = true;
		start_clock(play);
	}
}

int play_act_open(struct screen *screen, struct call *call, struct err *err)
{
	struct board *board = screen->board;
	const struct film *film = board_film(board);
	const char *typed = call_arg(call, 0);
	const struct scene *here = board_here(board), *scene = here;
	bool cut = call_option(call, "cut");
	struct part_list parts = {0};

	if (!board->pictures)
		return err_set(err, ERR_USAGE, "pictures are off; “pictures on” brings them back");
	if (typed && !(scene = target_scene(film, typed, err)))
		return -1;
	if (!scene)
		return err_set(err, ERR_NOT_FOUND, "there is no scene here");
	inspector_walk(&board->cards->inspector, board, here, 0, NULL, NULL);
	if (cut)
		parts_of_cut(&parts, board);
	else
		parts_of_scene(&parts, board, scene,
			       scene == here && screen->kind->beside ? screen->kind->beside(screen)
								     : NULL);
	if (!parts.count)
		return err_set(err, ERR_NOT_FOUND, "%s has no takes yet; r makes one", scene->id);
	if (board->play)
		board_pop(board, &board->play->screen);
	board_rest(board);
	open_with(board, &parts, cut);
	return 0;
}
