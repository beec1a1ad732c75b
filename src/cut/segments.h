/* SPDX-License-Identifier: MIT
 *
 * .scenetty/segments: what was encoded for the cut, each piece under the digest of
 * everything it was made from: KEY.mp4, KEY.pcm where it has sound, and KEY.json,
 * written last: with it the piece exists. All of it can be made again, so nothing
 * here is synced, and whatever does not look as it was left is not there.
 */
#ifndef CUT_SEGMENTS_H
#define CUT_SEGMENTS_H

#include <stdbool.h>

#include "util/file.h"
#include "util/json.h"

struct segment {
	char parameters[DIGEST_SIZE]; /* pieces with the same can be joined */
	long long bytes;              /* of the pictures */
	struct json *notes;           /* texts the user should know; may be NULL */
};
void segment_clear(struct segment *segment);

/* Two files on their way; -1 where there is none. */
struct segment_files {
	int pictures, sound;
};

/* The key of a piece made from what the object says. */
void segment_key(const struct json *made_from, char key[DIGEST_SIZE]);

/* True with *out filled (to be cleared) if the piece is there, `samples` long (0:
 * without sound). It is marked as used. */
bool segment_find(int dir, const char *key, long samples, struct segment *out);
/* Opens the files a piece is to be written to. */
int segment_begin(int dir, const char *key, bool sound, struct segment_files *files,
		  struct err *err);
/* Closes them and puts them in place; `answer` is what the media process said:
 * "parameters", "notes". *out is filled. */
int segment_keep(int dir, const char *key, struct segment_files *files, const struct json *answer,
		 struct segment *out, struct err *err);
/* Closes them and removes what was written. */
void segment_abandon(int dir, const char *key, struct segment_files *files);
/* Opens ".mp4" or ".pcm" of a piece for reading. */
int segment_open(int dir, const char *key, const char *extension, struct err *err);
/* A file without a name, gone when it is closed. */
int segment_scratch(int dir, struct err *err);

/* Removes what was used longest ago until all is within `limit` bytes, and what is
 * no whole piece; `is_needed` says which keys stay whatever their size. */
void segments_sweep(int dir, long long limit, bool (*is_needed)(const void *arg, const char *key),
		    const void *arg);

#endif
