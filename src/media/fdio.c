/* SPDX-License-Identifier: MIT */
#include "media/fdio.h"

#include <errno.h>
#include <libavformat/avio.h>
#include <libavutil/error.h>
#include <libavutil/mem.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/mem.h"

#define BUFFER_BYTES (1 << 16)

struct place {
	int fd;
	int64_t at;
};

static int place_read(void *opaque, uint8_t *data, int bytes)
{
	struct place *place = opaque;
	ssize_t got;
	do
		got = pread(place->fd, data, (size_t)bytes, place->at);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return AVERROR(errno);
	if (got == 0)
		return AVERROR_EOF;
	place->at += got;
	return (int)got;
}

static int place_write(void *opaque, uint8_t *data, int bytes)
{
	struct place *place = opaque;
	for (int done = 0; done < bytes;) {
		ssize_t put = pwrite(place->fd, data + done, (size_t)(bytes - done), place->at);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return AVERROR(errno);
		done += (int)put;
		place->at += put;
	}
	return bytes;
}

static int64_t place_seek(void *opaque, int64_t offset, int whence)
{
	struct place *place = opaque;
	struct stat file;
	if (fstat(place->fd, &file) < 0)
		return AVERROR(errno);
	whence &= ~AVSEEK_FORCE;
	if (whence == AVSEEK_SIZE)
		return file.st_size;
	if (whence == SEEK_CUR)
		offset += place->at;
	else if (whence == SEEK_END)
		offset += file.st_size;
	if (offset < 0)
		return AVERROR(EINVAL);
	return place->at = offset;
}

AVIOContext *fdio_open(int fd, bool write, struct err *err)
{
	struct stat file;
	if (fstat(fd, &file) < 0) {
		err_errno(err, "the file can't be used");
		return NULL;
	}
	if (!S_ISREG(file.st_mode)) {
		err_set(err, ERR_INVALID, "this is not a regular file");
		return NULL;
	}
	struct place *place = xcalloc(1, sizeof *place);
	place->fd = fd;
	uint8_t *buffer = av_malloc(BUFFER_BYTES);
	AVIOContext *io = buffer ? avio_alloc_context(buffer, BUFFER_BYTES, write, place,
						      place_read, write ? place_write : NULL,
						      place_seek)
				 : NULL;
	if (!io) {
		av_free(buffer);
		free(place);
		err_set(err, ERR_MEDIA, "not enough memory to open the file");
	}
	return io;
}

int fdio_close(AVIOContext *io)
{
	if (!io)
		return 0;
	if (io->write_flag)
		avio_flush(io);
	int code = io->write_flag && io->error < 0 ? io->error : 0;
	free(io->opaque);
	av_freep(&io->buffer);
	avio_context_free(&io);
	return code;
}
