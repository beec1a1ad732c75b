/* SPDX-License-Identifier: MIT
 *
 * A request, made ready for libcurl.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "job/http_address.h"
#include "job/http_private.h"
#include "job/http_proxy.h"
#include "util/mem.h"

#define CONNECT_S 20L

/* A proxy is the user's own, wherever it stands: there the URL is all there is to see. */
static bool leads_inside(const struct http_request *request, const struct sockaddr *address)
{
	char *origin = request->proxied ? url_origin(request->url) : NULL;
	bool inside = origin ? origin_is_private(origin) : address_is_private(address);

	free(origin);
	return inside;
}

static void refuse(struct http_request *request)
{
	char *origin = url_origin(request->url);

	http_refuse(request, true,
		    "the server names a private address, %s, where nothing is fetched from; if "
		    "that is yours, too, name it under \"also\" in a provider's file of your own",
		    origin ? origin : request->url);
	free(origin);
}

static curl_socket_t on_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct http_request *request = arg;

	if (request->foreign && leads_inside(request, &address->addr)) {
		refuse(request);
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void http_add_origins(struct json *list, const struct json *urls)
{
	char *origin = json_str(urls) ? url_origin(json_str(urls)) : NULL;

	if (origin)
		json_push(list, json_new_str(origin));
	free(origin);
	for (const struct json *url = json_str(urls) ? NULL : json_first(urls); url;
	     url = json_next(url))
		http_add_origins(list, url);
}

bool http_is_strange(const struct http_request *request, const char *origin)
{
	if (origin && request->origin && strcmp(origin, request->origin) == 0)
		return false;
	for (const struct json *one = json_first(request->known); origin && one;
	     one = json_next(one))
		if (strcmp(origin, json_str(one)) == 0)
			return false;
	return true;
}

void http_set_proxy(struct http_request *request)
{
	char *origin = request->foreign ? url_origin(request->url) : NULL;
	const char *proxy = request->foreign ? (origin ? proxy_of(origin) : "") : NULL;

	request->proxied = proxy && *proxy;
	request->curl->easy_setopt(request->easy, CURLOPT_PROXY, proxy);
	request->curl->easy_setopt(request->easy, CURLOPT_NOPROXY, proxy ? "" : NULL);
	free(origin);
}

void http_add_headers(struct http_request *request)
{
	const struct curl *curl = request->curl;
	char *origin = url_origin(request->url);
	bool home = origin && request->origin && strcmp(origin, request->origin) == 0;
	/* Nor does what else was meant for one server go where that one points. */
	const struct json *plain = home || !request->redirects ? request->plain : NULL;

	curl->slist_free_all(request->headers);
	request->headers = NULL;
	for (const struct json *item = json_first(plain); item; item = json_next(item)) {
		char *line = xasprintf("%s: %s", json_name(item), json_str(item));

		request->headers = curl->slist_append(request->headers, line);
		free(line);
	}
	if (request->key_header && home)
		request->headers = curl->slist_append(request->headers, request->key_header);
	if (request->text)
		request->headers =
			curl->slist_append(request->headers, "Content-Type: application/json");
	if (request->from > 0 && request->validator) {
		char *line = xasprintf("If-Range: %s", request->validator);

		request->headers = curl->slist_append(request->headers, line);
		free(line);
	}
	request->headers = curl->slist_append(request->headers, "Expect:");
	curl->easy_setopt(request->easy, CURLOPT_HTTPHEADER, request->headers);
	free(origin);
}

static void add_part(struct http_request *request, const struct json *item,
		     const struct template_values *values)
{
	const struct wire_picture *picture = template_file(item, values);
	const struct curl *curl = request->curl;
	curl_mimepart *part = curl->mime_addpart(request->mime);
	char *text = NULL;

	curl->mime_name(part, json_name(item));
	if (picture) {
		curl->mime_data(part, picture->bytes, picture->count);
		curl->mime_filename(part, picture->file);
		curl->mime_type(part, picture->type);
		return;
	}
	if (!json_str(item))
		text = json_text(item);
	curl->mime_data(part, text ? text : json_str(item), CURL_ZERO_TERMINATED);
	free(text);
}

void http_add_body(struct http_request *request, const struct wire_request *what,
		   const struct http_options *options)
{
	struct template_values values = {NULL, options->pictures, options->picture_count};
	const struct curl *curl = request->curl;
	CURL *easy = request->easy;

	switch (what->body) {
	case WIRE_JSON:
		request->text = json_text(what->json);
		curl->easy_setopt(easy, CURLOPT_POSTFIELDS, request->text);
		curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
				  (curl_off_t)strlen(request->text));
		break;
	case WIRE_FORM:
		request->mime = curl->mime_init(easy);
		for (const struct json *item = json_first(what->json); item; item = json_next(item))
			add_part(request, item, &values);
		curl->easy_setopt(easy, CURLOPT_MIMEPOST, request->mime);
		break;
	case WIRE_BYTES:
		curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
				  (curl_off_t)(what->bytes ? what->bytes->count : 0));
		curl->easy_setopt(easy, CURLOPT_COPYPOSTFIELDS,
				  what->bytes ? what->bytes->bytes : "");
		break;
	case WIRE_NO_BODY:
		break;
	}
	curl->easy_setopt(easy, CURLOPT_CUSTOMREQUEST, what->method);
	if (strcmp(what->method, "GET") == 0)
		curl->easy_setopt(easy, CURLOPT_HTTPGET, 1L);
}

void http_set_up(struct http_request *request)
{
	const struct curl *curl = request->curl;
	CURL *easy = request->easy;
	const char *own_authorities = getenv("SSL_CERT_FILE"); /* as OpenSSL and curl have it */

	curl->easy_setopt(easy, CURLOPT_PRIVATE, request);
	curl->easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl->easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl->easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
	curl->easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl->easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)ceil(request->timeout));
	curl->easy_setopt(easy, CURLOPT_USERAGENT, "scenetty");
	curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, http_on_body);
	curl->easy_setopt(easy, CURLOPT_WRITEDATA, request);
	curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, http_on_header);
	curl->easy_setopt(easy, CURLOPT_HEADERDATA, request);
	curl->easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
	curl->easy_setopt(easy, CURLOPT_OPENSOCKETDATA, request);
	curl->easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (own_authorities && *own_authorities)
		curl->easy_setopt(easy, CURLOPT_CAINFO, own_authorities);
	/* Each has a connection of its own. On one that was used before, libcurl sends anew by
	 * itself when the other end has gone; and what a server said once too often would
	 * answer the next, which may be another job's. */
	curl->easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl->easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	if (request->from > 0) {
		char *range = xasprintf("%lld-", (long long)request->from);

		curl->easy_setopt(easy, CURLOPT_RANGE, range);
		free(range);
	}
	http_trace_begin(&request->trace, curl, easy, request->http->trace, request->number,
			 request->key);
}
