/* SPDX-License-Identifier: MIT
 *
 * Has the pieces of the film made: animatics drawn, segments and dissolves
 * encoded, as many at once as there are batch processes.
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cut/work.h"
#include "util/mem.h"
#include "worker/message.h"

/* Progress is told many times a second; before it comes the seeking, and behind it
 * the sound. */
#ifndef CUT_SILENCE_MS
#define CUT_SILENCE_MS 30000
#endif

static int keep_backdrop(struct piece *piece, const struct reply *reply, struct err *err)
{
	if (reply->fd_count != 1)
		return err_set(err, ERR_MEDIA, "decode gave no picture");
	if (piece->backdrop >= 0)
		close(piece->backdrop);
	piece->backdrop = fcntl(reply->fds[0], F_DUPFD_CLOEXEC, 0);
	return piece->backdrop < 0 ? err_errno(err, "can't keep the start frame") : 0;
}

static void end_step(struct flight *flight, const struct reply *reply, struct err *err)
{
	struct cut *cut = flight->cut;
	struct piece *piece = piece_of(cut, flight->step);
	if (flight->step.kind == STEP_BACKDROP) {
		keep_backdrop(piece, reply, err);
	} else if (flight->step.kind == STEP_DRAW) {
		piece->drawn = flight->files.pictures;
		flight->files.pictures = -1;
		if (piece->backdrop >= 0)
			close(piece->backdrop);
		piece->backdrop = -1;
	} else if (segment_keep(cut->cache_dir, piece->key, &flight->files, reply->answer,
				&piece->cached, err) == 0) {
		piece->ready = piece->fresh = true;
		cut->report.made++;
	}
	if (flight->step.kind == STEP_SEGMENT && piece->drawn >= 0) {
		close(piece->drawn);
		piece->drawn = -1;
	}
}

static void hear(void *arg, const struct reply *reply)
{
	struct flight *flight = arg;
	struct cut *cut = flight->cut;
	struct piece *piece = piece_of(cut, flight->step);
	struct err err = {0};
	if (!reply->ended) {
		if (reply->of > 0)
			flight->done = fmin(reply->done / reply->of, 1) * (double)piece->frames;
	} else {
		flight->request = NULL;
		flight->done = 0;
		cut->flying--;
		if (reply->error)
			err_set(&err, reply->error->kind, "%s", err_text(reply->error));
		else
			end_step(flight, reply, &err);
		segment_abandon(cut->cache_dir, piece->key, &flight->files);
		cut->done += (double)piece->frames;
	}
	double under_way = 0;
	for (size_t i = 0; i < cut->flight_count; i++)
		under_way += cut->flights[i].done;
	cut_told(cut, "encoding", under_way);
	if (flight->step.kind == STEP_DISSOLVE && work_distrust(cut, &err))
		err_clear(&err);
	if (err.kind) {
		if (err.kind != ERR_CANCELLED)
			blame_piece(piece, &err);
		cut_failed(cut, &err);
	}
	if (reply->ended)
		cut_turn(cut);
}

/* Opens what the request of the step hands over; fds that are the flight's own
 * are closed with it, `theirs` by the caller. */
static int open_inputs(struct cut *cut, struct step step, const struct piece *piece, int theirs[2],
		       struct err *err)
{
	theirs[0] = theirs[1] = -1;
	if (step.kind == STEP_DISSOLVE) {
		theirs[0] = segment_open(cut->cache_dir, cut->segments[step.part].key, ".mp4", err);
		theirs[1] =
			segment_open(cut->cache_dir, cut->segments[step.part + 1].key, ".mp4", err);
		return theirs[0] < 0 || theirs[1] < 0 ? -1 : 0;
	}
	if (step.kind == STEP_SEGMENT) {
		theirs[0] = piece->clip ? file_open_beneath(cut->film_dir, piece->clip, O_RDONLY, 0,
							    err)
					: fcntl(piece->drawn, F_DUPFD_CLOEXEC, 0);
		return theirs[0] < 0 ? -1 : 0;
	}
	const char *behind = step.kind == STEP_BACKDROP ? piece->behind.path : NULL;
	if (behind)
		theirs[0] = file_open_beneath(cut->film_dir, behind, O_RDONLY, 0, err);
	else if (piece->backdrop >= 0)
		theirs[0] = fcntl(piece->backdrop, F_DUPFD_CLOEXEC, 0);
	return theirs[0] < 0 && (behind || piece->backdrop >= 0) ? -1 : 0;
}

