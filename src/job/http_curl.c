/* SPDX-License-Identifier: MIT */
#include "job/http_curl.h"

#include <dlfcn.h>
#include <stddef.h>

#include "util/mem.h"

/* Debian builds it with one or the other library of TLS. */
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

#define CURL_PLACE(name) {"curl_" #name, offsetof(struct curl, name)},
static const struct {
	const char *name;
	size_t offset;
} calls[] = {CURL_CALLS(CURL_PLACE)};

int curl_load(struct curl *curl, struct err *err)
{
	void *library = NULL;

	for (size_t i = 0; i < LENGTH(names) && !library; i++)
		library = dlopen(names[i], RTLD_LAZY | RTLD_NODELETE);
	if (!library)
		return err_set(err, ERR_IO, "%s can't be loaded (Debian: libcurl4)", names[0]);
	for (size_t i = 0; i < LENGTH(calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (!call)
			return err_set(err, ERR_IO, "libcurl is too old: it has no %s",
				       calls[i].name);
		*(void **)((char *)curl + calls[i].offset) = call;
	}
	return 0;
}
