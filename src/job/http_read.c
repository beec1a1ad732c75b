/* SPDX-License-Identifier: MIT
 *
 * What comes over the line: headers, the body of a reply, a clip.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "job/http_private.h"
#include "util/clock.h"
#include "util/mem.h"

#define BYTES_A_SECOND 500L /* the least, of a reply that has begun */

static void refuse_size(struct http_request *request)
{
	http_refuse(request, true, "the reply is larger than allowed");
}

static void refuse_disk(struct http_request *request, int why)
{
	request->unwritten = why;
	http_refuse(request, true, "the clip can't be written");
}

/* Bytes that may come, as far as the status tells. */
static int64_t most_bytes(const struct http_request *request)
{
	if (request->writing)
		return request->cap;
	return request->clip_inside && !request->is_error ? HTTP_INSIDE_MAX : HTTP_REPLY_MAX;
}

size_t http_on_body(char *data, size_t size, size_t count, void *arg)
{
	struct http_request *request = arg;
	size_t bytes = size * count;
	ssize_t written;

	if ((request->writing ? request->got : (int64_t)request->body.len) + (int64_t)bytes >
	    most_bytes(request)) {
		refuse_size(request);
		return 0;
	}
	if (!request->writing) {
		buf_add(&request->body, data, bytes);
		return bytes;
	}
	for (size_t done = 0; done < bytes; done += (size_t)written, request->got += written) {
		written = pwrite(request->fd, data + done, bytes - done, request->got);
		if (written <= 0) {
			refuse_disk(request, written < 0 ? errno : ENOSPC);
			return 0;
		}
	}
	if (request->progress)
		request->progress(request->arg, request->got, request->length);
	return bytes;
}

/* The value of the header of this name; NULL if the line is another one. */
static const char *header_value(const char *line, size_t bytes, const char *name)
{
	size_t length = strlen(name);

	if (bytes <= length || strncasecmp(line, name, length) != 0 || line[length] != ':')
		return NULL;
	line += length + 1;
	return line + strspn(line, " \t");
}

static double seconds_or_date(const struct curl *curl, const char *value)
{
	char *end;
	double seconds = strtod(value, &end);
	time_t date;

	if (end != value)
		return seconds;
	date = curl->getdate(value, NULL);
	return date == -1 ? NAN : fmax(0, difftime(date, (time_t)clock_now()));
}

static double milliseconds(const char *value)
{
	char *end;
	double ms = strtod(value, &end);

	return end == value ? NAN : ms / 1000;
}

static int64_t length_of(const char *value, int64_t from)
{
	long long told = strtoll(value, NULL, 10);

	return told > INT64_MAX - from ? INT64_MAX : from + told;
}

/* What has begun to answer goes on: a byte now and then is no reply. */
static void expect_more(struct http_request *request)
{
	request->curl->easy_setopt(request->easy, CURLOPT_LOW_SPEED_LIMIT, BYTES_A_SECOND);
	request->curl->easy_setopt(request->easy, CURLOPT_LOW_SPEED_TIME,
				   (long)ceil(2 * request->timeout));
}

/* A 206 goes on where the file ends; another clip begins it anew. What comes before the
 * answer (a proxy's word, a 103, a redirect) leaves the file alone. */
static void begin_body(struct http_request *request, long status)
{
	request->writing = request->to_file && status >= 200 && status < 300;
	request->is_error = status >= 300;
	if (status >= 200)
		expect_more(request);
	request->retry_after = request->poll_after = NAN;
	request->length = -1;
	request->in_place = !request->writing || status != 206;
	if (!request->writing)
		return;
	if (status != 206)
		request->from = 0;
	request->got = request->from;
	free(request->validator);
	request->validator = NULL;
	if (ftruncate(request->fd, request->from) < 0)
		refuse_disk(request, errno);
}

/* A weak tag says nothing about bytes. */
static void take_validator(struct http_request *request, const char *value, bool is_tag)
{
	if (!request->writing || strncmp(value, "W/", 2) == 0 || (request->validator && !is_tag))
		return;
	free(request->validator);
	request->validator = xstrndup(value, strcspn(value, "\r\n"));
}

/* "bytes 300-999/1000": from where it was asked for. */
static bool is_in_place(const struct http_request *request, const char *value)
{
	return strncmp(value, "bytes ", 6) == 0 && strtoll(value + 6, NULL, 10) == request->from;
}

static void refuse_part(struct http_request *request)
{
	free(request->validator);
	request->validator = NULL;
	http_refuse(request, false, "the server sent another part of the clip than was asked for");
}

size_t http_on_header(char *line, size_t size, size_t count, void *arg)
{
	struct http_request *request = arg;
	size_t bytes = size * count;
	char *text = xstrndup(line, bytes);
	const char *value;
	long status = 0;

	request->curl->easy_getinfo(request->easy, CURLINFO_RESPONSE_CODE, &status);
	if (strncmp(text, "HTTP/", 5) == 0)
		begin_body(request, status);
	else if ((value = header_value(text, bytes, "Retry-After")))
		request->retry_after = seconds_or_date(request->curl, value);
	else if ((value = header_value(text, bytes, "retry-after-ms")))
		request->retry_after = milliseconds(value);
	else if ((value = header_value(text, bytes, "openai-poll-after-ms")))
		request->poll_after = milliseconds(value);
	else if ((value = header_value(text, bytes, "Content-Length")))
		request->length = length_of(value, request->from);
	else if ((value = header_value(text, bytes, "ETag")))
		take_validator(request, value, true);
	else if ((value = header_value(text, bytes, "Last-Modified")))
		take_validator(request, value, false);
	else if ((value = header_value(text, bytes, "Content-Range")) && status == 206)
		request->in_place = is_in_place(request, value);
	else if (*text == '\r' && !request->in_place)
		refuse_part(request);
	free(text);
	if (request->length > most_bytes(request))
		refuse_size(request); /* as it says itself: nothing of it is wanted */
	return request->refused ? 0 : bytes;
}
