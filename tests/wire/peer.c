/* SPDX-License-Identifier: MIT
 *
 * A server on the loopback that plays a service, and misbehaves as told.
 * usage: peer ROUTES.json LOG [PORT]
 *
 * It prints its port, serves until it is killed, and logs each request as a line of
 * JSON: {"method", "path", "headers", "body"}.
 *
 * ROUTES is a list of {"method"?, "path", "replies": […]}; "*" in a path stands for
 * anything. The first route that fits answers with its next reply, the last one again and
 * again, or, if it is to "cycle", all of them again. With "odds" so many of its requests
 * get one of its "storm" instead, and don't count. A reply is {"status" 200, "headers",
 * "body" (a text, or JSON), "bytes" (so many of filling), "file", "after" ms before it
 * answers, "drip" ms between pieces of "piece" bytes, "cut" (the line is cut after so many
 * bytes of the body), "length" (what Content-Length claims; -1: it is left away), "hang" true
 * (it never answers), "drop" true (it closes without an answer), "raw" (all that it says,
 * as it stands, before it closes), "twice" true (it answers twice), "ranges" true (it goes
 * on where it is asked to, if it is asked for what its ETag is), "lists" the place of a route: the
 * body is {"data": […]}, an "item" for each time that was asked, "behind" the place of a
 * route: the body is {} before that was asked}. In a text "{N}" is the number of times this
 * route was asked, "{*}" what stood for the star, "{port}" ours.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/wire/peer_request.h"
#include "util/file.h"
#include "util/json.h"
#include "util/mem.h"

#define ROUTES_MAX 256

struct peer {
	struct json *routes;
	int log, port;
	int *asked, *stormed; /* of each route; shared by all connections */
};

/* What a text is filled with: how often its route was asked, and for which star. */
struct turn {
	int times;
	char *star;
};

static void rest(int ms)
{
	poll(NULL, 0, ms);
}

static void log_request(const struct peer *peer, const struct request *request)
{
	struct json *line = json_new_object();
	bool plain = strlen(request->body) == request->bytes && request->bytes < 65536;
	struct buf out = {0};

	json_set_str(line, "method", request->method);
	json_set_str(line, "path", request->path);
	json_set(line, "headers", json_copy(request->headers));
	json_set_str(line, "body", plain ? request->body : "(bytes)");
	json_print(&out, line);
	buf_add_char(&out, '\n');
	if (write(peer->log, out.data, out.len) != (ssize_t)out.len)
		_exit(1);
	buf_free(&out);
	json_free(line);
}

static bool fits(const struct json *route, const struct request *request)
{
	const char *method = json_get_str(route, "method"), *path = json_get_str(route, "path");
	const char *star = strchr(path, '*');
	size_t before = star ? (size_t)(star - path) : 0, behind = star ? strlen(star + 1) : 0;
	size_t bytes = strlen(request->path);

	if (method && strcmp(method, request->method) != 0)
		return false;
	if (!star)
		return strcmp(request->path, path) == 0;
	return bytes >= before + behind && strncmp(request->path, path, before) == 0 &&
	       strcmp(request->path + bytes - behind, star + 1) == 0;
}

static const struct json *nth(const struct json *list, size_t at)
{
	const struct json *item = json_first(list);

	while (item && at-- > 0)
		item = json_next(item);
	return item;
}

/* One of the storm's, if this is its hour: by no order that a client could fall in with. */
static const struct json *storm(const struct peer *peer, const struct json *route, size_t at)
{
	const struct json *list = json_get(route, "storm");
	unsigned dice;

	if (!list)
		return NULL;
	dice = (unsigned)__sync_add_and_fetch(&peer->stormed[at], 1) * 2654435761u;
	if ((dice >> 8) % 1000 >= json_get_num(route, "odds") * 1000)
		return NULL;
	return nth(list, (dice >> 20) % json_len(list));
}

/* Returns new: what stands in the path in place of the route's star. */
static char *star_of(const struct json *route, const char *path)
{
	const char *pattern = json_get_str(route, "path"), *star = strchr(pattern, '*');

	if (!star)
		return xstrdup("");
	return xstrndup(path + (star - pattern), strlen(path) + 1 - strlen(pattern));
}

/* The reply whose turn it is. */
static const struct json *choose(const struct peer *peer, const struct request *request,
				 struct turn *out)
{
	size_t at = 0;

