/* SPDX-License-Identifier: MIT */
#include "worker/worker.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/mem.h"
#include "worker/part.h"
#include "worker/reply.h"
#include "worker/spawn.h"

#define SILENCE_MS 10000
#define FLOOD 1000 /* messages at once; an honest process sends thirty a second */
#ifndef CANCEL_MS
#define CANCEL_MS 2000 /* what a cancelled request may still take */
#endif

struct process {
	struct pool *pool;
	enum worker_role role;
	bool batch;
	pid_t pid; /* 0: the place is empty */
	struct message_reader reader;
	struct request *request; /* the one it serves */
};

struct request {
	struct pool *pool;
	struct request *next;    /* in the queue */
	struct process *process; /* NULL while queued */
	uint32_t id;
	enum worker_role role;
	enum worker_urgency urgency;
	struct parts parts; /* the first is the request itself */
	int64_t limit_ms;
	uint64_t timer; /* of silence; of the end that is due, when queued */
	bool cancelled;
	struct err doomed; /* why it ends without having been sent */
	reply_fn *call;
	void *arg;
};

struct pool {
	struct loop *loop;
	char *program;
	struct process *processes; /* one urgent a role, those that play, the batch ones */
	int count;
	struct request *queue; /* oldest first */
	uint32_t last_id;
	uint64_t pumping; /* timer of the pump that is due, 0 for none */
};

enum { URGENT_COUNT = ROLE_DRAW + 1, FIRST_BATCH = URGENT_COUNT + 2 };

static void pump(void *arg);

static void request_free(struct request *request)
{
	parts_clear(&request->parts);
	loop_cancel(request->pool->loop, request->timer);
	err_clear(&request->doomed);
	free(request);
}

static void pump_soon(struct pool *pool)
{
	if (!pool->pumping)
		pool->pumping = loop_after(pool->loop, 0, pump, pool);
}

static void unqueue(struct request *request)
{
	for (struct request **at = &request->pool->queue; *at; at = &(*at)->next)
		if (*at == request) {
			*at = request->next;
			return;
		}
}

/* Tells the asker and forgets the request. */
static void end_request(struct request *request, const struct reply *reply)
{
	struct pool *pool = request->pool;
	if (request->process)
		request->process->request = NULL;
	unqueue(request);
	request->call(request->arg, reply);
	request_free(request);
	pump_soon(pool);
}

static void end_failed(struct request *request, const struct err *error)
{
	end_request(request, &(struct reply){.ended = true, .error = error});
}

/* Ends the process; `why` (may be NULL) is told to whoever it served. */
static void stop_process(struct process *process, bool now, const char *why)
{
	struct request *request = process->request;
	loop_unwatch(process->pool->loop, process->reader.fd);
	close(process->reader.fd);
	message_reader_clear(&process->reader);
	char *end = spawn_reap(process->pid, now);
	process->pid = 0;
	process->request = NULL;
	if (request) {
		struct err err = {0};
		request->process = NULL;
		if (request->cancelled)
			err_set(&err, ERR_CANCELLED, "stopped on request");
		else
			err_set(&err, ERR_WORKER, "the media process %s", why ? why : end);
		end_failed(request, &err);
		err_clear(&err);
	}
	free(end);
}

static void silent(void *arg)
{
	struct request *request = arg;
	char *why = xasprintf("did not answer for %lld s and was ended",
			      (long long)(request->limit_ms / 1000));
	request->timer = 0;
	stop_process(request->process, true, why);
	free(why);
}

static void expect_reply(struct request *request)
{
	loop_cancel(request->pool->loop, request->timer);
	int64_t ms = request->cancelled ? CANCEL_MS : request->limit_ms;
	request->timer = loop_after(request->pool->loop, ms, silent, request);
}

static void await_part(struct request *request)
{
	loop_cancel(request->pool->loop, request->timer);
	request->timer = 0;
}

static void deliver(struct request *request, const struct message *message)
{
	struct err err = {0};
	struct reply reply = reply_of(message, request->cancelled, &err);
	if (reply.ended) {
		end_request(request, &reply);
	} else if (!request->cancelled) { /* a cancelled one's time runs */
		if (request->urgency == PLAYING && reply.fd_count)
			await_part(request);
		else
			expect_reply(request);
		request->call(request->arg, &reply);
	}
	err_clear(&err);
}

/* Hands on what came, up to a limit: nobody may hold the loop by talking. */
static int hear_all(struct process *process, struct err *err)
{
	int got = 0;
	for (int heard = 0; process->pid; heard++) {
		if (heard == FLOOD)
			return err_set(err, ERR_WORKER, "talked without end and was ended");
		struct message message;
		got = message_receive(&process->reader, false, &message, err);
		if (got <= 0)
			break;
		struct request *request = process->request;
		if (request && message.id == request->id && message.type >= MESSAGE_PROGRESS)
			deliver(request, &message);
		message_clear(&message);
	}
	return got;
}

static void hear(void *arg, int fd, short events)
{
	struct process *process = arg;
	struct err err = {0};
	if (hear_all(process, &err) < 0 && process->pid) {
		/* Asked now: it may have spoken and died since the turn began. */
		bool gone = poll(&(struct pollfd){.fd = fd}, 1, 0) == 1;
		stop_process(process, !gone, gone ? NULL : err_text(&err));
		pump_soon(process->pool);
	}
	err_clear(&err);
}

static int start(struct process *process, enum worker_role role, struct err *err)
{
	int socket;
	struct pool *pool = process->pool;
	if (spawn_media(pool->program, role, process->batch, &process->pid, &socket, err) < 0) {
		process->pid = 0;
		return -1;
	}
	process->role = role;
	process->reader = (struct message_reader){.fd = socket};
	loop_watch(pool->loop, socket, POLLIN, hear, process);
	return 0;
}

