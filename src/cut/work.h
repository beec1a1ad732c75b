/* SPDX-License-Identifier: MIT
 *
 * A cut under way, for the files of this room: cut.c begins and ends it, the
 * others do what is in between.
 */
#ifndef CUT_WORK_H
#define CUT_WORK_H

#include "cut/cut.h"
#include "cut/film_file.h"
#include "cut/segments.h"
#include "film/frame_source.h"

/* One thing to be encoded: a scene's segment, or a dissolve between two. */
struct piece {
	char *name;          /* for people: "scene match, take t001" */
	char *clip;          /* below the film's folder; NULL: its animatic stands in */
	struct json *recipe; /* of the animatic; NULL with clip */
	struct frame_source behind; /* the picture it is drawn upon; path NULL: none */
	int backdrop;               /* that, made, or -1 */
	double in;
	long frames, lead, tail;
	char key[DIGEST_SIZE];
	bool ready;            /* it is in the cache */
	bool fresh;            /* made by this cut */
	int drawn;             /* the animatic's clip, without a name; -1 */
	struct segment cached; /* once ready */
};

enum step_kind { STEP_BACKDROP, STEP_DRAW, STEP_SEGMENT, STEP_DISSOLVE };
struct step {
	enum step_kind kind;
	size_t part; /* of the film */
};

/* A step that a media process is at. */
struct flight {
	struct cut *cut;
	struct step step;
	struct request *request; /* NULL: free */
	struct segment_files files;
	double done; /* frames */
};

struct cut {
	struct loop *loop;
	struct pool *pool;
	int film_dir, cache_dir;
	struct cut_calls calls;
	struct cut_plan plan;               /* its texts are not to be used any more */
	struct piece *segments, *dissolves; /* one a part; a dissolve is to the next */
	char *title;
	char **notes; /* on the plan, told in the first turn */
	size_t note_count, note_room;
	bool begun;
	struct film_file file;

	struct step *steps; /* in the order they are begun */
	size_t step_count, step_room, next_step;
	struct flight *flights;
	size_t flight_count, flying;
	bool again; /* what the cache had was no good and is made again */

	struct request *join;
	size_t sent, taken; /* parts sent to the join, and used up by it */
	bool joined;

	struct err error;
	double done, of, shown; /* frames: of the steps that ended; of all; last told */
	uint64_t turn;          /* timer of the next step or of the end */
	struct cut_report report;
};

/* What the film is put together from (pieces.c). Fills segments, dissolves and
 * steps from the plan and the film. */
int work_lay_out(struct cut *cut, const struct film *film, struct err *err);
/* What a step makes, or makes ready. */
struct piece *piece_of(const struct cut *cut, struct step step);
/* Says of an error whose it is and, when the clip is at fault, what to do; returns
 * -1. */
int blame_piece(const struct piece *piece, struct err *err);
/* What to ask of the media process; returns new. */
struct json *step_request(const struct cut *cut, struct step step);
/* The same, with nothing but the verb and the film's size and rate. */
struct json *work_request(const struct cut *cut, const char *verb);
/* Puts on the list again what the cache had; false if that was done before or it
 * had nothing. With `all` false only what can't be joined with the rest. */
bool work_again(struct cut *cut, bool all);
/* The cache may be damaged in a way that its sizes don't show: if that can be why
 * this went wrong, all of it is made again, once. */
bool work_distrust(struct cut *cut, const struct err *error);
/* True if all pieces can be joined. */
bool work_is_alike(const struct cut *cut);

/* Begins as many steps as can be (make.c). */
void work_go_on(struct cut *cut);

/* Asks for the film (join.c). */
void join_begin(struct cut *cut);
/* What that will be of all the work, in frames encoded. */
double join_weight(const struct cut *cut);

/* What the others tell cut.c. */
void cut_told(struct cut *cut, const char *what, double under_way);
/* The error is taken. */
void cut_failed(struct cut *cut, struct err *error);
/* Something ended: go on, join, or end. */
void cut_turn(struct cut *cut);

#endif