	for (const struct json *route = json_first(peer->routes); route;
	     route = json_next(route), at++) {
		const struct json *replies = json_get(route, "replies"), *reply;
		size_t count = json_len(replies), turn;

		if (!fits(route, request))
			continue;
		reply = storm(peer, route, at);
		if (reply)
			return reply;
		out->times = __sync_add_and_fetch(&peer->asked[at], 1);
		out->star = star_of(route, request->path);
		turn = (size_t)out->times - 1;
		if (json_true(json_get(route, "cycle")))
			turn %= count;
		return nth(replies, turn < count ? turn : count - 1);
	}
	return NULL;
}

/* Returns new: {N}, {*} and {port} filled in. */
static char *fill(const struct peer *peer, const char *text, const struct turn *turn)
{
	struct buf out = {0};

	for (; *text; text++) {
		if (strncmp(text, "{N}", 3) == 0) {
			buf_addf(&out, "%d", turn->times);
			text += 2;
		} else if (strncmp(text, "{*}", 3) == 0) {
			buf_add_str(&out, turn->star ? turn->star : "");
			text += 2;
		} else if (strncmp(text, "{port}", 6) == 0) {
			buf_addf(&out, "%d", peer->port);
			text += 5;
		} else {
			buf_add_char(&out, *text);
		}
	}
	return buf_take(&out);
}

static void list(const struct peer *peer, const struct json *reply, struct buf *out)
{
	int count = peer->asked[(size_t)json_get_num(reply, "lists")];
	char *item = json_text(json_get(reply, "item"));

	buf_add_str(out, "{\"data\": [");
	for (int i = count; i > 0; i--) {
		char *filled = fill(peer, item, &(struct turn){i, NULL});

		buf_addf(out, "%s%s", filled, i > 1 ? ", " : "");
		free(filled);
	}
	buf_add_str(out, "]}");
	free(item);
}

static bool is_too_early(const struct peer *peer, const struct json *reply)
{
	double behind = json_get_num(reply, "behind");

	return behind >= 0 && !peer->asked[(size_t)behind];
}

static void make_body(const struct peer *peer, const struct json *reply, const struct turn *turn,
		      struct buf *out)
{
	const struct json *body = json_get(reply, "body");
	double filling = json_get_num(reply, "bytes");
	char *text = json_str(body) ? xstrdup(json_str(body)) : body ? json_text(body) : NULL;

	if (is_too_early(peer, reply)) {
		buf_add_str(out, "{}");
	} else if (json_get(reply, "lists")) {
		list(peer, reply, out);
	} else if (json_get_str(reply, "file")) {
		file_read(AT_FDCWD, json_get_str(reply, "file"), REQUEST_MAX, out, NULL);
	} else if (text) {
		char *filled = fill(peer, text, turn);

		buf_add_str(out, filled);
		free(filled);
	}
	if (filling > 0)
		buf_add_fill(out, 'x', (size_t)filling);
	free(text);
}

