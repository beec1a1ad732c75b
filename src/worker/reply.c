/* SPDX-License-Identifier: MIT */
#include "worker/reply.h"

#include <stdlib.h>

#include "util/text.h"

#define ERROR_SHOWN 1000 /* code points */

/* What decodes foreign bytes may have been talked into saying anything. */
static void set_error(const struct json *body, struct err *err)
{
	const char *text = json_get_str(body, "text");
	enum err_kind kind = err_kind_of(json_get_str(body, "kind"));
	char *clean = text_clean(text ? text : "the media process failed and did not say why",
				 false, ERROR_SHOWN);
	err_set(err, kind ? kind : ERR_MEDIA, "%s", clean);
	free(clean);
}

struct reply reply_of(const struct message *message, bool cancelled, struct err *err)
{
	struct reply reply = {.ended = message->type != MESSAGE_PROGRESS};
	if (!reply.ended) {
		reply.done = json_get_num(message->body, "done");
		reply.of = json_get_num(message->body, "of");
	} else if (cancelled) {
		err_set(err, ERR_CANCELLED, "stopped on request");
	} else if (message->type == MESSAGE_ERROR) {
		set_error(message->body, err);
	}
	if (err->kind) {
		reply.error = err;
		return reply;
	}
	reply.answer = message->body;
	reply.fds = message->fds;
	reply.fd_count = message->fd_count;
	return reply;
}
