/* SPDX-License-Identifier: MIT */
#include "media/cut/mix.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "media/cut/request.h"

#define SAMPLE_BYTES 4

void mix_init(struct mix *mix, const struct encode_settings *settings)
{
	memset(mix, 0, sizeof *mix);
	mix->settings = *settings;
}

void mix_add(struct mix *mix, int fd, long frame, long frames)
{
	mix->last = mix->part;
	mix->part = (struct mix_part){
		.fd = fd,
		.begins = settings_sample(&mix->settings, frame),
		.ends = settings_sample(&mix->settings, frame + frames),
	};
}

/* Reads `count` samples of a part from sample `at` of the film. Rounding may make
 * the part one sample longer in the film than by itself: its last stands twice. */
static int read_part(const struct mix_part *part, long at, long count, int16_t *out,
		     struct err *err)
{
	size_t bytes = (size_t)count * SAMPLE_BYTES, have = 0;
	off_t from = (off_t)(at - part->begins) * SAMPLE_BYTES;
	while (have < bytes) {
		ssize_t got = pread(part->fd, (char *)out + have, bytes - have, from + (off_t)have);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, "can't read the sound of a part");
		if (got == 0)
			break;
		have += (size_t)got;
	}
	if (bytes - have > SAMPLE_BYTES || (have == 0 && from == 0))
		return err_set(err, ERR_MEDIA, "the sound of a part is %zu bytes short",
			       bytes - have);
	if (have < bytes && have >= SAMPLE_BYTES)
		memcpy((char *)out + have, (char *)out + have - SAMPLE_BYTES, SAMPLE_BYTES);
	else if (have < bytes)
		memset(out, 0, bytes);
	return 0;
}

/* Sine and cosine: the power of the two adds up to one. */
static void cross(struct mix *mix, long count)
{
	double span = (double)(mix->last.ends - mix->part.begins);
	for (long i = 0; i < count; i++) {
		double turn = M_PI_2 * ((double)(mix->at + i - mix->part.begins) + 0.5) / span;
		double from = cos(turn), over = sin(turn);
		for (long j = 2 * i; j < 2 * i + 2; j++) {
			double sum = from * mix->samples[j] + over * mix->over[j];
			mix->samples[j] = (int16_t)lrint(fmax(-32768, fmin(sum, 32767)));
		}
	}
}

long mix_next(struct mix *mix, long until, const int16_t **samples, struct err *err)
{
	long fade_end = mix->last.ends > mix->part.begins ? mix->last.ends : mix->part.begins;
	bool fading = mix->at < fade_end;
	if (until > mix->part.ends)
		until = mix->part.ends;
	if (fading && until > fade_end)
		until = fade_end;
	long count = until - mix->at;
	if (count <= 0)
		return 0;
	if (count > MIX_CHUNK)
		count = MIX_CHUNK;
	if (fading && (read_part(&mix->last, mix->at, count, mix->samples, err) < 0 ||
		       read_part(&mix->part, mix->at, count, mix->over, err) < 0))
		return -1;
	if (fading)
		cross(mix, count);
	else if (read_part(&mix->part, mix->at, count, mix->samples, err) < 0)
		return -1;
	mix->at += count;
	*samples = mix->samples;
	return count;
}
