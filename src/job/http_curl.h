/* SPDX-License-Identifier: MIT
 *
 * libcurl, loaded when the first request is to be sent: with all that it brings along
 * it takes longer to load than the rest of the program to start.
 */
#ifndef JOB_HTTP_CURL_H
#define JOB_HTTP_CURL_H

#include <curl/curl.h>

#include "util/err.h"

#define CURL_CALLS(X)                                                                              \
	X(easy_cleanup) X(easy_getinfo) X(easy_init) X(easy_setopt) X(easy_strerror) X(getdate)    \
	X(global_cleanup) X(global_init) X(mime_addpart) X(mime_data) X(mime_filename)             \
	X(mime_free) X(mime_init) X(mime_name) X(mime_type) X(multi_add_handle) X(multi_cleanup)   \
	X(multi_info_read) X(multi_init) X(multi_perform) X(multi_poll) X(multi_remove_handle)     \
	X(multi_setopt) X(slist_append) X(slist_free_all)

/* curl->easy_init is curl_easy_init, and so on. */
#define CURL_MEMBER(name) __typeof__(curl_##name) *name;
struct curl {
	CURL_CALLS(CURL_MEMBER)
};

int curl_load(struct curl *curl, struct err *err);

#endif
