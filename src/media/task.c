/* SPDX-License-Identifier: MIT */
#include "media/task.h"

#include "util/clock.h"
#include "util/mem.h"

#define PROGRESS_MS 33

static int cancelled(struct err *err)
{
	return err_set(err, ERR_CANCELLED, "cancelled");
}

/* Reads what the asker has said meanwhile. One message is kept for task_more or,
 * if it is the next request, for the loop; until it is fetched nothing more is
 * read. */
static int listen(struct task *task, bool wait, struct err *err)
{
	while (!task->has_parked) {
		struct message said;
		int got = message_receive(task->reader, wait, &said, err);
		if (got <= 0)
			return got;
		if (said.type == MESSAGE_CANCEL && said.id == task->id) {
			message_clear(&said);
			return cancelled(err);
		}
		if (said.type == MESSAGE_CANCEL) {
			message_clear(&said);
			continue;
		}
		task->parked = said;
		task->has_parked = true;
	}
	return 0;
}

static int tell(struct task *task, struct err *err)
{
	struct json *body = json_new_object();
	json_set_num(body, "done", task->done);
	json_set_num(body, "of", task->of);
	int result = message_send(task->reader->fd, MESSAGE_PROGRESS, task->id, body, NULL, 0, err);
	json_free(body);
	task->progress_ms = clock_ms();
	return result;
}

int task_progress(struct task *task, double done, double of, struct err *err)
{
	task->done = done;
	task->of = of;
	if (listen(task, false, err) < 0)
		return -1;
	if (task->progress_ms && clock_ms() - task->progress_ms < PROGRESS_MS)
		return 0;
	return tell(task, err);
}

int task_more(struct task *task, struct message *out, struct err *err)
{
	if (listen(task, false, err) < 0)
		return -1;
	if (!task->has_parked && !task->is_paced && tell(task, err) < 0)
		return -1;
	if (listen(task, true, err) < 0)
		return -1;
	if (task->parked.type != MESSAGE_MORE || task->parked.id != task->id)
		return err_set(err, ERR_INVALID, "a part of the request is missing");
	*out = task->parked;
	task->parked = (struct message){0};
	task->has_parked = false;
	return 0;
}

int task_part_done(struct task *task, struct json *body, const int *fds, int fd_count,
		   struct err *err)
{
	int result = message_send(task->reader->fd, MESSAGE_PROGRESS, task->id, body, fds, fd_count,
				  err);
	json_free(body);
	task->progress_ms = clock_ms();
	return result;
}

int task_done(struct task *task, struct json *answer, const int *fds, int fd_count,
	      struct err *err)
{
	if (task->answered)
		BUG("a request answered twice");
	int result = message_send(task->reader->fd, MESSAGE_DONE, task->id, answer, fds, fd_count,
				  err);
	json_free(answer);
	task->answered = result == 0;
	return result;
}