static bool send_all(int fd, const char *data, size_t bytes)
{
	while (bytes) {
		ssize_t sent = send(fd, data, bytes, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		data += sent;
		bytes -= (size_t)sent;
	}
	return true;
}

static bool send_head(int fd, const struct peer *peer, const struct json *reply,
		      const struct turn *turn, int status, double length, long long from,
		      size_t whole)
{
	struct buf head = {0};

	buf_addf(&head, "HTTP/1.1 %d X\r\n", status);
	if (length >= 0)
		buf_addf(&head, "Content-Length: %.0f\r\n", length);
	if (status == 206)
		buf_addf(&head, "Content-Range: bytes %lld-%zu/%zu\r\n", from, whole - 1, whole);
	for (const struct json *item = json_first(json_get(reply, "headers")); item;
	     item = json_next(item)) {
		char *value = fill(peer, json_str(item), turn);

		buf_addf(&head, "%s: %s\r\n", json_name(item), value);
		free(value);
	}
	if (!json_get(json_get(reply, "headers"), "Content-Type"))
		buf_add_str(&head, "Content-Type: application/json\r\n");
	buf_add_str(&head, "\r\n");

	bool sent = send_all(fd, head.data, head.len);

	buf_free(&head);
	return sent;
}

/* In pieces, if it drips. */
static bool send_body(int fd, const struct json *reply, const char *data, size_t bytes)
{
	double drip = json_get_num(reply, "drip"), piece = json_get_num(reply, "piece");
	size_t step = piece >= 1 ? (size_t)piece : bytes ? bytes : 1;

	for (size_t at = 0; at < bytes; at += step) {
		if (!send_all(fd, data + at, bytes - at < step ? bytes - at : step))
			return false;
		if (drip > 0)
			rest((int)drip);
	}
	return true;
}

/* False when the line is to be closed. */
static bool answer(int fd, const struct peer *peer, const struct request *request)
{
	static const char none[] = "{\"status\": 404, \"body\": {\"error\": \"no such route\"}}";
	struct json *otherwise = json_parse(none, sizeof none - 1, 1000, "none", NULL);
	struct turn turn = {0, NULL};
	const struct json *reply = choose(peer, request, &turn);
	const char *raw = json_get_str(reply, "raw");
	struct buf body = {0};

	if (!reply)
		reply = otherwise;
	if (json_true(json_get(reply, "hang")))
		pause();
	if (json_get_num(reply, "after") > 0)
		rest((int)json_get_num(reply, "after"));
	if (json_true(json_get(reply, "drop")))
		return false;
	if (raw)
		send_all(fd, raw, strlen(raw));
	if (raw)
		return false;
	make_body(peer, reply, &turn, &body);

	double cut = json_get_num(reply, "cut"), claimed = json_get_num(reply, "length");
	double status = json_get_num(reply, "status");
	const char *tag = json_get_str(json_get(reply, "headers"), "ETag");
	const char *wanted = request_header(request, "If-Range");
	bool ranged = request->from > 0 && json_true(json_get(reply, "ranges")) &&
		      (size_t)request->from < body.len &&
		      (!wanted || (tag && strcmp(tag, wanted) == 0));
	size_t from = ranged ? (size_t)request->from : 0, bytes = body.len - from;
	int code = ranged ? 206 : isnan(status) ? 200 : (int)status;
	double length = isnan(claimed) ? (double)bytes : claimed;
	bool keep = true;

	if (cut >= 0 && cut < (double)bytes)
		bytes = (size_t)cut;
	for (int copies = json_true(json_get(reply, "twice")) ? 2 : 1; keep && copies > 0; copies--)
		keep = send_head(fd, peer, reply, &turn, code, length, request->from, body.len) &&
		       send_body(fd, reply, buf_str(&body) + from, bytes) && isnan(cut) &&
		       isnan(claimed);
	buf_free(&body);
	json_free(otherwise);
	return keep;
}

static void serve(int fd, const struct peer *peer)
{
	struct request request;

	while (request_read(fd, &request)) {
		log_request(peer, &request);
		if (!answer(fd, peer, &request))
			break;
		json_free(request.headers);
		free(request.method);
		free(request.path);
		free(request.body);
	}
	close(fd);
}

static int listen_at(int port, int *got)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on); /* beside the one before */
	if (bind(fd, (struct sockaddr *)&address, length) < 0 || listen(fd, 512) < 0)
		return -1;
	getsockname(fd, (struct sockaddr *)&address, &length);
	*got = ntohs(address.sin_port);
	return fd;
}

int main(int argc, char **argv)
{
	struct peer peer = {0};
	struct buf text = {0};
	struct err err = {0};
	int fd;

	if (argc < 3 || file_read(AT_FDCWD, argv[1], REQUEST_MAX, &text, &err) < 0 ||
	    !(peer.routes = json_parse(buf_str(&text), text.len, REQUEST_MAX, argv[1], &err))) {
		fprintf(stderr, "peer: %s\n", argc < 3 ? "routes and log" : err_text(&err));
		return 1;
	}
	peer.log = open(argv[2], O_WRONLY | O_CREAT | O_APPEND, 0600);
	peer.asked = mmap(NULL, 2 * ROUTES_MAX * sizeof(int), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	peer.stormed = peer.asked + ROUTES_MAX;
	fd = listen_at(argc > 3 ? atoi(argv[3]) : 0, &peer.port);
	if (fd < 0 || peer.log < 0 || peer.asked == MAP_FAILED)
		return 1;
	signal(SIGCHLD, SIG_IGN);
	printf("%d\n", peer.port);
	fflush(stdout);
	for (int line; (line = accept(fd, NULL, NULL)) >= 0;) {
		if (fork() == 0) {
			prctl(PR_SET_PDEATHSIG, SIGKILL);
			close(fd);
			serve(line, &peer);
			_exit(0);
		}
		close(line);
	}
	return 0;
}
