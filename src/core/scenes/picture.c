/* SPDX-License-Identifier: MIT */
#include "core/scenes/picture.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "util/mem.h"
#include "util/text.h"

/* The process that drew it has seen foreign bytes: nothing but printable signs
 * leaves here for the terminal. */
static void make_safe(struct picture *picture)
{
	size_t count = (size_t)picture->cols * (size_t)picture->rows;

	for (size_t i = 0; i < count; i++) {
		uint32_t point = picture->cells[i].point;

		if (point && (point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ||
			      text_is_control(point)))
			picture->cells[i].point = '?';
	}
}

int picture_read(int fd, int cols, int rows, struct picture *out, struct err *err)
{
	size_t size = (size_t)cols * (size_t)rows * sizeof *out->cells, got = 0;
	ssize_t bytes = 1;

	*out = (struct picture){cols, rows, xmalloc(size + 1)};
	while (bytes > 0 && got <= size) {
		bytes = read(fd, (char *)out->cells + got, size + 1 - got);
		got += bytes > 0 ? (size_t)bytes : 0;
	}
	if (got != size) {
		picture_clear(out);
		return err_set(err, ERR_INVALID, "a picture of %zu bytes instead of %zu", got,
			       size);
	}
	make_safe(out);
	return 0;
}

int picture_answer(const struct json *answer, int fd, int cols, int rows, struct picture *out,
		   struct err *err)
{
	double got_cols = json_get_num(answer, "cols"), got_rows = json_get_num(answer, "rows");

	if (!(got_cols >= 1 && got_cols <= cols && got_rows >= 1 && got_rows <= rows))
		return err_set(err, ERR_WORKER, "the media process sent a picture of another size");
	if (lseek(fd, 0, SEEK_SET) < 0 ||
	    picture_read(fd, (int)got_cols, (int)got_rows, out, NULL) < 0)
		return err_set(err, ERR_WORKER, "the media process sent half a picture");
	return 0;
}

struct json *picture_request(double at, int cols, int rows, double cell_aspect, const char *colours)
{
	struct json *body = json_new_object();

	json_set_str(body, "do", "picture");
	if (isnan(at))
		json_set_str(body, "at", "middle");
	else
		json_set_num(body, "at", at);
	json_set_num(body, "cols", cols);
	json_set_num(body, "rows", rows);
	json_set_num(body, "cell_aspect", cell_aspect);
	json_set_str(body, "colours", colours);
	return body;
}

int picture_of_clip(struct session *session, const struct output *out, const char *clip, int cols,
		    int rows, struct picture *picture, struct err *err)
{
	struct pool *pool = session_pool(session, err);
	struct json *body, *answer;
	int fd, memory = -1, result = -1;

	if (!pool)
		return -1;
	fd = file_open_beneath(session->store.dir, clip, O_RDONLY, 0, err);
	if (fd < 0)
		return -1;
	/* Without colours the signs are ASCII. */
	body = picture_request(NAN, cols, rows, 0.5, out->ascii ? "none" : out->colours);
	answer = pool_ask_wait(session->loop, pool, ROLE_DECODE, body, &fd, 1, 0, &memory, err);
	if (answer)
		result = picture_answer(answer, memory, cols, rows, picture, err);
	else
		err_prefix(err, "%s: ", clip);
	json_free(answer);
	if (memory >= 0)
		close(memory);
	close(fd);
	return result;
}

int picture_write_row(const struct picture *picture, struct output *out, int row)
{
	if (row >= picture->rows)
		return 0;
	out->cells(out, picture->cells + (ptrdiff_t)row * picture->cols, picture->cols);
	return picture->cols;
}

void picture_clear(struct picture *picture)
{
	free(picture->cells);
	*picture = (struct picture){0};
}
