/* SPDX-License-Identifier: MIT */
#include "job/http_trace.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "util/clock.h"
#include "util/file.h"
#include "util/mem.h"
#include "util/secret.h"
#include "util/text.h"

#define BODY_KEPT (32u << 20)
#define LINE_SHOWN 32768 /* code points */
#define LETTERS_SHOWN 120 /* of base64 in one piece, else its beginning */
#define HEAD_BYTES 16    /* that tell media from text */

/* In the name of a header or of a part of a URL: its value is nobody's business. */
static const char *const secret_words[] = {"auth",       "cookie",   "token",    "secret",
					   "credential", "password", "signature"};

/* Nothing is there yet, or what begins with a time: another file is not written to. */
static bool is_trace(int fd)
{
	char head[sizeof "2026-11-23T"] = {0};
	ssize_t got = pread(fd, head, sizeof head - 1, 0);

	return got == 0 || (head[4] == '-' && head[7] == '-' && head[10] == 'T');
}

int http_trace_open(const char *path, struct err *err)
{
	struct stat there;
	int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);

	if (fd < 0)
		return err_errno(err, "the trace %s", path);
	if (fstat(fd, &there) == 0 && S_ISREG(there.st_mode) && is_trace(fd) &&
	    fchmod(fd, 0600) == 0)
		return fd;
	close(fd);
	return err_set(err, ERR_INVALID, "the trace %s must be a new file, or a trace of your own",
		       path);
}

