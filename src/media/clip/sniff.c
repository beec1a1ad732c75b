/* SPDX-License-Identifier: MIT */
#include "media/clip/sniff.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/mem.h"
#include "util/text.h"

#define SNIFF_BYTES 1024
#define TS_PACKET 188
#define SHOWN 12

static const struct sniff mp4 = {"mov", "mp4", .indexed = true, .seeks = true};
static const struct sniff mov = {"mov", "mov", .indexed = true, .seeks = true};
static const struct sniff webm = {"matroska", "webm", .seeks = true};
static const struct sniff mkv = {"matroska", "mkv", .seeks = true};
static const struct sniff avi = {"avi", "avi", .seeks = true};
static const struct sniff ts = {"mpegts", "ts", .still = false};
static const struct sniff gif = {"gif", "gif", .still = false};
static const struct sniff png = {"png_pipe", "png", .still = true};
static const struct sniff jpeg = {"jpeg_pipe", "jpg", .still = true};
static const struct sniff webp = {"webp_pipe", "webp", .still = true};

/* Both byte strings must stand where they are said to; the first row that fits
 * wins. */
static const struct magic {
	const struct sniff *is;
	size_t at;
	const char *bytes;
	size_t also_at;
	const char *also;
} magics[] = {
	{&mov, 4, "ftypqt  ", 0, ""},
	{&mp4, 4, "ftyp", 0, ""},
	{&mp4, 4, "moov", 0, ""},
	{&mov, 4, "mdat", 0, ""},
	{&mov, 4, "wide", 0, ""},
	{&mov, 4, "free", 0, ""},
	{&mov, 4, "skip", 0, ""},
	{&avi, 0, "RIFF", 8, "AVI "},
	{&webp, 0, "RIFF", 8, "WEBP"},
	{&gif, 0, "GIF8", 0, ""},
	{&png, 0, "\x89PNG\r\n\x1a\n", 0, ""},
	{&jpeg, 0, "\xff\xd8\xff", 0, ""},
	{&ts, 0, "G", TS_PACKET, "G"},
};

static bool stands_at(const struct buf *head, size_t at, const char *bytes)
{
	size_t count = strlen(bytes);

	return head->len >= at + count && memcmp(head->data + at, bytes, count) == 0;
}

static const struct sniff *find(const struct buf *head)
{
	if (stands_at(head, 0, "\x1a\x45\xdf\xa3"))
		return memmem(head->data, head->len, "webm", 4) ? &webm : &mkv;
	for (size_t i = 0; i < LENGTH(magics); i++) {
		const struct magic *magic = &magics[i];

		if (stands_at(head, magic->at, magic->bytes) &&
		    stands_at(head, magic->also_at, magic->also))
			return magic->is;
	}
	return NULL;
}

/* The first bytes for people: as text if it is some, else in hex. */
static int complain(const struct buf *head, struct err *err)
{
	struct buf shown = {0};
	size_t count = head->len < SHOWN ? head->len : SHOWN;
	bool text = true;
	char *clean;

	for (size_t i = 0; i < count; i++)
		text = text && (isprint((unsigned char)head->data[i]) ||
				isspace((unsigned char)head->data[i]));
	for (size_t i = 0; i < count && !text; i++)
		buf_addf(&shown, "%s%02x", i ? " " : "", (unsigned char)head->data[i]);
	for (size_t i = 0; i < count && text; i++)
		buf_add_char(&shown, head->data[i] < ' ' ? ' ' : head->data[i]);
	clean = text_clean(buf_str(&shown), false, 0);
	if (text)
		err_set(err, ERR_MEDIA, "not a video or picture: starts with “%s”", clean);
	else
		err_set(err, ERR_MEDIA, "not a video or picture: starts with the bytes %s", clean);
	free(clean);
	buf_free(&shown);
	return -1;
}

const struct sniff *sniff_fd(int fd, struct err *err)
{
	const struct sniff *is = NULL;
	struct buf head = {0};
	ssize_t got = pread(fd, buf_reserve(&head, SNIFF_BYTES), SNIFF_BYTES, 0);

	if (got < 0) {
		err_errno(err, "the file can't be read");
		goto out;
	}
	head.len = got;
	if (got == 0) {
		err_set(err, ERR_MEDIA, "not a video or picture: the file is empty");
		goto out;
	}
	is = find(&head);
	if (!is)
		complain(&head, err);
out:
	buf_free(&head);
	return is;
}
