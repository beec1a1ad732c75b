/* SPDX-License-Identifier: MIT
 *
 * Small clips made by the ffmpeg program, in a folder of the test's own.
 */
#ifndef TESTS_MEDIA_CLIPS_H
#define TESTS_MEDIA_CLIPS_H

struct clips {
	char *folder;
};

int clips_enter(void **state); /* cmocka's state becomes a struct clips */
int clips_leave(void **state);
/* Returns new: the path of the clip made by ffmpeg with these arguments (blanks
 * between them) and this name. */
char *clip_make(const struct clips *clips, const char *arguments, const char *name);
/* Returns new: the path of a file with these bytes. */
char *clip_write(const struct clips *clips, const void *data, unsigned long bytes,
		 const char *name);

/* A quarter of a second of a coloured plane, or a second of moving things. */
#define CLIP_MOVING "-f lavfi -i testsrc2=s=128x72:r=24:d=1 "
#define CLIP_TONE "-f lavfi -i sine=f=440:r=48000:d=1 "
#define CLIP_X264 "-c:v libx264 -preset veryfast -pix_fmt yuv420p "

#endif
