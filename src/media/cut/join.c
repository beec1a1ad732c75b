/* SPDX-License-Identifier: MIT
 *
 * The verb that joins segments to a film: packets are copied, sound is encoded
 * once, what was written is read back.
 */
#include <libavcodec/packet.h>
#include <string.h>

#include "media/cut/check.h"
#include "media/cut/mix.h"
#include "media/cut/mp4.h"
#include "media/cut/reel.h"
#include "media/cut/request.h"
#include "media/cut/sound.h"
#include "util/mem.h"

#define DELAY 2

struct join {
	struct task *task;
	struct encode_settings settings;
	long parts, frames, samples;
	struct mp4 *mp4;
	struct sound *sound;
	struct mix mix;
	AVPacket *packet;
	int track;
	char digest[DIGEST_SIZE]; /* of the parameters of all parts; "" before the first */
	long written;             /* pictures in the film so far */
	struct check check;
};

struct piece {
	struct message message; /* its descriptors and body */
	long frames, lead, tail;
};

static AVRational rate_of(const struct join *join)
{
	return (AVRational){join->settings.rate_num, join->settings.rate_den};
}

/* The first reel says what all must be like. */
static int agree(struct join *join, const struct reel *reel, struct err *err)
{
	char digest[DIGEST_SIZE];
	const AVCodecParameters *is = reel_parameters(reel);
	reel_digest(reel, digest);
	if (!*join->digest) {
		memcpy(join->digest, digest, sizeof digest);
		join->track = mp4_track(join->mp4, is, av_inv_q(rate_of(join)), err);
		if (join->track < 0 || !(join->sound = sound_open(join->mp4, false, err)))
			return -1;
		return 0;
	}
	if (strcmp(join->digest, digest) != 0)
		return err_set(err, ERR_MEDIA, "the segments were encoded in different ways");
	return 0;
}

/* A closed group of pictures is decoded in as many turns as it has pictures, each
 * at most DELAY frames before it is shown (x264's pyramid of B-frames needs no
 * more): so the decoding times of the film are counted anew, whatever they are in
 * its pieces. */
static int write_picture(struct join *join, long shown, struct err *err)
{
	AVPacket *packet = join->packet;
	packet->pts = shown;
	packet->dts = join->written++ - DELAY;
	if (packet->dts > packet->pts)
		return err_set(err, ERR_MEDIA, "the pictures around frame %ld are out of order",
			       shown);
	check_expect(&join->check, packet);
	return mp4_write(join->mp4, join->track, packet, err);
}

/* Lays the sound up to the pictures written. */
static int write_sound(struct join *join, struct err *err)
{
	long until = settings_sample(&join->settings, join->written);
	const int16_t *samples;
	long count;
	while ((count = mix_next(&join->mix, until, &samples, err)) > 0)
		if (sound_add(join->sound, samples, count, err) < 0)
			return -1;
	return (int)count;
}

/* Copies the pictures shown from `from` up to `to` of the file; the first is an
 * IDR, and so is the one at `to` if there is one. */
static int copy(struct join *join, int fd, long from, long to, struct err *err)
{
	if (from == to)
		return 0;
	struct reel *reel = reel_open(fd, rate_of(join), err);
	if (!reel)
		return -1;
	long base = join->written - from;
	int got = agree(join, reel, err);
	if (got == 0)
		got = reel_skip_to(reel, from, join->packet, err);
	check_edge(&join->check, join->written);
	for (long left = to - from; got == 1 && left > 0;) {
		if (join->packet->pts < from || join->packet->pts >= to)
			got = err_set(err, ERR_MEDIA, "a segment can't be cut at frame %ld", to);
		else if (write_picture(join, base + join->packet->pts, err) < 0 ||
			 write_sound(join, err) < 0 ||
			 task_progress(join->task, (double)join->written, (double)join->frames,
				       err) < 0)
			got = -1;
		else if (--left > 0 && (got = reel_next(reel, join->packet, err)) == 0)
			got = err_set(err, ERR_MEDIA, "a segment ends %ld frames early", left);
	}
	reel_free(reel);
	return got < 0 ? -1 : 0;
}

