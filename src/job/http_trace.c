/* SPDX-License-Identifier: MIT */
#include "job/http_trace.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/text.h"

#define BODY_SHOWN 4096 /* bytes of a body that are told */

static const char *const secret_headers[] = {
	"authorization:", "proxy-authorization:", "cookie:",
	"set-cookie:",    "x-api-key:",           "x-goog-api-key:"};

/* Returns new: the text with every place where the secret stands masked. */
static char *masked(const char *text, const char *secret)
{
	struct buf out = {0};
	size_t bytes = secret ? strlen(secret) : 0;

	while (*text) {
		if (bytes && strncmp(text, secret, bytes) == 0) {
			buf_add_str(&out, "[key]");
			text += bytes;
		} else {
			buf_add_char(&out, *text++);
		}
	}
	return buf_take(&out);
}

/* Returns new: the line of a header that carries a secret, without it; NULL for
 * another one. */
static char *secret_header(const char *line)
{
	for (size_t i = 0; i < LENGTH(secret_headers); i++)
		if (strncasecmp(line, secret_headers[i], strlen(secret_headers[i])) == 0)
			return xasprintf("%s [key]", secret_headers[i]);
	return NULL;
}

static void write_line(struct http_trace *trace, char mark, const char *text)
{
	char now[CLOCK_TEXT_SIZE];
	char *plain = secret_header(text), *clean;
	struct buf line = {0};

	if (!plain)
		plain = masked(text, trace->secret);
	clean = text_clean(plain, false, 0);
	clock_text(clock_now(), now);
	buf_addf(&line, "%s %c %s\n", now, mark, clean);
	file_write_all(trace->fd, line.data, line.len, "trace", NULL);
	buf_free(&line);
	free(clean);
	free(plain);
}

static void write_lines(struct http_trace *trace, char mark, const char *data, size_t bytes)
{
	char *text = xstrndup(data, bytes), *rest = text, *line;

	while ((line = strsep(&rest, "\r\n")))
		if (*line)
			write_line(trace, mark, line);
	free(text);
}

static int on_debug(CURL *easy, curl_infotype type, char *data, size_t bytes, void *arg)
{
	static const char marks[] = {
		[CURLINFO_TEXT] = 0,      [CURLINFO_HEADER_IN] = '<', [CURLINFO_HEADER_OUT] = '>',
		[CURLINFO_DATA_IN] = '(', [CURLINFO_DATA_OUT] = ')',
	};
	struct http_trace *trace = arg;

	if ((size_t)type >= sizeof marks || !marks[type])
		return 0;
	if (marks[type] == '<' || marks[type] == '>')
		write_lines(trace, marks[type], data, bytes);
	else if (memchr(data, '\0', bytes) || !text_is_utf8(data, bytes))
		write_line(trace, marks[type], "(bytes)");
	else
		write_lines(trace, marks[type], data, bytes < BODY_SHOWN ? bytes : BODY_SHOWN);
	return 0;
}

void http_trace_begin(struct http_trace *trace, const struct curl *curl, CURL *easy, int fd,
		      const char *key_header)
{
	const char *key = key_header ? strrchr(key_header, ' ') : NULL;

	*trace = (struct http_trace){.fd = fd, .secret = key && key[1] ? xstrdup(key + 1) : NULL};
	if (fd < 0)
		return;
	curl->easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl->easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
	curl->easy_setopt(easy, CURLOPT_DEBUGDATA, trace);
}

void http_trace_clear(struct http_trace *trace)
{
	if (trace->secret)
		explicit_bzero(trace->secret, strlen(trace->secret));
	free(trace->secret);
}
