/* SPDX-License-Identifier: MIT */
#include "tests/wire/peer_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "util/buf.h"
#include "util/mem.h"

#define TLS_HELLO 0x16 /* the first byte of one: we speak none */

const char *request_header(const struct request *request, const char *name)
{
	const struct json *item = json_first(request->headers);

	while (item && strcasecmp(json_name(item), name) != 0)
		item = json_next(item);
	return json_str(item);
}

/* Reads until the head is whole; what is behind it stays in `in`. */
static bool read_head(int fd, struct buf *in)
{
	ssize_t got = 1;

	while (!in->data || !strstr(in->data, "\r\n\r\n")) {
		got = read(fd, buf_reserve(in, 65536), 65536);
		if (got <= 0 || in->len > REQUEST_MAX)
			return false;
		in->len += (size_t)got;
		in->data[in->len] = '\0';
		if (*in->data == TLS_HELLO)
			return false;
	}
	return true;
}

static void parse_head(char *head, struct request *out)
{
	char *rest_of = head, *line = strsep(&rest_of, "\n"), *colon;

	*out = (struct request){.headers = json_new_object()};
	out->method = xstrdup(strsep(&line, " "));
	out->path = xstrdup(line ? strsep(&line, " ") : "");
	while ((line = strsep(&rest_of, "\n")) && (colon = strchr(line, ':'))) {
		*colon = '\0';
		colon += 1 + strspn(colon + 1, " ");
		colon[strcspn(colon, "\r")] = '\0';
		json_set_str(out->headers, line, colon);
	}
	const char *range = request_header(out, "Range");

	if (range)
		sscanf(range, "bytes=%lld-", &out->from);
}

bool request_read(int fd, struct request *out)
{
	struct buf in = {0};
	char *end;
	size_t head, length;
	bool whole = read_head(fd, &in);

	if (!whole) {
		buf_free(&in);
		return false;
	}
	end = strstr(in.data, "\r\n\r\n");
	head = (size_t)(end - in.data) + 4;
	*end = '\0';
	parse_head(in.data, out);
	length = request_header(out, "Content-Length")
			 ? strtoul(request_header(out, "Content-Length"), NULL, 10)
			 : 0;
	out->body = xcalloc(length + 1, 1);
	out->bytes = in.len - head < length ? in.len - head : length;
	memcpy(out->body, in.data + head, out->bytes);
	while (out->bytes < length) {
		ssize_t got = read(fd, out->body + out->bytes, length - out->bytes);

		if (got <= 0)
			break;
		out->bytes += (size_t)got;
	}
	buf_free(&in);
	return out->bytes == length;
}
