/* SPDX-License-Identifier: MIT
 *
 * What comes over the line: headers, the body of a reply, a clip.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "job/http_private.h"
#include "util/clock.h"
#include "util/mem.h"

size_t http_on_body(char *data, size_t size, size_t count, void *arg)
{
	struct http_request *request = arg;
	size_t bytes = size * count;
	ssize_t written;

	if (!request->writing) {
		if (request->body.len + bytes > HTTP_REPLY_MAX) {
			request->too_big = true;
			return 0;
		}
		buf_add(&request->body, data, bytes);
		return bytes;
	}
	if (request->got + (int64_t)bytes > request->cap) {
		request->too_big = true;
		return 0;
	}
	written = pwrite(request->fd, data, bytes, request->got);
	if (written != (ssize_t)bytes) {
		request->disk_full = true;
		return 0;
	}
	request->got += (int64_t)bytes;
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

static int64_t length_of(const char *value, int64_t from)
{
	long long told = strtoll(value, NULL, 10);

	return told > INT64_MAX - from ? INT64_MAX : from + told;
}

/* A 206 goes on where the file ends; anything else begins it anew. */
static void begin_body(struct http_request *request, long status)
{
	request->writing = request->to_file && status >= 200 && status < 300;
	request->retry_after = request->poll_after = NAN;
	request->length = -1;
	if (status != 206)
		request->from = 0;
	request->got = request->from;
	if (request->to_file && status >= 200 && status < 300) {
		free(request->validator);
		request->validator = NULL;
	}
	if (request->writing && ftruncate(request->fd, request->from) < 0)
		request->disk_full = true;
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
		request->retry_after = strtod(value, NULL) / 1000;
	else if ((value = header_value(text, bytes, "openai-poll-after-ms")))
		request->poll_after = strtod(value, NULL) / 1000;
	else if ((value = header_value(text, bytes, "Content-Length")))
		request->length = length_of(value, request->from);
	else if ((value = header_value(text, bytes, "ETag")))
		take_validator(request, value, true);
	else if ((value = header_value(text, bytes, "Last-Modified")))
		take_validator(request, value, false);
	else if ((value = header_value(text, bytes, "Content-Range")) && status == 206)
		request->misplaced = !is_in_place(request, value);
	free(text);
	if (request->length > (request->writing ? request->cap : (int64_t)HTTP_REPLY_MAX))
		request->too_big = true; /* as it says itself: nothing of it is wanted */
	return request->too_big || request->misplaced ? 0 : bytes;
}