static int open_outputs(struct cut *cut, struct flight *flight, const struct piece *piece,
			struct err *err)
{
	if (flight->step.kind == STEP_BACKDROP)
		return 0;
	if (flight->step.kind != STEP_DRAW)
		return segment_begin(cut->cache_dir, piece->key, flight->step.kind == STEP_SEGMENT,
				     &flight->files, err);
	flight->files = (struct segment_files){segment_scratch(cut->cache_dir, err), -1};
	return flight->files.pictures < 0 ? -1 : 0;
}

static int begin_step(struct flight *flight, struct err *err)
{
	struct cut *cut = flight->cut;
	const struct piece *piece = piece_of(cut, flight->step);
	enum worker_role role = flight->step.kind == STEP_DRAW ? ROLE_DRAW : ROLE_DECODE;
	int theirs[2], fds[MESSAGE_FDS_MAX], count = 0, result = -1;
	if (open_inputs(cut, flight->step, piece, theirs, err) == 0 &&
	    open_outputs(cut, flight, piece, err) == 0) {
		const int all[] = {theirs[0], theirs[1], flight->files.pictures,
				   flight->files.sound};
		for (size_t i = 0; i < LENGTH(all); i++)
			if (all[i] >= 0)
				fds[count++] = all[i];
		flight->request = pool_ask(cut->pool, role, BATCH, step_request(cut, flight->step),
					   fds, count, CUT_SILENCE_MS, hear, flight);
		cut->flying++;
		result = 0;
	}
	for (size_t i = 0; i < LENGTH(theirs); i++)
		if (theirs[i] >= 0)
			close(theirs[i]);
	return result < 0 ? blame_piece(piece, err) : 0;
}

/* What a step is made from must be there, and nobody at work on the same. */
static bool can_begin(const struct cut *cut, struct step step)
{
	const struct piece *segment = &cut->segments[step.part], *piece = piece_of(cut, step);
	for (size_t i = 0; i < cut->flight_count; i++)
		if (cut->flights[i].request &&
		    strcmp(piece_of(cut, cut->flights[i].step)->key, piece->key) == 0)
			return false;
	if (step.kind == STEP_DISSOLVE)
		return segment[0].ready && segment[1].ready;
	if (step.kind == STEP_BACKDROP || piece->ready)
		return true;
	if (step.kind == STEP_DRAW)
		return !piece->behind.path || piece->backdrop >= 0;
	return piece->clip || piece->drawn >= 0;
}

/* The same scene may be in the film twice: by now the piece may be there. */
static bool is_there(const struct cut *cut, struct step step, struct piece *piece)
{
	long samples = step.kind == STEP_SEGMENT ? cut_sample(cut->plan.rate, piece->frames) : 0;
	if (step.kind > STEP_DRAW && !piece->ready && !cut->again)
		piece->ready = segment_find(cut->cache_dir, piece->key, samples, &piece->cached);
	return piece->ready;
}

static struct flight *free_flight(struct cut *cut)
{
	for (size_t i = 0; i < cut->flight_count; i++)
		if (!cut->flights[i].request)
			return &cut->flights[i];
	return NULL;
}

void work_go_on(struct cut *cut)
{
	struct flight *flight;
	while (!cut->error.kind && cut->next_step < cut->step_count &&
	       can_begin(cut, cut->steps[cut->next_step]) && (flight = free_flight(cut))) {
		struct step step = cut->steps[cut->next_step++];
		struct piece *piece = piece_of(cut, step);
		struct err err = {0};
		if (is_there(cut, step, piece)) {
			cut->done += (double)piece->frames;
			continue;
		}
		*flight = (struct flight){.cut = cut, .step = step, .files = {-1, -1}};
		if (begin_step(flight, &err) < 0)
			cut_failed(cut, &err);
	}
}
