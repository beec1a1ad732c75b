/* SPDX-License-Identifier: MIT */
#include "job/http.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "job/http_private.h"
#include "util/mem.h"
#include "util/text.h"

#define REDIRECTS_MAX 5
#define CONNECTIONS_MAX 64L

static void perform(struct http *http);

static void wait_for_all(void *arg, const struct pollfd *fds, size_t count, int ms)
{
	struct http *http = arg;
	struct curl_waitfd *extra = xcalloc(count + 1, sizeof *extra);

	for (size_t i = 0; i < count; i++) {
		extra[i].fd = fds[i].fd;
		extra[i].events = (fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
				  (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0);
	}
	/* Its own timers are seen to by libcurl; it has none longer than this. */
	http->curl.multi_poll(http->multi, extra, (unsigned)count, ms < 0 ? 60000 : ms, NULL);
	free(extra);
	perform(http);
}

struct http *http_new(struct loop *loop)
{
	struct http *http = xcalloc(1, sizeof *http);

	http->loop = loop;
	http->trace = -1;
	return http;
}

/* Before the first request: libcurl takes a while to be ready. */
static int begin(struct http *http, struct err *err)
{
	if (http->multi)
		return 0;
	if (curl_load(&http->curl, err) < 0)
		return -1;
	if (http->curl.global_init(CURL_GLOBAL_DEFAULT) != 0)
		return err_set(err, ERR_IO, "libcurl can't be started");
	http->multi = http->curl.multi_init();
	if (!http->multi)
		BUG("no curl handle");
	http->curl.multi_setopt(http->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, CONNECTIONS_MAX);
	return 0;
}

void http_trace(struct http *http, int fd)
{
	http->trace = fd;
}

size_t http_open(const struct http *http)
{
	return http->open;
}

struct loop *http_loop(const struct http *http)
{
	return http->loop;
}

static void unlink_request(struct http_request *request)
{
	struct http_request **at = &request->http->requests;

	while (*at != request)
		at = &(*at)->next;
	*at = request->next;
	if (--request->http->open == 0)
		loop_wait_with(request->http->loop, NULL, NULL);
}

static void free_request(struct http_request *request)
{
	const struct curl *curl = request->curl;

	curl->multi_remove_handle(request->http->multi, request->easy);
	curl->easy_cleanup(request->easy);
	curl->mime_free(request->mime);
	curl->slist_free_all(request->headers);
	buf_free(&request->body);
	http_trace_clear(&request->trace);
	json_free(request->plain);
	if (request->key_header)
		explicit_bzero(request->key_header, strlen(request->key_header));
	free(request->key_header);
	free(request->origin);
	json_free(request->known);
	free(request->refused);
	free(request->validator);
	free(request->text);
	free(request->url);
	free(request->method);
	free(request);
}

void http_drop(struct http_request *request)
{
	unlink_request(request);
	free_request(request);
}

void http_free(struct http *http)
{
	if (!http)
		return;
	while (http->requests)
		http_drop(http->requests);
	loop_cancel(http->loop, http->soon);
	if (http->multi) {
		http->curl.multi_cleanup(http->multi);
		http->curl.global_cleanup();
	}
	free(http);
}

static void perform_soon(void *arg)
{
	struct http *http = arg;

	http->soon = 0;
	perform(http);
}

static void start(struct http_request *request)
{
	struct http *http = request->http;

	http->curl.easy_setopt(request->easy, CURLOPT_URL, request->url);
	http_set_proxy(request);
	http_add_headers(request);
	http->curl.multi_add_handle(http->multi, request->easy);
	if (!http->soon)
		http->soon = loop_after(http->loop, 0, perform_soon, http);
	loop_wait_with(http->loop, wait_for_all, http);
}

struct http_request *http_send(struct http *http, const struct wire_request *what,
			       const struct http_options *options, http_fn *call,
			       http_progress_fn *progress, void *arg, struct err *err)
{
	const struct http_key *key = &options->key;
	struct http_request *request;
	char *origin;

	if (begin(http, err) < 0)
		return NULL;
	request = xcalloc(1, sizeof *request);
	origin = url_origin(what->url);
	request->http = http;
	request->number = ++http->sent;
	request->curl = &http->curl;
	request->easy = http->curl.easy_init();
	request->url = xstrdup(what->url);
	request->method = xstrdup(what->method);
	request->plain = json_copy(what->headers);
	request->to_file = what->to_file;
	request->clip_inside = what->clip_inside;
	request->fd = options->fd;
	request->from = options->from;
	request->validator =
		options->validator && options->from ? xstrdup(options->validator) : NULL;
	request->cap = options->cap > 0 ? options->cap : HTTP_CLIP_MAX;
	request->timeout = what->timeout > 0 ? what->timeout : 60;
	request->length = -1;
	request->retry_after = request->poll_after = NAN;
	request->call = call;
	request->progress = progress;
	request->arg = arg;
	if (key->key) {
		request->key_header =
			xasprintf("%s: %s%s", key->header ? key->header : "Authorization",
				  key->prefix   ? key->prefix
				  : key->header ? ""
						: "Bearer ",
				  key->key);
		request->key = request->key_header + strlen(request->key_header) - strlen(key->key);
	}
	request->origin = key->origin ? xstrdup(key->origin) : NULL;
	request->known = json_new_array();
	for (size_t i = 0; i < LENGTH(options->known); i++)
		http_add_origins(request->known, options->known[i]);
	request->foreign = options->foreign && http_is_strange(request, origin);
	request->next = http->requests;
	http->requests = request;
	http->open++;
	if (!origin) {
		err_set(err, ERR_INVALID, "“%.200s” is no http or https URL", what->url);
		http_drop(request);
		return NULL;
	}
	free(origin);
	http_set_up(request);
	http_add_body(request, what, options);
	start(request);
	return request;
}

/* All that left was a question to the proxy. */
static bool is_refused_by_proxy(const struct http_request *request)
{
	long status = 0;

	request->curl->easy_getinfo(request->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	return status >= 300;
}

/* True if the request never left: it may be sent once more without a thought. */
static bool never_sent(const struct http_request *request, CURLcode code)
{
	long sent = 0;

	if (is_refused_by_proxy(request))
		return true;
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY:
	case CURLE_COULDNT_CONNECT:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_URL_MALFORMAT:
		return true;
	default:
		request->curl->easy_getinfo(request->easy, CURLINFO_REQUEST_SIZE, &sent);
		return sent == 0;
	}
}

static const struct {
	CURLcode code;
	const char *what;
} reasons[] = {
	{CURLE_COULDNT_RESOLVE_HOST,
	 "its name can't be resolved: is it spelt right, is there a network?"},
	{CURLE_COULDNT_RESOLVE_PROXY, "the proxy's name can't be resolved"},
	{CURLE_UNSUPPORTED_PROTOCOL, "what it answers is not HTTP: is the port right?"},
	{CURLE_WEIRD_SERVER_REPLY, "what it answers is not HTTP: is the port right?"},
	{CURLE_URL_MALFORMAT, "its URL can't be read"},
	{CURLE_COULDNT_CONNECT, "it can't be connected to: does it run, is the port right?"},
	{CURLE_SSL_CONNECT_ERROR, "no TLS comes about: is it http, not https?"},
	{CURLE_PEER_FAILED_VERIFICATION, "its certificate can't be trusted"},
	{CURLE_OPERATION_TIMEDOUT, "it doesn't answer in time, or too slowly"},
	{CURLE_GOT_NOTHING, "it closes the line without an answer"},
	{CURLE_RECV_ERROR, "the line broke"},
	{CURLE_SEND_ERROR, "the line broke"},
	{CURLE_PARTIAL_FILE, "the line broke before the end"},
};

static const char *reason(const struct http_request *request, CURLcode code)
{
	if (request->refused)
		return request->refused;
	if (is_refused_by_proxy(request))
		return "the proxy lets nothing through: does it want another name or password?";
	for (size_t i = 0; i < LENGTH(reasons); i++)
		if (reasons[i].code == code)
			return reasons[i].what;
	return request->curl->easy_strerror(code);
}

/* Asked again a minute later, it would be the same. */
static bool is_lasting(const struct http_request *request, CURLcode code)
{
	return request->lasting || code == CURLE_PEER_FAILED_VERIFICATION ||
	       code == CURLE_URL_MALFORMAT;
}

static void end(struct http_request *request, CURLcode code)
{
	struct http_reply reply = {.length = request->length, .got = request->got};
	bool replied = code == CURLE_OK && !request->refused;
	char *type = NULL;
	long status = 0;

	request->curl->easy_getinfo(request->easy, CURLINFO_RESPONSE_CODE, &status);
	request->curl->easy_getinfo(request->easy, CURLINFO_CONTENT_TYPE, &type);
	reply.unwritten = request->unwritten;
	reply.resumed = request->from > 0;
	reply.validator = request->validator;
	reply.wire = (struct wire_reply){
		.net = replied                     ? NET_REPLIED
		       : never_sent(request, code) ? NET_NOT_SENT
						   : NET_BROKEN,
		.why = replied ? NULL : reason(request, code),
		.lasting = is_lasting(request, code),
		.status = (int)status,
		.body = buf_str(&request->body),
		.bytes = request->body.len,
		.type = type,
		.retry_after = request->retry_after,
		.poll_after = request->poll_after,
		.secret = request->key,
	};
	unlink_request(request);
	request->call(request->arg, &reply);
	free_request(request);
}

void http_refuse(struct http_request *request, bool lasting, const char *format, ...)
{
	va_list args;
	char *why;

	va_start(args, format);
	why = xvasprintf(format, args);
	va_end(args);
	free(request->refused);
	request->refused = text_clean(why, false, 0);
	request->lasting = lasting;
	free(why);
}

/* Returns new: where a redirect of a GET leads; NULL if there is none, or it is refused. */
static char *redirected(struct http_request *request)
{
	char *to = NULL, *origin;

	request->curl->easy_getinfo(request->easy, CURLINFO_REDIRECT_URL, &to);
	if (!to || strcmp(request->method, "GET") != 0)
		return NULL; /* sent once: who asked sees the status */
	origin = url_origin(to);
	if (!origin)
		http_refuse(request, true, "the server redirects to what is no http or https URL");
	else if (request->redirects++ >= REDIRECTS_MAX)
		http_refuse(request, true, "the server redirects without end");
	else if (strncasecmp(request->url, "https:", 6) == 0 && strncmp(origin, "https:", 6) != 0)
		http_refuse(request, true, "the server redirects from https to http");
	free(origin);
	return request->refused ? NULL : xstrdup(to);
}

static void follow(struct http_request *request, char *to)
{
	char *origin = url_origin(to);

	request->curl->multi_remove_handle(request->http->multi, request->easy);
	free(request->url);
	request->url = to;
	request->foreign = http_is_strange(request, origin);
	buf_clear(&request->body);
	free(origin);
	start(request);
}

static void finished(struct http_request *request, CURLcode code)
{
	char *to = code == CURLE_OK ? redirected(request) : NULL;

	if (to)
		follow(request, to);
	else
		end(request, code);
}

static void perform(struct http *http)
{
	const struct curl *curl = &http->curl;
	CURLMsg *message;
	int running, left;

	curl->multi_perform(http->multi, &running);
	while ((message = curl->multi_info_read(http->multi, &left))) {
		struct http_request *request;
		CURLcode code = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl->easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &request);
		finished(request, code);
	}
}