static bool is_secret_name(const char *name, size_t bytes)
{
	char *plain = xstrndup(name, bytes);
	bool is = false;

	for (char *c = plain; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	for (size_t i = 0; !is && i < LENGTH(secret_words); i++)
		is = strstr(plain, secret_words[i]) != NULL;
	is |= strcmp(plain, "key") == 0 || strcmp(plain, "sig") == 0;
	is |= bytes > 3 && strcmp(plain + bytes - 3, "key") == 0 &&
	      strcmp(plain, "idempotency-key") != 0;
	free(plain);
	return is;
}

/* Bytes of what is before the name of a parameter, also as JSON and pages write it. */
static size_t separator_at(const char *text)
{
	static const char *const separators[] = {"&amp;", "&", "?", "\\u0026", "\\u003f"};

	for (size_t i = 0; i < LENGTH(separators); i++)
		if (strncasecmp(text, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

/* Bytes of "?name=" or "&name=" there, if what follows is secret. */
static size_t parameter_at(const char *text)
{
	size_t before = separator_at(text);
	size_t name = strspn(text + before, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
					    "0123456789-_.");
	const char *end = text + before + name;

	return before && name && *end == '=' && is_secret_name(text + before, name)
		       ? before + name + 1
		       : 0;
}

static bool is_base64(char c)
{
	return isalnum((unsigned char)c) || c == '+' || c == '/' || c == '=';
}

/* Bytes of the "://" there, if a name and a password follow, as of a proxy. */
static size_t user_at(const char *text)
{
	if (strncmp(text, "://", 3) != 0)
		return 0;
	return text[3 + strcspn(text + 3, "@/?# \t\"'\\<>")] == '@' ? 3 : 0;
}

/* Returns new: the text without what is secret. */
static char *masked(const char *text, const char *secret)
{
	struct buf out = {0};
	size_t bytes;

	buf_add_str(&out, "");
	while (*text) {
		if (secret && (bytes = secret_at(text, secret))) {
			buf_add_str(&out, SECRET_MASK);
			text += bytes;
		} else if ((bytes = user_at(text))) {
			buf_add_str(&out, "://[masked]");
			text += bytes + strcspn(text + bytes, "@");
		} else if ((bytes = parameter_at(text))) {
			buf_add(&out, text, bytes);
			buf_add_str(&out, "[masked]");
			text += bytes;
			text += strcspn(text, "& \t\"'\\<>");
		} else {
			buf_add_char(&out, *text++);
		}
	}
	return buf_take(&out);
}

/* Returns new: the text with long pieces of base64 cut; takes it. */
static char *shortened(char *text)
{
	struct buf out = {0};

	buf_add_str(&out, "");
	for (const char *at = text; *at;) {
		size_t letters = 0;

		while (is_base64(at[letters]))
			letters++;
		if (letters > LETTERS_SHOWN) {
			buf_add(&out, at, LETTERS_SHOWN / 4);
			buf_addf(&out, "…(%zu letters)", letters);
		} else {
			letters += at[letters] != '\0';
			buf_add(&out, at, letters);
		}
		at += letters;
	}
	free(text);
	return buf_take(&out);
}

/* Returns new: the line of a header that carries a secret, without it; NULL for
 * another one. */
static char *secret_header(const char *line)
{
	size_t name = strcspn(line, ": ");

	return line[name] == ':' && is_secret_name(line, name)
		       ? xasprintf("%.*s: [masked]", (int)name, line)
		       : NULL;
}

static void write_line(struct http_trace *trace, char mark, const char *text)
{
	char now[CLOCK_TEXT_SIZE];
	char *plain = mark == '<' || mark == '>' ? secret_header(text) : NULL, *clean;
	struct buf line = {0};

	if (!plain)
		plain = shortened(masked(text, trace->secret));
	clean = text_clean(plain, false, LINE_SHOWN);
	clock_text(clock_now(), now);
	buf_addf(&line, "%s %u %c %s\n", now, trace->number, mark, clean);
	file_write_all(trace->fd, line.data, line.len, "trace", NULL);
	buf_free(&line);
	free(clean);
	free(plain);
}

static void write_count(struct http_trace *trace, char mark, size_t *bytes)
{
	char text[48];

	if (*bytes) {
		snprintf(text, sizeof text, "(%zu bytes)", *bytes);
		write_line(trace, mark, text);
	}
	*bytes = 0;
}

/* Line by line; what is no text is counted. */
static void write_lines(struct http_trace *trace, char mark, const char *data, size_t bytes)
{
	const char *end = data + bytes;
	size_t counted = 0;

	while (data < end) {
		const char *next = memchr(data, '\n', (size_t)(end - data));
		size_t length = (size_t)((next ? next : end) - data);

		if (memchr(data, '\0', length) || !text_is_utf8(data, length)) {
			counted += length + (next != NULL);
		} else {
			char *line = xstrndup(data, length);

			line[strcspn(line, "\r")] = '\0';
			write_count(trace, mark, &counted);
			if (*line)
				write_line(trace, mark, line);
			free(line);
		}
		data += length + (next != NULL);
	}
	write_count(trace, mark, &counted);
}

/* The body that was collected has come to its end. */
static void flush(struct http_trace *trace)
{
	size_t rest = trace->bytes - trace->body.len;

	if (!trace->mark)
		return;
	/* Half a key would not be known as one. */
	if (rest && trace->secret && trace->body.len > strlen(trace->secret)) {
		trace->body.len -= strlen(trace->secret);
		rest += strlen(trace->secret);
	}
	write_lines(trace, trace->mark, buf_str(&trace->body), trace->body.len);
	write_count(trace, trace->mark, &rest);
	buf_clear(&trace->body);
	trace->bytes = 0;
	trace->mark = 0;
}

static bool is_media(const char *data, size_t bytes)
{
	for (size_t i = 0; i < bytes && i < HEAD_BYTES; i++)
		if ((unsigned char)data[i] < ' ' && !strchr("\t\n\r\033", data[i]))
			return true;
	return bytes && data[0] == '\0';
}

static void collect(struct http_trace *trace, char mark, const char *data, size_t bytes)
{
	if (trace->mark != mark) {
		flush(trace);
		trace->mark = mark;
		trace->is_media = is_media(data, bytes);
	}
	trace->bytes += bytes;
	if (!trace->is_media && trace->body.len + bytes <= BODY_KEPT &&
	    trace->body.len + bytes == trace->bytes)
		buf_add(&trace->body, data, bytes);
}

static int on_debug(CURL *easy, curl_infotype type, char *data, size_t bytes, void *arg)
{
	static const char marks[] = {
		[CURLINFO_TEXT] = '*',    [CURLINFO_HEADER_IN] = '<', [CURLINFO_HEADER_OUT] = '>',
		[CURLINFO_DATA_IN] = '(', [CURLINFO_DATA_OUT] = ')',
	};
	struct http_trace *trace = arg;

	if ((size_t)type >= sizeof marks || !marks[type])
		return 0;
	if (type == CURLINFO_DATA_IN || type == CURLINFO_DATA_OUT) {
		collect(trace, marks[type], data, bytes);
		return 0;
	}
	if (type != CURLINFO_TEXT)
		flush(trace);
	write_lines(trace, marks[type], data, bytes);
	return 0;
}

void http_trace_begin(struct http_trace *trace, const struct curl *curl, CURL *easy, int fd,
		      unsigned number, const char *key)
{
	*trace = (struct http_trace){.fd = fd, .number = number};
	if (fd < 0)
		return;
	trace->secret = key && *key ? xstrdup(key) : NULL;
	curl->easy_setopt(easy, CURLOPT_VERBOSE, 1L);
	curl->easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
	curl->easy_setopt(easy, CURLOPT_DEBUGDATA, trace);
}

void http_trace_clear(struct http_trace *trace)
{
	if (trace->fd >= 0)
		flush(trace);
	if (trace->secret)
		explicit_bzero(trace->secret, strlen(trace->secret));
	free(trace->secret);
	buf_free(&trace->body);
	*trace = (struct http_trace){.fd = -1};
}
