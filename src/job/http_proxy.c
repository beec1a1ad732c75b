/* SPDX-License-Identifier: MIT */
#include "job/http_proxy.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "job/http_address.h"
#include "util/mem.h"

/* Returns new: "host" of "https://host:443", "::1" of "http://[::1]:80". */
static char *host_of(const char *origin)
{
	const char *host = strstr(origin, "://") + 3, *end = strrchr(host, ':');

	if (*host == '[' && end > host && end[-1] == ']')
		return xstrndup(host + 1, (size_t)(end - host) - 2);
	return xstrndup(host, (size_t)(end - host));
}

static const char *set_one(const char *name, const char *other)
{
	const char *value = getenv(name);

	if ((!value || !*value) && other)
		value = getenv(other);
	return value && *value ? value : NULL;
}

/* "example.com" and ".example.com" mean the host and all below it. */
static bool is_below(const char *host, const char *name, size_t bytes)
{
	size_t length = strlen(host);

	if (bytes && *name == '.') {
		name++;
		bytes--;
	}
	return bytes && length >= bytes && strncasecmp(host + length - bytes, name, bytes) == 0 &&
	       (length == bytes || host[length - bytes - 1] == '.');
}

static bool is_exempt(const char *host)
{
	const char *list = set_one("no_proxy", "NO_PROXY");
	bool found = false;

	for (size_t bytes; list && *list && !found; list += bytes) {
		list += strspn(list, ", \t");
		bytes = strcspn(list, ", \t");
		found = (bytes == 1 && *list == '*') || is_below(host, list, bytes);
	}
	return found;
}

const char *proxy_of(const char *origin)
{
	bool secure = strncmp(origin, "https:", 6) == 0;
	/* HTTP_PROXY is what a web server would set for a header "Proxy:". */
	const char *proxy = secure ? set_one("https_proxy", "HTTPS_PROXY")
				   : set_one("http_proxy", NULL);
	char *host = host_of(origin);

	if (!proxy)
		proxy = set_one("all_proxy", "ALL_PROXY");
	if (!proxy || is_exempt(host))
		proxy = "";
	free(host);
	return proxy;
}

bool origin_is_private(const char *origin)
{
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	struct sockaddr_in four = {.sin_family = AF_INET};
	char *host = host_of(origin);
	bool is_private = is_below(host, "localhost", strlen("localhost"));

	if (inet_aton(host, &four.sin_addr))
		is_private = address_is_private((void *)&four);
	else if (inet_pton(AF_INET6, host, &six.sin6_addr) == 1)
		is_private = address_is_private((void *)&six);
	free(host);
	return is_private;
}
