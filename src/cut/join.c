/* SPDX-License-Identifier: MIT
 *
 * Has the film joined from its pieces: they are sent a few ahead of what the
 * media process is at, so that ten thousand scenes need no more descriptors than
 * ten.
 */
#include <unistd.h>

#include "cut/work.h"

/* Joining a picture costs this much of encoding one. */
#define JOIN_WEIGHT 0.05
#define AHEAD 16
#define SILENCE_MS 300000
#define SOUND_BYTES_PER_SECOND 24500

double join_weight(const struct cut *cut)
{
	return JOIN_WEIGHT * (double)cut->plan.frames;
}

static long long film_bytes(const struct cut *cut)
{
	double bytes = SOUND_BYTES_PER_SECOND * (double)cut->plan.samples / CUT_SAMPLE_RATE;
	for (size_t i = 0; i < cut->plan.count; i++)
		bytes += (double)(cut->segments[i].cached.bytes + cut->dissolves[i].cached.bytes);
	return (long long)bytes;
}

static int send_part(struct cut *cut, size_t i, struct err *err)
{
	const struct piece *piece = &cut->segments[i];
	int fds[3], count = 2, result = -1;
	fds[0] = segment_open(cut->cache_dir, piece->key, ".mp4", err);
	fds[1] = segment_open(cut->cache_dir, piece->key, ".pcm", err);
	if (piece->tail)
		fds[count++] = segment_open(cut->cache_dir, cut->dissolves[i].key, ".mp4", err);
	if (fds[0] >= 0 && fds[1] >= 0 && fds[count - 1] >= 0) {
		struct json *body = json_new_object();
		json_set_num(body, "frames", (double)piece->frames);
		json_set_num(body, "lead", (double)piece->lead);
		json_set_num(body, "tail", (double)piece->tail);
		result = request_more(cut->join, body, fds, count, err);
	}
	for (int j = 0; j < count; j++)
		if (fds[j] >= 0)
			close(fds[j]);
	return result;
}

static void send_ahead(struct cut *cut)
{
	struct err err = {0};
	while (!cut->error.kind && cut->sent < cut->plan.count && cut->sent < cut->taken + AHEAD)
		if (send_part(cut, cut->sent++, &err) < 0)
			cut_failed(cut, &err);
}

static void check_answer(struct cut *cut, const struct json *answer)
{
	struct err err = {0};
	double frames = json_get_num(answer, "frames"), samples = json_get_num(answer, "samples");
	cut->joined = frames == (double)cut->plan.frames && samples == (double)cut->plan.samples;
	if (cut->joined)
		return;
	err_set(&err, ERR_MEDIA,
		"the film came out with %.0f pictures and %.0f samples, not %ld and %ld", frames,
		samples, cut->plan.frames, cut->plan.samples);
	cut_failed(cut, &err);
}

static void join_failed(struct cut *cut, const struct err *error)
{
	struct err err = {0};
	if (work_distrust(cut, error))
		return;
	err_set(&err, error->kind, "joining the film: %s", err_text(error));
	cut_failed(cut, &err);
}

static void hear(void *arg, const struct reply *reply)
{
	struct cut *cut = arg;
	const struct cut_part *parts = cut->plan.parts;
	if (!reply->ended) {
		while (cut->taken < cut->plan.count &&
		       (double)(parts[cut->taken].at + parts[cut->taken].frames -
				parts[cut->taken].tail) <= reply->done)
			cut->taken++;
		cut_told(cut, "joining", JOIN_WEIGHT * reply->done);
		send_ahead(cut);
		return;
	}
	cut->join = NULL;
	if (reply->error)
		join_failed(cut, reply->error);
	else
		check_answer(cut, reply->answer);
	cut_turn(cut);
}

void join_begin(struct cut *cut)
{
	struct err err = {0};
	if (film_file_begin(&cut->file, film_bytes(cut), &err) < 0) {
		cut_failed(cut, &err);
		return;
	}
	struct json *body = work_request(cut, "join");
	json_set_num(body, "parts", (double)cut->plan.count);
	json_set_num(body, "frames", (double)cut->plan.frames);
	json_set_num(body, "samples", (double)cut->plan.samples);
	json_set_str(body, "title", cut->title);
	cut->sent = cut->taken = 0;
	cut->join = pool_ask(cut->pool, ROLE_DECODE, BATCH, body, &cut->file.fd, 1, SILENCE_MS,
			     hear, cut);
	send_ahead(cut);
}
