/* SPDX-License-Identifier: MIT
 *
 * The proxy a stranger's URL goes through. libcurl finds one by itself, but does not say
 * whether it did, and what is connected to is looked at only where it is no proxy.
 */
#ifndef JOB_HTTP_PROXY_H
#define JOB_HTTP_PROXY_H

#include <stdbool.h>

/* For an origin ("https://host:443"): what http_proxy, https_proxy, all_proxy and no_proxy
 * say, borrowed from the environment; "" if it is connected to directly. */
const char *proxy_of(const char *origin);
/* Whether the host stands there as a private address, or as this machine. */
bool origin_is_private(const char *origin);

#endif
