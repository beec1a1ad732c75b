/* SPDX-License-Identifier: MIT
 *
 * One request of the media process for as long as a clip plays in a box of one size; a
 * part of it for each frame.
 */
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "board/play_private.h"
#include "util/mem.h"

static void forget_request(struct stream *stream)
{
	if (stream->request)
		request_drop(stream->request);
	stream->request = NULL;
	stream->waits = false;
	stream->sent = NAN;
}

void stream_begin(struct stream *stream, const struct view *view)
{
	forget_request(stream);
	stream->view = view;
	stream->failed = false;
	stream->shown = stream->step = 0;
}

void stream_end(struct stream *stream)
{
	stream_begin(stream, NULL);
	picture_clear(&stream->picture);
}

static void hear(void *arg, const struct reply *reply)
{
	struct stream *stream = arg;
	struct picture picture;
	struct err err = {0};

	if (reply->ended) {
		stream->request = NULL;
		stream->waits = false;
		stream->failed = true;
		play_hear(stream->play, stream, reply->error);
		return;
	}
	if (!reply->fd_count) /* it is on its way */
		return;
	stream->waits = false;
	if (picture_answer(reply->answer, reply->fds[0], stream->asked.cols, stream->asked.rows,
			   &picture, &err) < 0) {
		stream->failed = true;
		forget_request(stream);
	} else {
		picture_clear(&stream->picture);
		stream->picture = picture;
		stream->shown = reply->done;
		stream->step = json_get_num(reply->answer, "step");
	}
	play_hear(stream->play, stream, err.kind ? &err : NULL);
	err_clear(&err);
}

static struct json *request_of(const struct stage *stage, const char *colours)
{
	struct json *body = json_new_object();

	json_set_str(body, "do", "play");
	json_set_num(body, "cols", stage->cols);
	json_set_num(body, "rows", stage->rows);
	json_set_num(body, "cell_aspect", stage->cell_aspect);
	json_set_str(body, "colours", colours);
	return body;
}

static int begin_request(struct stream *stream, struct err *err)
{
	struct board *board = stream->play->screen.board;
	struct pool *pool = session_pool(board->session, err);
	int fd = pool ? file_open_beneath(board->session->store.dir, stream->view->clip, O_RDONLY,
					  0, err)
		      : -1;

	if (fd < 0)
		return -1;
	stream->asked = stream->wanted;
	stream->request =
		pool_ask(pool, ROLE_DECODE, PLAYING,
			 request_of(&stream->asked, board_colours(board)), &fd, 1, 0, hear, stream);
	close(fd);
	return 0;
}

static int ask(struct stream *stream, struct err *err)
{
	struct json *body = json_new_object();

	json_set_num(body, "at", stream->moment);
	stream->sent = stream->moment;
	stream->waits = true;
	return request_more(stream->request, body, NULL, 0, err);
}

static bool is_same(const struct stage *a, const struct stage *b)
{
	return a->cols == b->cols && a->rows == b->rows && a->cell_aspect == b->cell_aspect;
}

bool stream_step(struct stream *stream)
{
	struct err err = {0};

	if (!stream->view || stream->failed || !stream->wanted.cols)
		return false;
	if (stream->request && !is_same(&stream->asked, &stream->wanted))
		forget_request(stream);
	if (stream->waits || stream->sent == stream->moment)
		return false;
	if ((!stream->request && begin_request(stream, &err) < 0) || ask(stream, &err) < 0) {
		stream->failed = true;
		play_hear(stream->play, stream, &err);
	}
	err_clear(&err);
	return true;
}
