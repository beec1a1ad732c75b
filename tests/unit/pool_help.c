/* SPDX-License-Identifier: MIT */
#include "pool_help.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "util/mem.h"

static int enter_with(void **state, int batch)
{
	struct house *house = xcalloc(1, sizeof *house);
	if (room_enter((void **)&house->room) < 0)
		return -1;
	char *program = fake_program();
	house->gate = fake_home(house->room);
	house->loop = loop_new();
	house->pool = pool_new(house->loop, program, batch);
	free(program);
	*state = house;
	return 0;
}

int house_enter(void **state)
{
	return enter_with(state, 1);
}

int house_enter_two(void **state)
{
	return enter_with(state, 2);
}

int house_leave(void **state)
{
	struct house *house = *state;
	pool_free(house->pool);
	loop_free(house->loop);
	close(house->gate);
	room_leave((void **)&house->room);
	free(house);
	return 0;
}

void hear(void *arg, const struct reply *reply)
{
	struct answer *answer = arg;
	if (!reply->ended) {
		answer->progress++;
		return;
	}
	answer->ended++;
	if (answer->order)
		answer->place = ++*answer->order;
	if (reply->error)
		err_set(&answer->err, reply->error->kind, "%s", err_text(reply->error));
	else
		answer->body = json_copy(reply->answer);
	if (reply->fd_count)
		answer->fd = fcntl(reply->fds[0], F_DUPFD_CLOEXEC, 0);
}

struct json *fake(const char *what)
{
	struct json *body = json_new_object();
	json_set_str(body, "do", what);
	json_set_str(body, "fake", what);
	return body;
}

void ask(struct house *house, struct answer *answer, const char *what, enum worker_urgency urgency,
	 int64_t limit_ms)
{
	*answer = (struct answer){.fd = -1};
	answer->request = pool_ask(house->pool, ROLE_DRAW, urgency, fake(what), NULL, 0, limit_ms,
				   hear, answer);
}

void turn_until(struct house *house, const int *value, int wanted)
{
	while (*value < wanted)
		assert_int_equal(loop_turn(house->loop, NULL), 0);
}

void forget(struct answer *answer)
{
	json_free(answer->body);
	err_clear(&answer->err);
	if (answer->fd >= 0)
		close(answer->fd);
}

pid_t ask_pid(struct house *house, const char *what)
{
	struct answer answer;
	ask(house, &answer, what, BATCH, 0);
	turn_until(house, &answer.ended, 1);
	if (answer.err.kind)
		fail_msg("%s: %s", what, err_text(&answer.err));
	double pid = answer.body ? json_get_num(answer.body, "pid") : 0;
	forget(&answer);
	return (pid_t)pid;
}