/* The process to serve the request: a warm one of its role, else an empty place,
 * else a warm one of another role, which is given up. */
static struct process *find_process(struct pool *pool, const struct request *request)
{
	struct process *empty = NULL, *other = NULL;
	const int from[] = {
		[URGENT] = (int)request->role, [BATCH] = FIRST_BATCH, [PLAYING] = URGENT_COUNT};
	const int to[] = {[URGENT] = (int)request->role + 1,
			  [BATCH] = pool->count,
			  [PLAYING] = FIRST_BATCH};
	for (int i = from[request->urgency]; i < to[request->urgency]; i++) {
		struct process *process = &pool->processes[i];
		if (process->request)
			continue;
		if (process->pid && process->role == request->role)
			return process;
		if (process->pid)
			other = process;
		else
			empty = process;
	}
	return empty ? empty : other;
}

static void serve(struct process *process, struct request *request)
{
	struct err err = {0};
	if (process->pid && process->role != request->role)
		stop_process(process, true, NULL);
	if (!process->pid && start(process, request->role, &err) < 0) {
		end_failed(request, &err);
		err_clear(&err);
		return;
	}
	process->request = request;
	request->process = process;
	if (parts_send(&request->parts, process->reader.fd, request->id, &err) < 0)
		stop_process(process, false, NULL);
	else
		expect_reply(request);
	err_clear(&err);
}

/* Gives queued requests to processes that are free, oldest first. */
static void pump(void *arg)
{
	struct pool *pool = arg;
	pool->pumping = 0;
	for (struct request *request = pool->queue, *next; request; request = next) {
		next = request->next;
		struct process *process = request->doomed.kind ? NULL : find_process(pool, request);
		if (!process)
			continue;
		unqueue(request);
		serve(process, request);
	}
}

struct pool *pool_new(struct loop *loop, const char *program, int batch)
{
	struct pool *pool = xcalloc(1, sizeof *pool);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	if (batch <= 0)
		batch = cores > 0 ? (int)cores : 1;
	pool->loop = loop;
	pool->program = xstrdup(program);
	pool->count = FIRST_BATCH + batch;
	pool->processes = xcalloc((size_t)pool->count, sizeof *pool->processes);
	for (int i = 0; i < pool->count; i++) {
		pool->processes[i].pool = pool;
		pool->processes[i].batch = i >= FIRST_BATCH;
	}
	return pool;
}

int pool_batch(const struct pool *pool)
{
	return pool->count - FIRST_BATCH;
}

void pool_free(struct pool *pool)
{
	if (!pool)
		return;
	for (int i = 0; i < pool->count; i++) {
		struct process *process = &pool->processes[i];
		struct request *request = process->request;
		process->request = NULL;
		if (process->pid)
			stop_process(process, true, NULL);
		if (request)
			request_free(request);
	}
	for (struct request *request = pool->queue, *next; request; request = next) {
		next = request->next;
		request_free(request);
	}
	loop_cancel(pool->loop, pool->pumping);
	free(pool->processes);
	free(pool->program);
	free(pool);
}

static void end_doomed(void *arg)
{
	struct request *request = arg;
	struct err why = request->doomed;
	request->timer = 0;
	request->doomed = (struct err){0};
	end_failed(request, &why);
	err_clear(&why);
}

/* Ends a queued request in a turn of its own, as its asker was promised. */
static void doom(struct request *request)
{
	if (!request->timer)
		request->timer = loop_after(request->pool->loop, 0, end_doomed, request);
}

static void add_part(struct request *request, struct json *body, const int *fds, int fd_count)
{
	parts_add(&request->parts, body, fds, fd_count, &request->doomed);
	if (request->doomed.kind)
		doom(request);
}

struct request *pool_ask(struct pool *pool, enum worker_role role, enum worker_urgency urgency,
			 struct json *body, const int *fds, int fd_count, int64_t limit_ms,
			 reply_fn *call, void *arg)
{
	struct request *request = xcalloc(1, sizeof *request);
	*request = (struct request){
		.pool = pool,
		.id = ++pool->last_id,
		.role = role,
		.urgency = urgency,
		.limit_ms = limit_ms ? limit_ms : SILENCE_MS,
		.call = call,
		.arg = arg,
	};
	add_part(request, body, fds, fd_count);
	struct request **last = &pool->queue;
	while (*last)
		last = &(*last)->next;
	*last = request;
	pump_soon(pool);
	return request;
}

int request_more(struct request *request, struct json *body, const int *fds, int fd_count,
		 struct err *err)
{
	if (!request->process) {
		add_part(request, body, fds, fd_count);
		return 0;
	}
	int result = message_send(request->process->reader.fd, MESSAGE_MORE, request->id, body, fds,
				  fd_count, err);
	json_free(body);
	if (request->urgency == PLAYING && !request->cancelled)
		expect_reply(request);
	return result;
}

void request_cancel(struct request *request)
{
	if (request->cancelled)
		return;
	request->cancelled = true;
	if (!request->process) {
		err_set(&request->doomed, ERR_CANCELLED, "stopped on request");
		doom(request);
		return;
	}
	/* If this does not arrive the silence ends it. */
	message_send(request->process->reader.fd, MESSAGE_CANCEL, request->id, NULL, NULL, 0, NULL);
	expect_reply(request);
}

static void tell_nobody(void *arg, const struct reply *reply)
{
}

void request_drop(struct request *request)
{
	request->call = tell_nobody;
	request_cancel(request);
}