static int receive(struct join *join, struct piece *piece, long lead, struct err *err)
{
	if (task_more(join->task, &piece->message, err) < 0)
		return -1;
	struct task of_piece = {.body = piece->message.body};
	if (request_whole(&of_piece, "frames", 1, &piece->frames, err) < 0 ||
	    request_whole(&of_piece, "lead", 0, &piece->lead, err) < 0 ||
	    request_whole(&of_piece, "tail", 0, &piece->tail, err) < 0)
		return -1;
	if (piece->lead != lead || piece->lead + piece->tail > piece->frames ||
	    piece->message.fd_count != (piece->tail ? 3 : 2))
		return err_set(err, ERR_INVALID, "a part of the film is not as announced");
	return 0;
}

/* A dissolve is written when both of its parts are here: their sound is mixed. */
static int add_piece(struct join *join, const struct piece *last, const struct piece *piece,
		     struct err *err)
{
	mix_add(&join->mix, piece->message.fds[1], join->written, piece->frames);
	if (last->tail && copy(join, last->message.fds[2], 0, last->tail, err) < 0)
		return -1;
	return copy(join, piece->message.fds[0], piece->lead, piece->frames - piece->tail, err);
}

static int add_all(struct join *join, struct err *err)
{
	struct piece last = {0}, piece = {0};
	int result = 0;
	for (long i = 0; result == 0 && i < join->parts; i++) {
		result = receive(join, &piece, last.tail, err);
		if (result == 0)
			result = add_piece(join, &last, &piece, err);
		message_clear(&last.message);
		last = piece;
		piece = (struct piece){0};
	}
	message_clear(&last.message);
	if (result == 0 && (last.tail || join->written != join->frames))
		result = err_set(err, ERR_MEDIA, "the parts make %ld frames, not %ld",
				 join->written, join->frames);
	return result;
}

static int finish(struct join *join, struct err *err)
{
	if (sound_end(join->sound, err) < 0)
		return -1;
	struct mp4 *mp4 = join->mp4;
	join->mp4 = NULL;
	return mp4_close(mp4, err);
}

static int answer(struct join *join, struct err *err)
{
	struct json *json = json_new_object();
	json_set_num(json, "frames", (double)join->check.frames);
	json_set_num(json, "samples", (double)join->check.samples);
	json_set_num(json, "seconds",
		     (double)join->check.frames * join->settings.rate_den /
			     join->settings.rate_num);
	return task_done(join->task, json, NULL, 0, err);
}

static int read_request(struct join *join, struct err *err)
{
	struct task *task = join->task;
	if (request_settings(task, &join->settings, err) < 0 ||
	    request_whole(task, "parts", 1, &join->parts, err) < 0 ||
	    request_whole(task, "frames", 1, &join->frames, err) < 0 ||
	    request_whole(task, "samples", 0, &join->samples, err) < 0)
		return -1;
	if (task->fd_count != 1 || join->samples != settings_sample(&join->settings, join->frames))
		return err_set(err, ERR_INVALID, "this is no request for a film");
	mix_init(&join->mix, &join->settings);
	return 0;
}

int verb_join(struct task *task, struct err *err)
{
	struct join join = {.task = task, .packet = av_packet_alloc()};
	int result = -1;
	if (!join.packet)
		BUG("out of memory");
	if (read_request(&join, err) == 0 &&
	    (join.mp4 = mp4_open(task->fds[0], json_get_str(task->body, "title"), err)) &&
	    add_all(&join, err) == 0 && finish(&join, err) == 0 &&
	    check_film(&join.check, task->fds[0], rate_of(&join), join.frames, join.samples, err) ==
		    0)
		result = answer(&join, err);
	check_clear(&join.check);
	sound_free(join.sound);
	mp4_drop(join.mp4);
	av_packet_free(&join.packet);
	return result;
}
