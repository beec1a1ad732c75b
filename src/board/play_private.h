/* SPDX-License-Identifier: MIT
 *
 * What the files of the player share: play_parts.c makes the list of what is played,
 * play_stream.c asks for frames, play.c has the clock and the keys, play_draw.c draws.
 */
#ifndef BOARD_PLAY_PRIVATE_H
#define BOARD_PLAY_PRIVATE_H

#include "board/board_private.h"
#include "board/play.h"

#define VIEWS_MAX 2

/* A clip from one moment to another. */
struct view {
	char *clip;
	double in, out;
};

/* What is seen at once: a clip, two in step, or none (a scene without a take). */
struct part {
	char *title; /* "3  Glass falling" */
	char *take;  /* NULL: none, or several */
	struct view views[VIEWS_MAX];
	int count;
	double seconds, start; /* how long, and where in the whole */
};

struct part_list {
	struct part *items;
	size_t count, room;
	double seconds; /* of all */
};

void parts_of_scene(struct part_list *parts, struct board *board, const struct scene *scene,
		    const struct take *beside);
void parts_of_cut(struct part_list *parts, struct board *board);
void parts_free(struct part_list *parts);
/* The one that is seen at a moment of the whole. */
size_t parts_at(const struct part_list *parts, double at);

/* How a frame is to come: a box of cells. */
struct stage {
	int cols, rows;
	double cell_aspect;
};

/* A clip on its way as frames. */
struct stream {
	struct play *play;
	const struct view *view; /* NULL: nothing plays here */
	struct request *request;
	struct stage wanted; /* by the drawing under way, or the last; cols 0: by none */
	struct stage asked;
	double moment, sent; /* wanted, and asked for last; seconds of the clip */
	bool waits;          /* for the frame asked for */
	bool failed;
	struct picture picture; /* the frame; cells NULL: none yet */
	double shown, step;     /* its time, and from frame to frame */
};

/* Gives up what it has, but for the frame seen until there is another. */
void stream_begin(struct stream *stream, const struct view *view);
void stream_end(struct stream *stream);
/* Asks, or asks anew when the box has changed; false if there was nothing to ask. */
bool stream_step(struct stream *stream);

struct play {
	struct screen screen;
	struct part_list parts;
	bool is_cut;
	size_t part;
	struct stream streams[VIEWS_MAX]; /* see play_stream */
	int turned;
	double at;        /* seconds of the whole */
	bool runs;        /* else it is paused, or at its end */
	bool is_left;     /* paused because nobody looks */
	bool has_begun;   /* the clock goes: the first frame is there */
	double from;      /* where the clock began */
	int64_t from_ms;  /* and when; 0: not yet */
	int64_t frame_ms; /* from frame to frame */
	int late;         /* frames in a row that came late */
	uint64_t timer;
	bool fills; /* no other screen shows it: it has all of the room */
};

/* The stream of a part's view. Of a part with one view in the cut the other one gets
 * ready for the next part, and takes its place there. */
struct stream *play_stream(struct play *play, int view);
/* A frame has come, or none will. */
void play_hear(struct play *play, struct stream *stream, const struct err *error);

void play_draw(struct screen *screen, struct grid *grid, struct box box);

#endif
